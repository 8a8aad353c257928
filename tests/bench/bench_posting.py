"""How long after its hour a post stands, through the local Discord at Discord's rate limits; what a tick costs at rest.

From the root of the repository: `python -m tests.bench.bench_posting [SERVERS …]` (default: 1 and 200). Hours are put
right behind a tick, so that the whole wait for the next one is counted: the worst case.
"""

from __future__ import annotations

import asyncio
import logging
import statistics
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from zoneinfo import ZoneInfo

from bot import app
from bot.client import ProgrammeBot
from bot.clock import Clock
from bot.render.posted import daily_cards
from bot.sandbox import RateLimits, Sandbox, pointed
from bot.settings import DEFAULT_SOURCE, Settings
from tests.bench.programmes import FIRST_DAY, generate
from tests.bench.schedules import write_schedule

AT_ONCE = timedelta(seconds=0.2)
AT_REST = 60.0
"""Seconds."""
TICKS = 40


class Arrivals:
    """When each post came, in seconds after an hour of the bot's clock, by channel."""

    def __init__(self, sandbox: Sandbox, clock: Clock) -> None:
        self._sandbox, self._clock = sandbox, clock
        self._due: datetime | None = None
        self._came: dict[str, list[float]] = {}
        self._refused = 0
        sandbox.subscribe(self._listen)

    def begin(self, due: datetime) -> None:
        """Count from this hour, which is set to be now in an instant."""
        self._came, self._refused, self._due = {}, 0, due
        self._clock.set(due - AT_ONCE)

    async def until(self, messages: int) -> None:
        """Wait until so many messages came."""
        await self._sandbox.feed.until(
            lambda: sum(map(len, self._came.values())) >= messages or None, within=600, what=f"{messages} messages"
        )

    def describe(self) -> str:
        """The figures in one line."""
        first = sorted(moments[0] for moments in self._came.values())
        last = max(moments[-1] for moments in self._came.values())
        messages = sum(map(len, self._came.values()))
        return (
            f"first after {first[0]:.1f} s, in the last server after {first[-1]:.1f} s; "
            f"all {messages:,} messages after {last:.1f} s; refused with 429: {self._refused:,}"
        )

    def _listen(self, event: dict[str, Any]) -> None:
        self._refused += event["type"] == "log" and event["status"] == 429
        # Discord's own line about a pin has a type
        if event["type"] != "message_create" or event["message"]["type"] != 0 or self._due is None:
            return
        seconds = (self._clock.now() - self._due).total_seconds()
        self._came.setdefault(event["channel_id"], []).append(seconds)


async def run(servers: int, name: str, source: str, day: datetime) -> None:
    """Post a day and what starts first on it in so many servers, and print when that stands."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=Path(folder) / "bench.sqlite3", programme_source=(source,))
        clock = Clock(day + timedelta(hours=7))
        async with Sandbox() as sandbox:
            for number in range(servers - len(sandbox.guilds)):
                sandbox.add_guild(f"Conference {number}")
            for guild in sandbox.guilds[servers:]:
                sandbox.remove_guild(guild)
            with pointed(sandbox.rest_url, sandbox.gateway_url):
                async with app.open_bot(settings, clock) as bot:
                    connection = asyncio.create_task(app.connect(bot, sandbox.token))
                    await sandbox.ready()
                    await bot.wait_until_ready()
                    for guild in sandbox.guilds:
                        for kind, channel in (("daily", "programme"), ("notice", "general")):
                            where = guild.channel(channel).id
                            await bot.store.posts.save(guild.id, kind, 1, clock.now(), channel=where)
                    sandbox.rate_limits = RateLimits()
                    print(f"{servers} server{'s' * (servers > 1)}, {name}")
                    await measure_posts(bot, sandbox, day)
                    await measure_rest(bot)
                    await bot.close()
                    await connection


async def measure_posts(bot: ProgrammeBot, sandbox: Sandbox, day: datetime) -> None:
    arrivals = Arrivals(sandbox, bot.clock)
    agenda = bot.snapshot.agenda
    start = next(e.slot.start for e in agenda.starting(day, day + timedelta(days=1)) if e.slot.start and not e.is_break)
    parts = len(daily_cards(agenda, day.date()))
    for what, due, each in (
        ("the day", day + timedelta(hours=8), parts),
        ("what starts soon", start - timedelta(minutes=10), 1),
    ):
        await bot.posting.tick()
        await bot.posting.settle()
        bot.posting.wake()
        await asyncio.sleep(0.1)
        arrivals.begin(due)
        await arrivals.until(each * len(sandbox.guilds))
        await bot.posting.settle()
        print(f"  {what}: {arrivals.describe()}")


async def measure_rest(bot: ProgrammeBot) -> None:
    """What a tick costs when nothing is due, and the process as a whole while it has nothing to do."""
    bot.clock.set(bot.clock.now() + timedelta(days=200))
    await bot.posting.tick()
    await bot.posting.settle()
    times = []
    for _ in range(TICKS):
        begun = perf_counter()
        await bot.posting.tick()
        times.append((perf_counter() - begun) * 1000)
    used = process_time()
    await asyncio.sleep(AT_REST)
    share = (process_time() - used) / AT_REST
    print(f"  at rest: a tick takes {statistics.median(times):.2f} ms, the process uses {share:.2%} of a core")


async def main() -> None:
    logging.basicConfig(level=logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        large = write_schedule(generate(1300), Path(folder) / "large.json")
        first = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=ZoneInfo("Europe/Berlin"))
        shipped = datetime(2014, 7, 23, tzinfo=ZoneInfo("Europe/Berlin"))
        for servers in map(int, sys.argv[1:] or ("1", "200")):
            await run(servers, "the shipped programme", str(DEFAULT_SOURCE), shipped)
            await run(servers, "1,300 talks", str(large), first)


if __name__ == "__main__":
    asyncio.run(main())
