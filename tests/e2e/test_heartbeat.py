"""The sign of life of a bot that runs, that lost its connection, that can't write, and that hangs."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from bot.clock import Clock
from bot.health import file_of, find_fault
from bot.heartbeat import STUCK, Connections, Watchdog
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
