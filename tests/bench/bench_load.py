"""How many interactions a second the bot answers, beside a client of discord.py whose command does nothing but answer.

From the root of the repository: `python -m tests.bench.bench_load [TALKS]` (default: the shipped programme).

Each of the two runs in a process of its own (`apart`), the local Discord and its people in this one, and both log as in
service. So many people ask at once that the bot always has something to do. Three figures for each kind of
interaction: the processor time that the bot's process spends on one; how many a second one core could answer by that;
and how many a second came through by the clock, which the local Discord holds down. Then what share that is of the
empty command's, which sends one word, and of an empty one's that sends a card of a day's size.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.sandbox import Person, Sandbox
from tests.bench.apart import Apart, running
from tests.bench.programmes import generate
from tests.bench.schedules import write_schedule

PEOPLE = 16
EACH = 60
ROUNDS = 4
Act = Callable[[Person], Awaitable[Any]]


def slash(command: str, **options: Any) -> Act:
    return lambda person: person.slash(command, options)


def autocomplete(command: str, **options: Any) -> Act:
    return lambda person: person.autocomplete(command, options)


class Contender:
    """A bot with its own local Discord, and the best figures of each thing that it is asked."""

    def __init__(self, sandbox: Sandbox, bot: Apart, acts: dict[str, Act], buttons: tuple[str, ...]) -> None:
        self._bot, self._acts, self._buttons = bot, acts, buttons
        self._people = [sandbox.guild.member(f"Person {n}") for n in range(PEOPLE)]
        self.spent: dict[str, float] = {}
        """Milliseconds of processor time for one interaction."""
        self.speed: dict[str, float] = {}
        """Interactions a second."""

    async def run(self) -> None:
        """Ask everything once more, and press the buttons under what the first brings."""
        for label, act in self._acts.items():
            await self._load(label, act)
        first = next(iter(self._acts.values()))
        shown = {person: await first(person) for person in self._people}
        turns = {person: cycle(self._buttons) for person in self._people}
        await self._load("a button", lambda person: shown[person].press(next(turns[person])))

    async def _load(self, label: str, act: Act) -> None:
        number = PEOPLE * EACH
        before, began = await self._bot.ask(), perf_counter()
        await asyncio.gather(*(self._repeat(act, person) for person in self._people))
        after, ended = await self._bot.ask(), perf_counter()
        spent, speed = (after.seconds - before.seconds) / number * 1000, number / (ended - began)
        self.spent[label] = min(spent, self.spent.get(label, spent))
        self.speed[label] = max(speed, self.speed.get(label, speed))

    async def _repeat(self, act: Act, person: Person) -> None:
        for _ in range(EACH):
            await act(person)


@asynccontextmanager
async def connected(
    kind: str, now: datetime, source: Path | None, acts: dict[str, Act], *buttons: str
) -> AsyncIterator[Contender]:
    """A bot of this kind (see `apart`) that is asked these things, and whose buttons are pressed in turn."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        async with Sandbox() as sandbox, running(kind, sandbox, database, now, source) as bot:
            yield Contender(sandbox, bot, acts, buttons)


async def main(size: int) -> None:
    now, source, title, name = datetime.fromisoformat("2014-07-23T10:10+02:00"), None, "docker", "kozar"
    with tempfile.TemporaryDirectory() as folder:
        if size:
            programme = generate(size)
            source = write_schedule(programme, Path(folder) / "programme.json")
            now = min(s.start for t in programme.talks for s in t.slots if s.start) + timedelta(minutes=10)
            title, name = programme.talks[7].title[:60], programme.talks[7].speakers[0].name
        ours = {
            "/today": slash("today"),
            "/now": slash("now"),
            "/search": slash("search", query=title),
            "/talk": slash("talk", title=title),
            "/speaker": slash("speaker", name=name),
            "/ask": slash("ask", question=f"when does {name} speak?"),
            "autocomplete": autocomplete("talk", title=title[:4]),
        }
        theirs = {
            "a command": slash("empty"),
            "a card": slash("card"),
            "autocomplete": autocomplete("empty", typed="e"),
        }
        async with (
            connected("empty", now, None, theirs, "Empty") as plain,
            connected("ours", now, source, ours, "In my time", "In the hall's time") as real,
        ):
            for _ in range(ROUNDS):
                # In turn, so that a machine that gets slower slows both
                await plain.run()
                await real.run()
    print(f"{'':<20}{'CPU ms':>10}{'a second':>10}{'by clock':>10}{'of empty':>10}{'of a card':>10}")
    for label, spent in plain.spent.items():
        print(f"{'empty: ' + label:<20}{spent:>10.2f}{1000 / spent:>10.0f}{plain.speed[label]:>10.0f}")
    for label, spent in real.spent.items():
        empty = plain.spent.get(label, plain.spent["a command"]) / spent
        card = "" if label in plain.spent else f"{plain.spent['a card'] / spent:>10.0%}"
        print(f"{label:<20}{spent:>10.2f}{1000 / spent:>10.0f}{real.speed[label]:>10.0f}{empty:>10.0%}{card}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
