"""The soak: a town of fifty servers, a bot that posts in all of them, people who ask, and one fault after the other."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.clock import Clock
from bot.programme.plan import PostKind
from bot.sandbox import RateLimits, Sandbox, Server
from bot.store import Delivery, PostSetting, State, Stored, open_store
from tests.soak.conference import ROOMS, Conference
from tests.soak.disk import Disk
from tests.soak.faults import DISK, Trouble, draw
from tests.soak.people import People, ask_steadily
from tests.soak.process import Process

BEGIN = datetime.fromisoformat("2027-05-04T08:00:00+02:00")
SPEED = 60
SERVERS = 50
QUESTIONS_A_SECOND = 20.0
LEADS = (30, 45, 60)
"""Minutes of notices before a start, which are as many real seconds: an outage leaves time for them."""
CHANGE_SECONDS = 15.0
"""From one change of the programme to the next, where no fault hinders it."""
DRAIN = 90.0
"""Seconds after the last fault in which everything that is claimed must have been settled."""
CALM = 20.0
"""Seconds at the end without faults, which are part of the run."""
_STALL = 1.0


@dataclass
class Evidence:
    """All that is known after a run; instants are real unless said otherwise."""

    clock: Clock
    begun: datetime
    ended: datetime
    sandbox: Sandbox
    process: Process
    people: People
    trouble: Trouble
    conference: Conference
    exit_code: int
    left_out: set[str]
    rows: list[Delivery]
    wishes: list[PostSetting]
    stored: Stored | None
    refused: list[tuple[datetime, dict[str, Any]]] = field(default_factory=list)
    stalls: list[tuple[datetime, float]] = field(default_factory=list)
    """When this process, and so Discord, stood still, and for how many seconds: the machine had other things to do."""

    def to_real(self, instant: datetime) -> datetime:
        """When the programme's clock showed an instant."""
        return self.begun + (instant - BEGIN) / SPEED

    def to_programme(self, instant: datetime) -> datetime:
        """What the programme's clock showed at an instant."""
        return BEGIN + (instant - self.begun) * SPEED


async def soak(disk: Disk, folder: Path, *, minutes: float, every: float, seed: int) -> Evidence:
    """Run for so many real minutes with a fault `every` so many seconds; the bot's log is written into `folder`."""
    rng, clock = Random(seed), Clock()
    begun = clock.real()
    clock.set(BEGIN)
    clock.run(SPEED)
    conference = Conference(folder / "invented.json", BEGIN, BEGIN + timedelta(minutes=minutes * SPEED), Random(seed))
    conference.write()
    # The client library says nothing here, but the server's may
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    async with Sandbox() as sandbox:
        for number in range(len(sandbox.guilds), SERVERS):
            sandbox.add_guild(f"Server {number}")
        sandbox.rate_limits = RateLimits()
        await _wish(disk, sandbox, minutes)
        process = Process(sandbox, clock, _arguments(disk, sandbox, conference, begun), folder / "bot.log")
        people = People(sandbox, clock, Random(seed), sandbox.guild)
        trouble = Trouble(sandbox, process, conference, disk, clock, rng)
        refused: list[tuple[datetime, dict[str, Any]]] = []
        stalls: list[tuple[datetime, float]] = []
        sandbox.subscribe(lambda event: _keep_refused(refused, clock, event))
        await process.start()
        await sandbox.ready(within=60)
        left_out = set() if disk.small else {DISK}
        end = clock.monotonic() + minutes * 60 - (clock.real() - begun).total_seconds()
        async with _beside(
            ask_steadily(people, QUESTIONS_A_SECOND, clock), process.weigh(), _watch_for_stalls(clock, stalls)
        ):
            await _cause_faults(trouble, end, every, left_out)
            await asyncio.sleep(max(0.0, end - clock.monotonic()))
        ended = clock.real()
        await _drain(disk, clock)
        exit_code = await process.stop()
        async with open_store(disk.database, clock) as store:
            rows, wishes = await store.deliveries.all(), await store.posts.all()
            stored = await store.programmes.latest(str(conference.path))
        return Evidence(
            *(clock, begun, ended, sandbox, process, people, trouble, conference, exit_code, left_out),
            *(rows, wishes, stored, refused, stalls),
        )


