"""Starts that end early hold back the next one; what will not end is ended."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from bot.starting import KEY, choose_wait, held_back
from tests.e2e.conftest import StartTown

WILL_NOT_END = """
import asyncio
from bot.app import run_until_signal
async def main():
    while True:
        print("up", flush=True)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            pass
raise SystemExit(run_until_signal(main(), patience=0.1))
"""
HOUR = timedelta(hours=1)


def test_the_wait_grows_up_to_five_minutes() -> None:
    moment = timedelta(seconds=1)
    assert [choose_wait(early, moment) for early in range(10)] == [0, 0, 5, 10, 20, 40, 80, 160, 300, 300]
    assert choose_wait(10_000, moment) == 300
    assert choose_wait(5, HOUR + moment) == 0
    # A clock that was set back
    assert choose_wait(3, -HOUR) == 10


async def test_a_start_is_early_until_a_signal_ends_it(start: StartTown) -> None:
    async with start() as town:
        bot, facts = town.bot, town.bot.store.facts
        for early in (1, 2):
            with pytest.raises(RuntimeError):
                async with held_back(bot):
                    raise RuntimeError
            count, last = json.loads(await facts.get(KEY) or "")
            assert (count, last[:4]) == (early, str(bot.clock.real().year))
        waiting = asyncio.ensure_future(held_back(bot).__aenter__())
        done, _ = await asyncio.wait((waiting,), timeout=0.2)
        assert done == set()
        waiting.cancel()
        await asyncio.wait((waiting,))
        assert await facts.get(KEY) is None


def test_what_will_not_end_is_ended_with_a_good_code() -> None:
    with subprocess.Popen([sys.executable, "-c", WILL_NOT_END], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=5) == 0
