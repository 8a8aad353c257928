"""The whole bot with the real discord.py client, in a sandbox on loopback, driven as people would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
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

# Ten minutes into the first talk of the default programme's second day with talks
NOW = datetime.fromisoformat("2014-07-23T10:10:00+02:00")


@dataclass
class Town:
    """A running bot and the people around it: Ada attends, Grace moderates."""

    sandbox: Sandbox
    bot: ProgrammeBot
    ada: Person
    grace: Person

    @property
    def clock(self) -> Clock:
        """The bot's clock."""
        return self.bot.clock


@asynccontextmanager
async def run_town(database: Path, now: datetime = NOW, **settings: Any) -> AsyncIterator[Town]:
    """A town with a bot that is connected, has synced its commands, and is closed at the end."""
    async with Sandbox() as sandbox:
        home = settings.pop("home_servers", (sandbox.guild.id,))
        made = Settings(database=database, home_servers=home, **settings)
        with pointed(sandbox.rest_url, sandbox.gateway_url):
            async with app.open_bot(made, Clock(now)) as bot:
                connection = asyncio.create_task(app.connect(bot, sandbox.token))
                ready = asyncio.create_task(sandbox.ready())
                await asyncio.wait((connection, ready), return_when=asyncio.FIRST_COMPLETED)
                if connection.done():
                    connection.result()
                await ready
                grace = sandbox.guild.member("Grace", manage_guild=True, manage_messages=True)
                yield Town(sandbox, bot, sandbox.guild.member("Ada"), grace)
                await bot.close()
                await connection


StartTown = Callable[..., AbstractAsyncContextManager[Town]]


@pytest.fixture
def start(tmp_path: Path) -> StartTown:
    """`async with start(now=…, programme_source=(…,)) as town`: a town of one's own, in an empty database."""

    def begin(now: datetime = NOW, database: Path | None = None, **settings: Any) -> AbstractAsyncContextManager[Town]:
        return run_town(database or tmp_path / "programme.sqlite3", now, **settings)

    return begin


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A town with the default programme, shared by the tests of a module; the clock is set back for each.

    discord.py is pointed at one sandbox for the whole process, so a module uses either `town` or `start`.
    """
    async with run_town(tmp_path_factory.mktemp("town") / "programme.sqlite3") as running:
        yield running