async def _wish(disk: Disk, sandbox: Sandbox, minutes: float) -> None:
    """Let moderators of all servers want everything to be posted; daily posts are spread over the time of the run."""
    async with open_store(disk.database, Clock()) as store:
        for number, guild in enumerate(sandbox.guilds):
            channel, author = guild.channel("programme").id, guild.owner_id
            at = BEGIN.hour * 60 + 10 + int(minutes * 0.8 * SPEED / 60 * 60 * number / SERVERS)
            await store.posts.save(guild.id, PostKind.DAILY, author, BEGIN, channel=channel, at=at)
            await store.posts.save(guild.id, PostKind.CHANGES, author, BEGIN, channel=channel)
            lead = LEADS[number % len(LEADS)]
            if number % 5:
                await store.posts.save(guild.id, PostKind.NOTICE, author, BEGIN, channel=channel, minutes=lead)
            else:
                await store.posts.save_rooms(guild.id, author, BEGIN, _add_rooms(guild), minutes=lead)


def _add_rooms(guild: Server) -> dict[str, int]:
    return {room: guild.add_channel(room.lower().replace(" ", "-")).id for room in ROOMS}


def _arguments(disk: Disk, sandbox: Sandbox, conference: Conference, begun: datetime) -> dict[str, str]:
    return {
        "rest": sandbox.rest_url,
        "gateway": sandbox.gateway_url,
        "token": sandbox.token,
        "database": str(disk.database),
        "source": str(conference.path),
        "home": str(sandbox.guild.id),
        "begin": BEGIN.isoformat(),
        "begun": begun.isoformat(),
        "speed": str(SPEED),
    }


async def _cause_faults(trouble: Trouble, end: float, every: float, left_out: set[str]) -> None:
    """Cause a fault `every` so many seconds until shortly before `end`, and change the programme in between."""
    clock, begun = trouble.clock, trouble.clock.monotonic()
    next_fault, next_change = begun + every / 2, begun + CHANGE_SECONDS / 2
    for name in draw(trouble.rng, int((end - CALM - begun) / every), left_out):
        while next_change <= next_fault:
            await asyncio.sleep(max(0.0, next_change - clock.monotonic()))
            trouble.conference.change(clock.now())
            next_change += CHANGE_SECONDS
        await asyncio.sleep(max(0.0, next_fault - clock.monotonic()))
        if clock.monotonic() > end - CALM:
            # Those before it lasted longer than they had time
            return
        await trouble.cause(name)
        next_fault += every


async def _drain(disk: Disk, clock: Clock) -> None:
    """Wait until nothing is under way any more, for a while; what is left then is found by the checks."""
    end = clock.monotonic() + DRAIN
    while clock.monotonic() < end:
        await asyncio.sleep(2)
        async with _read_only(disk) as rows:
            if not any(state == State.CLAIMED for state in rows):
                return


@contextlib.asynccontextmanager
async def _read_only(disk: Disk) -> AsyncIterator[list[str]]:
    import aiosqlite

    async with aiosqlite.connect(f"file:{disk.database}?mode=ro", uri=True) as connection:
        yield [state for (state,) in await connection.execute_fetchall("SELECT state FROM delivery")]


@contextlib.asynccontextmanager
async def _beside(*work: Any) -> AsyncIterator[None]:
    """Do all of this during an `async with` block; what fails there fails here."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, Exception):
                raise result


async def _watch_for_stalls(clock: Clock, stalls: list[tuple[datetime, float]]) -> None:
    while True:
        before = clock.monotonic()
        await asyncio.sleep(0.25)
        if (late := clock.monotonic() - before - 0.25) > _STALL:
            stalls.append((clock.real(), late))


def _keep_refused(refused: list[tuple[datetime, dict[str, Any]]], clock: Clock, event: dict[str, Any]) -> None:
    if event["type"] == "log" and event["kind"] == "refused" and "asked for" not in event["note"]:
        refused.append((clock.real(), event))
