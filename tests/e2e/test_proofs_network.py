"""One of three channels is in trouble: the others do not wait for it, and in the end each has one post."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

import pytest

from bot.sandbox import Channel, Message, Sandbox
from bot.store import State
from tests.e2e.conftest import Schedule, StartTown, Town, talk

BEFORE = datetime.fromisoformat("2026-05-04T09:40:00+02:00")
SOON = BEFORE + timedelta(minutes=11)
ROOMS = ("hall", "yard", "attic")
TEXTS = {room: f"**In 9 minutes, 10:00**\n{room.title()} · **On {room}** — Ada Invented" for room in ROOMS}
Cause = Callable[[Sandbox, str], None]
"""Lets something go wrong with the next request that holds a route."""


def add_rooms(sandbox: Sandbox) -> None:
    # After a reset the library beats on, in a thread, until a beat fails; that is to be before the test ends
    sandbox.gateway.heartbeat_interval = 500
    for room in ROOMS:
        sandbox.guild.add_channel(room)


@pytest.fixture
def three(start: StartTown, schedule: Schedule) -> AbstractAsyncContextManager[Town]:
    """A town with three rooms that each have a channel, and a talk at ten in each."""
    schedule.write(*(talk(room[0], f"On {room}", room=room.title()) for room in ROOMS))
    return start(BEFORE, programme_source=schedule.source, prepare=add_rooms)


def posts(town: Town, room: str) -> list[Message]:
    return town.sandbox.guild.channel(room).messages


def standing(town: Town) -> Mapping[str, list[str]]:
    return {room: [message.text for message in posts(town, room)] for room in ROOMS}


async def post_in(town: Town, *rooms: str, within: float = 10) -> None:
    """Wait until there is a post in each of these channels."""
    await town.sandbox.feed.until(
        lambda: all(posts(town, room) for room in rooms) or None, within=within, what=f"posts in {rooms}"
    )


def answered(sandbox: Sandbox, what: str) -> bool | None:
    """Whether a request was carried out and its answer arrived."""
    return any((entry.what, entry.status) == (what, 200) for entry in sandbox.log) or None


async def finish(town: Town) -> None:
    """Let everything under way end, and look twice more whether something is due."""
    await town.bot.posting.settle()
    for _ in range(2):
        await town.bot.posting.tick()
        await town.bot.posting.settle()


async def begin(town: Town) -> Channel:
    """Have the rooms' notices posted; returns the channel that will be in trouble."""
    await town.grace.slash("settings rooms")
    await town.bot.posting.tick()
    town.clock.set(SOON)
    return town.sandbox.guild.channel("yard")


FAULTS: dict[str, Cause] = {
    "500": lambda sandbox, route: sandbox.fail_next(route, status=500),
    "500 five times": lambda sandbox, route: sandbox.fail_next(route, status=500, times=5),
    "503": lambda sandbox, route: sandbox.fail_next(route, status=503),
    "reset": lambda sandbox, route: sandbox.reset_next(route),
    "lost": lambda sandbox, route: sandbox.lose_next(route),
    "lost twice": lambda sandbox, route: sandbox.lose_next(route, times=2),
    "429 of two seconds": lambda sandbox, route: sandbox.fail_next(route, status=429, json={"retry_after": 2}),
    "slow": lambda sandbox, route: sandbox.slow_next(route, seconds=1),
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_in_one_channel_delays_no_other_and_doubles_nothing(
    three: AbstractAsyncContextManager[Town], fault: str
) -> None:
    async with three as town:
        yard = await begin(town)
        route = f"POST /channels/{yard.id}/messages"
        FAULTS[fault](town.sandbox, route)
        town.bot.posting.wake()
        await post_in(town, "hall", "attic")
        assert [message.text for message in yard.messages] == ([TEXTS["yard"]] if fault.startswith("lost") else [])
        await town.sandbox.feed.until(lambda: answered(town.sandbox, route), within=40, what="a post that is answered")
        await finish(town)
        assert standing(town) == {room: [text] for room, text in TEXTS.items()}
        rows = await town.bot.store.deliveries.all()
        assert {(row.state, row.message) for row in rows} == {(State.SENT, posts(town, room)[0].id) for room in ROOMS}
        town.refused = [entry.code for entry in town.sandbox.log.refused]


async def test_an_hour_in_one_channel_delays_no_other(three: AbstractAsyncContextManager[Town]) -> None:
    async with three as town:
        yard = await begin(town)
        town.refused = [0]
        town.sandbox.fail_next(f"POST /channels/{yard.id}/messages", status=429, json={"retry_after": 3600})
        await finish(town)
        assert standing(town) == {"hall": [TEXTS["hall"]], "yard": [], "attic": [TEXTS["attic"]]}
        # Whoever is told to wait for an hour has forgotten it after a restart, and asks again
        town.now = SOON
        await town.restart()
        await finish(town)
        assert standing(town) == {room: [text] for room, text in TEXTS.items()}


@pytest.mark.slow
@pytest.mark.parametrize("gateway", [True, False])
async def test_a_discord_that_can_not_be_reached_has_every_post_afterwards(
    three: AbstractAsyncContextManager[Town], gateway: bool, announce_errors: Callable[[str], None]
) -> None:
    async with three as town:
        await begin(town)
        if gateway:
            announce_errors("Attempting a reconnect")
        await town.sandbox.refuse(gateway=gateway)
        await finish(town)
        assert standing(town) == {room: [] for room in ROOMS}
        await town.sandbox.accept()
        await post_in(town, *ROOMS, within=30)
        await finish(town)
        assert standing(town) == {room: [text] for room, text in TEXTS.items()}


@pytest.mark.slow
@pytest.mark.parametrize("resumable", [True, False])
async def test_a_session_that_is_invalid_in_the_middle_of_posts_doubles_nothing(
    three: AbstractAsyncContextManager[Town], resumable: bool
) -> None:
    async with three as town:
        yard = await begin(town)
        town.sandbox.slow_next(f"POST /channels/{yard.id}/messages", seconds=0.5)
        town.bot.posting.wake()
        await post_in(town, "hall", "attic")
        back = asyncio.ensure_future(town.bot.wait_for("resumed" if resumable else "ready", timeout=20))
        await town.sandbox.gateway.invalidate(resumable=resumable)
        await back
        await post_in(town, "yard")
        await finish(town)
        assert standing(town) == {room: [text] for room, text in TEXTS.items()}


@pytest.mark.slow
async def test_a_correction_whose_answer_is_lost_is_made(start: StartTown, schedule: Schedule) -> None:
    schedule.write(talk("A", hour=10), talk("B", "On beans", hour=12))
    async with start(BEFORE - timedelta(hours=2), programme_source=schedule.source) as town:
        await town.grace.slash("settings daily", {"channel": "programme"})
        town.clock.set(BEFORE)
        await finish(town)
        (post,) = posts(town, "programme")
        schedule.write(talk("A", hour=11), talk("B", "On beans", hour=12))
        await town.bot.loader.refresh()
        for cause in (town.sandbox.lose_next, town.sandbox.reset_next):
            cause("PATCH /channels")
        await finish(town)
        assert posts(town, "programme") == [post]
        assert post.text.splitlines()[2:] == [
            "**11:00** · Hall",
            "**On apples** — Ada Invented",
            "**12:00** · Hall",
            "**On beans** — Ada Invented",
        ]
