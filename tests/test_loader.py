"""What serves after a load, a reload, a refresh and a restart: with real files and a real database."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from weakref import ref

import pytest

from bot.clock import Clock
from bot.errors import SourceError, StartError, UserError
from bot.loader import Loader
from bot.loads import Proposal, Reloaded
from bot.refresh import keep_fresh
from bot.render.posted import daily_cards
from bot.settings import Settings
from bot.store import open_store


class Conference:
    """A programme in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, *codes: str, hour: int = 10, **titles: str) -> None:
        """Talks by their codes, in one room from `hour` on; a title other than the code may be given."""
        events = [
            {
                "code": code,
                "title": titles.get(code, f"Talk {code}"),
                "date": f"2031-05-07T{hour + n:02}:00:00+02:00",
                "duration": "00:30",
                "room": "Hall",
                "persons": [{"name": f"Speaker {code}"}],
            }
            for n, code in enumerate(codes)
        ]
        about = {"title": "InventedConf", "time_zone_name": "Europe/Vienna"}
        self.path.write_text(json.dumps({"schedule": {"conference": about, "events": events}}))


class WoundClock(Clock):
    """A clock whose real time can be wound forward."""

    ahead = timedelta(0)

    def real(self) -> datetime:
        return super().real() + self.ahead


class StartLoader(Protocol):
    def __call__(self, clock: Clock = ..., **settings: Any) -> AbstractAsyncContextManager[Loader]: ...


@pytest.fixture
def conference(tmp_path: Path) -> Conference:
    return Conference(tmp_path / "invented.json")


@pytest.fixture
def start(tmp_path: Path, conference: Conference) -> StartLoader:
    """A started loader of the conference; a second one finds what the first one stored."""

    @asynccontextmanager
    async def begin(clock: Clock = Clock(), **more: Any) -> AsyncIterator[Loader]:  # noqa: B008 - it holds nothing
        settings = Settings(programme_source=(str(conference.path),), database=tmp_path / "programme.sqlite3", **more)
        async with open_store(settings.database, clock) as store:
            loader = Loader(settings, store, clock)
            await loader.start()
            yield loader

    return begin


def ids(loader: Loader) -> list[str]:
    return [talk.id for talk in loader.loaded.programme.talks]


async def until(happened: Callable[[], bool]) -> None:
    while not happened():  # noqa: ASYNC110 - the loader tells nobody
        await asyncio.sleep(0)


def waiting(loader: Loader) -> Proposal | None:
    return loader.waiting


async def test_what_only_adds_is_taken_at_once(conference: Conference, start: StartLoader) -> None:
    conference.write("A")
    async with start() as loader:
        conference.write("A", "B")
        done = await loader.reload("moderator 1")
        assert isinstance(done, Reloaded)
        assert (ids(loader), loader.loaded.loaded_by) == (["A", "B"], "moderator 1")


@pytest.mark.parametrize("change", ["removed", "moved"])
async def test_what_removes_or_moves_is_shown_first(conference: Conference, start: StartLoader, change: str) -> None:
    conference.write("A", "B", "C", "D")
    async with start() as loader:
        serving = loader.loaded
        if change == "removed":
            conference.write("A", "B", "C")
        else:
            conference.write("A", "B", "C", "D", hour=11)
        proposal = await loader.reload("moderator 1")
        assert isinstance(proposal, Proposal)
        assert (proposal.loses_much, loader.loaded is serving) == (False, True)
        # Whatever the file holds by now: what was shown is what is taken
        conference.write("A", "B", "C", "D", "E", "F")
        await loader.take(proposal.id, "moderator 2")
        assert loader.loaded.programme == proposal.programme
        assert loader.loaded.loaded_by == "moderator 2"


