"""How long it takes to load, index, search, complete and find people, and what the worst input costs.

From the root of the repository: `python tests/bench/bench_index.py`, or `python -m tests.bench.bench_index`.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.programme import english
from bot.programme.index import Index
from bot.programme.model import Kind, Programme
from bot.programme.words import STOP, tokens
from bot.sources import Document, Hints, recognise
from tests.bench.programmes import generate

DEFAULT = Path(__file__).parents[2] / "data" / "europython-2014.json"
HOSTILE = {
    "6,000 letters": "a" * 6_000,
    "6,000 characters of words": "python kubernetes deployment gevnet " * 170,
    "every common word": "data code build system web project test tool library language problem work learn people time "
    "process design server user model machine open source network function production simple team",
    "unknown words": " ".join(f"xq{chr(97 + n % 26)}ortvianol{chr(97 + n // 26)}" for n in range(24)),
    "misspelt long words": "deplyoment enviroments aplications archtecture devlopment performence langauges functons",
    "emoji": "🎉🐍" * 150,
    "right to left": "\u202eمؤتمر בייתון " * 40,
    "FTS syntax": 'NEAR("a" b*) AND title:"x" OR -- "" * ^ {c d}: NOT',
    "SQL": "'; DROP TABLE talks; -- \" OR 1=1",
    "quotes": "\"'`" * 500,
    "NUL and surrogates": "py\0thon \ud800 docker\udfff" * 200,
    "one-letter words": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "markdown": "**~~||`python`||~~** <@123> [x](y) " * 100,
    "accents": "e\u0301\u0302\u0303" * 2_000,
}


def measured(call: Callable[[], object], repeat: int = 1) -> float:
    """The milliseconds that a call takes, at best of `repeat`."""
    times = []
    for _ in range(repeat):
        start = perf_counter()
        call()
        times.append((perf_counter() - start) * 1000)
    return min(times)


def queries(programme: Programme, count: int = 400) -> list[str]:
    """What people type: one to four telling words of a talk, a third of them misspelt or unfinished."""
    source = random.Random(7)
    talks = [talk for talk in programme.talks if talk.kind is not Kind.BREAK]
    found: list[str] = []
    while len(found) < count:
        talk = source.choice(talks)
        words = [word for word in tokens(f"{talk.title} {talk.abstract}".lower()) if len(word) > 2 and word not in STOP]
        chosen = source.sample(words, min(len(words), source.choice((1, 1, 2, 2, 3, 4))))
        way = source.random()
        if way < 0.2 and len(chosen[-1]) > 5:
            place = source.randrange(1, len(chosen[-1]) - 1)
            chosen[-1] = chosen[-1][:place] + chosen[-1][place + 1 :]
        elif way < 0.35:
            chosen[-1] = chosen[-1][: max(3, len(chosen[-1]) - 2)]
        found.append(" ".join(chosen))
    return found


def names(programme: Programme, count: int = 300) -> list[str]:
    """What people type for a speaker: a whole name, a part, a beginning, a misspelling."""
    source = random.Random(11)
    found = []
    for _ in range(count):
        words = source.choice(programme.speakers).name.split()
        way = source.randrange(5)
        last = words[-1]
        found.append([" ".join(words), words[0], last, last[:4], last[:3] + last[4:]][way])
    return found


def beginnings(texts: Iterable[str]) -> list[str]:
    """Every text as it looks while it is typed."""
    return [text[:size] for text in texts for size in range(1, len(text) + 1, 3)]


def row(name: str, call: Callable[[str], object], texts: list[str]) -> str:
    times = sorted(measured(lambda text=text: call(text)) for text in texts)  # type: ignore[misc]
    return f"  {name:<18}{median(times):>9.3f}{times[int(len(times) * 0.99)]:>9.3f}{times[-1]:>9.3f}"


def default_programme() -> Programme:
    document = Document(DEFAULT.name, DEFAULT.read_bytes())
    source = recognise(document)
    if source is None:
        raise SystemExit(f"{DEFAULT} is no programme that a source can read")
    return source.parse({document.name: document}, Hints()).programme


def report(name: str, make: Callable[[], Programme]) -> None:
    start = perf_counter()
    programme = make()
    made = (perf_counter() - start) * 1000
    built = measured(lambda: Index(programme), 3)
    index = Index(programme)
    # As the bot does after a load, so that no collection of garbage goes through the whole programme
    gc.collect()
    gc.freeze()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    print(f"{name}: {len(programme.talks)} talks, made in {made:.0f} ms, indexed in {built:.0f} ms, peak {peak:.0f} MB")
    print(f"  {'ms':<18}{'median':>9}{'p99':>9}{'most':>9}")
    asked = queries(programme)
    print(row("search", index.search, asked))
    print(row("talk", index.find_talk, asked))
    print(row("suggest talks", index.suggest_talks, beginnings(asked[:60])))
    print(row("speaker", index.find_speakers, names(programme)))
    print(row("suggest speakers", index.suggest_speakers, beginnings(names(programme)[:60])))
    worst = {
        (what, call.__name__): measured(lambda call=call, text=text: call(text), 3)  # type: ignore[misc]
        for what, text in HOSTILE.items()
        for call in (index.search, index.find_talk, index.suggest_talks, index.find_speakers, index.suggest_speakers)
    }
    for (what, call), time in sorted(worst.items(), key=lambda item: -item[1])[:4]:
        print(f"  hostile: {time:7.3f} ms  {call}, {what}")


def main() -> None:
    print(f"English word list: {measured(english.load):.0f} ms")
    report("default", default_programme)
    report("1,000", lambda: generate(1_000))
    report("10,000", lambda: generate(10_000))


if __name__ == "__main__":
    main()
