"""The newest day's first message is pinned where the bot may, and nothing but its own older post is ever unpinned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox import post
from tests.e2e.conftest import StartTown, Town
from tests.e2e.posted import EARLY, MORNING, posts, run_tick, set_up, told


def pins(town: Town) -> list[str]:
    """The first words of what is pinned, oldest first."""
    return [m.text[:15] for m in town.sandbox.guild.channel("programme").messages if m.pinned]


async def test_a_pin_that_discord_could_not_take_is_tried_again(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.sandbox.fail_next("PUT /channels", status=503, times=2)
        town.refused = [0, 0]
        town.clock.set(MORNING)
        await run_tick(town)
        assert (len(posts(town)), pins(town)) == (1, [])
        # Also by another process
        town.now = MORNING
        await town.restart()
        await run_tick(town)
        await run_tick(town)
        assert pins(town) == ["## Wednesday 23"]


async def test_a_pin_is_given_up_after_a_few_tries(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.sandbox.fail_next("PUT /channels", status=503, times=5)
        town.refused = [0] * 5
        town.clock.set(MORNING)
        for _ in range(8):
            await run_tick(town)
        assert (len(posts(town)), pins(town)) == (1, [])


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (400, 30003)])
async def test_a_pin_that_discord_refuses_is_left(start: StartTown, status: int, code: int) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.sandbox.fail_next("PUT /channels", status=status, json={"code": code})
        town.refused = [code]
        town.clock.set(MORNING)
        for _ in range(3):
            await run_tick(town)
        assert (len(posts(town)), pins(town)) == (1, [])


async def test_only_its_own_older_day_is_unpinned(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.clock.set(MORNING)
        await run_tick(town)
        said = await town.grace.say("Wifi: hunter2", channel="programme")
        post.pin(town.sandbox.world, said, town.grace.user)
        assert pins(town) == ["## Wednesday 23", "Wifi: hunter2"]
        # What failed on its day is made up for on the next
        town.clock.set(MORNING + timedelta(days=1))
        town.sandbox.fail_next("DELETE /channels", status=503, times=1)
        town.refused = [0]
        await run_tick(town)
        await run_tick(town)
        assert pins(town) == ["Wifi: hunter2", "## Thursday 24 "]


async def test_without_the_permission_nothing_is_pinned(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        guild = town.sandbox.guild
        guild.channel("programme").allow(guild.role("Programme Bot"), pin_messages=False)
        await told(town)
        town.clock.set(MORNING)
        await run_tick(town)
        assert (len(posts(town)), pins(town)) == (1, [])
