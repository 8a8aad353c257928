"""What goes wrong: one fault after the other, each with its end. None of them stops the questions or the posts."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.clock import Clock
from bot.sandbox import Sandbox
from tests.soak.conference import Conference
from tests.soak.disk import Disk
from tests.soak.process import Process, Span

HOLD = 5.0
"""Seconds that a fault lasts which does not end by itself."""
KILL = "SIGKILL"
DISK = "full disk"
PERMISSION = "lost permission"
_HITS = 4
_SERVERS_HIT = 10
_ROUTES = ("/callback", "POST /channels/", "PATCH /channels/")


@dataclass
class Trouble:
    """What faults work with, and the times at which each one lasted."""

    sandbox: Sandbox
    process: Process
    conference: Conference
    disk: Disk
    clock: Clock
    rng: Random
    spans: list[Span] = field(default_factory=list)
    barred: list[tuple[int, Span]] = field(default_factory=list)
    """Channels in which the bot could not write for a time."""

    async def cause(self, name: str) -> None:
        """Let the fault `name` happen, until it is over."""
        span = Span(name, self.clock.real())
        self.spans.append(span)
        await FAULTS[name](self)
        span.end = self.clock.real()


Fault = Callable[[Trouble], Awaitable[None]]


def _answer_with(status: int) -> Fault:
    async def hit(trouble: Trouble) -> None:
        await _hit_routes(trouble, lambda route: trouble.sandbox.fail_next(route, status=status))

    return hit


async def _answer_slowly(trouble: Trouble) -> None:
    await _hit_routes(trouble, lambda route: trouble.sandbox.slow_next(route, seconds=1.5))


async def _reset(trouble: Trouble) -> None:
    await _hit_routes(trouble, trouble.sandbox.reset_next)


async def _lose_answers(trouble: Trouble) -> None:
    await _hit_routes(trouble, trouble.sandbox.lose_next)


async def _hit_routes(trouble: Trouble, hit: Callable[[str], None]) -> None:
    """Hit one request of each route, several times in a row; what was not needed is taken back."""
    faults = trouble.sandbox.rest.faults
    try:
        for _ in range(_HITS):
            faults.clear()
            for route in _ROUTES:
                hit(route)
            await asyncio.sleep(HOLD / _HITS)
    finally:
        faults.clear()


async def _drop(trouble: Trouble) -> None:
    await trouble.process.drop(resumable=True)


async def _refuse_to_resume(trouble: Trouble) -> None:
    await trouble.process.drop(resumable=False)


async def _refuse_connections(trouble: Trouble) -> None:
    await trouble.process.shut_out(HOLD)


async def _kill(trouble: Trouble) -> None:
    """End the process between a post and its confirmation, if something is posted within a few seconds."""
    world = trouble.sandbox.world
    posted = asyncio.Event()

    def strike(event: dict[str, Any]) -> None:
        if event["type"] != "message_create" or posted.is_set():
            return
        channel = world.channels[int(event["channel_id"])]
        if channel.name != "general" and channel.history[int(event["message_id"])].author is world.bot:
            posted.set()
            trouble.process.strike()

    unsubscribe = trouble.sandbox.subscribe(strike)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(HOLD):
            await posted.wait()
    unsubscribe()
    await trouble.process.kill()
    await asyncio.sleep(trouble.rng.random() * HOLD / 2)
    await trouble.process.start()


async def _take_permission(trouble: Trouble) -> None:
    """Let the bot not write where it posts, in some servers: by one bit or by the other."""
    chosen = [(guild, guild.channel("programme")) for guild in trouble.rng.sample(trouble.sandbox.guilds, _SERVERS_HIT)]
    name = trouble.rng.choice(("send_messages", "view_channel"))
    begin = trouble.clock.real()
    spans = [(channel.id, Span(PERMISSION, begin)) for _, channel in chosen]
    trouble.barred += spans
    for guild, channel in chosen:
        channel.allow(guild.me, **{name: False})
    await asyncio.sleep(HOLD)
    for guild, channel in chosen:
        channel.allow(guild.me, **{name: True})
    for _, span in spans:
        span.end = trouble.clock.real()


async def _spoil_source(trouble: Trouble) -> None:
    trouble.conference.spoil()
    await asyncio.sleep(HOLD)
    trouble.conference.write()


async def _fill_disk(trouble: Trouble) -> None:
    await asyncio.to_thread(trouble.disk.fill)
    try:
        await asyncio.sleep(HOLD)
    finally:
        trouble.disk.free()


FAULTS: dict[str, Fault] = {
    "gateway drop": _drop,
    "resume refused": _refuse_to_resume,
    "500": _answer_with(500),
    "503": _answer_with(503),
    "429": _answer_with(429),
    "reset": _reset,
    "lost answer": _lose_answers,
    "slow answer": _answer_slowly,
    "refused connection": _refuse_connections,
    PERMISSION: _take_permission,
    KILL: _kill,
    "bad source": _spoil_source,
    DISK: _fill_disk,
}


def draw(rng: Random, count: int, left_out: set[str]) -> list[str]:
    """The names of so many faults in random order: all of them once before any comes again.

    The memory of a process ends with it, so it is killed in the first half only, and at least once.
    """
    drawn: list[str] = []
    while len(drawn) < count:
        names = [name for name in FAULTS if name not in left_out]
        rng.shuffle(names)
        drawn += names
    first, rest = drawn[: count // 2], [name for name in drawn[count // 2 :] if name != KILL]
    if first and KILL not in first:
        first[rng.randrange(len(first))] = KILL
    return (first + rest)[:count]
