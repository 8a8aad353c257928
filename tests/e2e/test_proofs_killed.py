"""Killed again and again while a long day, a notice and a change are posted side by side: each stands there once."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import Clock
from bot.sandbox import Message, Sandbox
from bot.store import State, open_store
from tests.e2e.conftest import Schedule, talk
from tests.e2e.test_killed import let_time_pass

EARLY = datetime.fromisoformat("2026-05-04T07:00:00+02:00")
LATE = datetime.fromisoformat("2026-05-04T09:51:00+02:00")
CHANNELS = ("programme", "general", "changes")
NIGHT = {"code": "N", "title": "On nights", "room": "Yard"}
# Runs the bot until everything that is due stands there, or dies at a call of a method as if it had lost its power
CHILD = """
import asyncio, json, os, signal, sys
from datetime import datetime
from pathlib import Path
from bot import app
from bot.clock import Clock
from bot.sandbox import point
from bot.sending import Courier
from bot.settings import Settings
from bot.store.deliveries import Deliveries

given = json.loads(sys.argv[1])
left = given["call"]
owner = Courier if given["method"] == "edit" else Deliveries
original = getattr(owner, given["method"])


async def deadly(self, *args, **kwargs):
    global left
    left -= 1
    if left == 0 and given["when"] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    done = await original(self, *args, **kwargs)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return done


setattr(owner, given["method"], deadly)


async def main():
    point(given["rest"], given["gateway"])
    settings = Settings(database=Path(given["database"]), programme_source=(given["source"],))
    async with app.open_bot(settings, Clock(datetime.fromisoformat(given["now"]))) as bot:
        connection = asyncio.create_task(app.connect(bot, given["token"]))
        await bot.synced()
        await bot.wait_until_ready()
        for _ in range(3):
            await bot.posting.tick()
            await bot.posting.settle()
        await bot.close()
        await connection


asyncio.run(main())
"""


def events(hour: int) -> list[dict[str, Any]]:
    """A day that is posted in parts; one of its talks is at this hour in the evening."""
    day = [talk(f"T{n}", f"{n} {'x' * 200}", hour=10 + n // 10) for n in range(60)]
    return [*day, talk(**NIGHT, hour=hour)]


class Victim:
    """A bot in a process of its own."""

    def __init__(self, sandbox: Sandbox, database: Path, schedule: Schedule) -> None:
        self.sandbox, self.database, self.schedule = sandbox, database, schedule
        self.now = EARLY

    async def run(self, method: str = "claim", when: str = "before", call: int = 0) -> bool:
        """Let it run; whether it was killed, at the given `call` of a method (0: never)."""
        sandbox = self.sandbox
        given = {
            "method": method,
            "when": when,
            "call": call,
            "now": self.now.isoformat(),
            "token": sandbox.token,
            "rest": sandbox.rest_url,
            "gateway": sandbox.gateway_url,
            "database": str(self.database),
            "source": self.schedule.source[0],
        }
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, json.dumps(given), cwd=Path(__file__).parents[2]
        )
        async with asyncio.timeout(60):
            code = await child.wait()
        self.now = max(LATE, self.now + timedelta(minutes=1))
        assert code in (0, -signal.SIGKILL)
        return code != 0

    def posts(self, channel: str) -> list[Message]:
        guild = self.sandbox.guild
        return [m for m in guild.channel(channel).messages if m.author is self.sandbox.world.bot]

    async def let_time_pass(self) -> None:
        """So much that Discord has forgotten every nonce."""
        for channel in CHANNELS:
            for post in self.posts(channel):
                post.nonce = None
        async with open_store(self.database, Clock()) as store:
            await let_time_pass(store)

    async def check(self) -> None:
        """Everything stands there once, and the ledger knows it."""
        assert [len(self.posts(channel)) for channel in ("general", "changes")] == [1, 1]
        assert sum(len(post.options) for post in self.posts("programme")) == 61
        async with open_store(self.database, Clock()) as store:
            rows = await store.deliveries.all()
        standing = {post.id for channel in CHANNELS for post in self.posts(channel)}
        assert {row.message for row in rows if row.state is State.SENT} == standing
        assert {row.state for row in rows} == {State.SENT}


@pytest.fixture
async def victim(tmp_path: Path, schedule: Schedule) -> AsyncIterator[Victim]:
    """A bot that has seen the programme once, before a talk moved."""
    async with Sandbox() as sandbox:
        guild = sandbox.guild
        guild.add_channel("changes")
        database = tmp_path / "programme.sqlite3"
        async with open_store(database, Clock()) as store:
            for kind, channel in zip(("daily", "notice", "changes"), CHANNELS, strict=True):
                since = datetime(2026, 1, 1, tzinfo=UTC)
                await store.posts.save(guild.id, kind, 1, since, channel=guild.channel(channel).id)
        schedule.write(*events(20))
        victim = Victim(sandbox, database, schedule)
        assert not await victim.run()
        assert [victim.posts(channel) for channel in CHANNELS] == [[], [], []]
        schedule.write(*events(21))
        yield victim


@pytest.mark.slow
@pytest.mark.parametrize(("method", "when", "nonces"), [("claim", "after", "alive"), ("confirm", "before", "over")])
async def test_a_bot_that_is_killed_again_and_again_posts_everything_once(
    victim: Victim, method: str, when: str, nonces: str
) -> None:
    for call in (1, 3, 5):
        assert await victim.run(method, when, call)
        if nonces == "over":
            await victim.let_time_pass()
    assert not await victim.run()
    await victim.check()


@pytest.mark.slow
async def test_a_bot_that_is_killed_at_a_correction_makes_it_once(victim: Victim) -> None:
    assert not await victim.run()
    before = [post.id for post in victim.posts("programme")]
    victim.schedule.write(*events(22))
    assert await victim.run("edit", "after", 1)
    assert not await victim.run()
    assert [post.id for post in victim.posts("programme")] == before
    assert "**22:00** · Yard\n**On nights**" in victim.posts("programme")[-1].text
    assert [post.text.count("On nights") for post in victim.posts("changes")] == [1, 1]
