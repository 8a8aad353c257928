"""The sign of life of a bot that runs, that lost its connection, that can't write, and that hangs."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.health import file_of, find_fault
from bot.heartbeat import STUCK, Connections, Watchdog, keep_beating
from tests.e2e.conftest import StartTown

HANGS = """
import asyncio, time
from bot.heartbeat import Watchdog
async def main():
    watchdog = Watchdog(every=0.01, looks=5)
    watchdog.start()
    time.sleep(20)
asyncio.run(main())
"""


async def test_a_bot_is_well_while_it_runs_and_leaves_no_sign_behind(start: StartTown, tmp_path: Path) -> None:
    database = tmp_path / "programme.sqlite3"
    async with start():
        assert find_fault(database, Clock.monotonic()) == ""
        later = find_fault(database, Clock.monotonic() + 61)
        assert later in ("the last sign of life is 61 seconds old", "the last sign of life is 62 seconds old")
    assert not file_of(database).exists()


@pytest.mark.slow  # the library waits for seconds before it connects again
async def test_a_lost_connection_is_known_until_it_comes_back(start: StartTown) -> None:
    async with start() as town:
        connections = Connections(town.bot)
        assert connections.away_since is not None
        for resumable in (True, False):
            came = asyncio.Event()

            async def note(_: int, came: asyncio.Event = came) -> None:
                came.set()

            town.bot.add_listener(note, "on_shard_resumed" if resumable else "on_shard_connect")
            await town.sandbox.drop_gateway(resumable=resumable)
            async with asyncio.timeout(10):
                await came.wait()
            assert connections.away_since is None
        assert connections.lost == 2


async def test_a_ticker_that_is_stuck_ends_the_bot(start: StartTown) -> None:
    ended = threading.Event()
    async with start() as town, keep_beating(town.bot, Watchdog(ended.set, every=0.1, looks=8), every=0.1):
        for _ in range(12):
            await town.bot.posting.tick()
            assert not await asyncio.to_thread(ended.wait, 0.1)
        async with town.bot.posting._ticking:
            assert await asyncio.to_thread(ended.wait, 10)


async def test_a_database_that_never_answers_ends_the_bot_and_is_said(start: StartTown, tmp_path: Path) -> None:
    ended, over = threading.Event(), asyncio.Event()
    async with start() as town:
        stuck = asyncio.create_task(town.bot.store.database.write(lambda _: over.wait()))
        async with keep_beating(town.bot, Watchdog(ended.set, every=0.1, looks=8), every=0.1):
            assert await asyncio.to_thread(ended.wait, 10)
            assert find_fault(tmp_path / "programme.sqlite3", Clock.monotonic()) == "the database does not answer"
        over.set()
        await stuck


def test_a_loop_that_hangs_is_ended_with_a_code_and_the_place() -> None:
    ended = subprocess.run([sys.executable, "-c", HANGS], capture_output=True, text=True, timeout=20, check=False)
    assert (ended.returncode, ended.stdout) == (STUCK, "")
    assert ended.stderr.startswith("The bot has been stuck for too long and ends itself, to be started again\n")
    assert 'File "<string>", line 7 in main' in ended.stderr


def test_a_watchdog_that_sees_life_ends_nothing() -> None:
    ended: list[bool] = []
    watchdog = Watchdog(lambda: ended.append(True), every=30, looks=1)
    watchdog.start()
    watchdog.see()
    watchdog.stop()
    assert ended == []
