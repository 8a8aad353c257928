"""A database that was damaged and restored from a copy made before the posts: what stands there is not posted again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import State
from bot.store.backups import back_up, restore
from bot.store.copies import list_copies
from tests.e2e.conftest import StartTown, Town
from tests.e2e.posted import EARLY, MORNING, POST, posts, run_tick, set_up, told

Announce = Callable[[str], None]


async def lose_the_ledger(town: Town, announce_errors: Announce) -> None:
    """Post the day, and go back to a copy from before; Discord has forgotten the nonce meanwhile."""
    await set_up(town)
    for early in list_copies(town.settings.database):
        early.unlink()
    assert await town.bot.store.database.copy_daily() is not None
    town.clock.set(MORNING)
    await run_tick(town)
    (post,) = posts(town)
    post.nonce = None
    await town.stop()
    announce_errors("was damaged .* The copy .* was restored")
    with town.settings.database.open("r+b") as file:
        file.write(b"\0" * 4096)
    town.now = MORNING + timedelta(minutes=5)
    await town.start()


async def states(town: Town) -> list[tuple[State, int | None]]:
    return [(row.state, row.message) for row in await town.bot.store.deliveries.all()]


async def test_what_stands_there_is_found_again(start: StartTown, announce_errors: Announce) -> None:
    async with start(EARLY) as town:
        await lose_the_ledger(town, announce_errors)
        (post,) = posts(town)
        for _ in range(2):
            await run_tick(town)
        assert (posts(town), await states(town)) == ([post], [(State.SENT, post.id)])
        # The next day's is new
        town.clock.set(MORNING + timedelta(days=1))
        await run_tick(town)
        assert [other.text.splitlines()[0][:15] for other in posts(town)] == ["## Wednesday 23", "## Thursday 24 "]


async def test_what_stands_there_is_found_again_after_another_restart(
    start: StartTown, announce_errors: Announce
) -> None:
    async with start(EARLY) as town:
        await lose_the_ledger(town, announce_errors)
        (post,) = posts(town)
        town.sandbox.reset_next("GET /channels", times=50)
        await run_tick(town)
        town.sandbox.rest.faults.clear()
        await town.restart()
        await run_tick(town)
        assert (posts(town), await states(town)) == ([post], [(State.SENT, post.id)])


@pytest.mark.parametrize("trouble", ["reset", "503"])
async def test_a_channel_that_can_not_be_read_at_the_moment_is_waited_for(
    start: StartTown, announce_errors: Announce, trouble: str
) -> None:
    async with start(EARLY) as town:
        await lose_the_ledger(town, announce_errors)
        (post,) = posts(town)
        route = f"GET /channels/{post.channel.id}/messages"
        if trouble == "reset":
            town.sandbox.reset_next(route, times=2)
        else:
            town.sandbox.fail_next(route, status=503)
        for _ in range(2):
            await run_tick(town)
        assert (posts(town), await states(town)) == ([post], [])
        town.refused = [entry.code for entry in town.sandbox.log.refused]


async def test_a_channel_that_may_not_be_read_gets_nothing_blindly(start: StartTown, announce_errors: Announce) -> None:
    async with start(EARLY) as town:
        await lose_the_ledger(town, announce_errors)
        (post,) = posts(town)
        guild = town.sandbox.guild
        for whose in (guild.everyone, guild.role("Programme Bot")):
            post.channel.allow(whose, read_message_history=False)
        await told(town)
        for _ in range(2):
            await run_tick(town)
        assert (posts(town), await states(town)) == ([post], [(State.SKIPPED, None)])
        assert post.text == POST
        # What became due since is not in doubt
        town.clock.set(MORNING + timedelta(days=1))
        await run_tick(town)
        assert len(posts(town)) == 2


async def test_a_backup_that_the_operator_puts_back_posts_nothing_again(start: StartTown, tmp_path: Path) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        now, database = town.clock.real(), town.settings.database
        backup = back_up(database, tmp_path / "backup.sqlite3", now)
        town.clock.set(MORNING)
        await run_tick(town)
        (post,) = posts(town)
        post.nonce = None
        await town.stop()
        restore(backup, database, now)
        town.now = MORNING
        await town.start()
        for _ in range(2):
            await run_tick(town)
        assert (posts(town), await states(town)) == ([post], [(State.SENT, post.id)])
