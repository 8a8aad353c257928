"""What a command costs through the local Discord, beside one that sends a fixed card of the same size.

From the root of the repository: `python -m tests.bench.bench_commands [TALKS …]` (default: the shipped programme, 1,000
and 10,000 invented talks). Both commands run in turn, so that a machine that gets slower slows both.
"""

from __future__ import annotations

import asyncio
import gc
import resource
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import app
from bot.client import ProgrammeBot
from bot.clock import Clock
from bot.fresh import Fresh
from bot.render.card import Card
from bot.render.layout import lay_out, too_long
from bot.render.target import target
from bot.sandbox import Reply, Sandbox, pointed
from bot.settings import DEFAULT_SOURCE, Settings
from tests.bench.bench_index import HOSTILE
from tests.bench.programmes import generate
from tests.bench.schedules import write_schedule

RUNS = 60
Interaction = discord.Interaction[ProgrammeBot]


class Fixed(commands.Cog):
    """`/fixed`: sends the card it is given, made beforehand."""

    def __init__(self) -> None:
        self.card: Card | None = None

    @app_commands.command()
    async def fixed(self, interaction: Interaction) -> None:
        """A card made beforehand"""
        assert self.card is not None
        await interaction.response.send_message(view=lay_out(self.card, share=True), ephemeral=True)


class Watch:
    """The longest time that the event loop was held, in milliseconds, while it was watched."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def __aenter__(self) -> Watch:
        self._task = asyncio.create_task(self._look())
        await asyncio.sleep(0)
        self.longest = 0.0
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()

    async def _look(self) -> None:
        last = perf_counter()
        while True:
            await asyncio.sleep(0)
            now = perf_counter()
            self.longest = max(self.longest, (now - last) * 1000)
            last = now


async def timed(call: Callable[[], Awaitable[Any]]) -> float:
    """The milliseconds that a call takes."""
    start = perf_counter()
    await call()
    return (perf_counter() - start) * 1000


async def measure(name: str, source: Path, begin: datetime) -> None:
    started = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=Path(folder) / "bench.sqlite3", programme_source=(str(source),))
        clock = Clock(begin)
        async with Sandbox() as sandbox:
            with pointed(sandbox.rest_url, sandbox.gateway_url):
                async with app.open_bot(settings, clock) as bot:
                    loaded = perf_counter()
                    fixed = Fixed()
                    await bot.add_cog(fixed)
                    connection = asyncio.create_task(app.connect(bot, sandbox.token))
                    await sandbox.ready()
                    ada = sandbox.guild.member("Ada")
                    await ada.slash("today")
                    answered = perf_counter()
                    print(
                        f"{name}: open and load {(loaded - started) * 1000:.0f} ms, "
                        f"first answer after {(answered - started) * 1000:.0f} ms, peak {peak():.0f} MB"
                    )
                    await compare(bot, sandbox, fixed)
                    await bot.close()
                    await connection


async def compare(bot: ProgrammeBot, sandbox: Sandbox, fixed: Fixed) -> None:
    ada = sandbox.guild.member("Ada")
    talk = next(bot.snapshot.agenda.by_closeness(bot.clock.now()))
    person = talk.speakers[0].name
    asked: dict[str, dict[str, str]] = {
        "today": {},
        "now": {},
        "next": {},
        "search": {"query": "python docker deployment"},
        "talk": {"title": talk.title[:100]},
        "speaker": {"name": person},
        "help": {},
        "ask": {"question": f"when does {person} talk about {talk.title.split()[-1]}?"},
    }
    print(f"  {'ms, median of ' + str(RUNS):<22}{'command':>9}{'fixed':>9}{'more':>9}{'p99':>9}")
    for command, options in asked.items():
        sent: list[Card] = []
        send = bot.answers._send

        async def keep(interaction: Any, card: Card, back: Any = None, send: Any = send, sent: Any = sent) -> None:
            sent.append(card)
            await send(interaction, card, back)

        bot.answers._send = keep  # type: ignore[method-assign]
        await ada.slash(command, options)
        bot.answers._send = send  # type: ignore[method-assign]
        # As the store would exchange the targets that do not fit
        fixed.card = sent[0].with_targets({long: target("card", n) for n, long in enumerate(too_long(sent[0]))})
        real, plain = [], []
        for _ in range(RUNS):
            # As for the first who asks this in a minute
            bot.answers._fresh = Fresh()
            real.append(await timed(lambda command=command, options=options: ada.slash(command, options)))  # type: ignore[misc]
            plain.append(await timed(lambda: ada.slash("fixed")))
        a, b = statistics.median(real), statistics.median(plain)
        print(f"  /{command:<21}{a:>9.2f}{b:>9.2f}{a - b:>9.2f}{sorted(real)[int(RUNS * 0.99)]:>9.2f}")
    for command, option in (("talk", "title"), ("speaker", "name"), ("search", "query")):
        times = [
            await timed(lambda command=command, option=option, typed=typed: ada.autocomplete(command, {option: typed}))  # type: ignore[misc]
            for typed in [person[: n % 6 + 1] for n in range(RUNS)]
        ]
        print(f"  autocomplete /{command:<8}{statistics.median(times):>9.2f}{'':>18}{sorted(times)[-1]:>9.2f}")
    await hold(bot, ada.slash)


async def hold(bot: ProgrammeBot, slash: Callable[..., Awaitable[Reply]]) -> None:
    """The longest hold of the loop by hostile queries; the sandbox and the watch run in the same loop."""
    worst = []
    # The messages of the local Discord lie in this process too; walking them is no work of the bot's
    gc.freeze()
    for what, text in HOSTILE.items():
        query = "".join(c for c in text if c.isprintable())[:100].strip() or "?"
        async with Watch() as watch:
            await slash("search", {"query": query})
        worst.append((watch.longest, what))
    async with Watch() as watch:
        await slash("fixed")
    longest, what = max(worst)
    print(f"  event loop held at most {longest:.1f} ms ({what}); by the fixed card {watch.longest:.1f} ms")


def peak() -> float:
    """The peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


async def main(sizes: list[int]) -> None:
    if not sizes:
        await measure("default", DEFAULT_SOURCE, datetime.fromisoformat("2014-07-23T10:10+02:00"))
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes or [1_000, 10_000]:
            programme = generate(size)
            source = write_schedule(programme, Path(folder) / f"{size}.json")
            first = next(slot.start for talk in programme.talks for slot in talk.slots if slot.start)
            await measure(f"{size:,} talks", source, first + timedelta(minutes=10))


if __name__ == "__main__":
    asyncio.run(main([int(size) for size in sys.argv[1:]]))