async def test_a_proposal_is_taken_once_and_never_over_a_newer_programme(
    conference: Conference, start: StartLoader
) -> None:
    conference.write("A", "B")
    async with start() as loader:
        conference.write("A", "B", hour=12)
        first, second = await loader.reload("moderator 1"), await loader.reload("moderator 2")
        assert isinstance(first, Proposal)
        assert isinstance(second, Proposal)
        await loader.take(first.id, "moderator 1")
        with pytest.raises(UserError, match="no longer have what was shown"):
            await loader.take(first.id, "moderator 1")
        with pytest.raises(UserError, match="has changed since this was shown"):
            await loader.take(second.id, "moderator 2")


async def test_a_talk_under_a_new_id_keeps_its_old_one(conference: Conference, start: StartLoader) -> None:
    conference.write("A", "B")
    async with start() as loader:
        conference.write("X", "B", X="Talk A")
        text = conference.path.read_text().replace("Speaker X", "Speaker A")
        conference.path.write_text(text)
        done = await loader.reload("moderator 1")
        assert isinstance(done, Reloaded)
        assert (ids(loader), done.changes.added, done.changes.removed) == (["A", "B"], (), ())


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


async def test_what_lost_much_waits_for_a_yes(conference: Conference, start: StartLoader) -> None:
    conference.write("A", "B", "C")
    async with start() as loader:
        conference.write("A")
        assert await loader.refresh() is None
        shown = waiting(loader)
        assert shown is not None
        assert (shown.loses_much, ids(loader)) == (True, ["A", "B", "C"])
        await loader.refresh()
        assert waiting(loader) is shown
        await loader.take(shown.id, "moderator 1")
        assert (ids(loader), waiting(loader)) == (["A"], None)


async def test_what_was_declined_is_not_proposed_again_until_the_source_changes(
    conference: Conference, start: StartLoader
) -> None:
    conference.write("A", "B", "C")
    async with start() as loader:
        conference.write("A")
        await loader.refresh()
        shown = waiting(loader)
        assert shown is not None
        loader.decline(shown.id)
        await loader.refresh()
        assert waiting(loader) is None
        conference.write("B")
        await loader.refresh()
        assert waiting(loader) is not None


async def test_a_start_with_much_fewer_talks_serves_the_earlier_copy(
    conference: Conference, start: StartLoader
) -> None:
    conference.write("A", "B", "C")
    async with start():
        pass
    conference.write()
    async with start() as loader:
        assert ids(loader) == ["A", "B", "C"]
        assert loader.waiting is not None
        await loader.take(loader.waiting.id, "moderator 1")
        assert ids(loader) == []


async def test_an_earlier_version_serves_until_the_source_changes(conference: Conference, start: StartLoader) -> None:
    conference.write("A", "B")
    async with start() as loader:
        conference.write("A", "B", A="Renamed")
        await loader.reload("moderator 1")
        proposal = await loader.propose_version(1)
        await loader.take(proposal.id, "moderator 1")
        assert loader.loaded.programme.by_id["A"].title == "Talk A"
        assert await loader.refresh() is None
    async with start() as loader:
        assert loader.loaded.programme.by_id["A"].title == "Talk A"
        conference.write("A", "B", A="Renamed again")
        await loader.refresh()
        assert loader.loaded.programme.by_id["A"].title == "Renamed again"
        with pytest.raises(UserError, match="no longer have this version"):
            await loader.propose_version(99)


async def test_a_source_that_fails_leaves_what_serves(conference: Conference, start: StartLoader) -> None:
    conference.write("A")
    async with start() as loader:
        conference.path.write_text("<html>502</html>")
        loads: list[Any] = [loader.reload("moderator 1"), loader.refresh()]
        for load in loads:
            with pytest.raises(SourceError, match="it is a web page"):
                await load
        assert (ids(loader), loader.trouble is not None) == (["A"], True)
        conference.write("A")
        await loader.refresh()
        assert loader.trouble is None


async def test_without_an_earlier_copy_a_bad_source_ends_the_start(conference: Conference, start: StartLoader) -> None:
    with pytest.raises(StartError, match="there is no earlier copy"):
        async with start():
            pass


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
