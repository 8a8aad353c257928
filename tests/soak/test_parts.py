"""What the soak is made of: faults in a fair order, an invented conference that the bot can read, spans."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.errors import SourceError
from bot.reading import read
from bot.sources import Hints
from tests.soak.conference import AHEAD, EVERY, Conference
from tests.soak.faults import DISK, FAULTS, KILL, draw
from tests.soak.process import Span
from tests.soak.soak import BEGIN

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def conference(tmp_path: Path) -> Conference:
    return Conference(tmp_path / "invented.json", BEGIN, BEGIN + timedelta(hours=6), Random(1))


@pytest.mark.parametrize("seed", range(20))
def test_every_fault_comes_before_one_comes_again_and_none_is_killed_late(seed: int) -> None:
    drawn = draw(Random(seed), 2 * len(FAULTS), {DISK})
    assert DISK not in drawn
    first = drawn[: len(FAULTS)]
    assert KILL in first
    assert KILL not in drawn[len(FAULTS) :]
    assert max(Counter(drawn).values()) <= 3


async def test_the_invented_conference_is_read_and_what_is_changed_lies_ahead(conference: Conference) -> None:
    conference.write()
    before = (await read([str(conference.path)], Hints())).programme
    now = BEGIN
    for _ in range(30):
        now += EVERY
        conference.change(now)
    reading = await read([str(conference.path)], Hints())
    assert not any(problem.loses_talk for problem in reading.problems)
    for talk in before.talks:
        after = reading.programme.by_id[talk.id]
        if (after.slots, after.cancelled) != (talk.slots, talk.cancelled):
            (change,) = [change for change in conference.changes if change.title == talk.title]
            start = talk.slots[0].start
            assert start is not None
            assert start > change.at + AHEAD
    added = [change.title for change in conference.changes if change.kind == "New"]
    assert [talk.title for talk in reading.programme.talks if talk.id not in before.by_id] == added


async def test_a_spoilt_source_is_no_programme(conference: Conference) -> None:
    empty = 0
    for _ in range(20):
        conference.spoil()
        try:
            reading = await read([str(conference.path)], Hints())
        except SourceError:
            continue
        empty += 1
        assert reading.programme.talks == ()
    assert 0 < empty < 20


def test_a_span_that_lasts_touches_whatever_ends_after_its_beginning() -> None:
    def minutes(n: int) -> datetime:
        return NOON + timedelta(minutes=n)

    over, lasting = Span("over", minutes(1), minutes(2)), Span("lasting", minutes(1))
    assert [over.touches(minutes(n), minutes(n + 1)) for n in (-1, 0, 1, 2, 3)] == [False, True, True, True, False]
    assert [lasting.touches(minutes(n), minutes(n + 1)) for n in (-1, 0, 9)] == [False, True, True]
