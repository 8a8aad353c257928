"""A signal in the middle of a delivery: what Discord takes in time is confirmed, and the process ends well anyway."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.sandbox import Message, Sandbox
from bot.store import State, open_store

pytestmark = pytest.mark.slow
MORNING = "2014-07-23T08:00:30+02:00"
# What `python -m bot run` does, in the local Discord
CHILD = """
import sys
from pathlib import Path
from pydantic import SecretStr
from bot import app
from bot.sandbox import point
from bot.settings import Settings

rest, gateway, token, database, now = sys.argv[1:]
point(rest, gateway)
raise SystemExit(app.run(Settings(discord_token=SecretStr(token), database=Path(database), programme_now=now), print))
"""
ALONE = ("unshare", "--pid", "--fork")


@asynccontextmanager
async def running(
    sandbox: Sandbox, database: Path, prefix: tuple[str, ...]
) -> AsyncIterator[asyncio.subprocess.Process]:
    arguments = (sandbox.rest_url, sandbox.gateway_url, sandbox.token, str(database), MORNING)
    process = await asyncio.create_subprocess_exec(
        *prefix, sys.executable, "-c", CHILD, *arguments, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def post_of(sandbox: Sandbox) -> list[Message]:
    return [m for m in sandbox.guild.channel("programme").messages if m.author is sandbox.world.bot]


def child_of(process: int) -> int:
    """The number of a process' only child."""
    (child,) = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return int(child)


async def end_in_the_middle(
    sandbox: Sandbox, database: Path, seconds: float, number: signal.Signals, prefix: tuple[str, ...] = ()
) -> tuple[int, float]:
    """The exit code of a bot that gets a signal while Discord keeps a post waiting, and the seconds to the end."""
    held = asyncio.Event()
    sandbox.slow_next("POST /channels/", seconds=seconds)
    stop = sandbox.subscribe(lambda event: held.set() if "held back" in event.get("note", "") else None)
    async with running(sandbox, database, prefix) as process:
        async with asyncio.timeout(20):
            await held.wait()
        stop()
        bot = child_of(process.pid) if prefix else process.pid
        began = Clock.monotonic()
        os.kill(bot, number)
        async with asyncio.timeout(20):
            code = await process.wait()
        return code, Clock.monotonic() - began


async def set_up(sandbox: Sandbox, database: Path) -> None:
    async with open_store(database, Clock()) as store:
        since = datetime(2014, 1, 1, tzinfo=UTC)
        await store.posts.save(sandbox.guild.id, "daily", 1, since, channel=sandbox.guild.channel("programme").id)


async def states(database: Path) -> list[tuple[State, int | None]]:
    async with open_store(database, Clock()) as store:
        return [(row.state, row.message) for row in await store.deliveries.all()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("alone", [False, True], ids=["", "as process 1"])
async def test_a_post_under_way_is_confirmed(tmp_path: Path, number: signal.Signals, alone: bool) -> None:
    if alone and (shutil.which("unshare") is None or os.geteuid()):
        pytest.skip("only root can start a process as the first of a system")
    database = tmp_path / "programme.sqlite3"
    async with Sandbox() as sandbox:
        await set_up(sandbox, database)
        code, seconds = await end_in_the_middle(sandbox, database, 0.7, number, ALONE if alone else ())
        assert (code, seconds < 7) == (0, True)
        (post,) = post_of(sandbox)
        assert await states(database) == [(State.SENT, post.id)]


async def test_a_post_that_discord_never_takes_holds_up_no_end(tmp_path: Path) -> None:
    database = tmp_path / "programme.sqlite3"
    async with Sandbox() as sandbox:
        await set_up(sandbox, database)
        code, seconds = await end_in_the_middle(sandbox, database, 600, signal.SIGTERM)
        assert (code, seconds < 7) == (0, True)
        assert [state for state, _ in await states(database)] == [State.CLAIMED]
