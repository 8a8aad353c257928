"""The whole bot with the real discord.py client, in a sandbox on loopback, driven as people would."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot import app
from bot.client import ProgrammeBot
from bot.clock import Clock
from bot.sandbox import Person, Sandbox, pointed
from bot.settings import Settings
from tests.e2e.disks import disk  # noqa: F401 - a fixture
from tests.e2e.operating import Operator

# Ten minutes into the first talk of the default programme's second day with talks
NOW = datetime.fromisoformat("2014-07-23T10:10:00+02:00")


@dataclass
class Town:
    """A running bot and the people around it: Ada attends, Grace moderates.

    `refused` are the codes of what the local Discord is expected to refuse; anything else fails the test at the end.
    """

    sandbox: Sandbox
    settings: Settings
    now: datetime
    refused: list[int] = field(default_factory=list)
    _bot: ProgrammeBot | None = None
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _life: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        guild = self.sandbox.guild
        self.ada: Person = guild.member("Ada")
        self.grace: Person = guild.member("Grace", manage_guild=True, manage_messages=True)

    @property
    def bot(self) -> ProgrammeBot:
        """The bot that runs."""
        assert self._bot is not None
        return self._bot

    @property
    def clock(self) -> Clock:
        """The bot's clock."""
        return self.bot.clock

    async def start(self) -> None:
        """Start a bot that is connected and has synced its commands."""
        started = asyncio.get_running_loop().create_future()
        self._stop.clear()
        self._life = asyncio.create_task(self._live(started))
        await asyncio.wait((self._life, started), return_when=asyncio.FIRST_COMPLETED)
        if self._life.done():
            self._life.result()

    async def stop(self) -> None:
        """Close the bot."""
        self._stop.set()
        if self._life is not None:
            await self._life
        self._bot = None

    async def restart(self, **settings: Any) -> None:
        """Close the bot and start another on the same database, in the same local Discord; `settings` replace some."""
        await self.stop()
        self.settings = self.settings.model_copy(update=settings)
        await self.start()

    async def _live(self, started: asyncio.Future[None]) -> None:
        async with app.open_bot(self.settings, Clock(self.now)) as bot:
            connection = asyncio.create_task(app.connect(bot, self.sandbox.token))
            ready = asyncio.create_task(self._ready(bot))
            await asyncio.wait((connection, ready), return_when=asyncio.FIRST_COMPLETED)
            if connection.done():
                ready.cancel()
                connection.result()
            await ready
            self._bot = bot
            started.set_result(None)
            await self._stop.wait()
            await bot.close()
            await connection

    async def _ready(self, bot: ProgrammeBot) -> None:
        gateway = self.sandbox.gateway
        await self.sandbox.feed.until(lambda: gateway.connected or None, within=15, what="the bot")
        await bot.synced()


@asynccontextmanager
async def run_town(
    database: Path, now: datetime = NOW, prepare: Callable[[Sandbox], None] = lambda _: None, **settings: Any
) -> AsyncIterator[Town]:
    """A town with a bot; at the end the bot is closed, and nothing unexpected may have been refused.

    `prepare` is given the local Discord before the bot starts.
    """
    async with Sandbox() as sandbox:
        prepare(sandbox)
        home = settings.pop("home_servers", (sandbox.guild.id,))
        town = Town(sandbox, Settings(database=database, home_servers=home, **settings), now)
        with pointed(sandbox.rest_url, sandbox.gateway_url):
            await town.start()
            try:
                yield town
            finally:
                await town.stop()
        assert [entry.code for entry in sandbox.log.refused] == town.refused, sandbox.log.refused


StartTown = Callable[..., AbstractAsyncContextManager[Town]]


@pytest.fixture
def start(tmp_path: Path) -> StartTown:
    """`async with start(now=…, programme_source=(…,)) as town`: a town of one's own, in an empty database."""

    def begin(now: datetime = NOW, **settings: Any) -> AbstractAsyncContextManager[Town]:
        return run_town(tmp_path / "programme.sqlite3", now, **settings)

    return begin


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """What `town` gives, for the length of a module."""
    async with run_town(tmp_path_factory.mktemp("town") / "programme.sqlite3") as running:
        yield running


@pytest.fixture
def town(shared_town: Town) -> Iterator[Town]:
    """A town with the default programme, shared by the tests of a module; the clock is set back for each.

    discord.py is pointed at one sandbox for the whole process, so a module uses either `town` or `start`.
    """
    shared_town.clock.set(NOW)
    yield shared_town
    refused = shared_town.sandbox.log.refused
    assert [entry.code for entry in refused] == shared_town.refused, refused


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    """Somebody who starts the bot in an empty folder."""
    return Operator(tmp_path)


class Schedule:
    """A programme in a file, which a test writes and writes again."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def source(self) -> tuple[str, ...]:
        """The value of `programme_source`."""
        return (str(self.path),)

    def write(self, *events: dict[str, Any], **conference: Any) -> None:
        """Replace the programme by one of these events, in the terms of the schedule JSON."""
        about = {"title": "InventedConf", "time_zone_name": "Europe/Vienna", **conference}
        self.path.write_text(json.dumps({"schedule": {"conference": about, "events": list(events)}}))


@pytest.fixture
def schedule(tmp_path: Path) -> Schedule:
    """A programme of one's own; nothing is written yet."""
    return Schedule(tmp_path / "invented.json")


def talk(code: str = "A", title: str = "On apples", hour: int = 10, **more: Any) -> dict[str, Any]:
    """An event of half an hour in the Hall on 4 May 2026."""
    return {
        "code": code,
        "title": title,
        "date": f"2026-05-04T{hour:02}:00:00+02:00",
        "duration": "00:30",
        "room": "Hall",
        "persons": [{"name": "Ada Invented"}],
        **more,
    }


@pytest.fixture
def small(schedule: Schedule) -> Schedule:
    """A programme of one talk."""
    schedule.write(talk())
    return schedule
