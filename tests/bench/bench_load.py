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
from collections.abc import Awaitable, Callable, Mapping, Sequence
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
ROUNDS = 3
Act = Callable[[Person], Awaitable[Any]]


def slash(command: str, **options: Any) -> Act:
    return lambda person: person.slash(command, options)


def autocomplete(command: str, **options: Any) -> Act:
    return lambda person: person.autocomplete(command, options)


async def load(bot: Apart, people: list[Person], act: Act) -> tuple[float, float]:
    """The milliseconds of processor time for one interaction, and the interactions a second, each the best of a few."""

    async def repeat(person: Person) -> None:
        for _ in range(EACH):
            await act(person)

    spent, speeds = [], []
    await act(people[0])
    for _ in range(ROUNDS):
        before, began = await bot.ask(), perf_counter()
        await asyncio.gather(*map(repeat, people))
        after, ended = await bot.ask(), perf_counter()
        number = len(people) * EACH
        spent.append((after.seconds - before.seconds) / number * 1000)
        speeds.append(number / (ended - began))
    return min(spent), max(speeds)


async def measure(
    kind: str, acts: Mapping[str, Act], buttons: Sequence[str], now: datetime, source: Path | None
) -> dict[str, Any]:
    """The figures of a bot for each of these, and for buttons, pressed in turn, under the first one's answer."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        async with Sandbox() as sandbox, running(kind, sandbox, database, now, source) as bot:
            people = [sandbox.guild.member(f"Person {n}") for n in range(PEOPLE)]
            found = {name: await load(bot, people, act) for name, act in acts.items()}
            first = next(iter(acts.values()))
            shown = {person: await first(person) for person in people}
            turns = {person: cycle(buttons) for person in people}
            found["a button"] = await load(bot, people, lambda person: shown[person].press(next(turns[person])))
            return found


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
        plain = await measure("empty", theirs, ["Empty"], now, source)
        real = await measure("ours", ours, ["In my time", "In the hall's time"], now, source)
    print(f"{'':<20}{'CPU ms':>10}{'a second':>10}{'by clock':>10}{'of empty':>10}{'of a card':>10}")
    for label, (spent, speed) in plain.items():
        print(f"{'empty: ' + label:<20}{spent:>10.2f}{1000 / spent:>10.0f}{speed:>10.0f}")
    for label, (spent, speed) in real.items():
        empty = plain.get(label, plain["a command"])[0] / spent
        card = f"{plain['a card'][0] / spent:>10.0%}" if label not in plain else ""
        print(f"{label:<20}{spent:>10.2f}{1000 / spent:>10.0f}{speed:>10.0f}{empty:>10.0%}{card}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
