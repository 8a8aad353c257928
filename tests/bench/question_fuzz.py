"""Hostile questions, and how they are borne: what is raised, and how long one question holds its caller.

Questions are made of parts: words of real questions and of programmes, impossible hours and dates, syntax of other
languages, any character at all. The same seed makes the same questions. Judges no answer.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from traceback import extract_tb

from bot.programme.model import Programme, Slot
from bot.programme.snapshot import Snapshot, take_snapshot
from bot.questions import ask
from tests.bench.programmes import FIRST_DAY, generate
from tests.bench.question_set import read_lines

# Talks, the milliseconds that no question may exceed, and the share of the questions that is asked of them
SIZES = ((1_000, 5.0, 0.45), (10_000, 20.0, 0.45))
_LONGEST = 6_000
_SIGNS = "\"'`*_~|<>()[]{}#@!?.,;:/\\-+=%&^$\0\n\t\u202e\u200b\u00a0\ufe0f"
_BITS = """
OR AND NOT NEAR("a" b*) title:x -- ; DROP TABLE talks; ' UNION SELECT <@123> <@&1> @everyone <#5> [x](y) **b** ||s||
99:99 24:00 25h 0:60 -1 0 1e9 13pm 0am 12:00-11:00 31/02 2031-13-45 32nd 0th day-0 ١٢:٣٠ ½ ² Ⅳ 00:00:00:00 1/0 +24h
today tomorrow yesterday now next after before between until from to not without except but and or first last second
not not not after before lunch lunch monday tuesday mittwoch jeudi sábado domenica czwartek pátek who when where how
many long what which is there any free clash similar else like same by in on at with about room talk keynote workshop
c++ c# .net node.js R Go C01 A1 e01/e02 🎉 🐍\u200d💻 🇵🇹 مؤتمر כנס 講演 доклад ß İ ı ǅ ﬁ \ud800 e\u0301\u0302\u0303
\uffff 𝓓𝓸𝓬𝓴𝓮𝓻 Ｄｏｃｋｅｒ
"""


@dataclass
class Borne:
    """How the questions to one programme went; `raised` holds, by the place, the first error and its questions."""

    name: str
    limit_ms: float
    asked: int = 0
    errors: int = 0
    longest_ms: float = 0.0
    longest: str = ""
    raised: dict[str, tuple[str, ...]] = field(default_factory=dict)


def fuzz(count: int, seed: int = 0) -> int:
    """Asks `count` hostile questions, prints how they were borne; the exit code: 1 if anything was raised."""
    makers = [(f"{size:,} talks", limit, share, _whole(size)) for size, limit, share in SIZES]
    odd = [(name, SIZES[0][1], 0.1 / len(ODD), make) for name, make in ODD.items()]
    failed = 0
    for name, limit, share, make in (*makers, *odd):
        borne = bear(name, limit, make(), max(1, round(count * share)), seed)
        print(f"{borne.name}: {borne.asked} questions, {borne.errors} raised an error, ", end="")
        judged = "over" if borne.longest_ms > borne.limit_ms else "within"
        print(f"the longest took {borne.longest_ms:.1f} ms, {judged} {borne.limit_ms:.0f} ms: {_short(borne.longest)}")
        for place, (error, *questions) in borne.raised.items():
            print(f"    {place}: {_short(error)}, asked {', then '.join(map(_short, questions))}")
        failed += borne.errors
    return int(failed > 0)


def bear(name: str, limit_ms: float, programme: Programme, count: int, seed: int) -> Borne:
    """How `count` hostile questions to one programme go."""
    source = random.Random(f"{seed} {name}")
    snapshot = take_snapshot(programme)
    words = _words(programme)
    borne = Borne(name, limit_ms)
    for _ in range(count):
        question = invent(source, words)
        previous = tuple(invent(source, words) for _ in range(source.choice((0, 0, 0, 1, 2))))
        now = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
        now += timedelta(minutes=source.randint(-5_000, 60_000))
        borne.asked += 1
        try:
            spent = _spend(question, snapshot, now, previous)
            if spent > borne.longest_ms:
                # The machine may have been busy with something else: only what lasts each time counts
                spent = min(spent, *(_spend(question, snapshot, now, previous) for _ in range(2)))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            borne.errors += 1
            frame = extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"
            borne.raised.setdefault(place, (str(error), *previous, question))
            continue
        if spent > borne.longest_ms:
            borne.longest_ms, borne.longest = spent, question
    return borne


def invent(source: random.Random, words: Sequence[str]) -> str:
    """One hostile question: a few to very many parts of several sorts, sometimes damaged, at most 6,000 characters."""
    size = source.choice((0, 1, 2, 3, 5, 8, 13, 40, 400))
    text = source.choice((" ", " ", " ", "", "\n", ", ")).join(_part(source, words) for _ in range(size))
    for _ in range(source.choice((0, 0, 1, 3))):
        at = source.randint(0, len(text))
        text = text[:at] + source.choice((source.choice(_SIGNS), text[at : at + 5] * 3, "")) + text[at + 1 :]
    if source.random() < 0.02:
        text = (text or "a") * (_LONGEST // max(1, len(text)) + 1)
    return text[:_LONGEST]


def _part(source: random.Random, words: Sequence[str]) -> str:
    kind = source.random()
    if kind < 0.45:
        return source.choice(words)
    if kind < 0.8:
        return source.choice(_BITS.split())
    if kind < 0.9:
        sign = source.choice((":", ".", "h", " ", "th ", "-", "/", "pm"))
        return f"{source.randint(-5, 99)}{sign}{source.randint(0, 99)}"
    if kind < 0.95:
        return "".join(source.choices(_SIGNS, k=source.randint(1, 12)))
    return "".join(chr(source.randrange(0x110000)) for _ in range(source.randint(1, 12)))


def _words(programme: Programme) -> list[str]:
    """Words of the questions of the half `tune`, and of some titles and names."""
    asked = [word for line in read_lines() if line.half == "tune" for word in line.text.split()]
    titles = [word for talk in programme.talks[:500] for word in talk.title.split()]
    return (
        asked
        + titles
        + [part for speaker in programme.speakers[:200] for part in (speaker.name, *speaker.name.split())]
    )


def _spend(question: str, snapshot: Snapshot, now: datetime, previous: Sequence[str]) -> float:
    """The milliseconds that one answer takes."""
    start = perf_counter()
    ask(question, snapshot, now, previous)
    return (perf_counter() - start) * 1000


def _short(question: str) -> str:
    shown = ascii(question)
    return shown if len(shown) <= 160 else f"{shown[:160]}… ({len(question)} characters)"


def _whole(size: int) -> Callable[[], Programme]:
    return lambda: generate(size)


def _without_hours() -> Programme:
    programme = generate(60)
    return replace(
        programme, talks=tuple(replace(talk, slots=tuple(Slot(s.day) for s in talk.slots)) for talk in programme.talks)
    )


def _without_people() -> Programme:
    programme = generate(60)
    return replace(programme, talks=tuple(replace(talk, speakers=()) for talk in programme.talks))


def _unscheduled() -> Programme:
    programme = generate(60)
    return replace(programme, talks=tuple(replace(talk, slots=(), title="Same") for talk in programme.talks))


ODD: dict[str, Callable[[], Programme]] = {
    "no talks": lambda: Programme("Nothing Yet", "Europe/Lisbon"),
    "one talk": lambda: generate(1),
    "without hours": _without_hours,
    "without people": _without_people,
    "unscheduled": _unscheduled,
}
