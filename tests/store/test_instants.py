"""Instants are UTC text in the order of time; naive ones do not pass."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.store.instants import from_text, to_stamp, to_text

SUMMER = datetime(2014, 7, 22, 0, 30, 5, 7, tzinfo=ZoneInfo("Europe/Berlin"))


def test_instants_are_utc_text_and_come_back() -> None:
    assert to_text(SUMMER) == "2014-07-21T22:30:05.000007+00:00"
    assert from_text(to_text(SUMMER)) == SUMMER
    assert from_text(to_text(SUMMER)).tzinfo is UTC
    assert to_stamp(SUMMER) == "2014-07-21T223005Z"


def test_the_order_of_texts_is_the_order_of_instants() -> None:
    instants = [datetime(2014, 7, 22, 9, tzinfo=UTC) + timedelta(microseconds=n) for n in (0, 1, 10**6)]
    instants.append(datetime(2014, 7, 22, 9, tzinfo=timezone(timedelta(hours=-2))))
    assert sorted(map(to_text, instants)) == [to_text(instant) for instant in instants]


def test_naive_instants_are_refused() -> None:
    naive = SUMMER.replace(tzinfo=None)
    for write in (to_text, to_stamp):
        with pytest.raises(ValueError, match="aware instants only"):
            write(naive)
    with pytest.raises(ValueError, match="aware instants only"):
        from_text(naive.isoformat())
