"""A bot in a process of its own that is killed in the middle of a post: there is one post, whenever it happens."""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.sandbox import Message, Sandbox
from bot.store import State, Store, open_store

MORNING = datetime.fromisoformat("2014-07-23T08:00:30+02:00")
# Runs the bot; at the given point of a delivery the process ends as if the machine had lost its power
CHILD = """
import asyncio, os, signal, sys
from datetime import datetime
from pathlib import Path
from bot import app
from bot.clock import Clock
from bot.sandbox import point
from bot.sending import Courier
from bot.settings import Settings
from bot.store.deliveries import Deliveries

point_of_death, database, rest, gateway, token, now = sys.argv[1:]
name, _, when = point_of_death.partition(" ")
owner = Courier if name == "edit" else Deliveries
original = getattr(owner, name)


async def deadly(self, *args, **kwargs):
    if when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    await original(self, *args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)


setattr(owner, name, deadly)


async def main():
    point(rest, gateway)
    async with app.open_bot(Settings(database=Path(database)), Clock(datetime.fromisoformat(now))) as bot:
        await app.connect(bot, token)


asyncio.run(main())
"""
POINTS = ["claim before", "claim after", "confirm before", "confirm after"]


async def run_until_killed(sandbox: Sandbox, database: Path, point: str) -> None:
    arguments = (point, database, sandbox.rest_url, sandbox.gateway_url, sandbox.token, MORNING.isoformat())
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHILD, *map(str, arguments), cwd=Path(__file__).parents[2]
    )
    async with asyncio.timeout(30):
        assert await child.wait() == -signal.SIGKILL


async def let_time_pass(store: Store) -> None:
    """So much that Discord has forgotten every nonce."""
    claimed = (Clock().real() - timedelta(hours=1)).isoformat(timespec="microseconds")
    await store.database.write(lambda c: c.execute_fetchall("UPDATE delivery SET claimed_at = ?", (claimed,)))


def posts(sandbox: Sandbox) -> list[Message]:
    return [m for m in sandbox.guild.channel("programme").messages if m.author is sandbox.world.bot]


@pytest.mark.slow
@pytest.mark.parametrize("nonce", ["alive", "over"])
@pytest.mark.parametrize("point", POINTS)
async def test_a_bot_that_is_killed_posts_once(tmp_path: Path, point: str, nonce: str) -> None:
    database = tmp_path / "programme.sqlite3"
    async with Sandbox() as sandbox:
        channel = sandbox.guild.channel("programme").id
        since = datetime(2014, 1, 1, tzinfo=UTC)
        async with open_store(database, Clock()) as store:
            await store.posts.save(sandbox.guild.id, "daily", 1, since, channel=channel)
        await run_until_killed(sandbox, database, point)
        assert len(posts(sandbox)) == point.startswith("confirm")
        if nonce == "over":
            for post in posts(sandbox):
                post.nonce = None
            async with open_store(database, Clock()) as store:
                await let_time_pass(store)
        # What was confirmed is only looked at again
        await run_until_killed(sandbox, database, "edit after" if point == "confirm after" else "confirm after")
        (post,) = posts(sandbox)
        async with open_store(database, Clock()) as store:
            rows = await store.deliveries.all()
        assert [(row.state, row.message) for row in rows] == [(State.SENT, post.id)]
