"""Many posts at once keep to Discord's limit for all requests, and hold up no answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.sandbox import RateLimits, Sandbox
from tests.e2e.conftest import Schedule, StartTown, talk
from tests.e2e.posted import run_tick

ROOMS = 70
BEFORE = datetime.fromisoformat("2026-05-04T09:40:00+02:00")


def add_rooms(sandbox: Sandbox) -> None:
    for room in range(ROOMS):
        sandbox.guild.add_channel(f"room-{room}")


async def test_many_posts_at_once_are_never_refused_and_hold_up_no_answer(start: StartTown, schedule: Schedule) -> None:
    schedule.write(*(talk(f"t{n}", f"Talk {n}", room=f"Room {n}") for n in range(ROOMS)))
    async with start(BEFORE, programme_source=schedule.source, prepare=add_rooms) as town:
        await town.grace.slash("settings rooms")
        await run_tick(town)
        rooms = [town.sandbox.guild.channel(f"room-{n}") for n in range(ROOMS)]
        town.sandbox.rate_limits = RateLimits()
        town.clock.set(BEFORE + timedelta(minutes=11))
        await town.bot.posting.tick()
        # The first posts stand, and most of them wait for their turn
        await town.sandbox.feed.until(lambda: any(room.messages for room in rooms) or None, within=5, what="a post")
        assert (await town.ada.slash("search", query="talk")).text
        await town.ada.say(f"{town.sandbox.world.bot.mention} when is talk 7?", channel="general")
        assert "Talk 7" in (await town.ada.next_message(channel="general")).text
        assert not all(room.messages for room in rooms)
        await town.bot.posting.settle()
        assert [len(room.messages) for room in rooms] == [1] * ROOMS
        assert town.bot.rate_limits == 0
