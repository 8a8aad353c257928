"""What serves after a load, a reload, a refresh and a restart: with real files and a real database."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import SourceError, StartError, UserError
from bot.loads import Proposal, Reloaded
from tests.loading.conftest import Conference, StartLoader, ids, waiting


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
