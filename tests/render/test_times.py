"""Days, hours and lengths in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.render.times import duration, hour, long_day, moment, short_day, span_of_days, timestamp, zone_name

INSTANT = datetime(2014, 7, 23, 8, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def test_days_and_hours_are_those_of_the_hall() -> None:
    assert long_day(date(2014, 7, 23)) == "Wednesday 23 July"
    assert short_day(date(2014, 7, 23)) == "Wed 23 July"
    assert hour(INSTANT, BERLIN) == "10:00"
    assert moment(INSTANT, BERLIN) == "23 July 2014, 10:00"
    assert moment(INSTANT, BERLIN, year=False) == "23 July, 10:00"
    assert timestamp(INSTANT, "f") == "<t:1406102400:f>"


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Etc/GMT-2", "UTC+02"),
        ("Etc/UTC", "UTC"),
        ("Europe/Berlin", "Berlin (CEST)"),
        ("America/New_York", "New York (EDT)"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires (UTC-03)"),
        ("Asia/Kathmandu", "Kathmandu (UTC+0545)"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_named_by_its_place(zone: str, name: str) -> None:
    assert zone_name(ZoneInfo(zone), INSTANT) == name


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (date(2014, 7, 21), date(2014, 7, 25), "21 to 25 July 2014"),
        (date(2014, 6, 30), date(2014, 7, 2), "30 June to 2 July 2014"),
        (date(2014, 12, 30), date(2015, 1, 2), "30 December 2014 to 2 January 2015"),
        (date(2014, 7, 23), date(2014, 7, 23), "23 July 2014"),
    ],
)
def test_a_span_says_nothing_twice(first: date, last: date, span: str) -> None:
    assert span_of_days(first, last) == span


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (60, "1 minute"),
        (61, "2 minutes"),
        (3600, "1 hour"),
        (5400, "1 hour 30 minutes"),
        (47 * 3600, "47 hours"),
        (48 * 3600, "2 days"),
        (80 * 3600, "3 days"),
        (-60, "0 minutes"),
    ],
)
def test_a_length_is_rounded_up_to_minutes(seconds: int, words: str) -> None:
    assert duration(timedelta(seconds=seconds)) == words
