"""What the loader does by itself: reading again, what vanished, what is stale, what it lets go."""

from __future__ import annotations

import asyncio
import gc
from datetime import timedelta
from weakref import ref

import pytest

from bot.errors import SourceError
from bot.loads import Proposal
from bot.refresh import keep_fresh
from bot.render.posted import daily_cards
from tests.loading.conftest import Conference, StartLoader, WoundClock, ids, until


async def test_in_the_background_a_vanished_talk_stays_until_it_is_lacking_twice(
    conference: Conference, start: StartLoader
) -> None:
    conference.write("A", "B", "C", "D")
    async with start() as loader:
        conference.write("A", "B", "C")
        assert await loader.refresh() is None
        assert ids(loader) == ["A", "B", "C", "D"]
        done = await loader.refresh()
        assert done is not None
        assert ([talk.id for talk in done.changes.removed], ids(loader)) == (["D"], ["A", "B", "C"])
        assert await loader.refresh() is None


async def test_in_the_background_a_talk_that_comes_back_was_never_gone(
    conference: Conference, start: StartLoader
) -> None:
    conference.write("A", "B", "C", "D")
    async with start() as loader:
        for codes in ("ABC", "ABCD", "ABC"):
            conference.write(*codes)
            assert await loader.refresh() is None
        assert ids(loader) == ["A", "B", "C", "D"]


async def test_in_the_background_what_moved_is_taken(conference: Conference, start: StartLoader) -> None:
    conference.write("A", "B")
    async with start() as loader:
        conference.write("A", "B", hour=12)
        done = await loader.refresh()
        assert done is not None
        assert (len(done.changes.moved), loader.loaded.loaded_by) == (2, "refresh")


async def test_the_sources_are_read_again_in_the_background(conference: Conference, start: StartLoader) -> None:
    conference.write("A")
    async with start() as loader, keep_fresh(loader, timedelta(milliseconds=1)), asyncio.timeout(10):
        conference.path.write_text("<html>502</html>")
        await until(lambda: loader.trouble is not None)
        conference.write("A", "B")
        await until(lambda: ids(loader) == ["A", "B"])
        assert loader.loaded.loaded_by == "refresh"


@pytest.mark.parametrize(("refresh", "hours", "stale"), [(60, 1, False), (60, 3, True), (0, 3, False)])
async def test_a_programme_is_stale_an_hour_after_it_was_due(
    conference: Conference, start: StartLoader, refresh: int, hours: int, stale: bool
) -> None:
    conference.write("A")
    wound = WoundClock()
    async with start(wound, programme_refresh=refresh) as loader:
        read_at = loader.read_at
        wound.ahead = timedelta(hours=hours, minutes=1)
        assert loader.stale == (read_at if stale else None)


async def test_without_a_refresh_a_programme_is_stale_an_hour_after_a_reading_failed(
    conference: Conference, start: StartLoader
) -> None:
    conference.write("A")
    wound = WoundClock()
    async with start(wound) as loader:
        conference.path.unlink()
        with pytest.raises(SourceError):
            await loader.refresh()
        assert loader.stale is None
        wound.ahead = timedelta(hours=2)
        assert loader.stale == loader.read_at


async def test_a_programme_that_serves_no_longer_is_let_go(conference: Conference, start: StartLoader) -> None:
    conference.write("A", "B")
    async with start() as loader:
        served = []
        for hour in (11, 12, 13):
            agenda = loader.loaded.snapshot.agenda
            assert daily_cards(agenda, agenda.programme.days[0])
            served.append(ref(agenda))
            del agenda
            conference.write("A", "B", hour=hour)
            shown = await loader.reload("moderator 1")
            await loader.refresh()
        assert isinstance(shown, Proposal)
        del shown
        gc.collect()
        assert [agenda() for agenda in served] == [None, None, None]


async def test_a_load_keeps_nothing_but_the_programme(conference: Conference, start: StartLoader) -> None:
    class Knot:
        """Garbage that refers to itself, as an answered interaction does."""

        def __init__(self) -> None:
            self.itself = self

    conference.write("A")
    async with start() as loader:
        knot = ref(Knot())
        conference.write("A", "B")
        await loader.reload("moderator 1")
        gc.collect()
        assert ids(loader) == ["A", "B"]
        assert knot() is None
