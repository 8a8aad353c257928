"""Invented programmes of any size, for measuring: words as frequent as in natural text, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate

from bot.programme.model import Kind, Programme, Slot, Speaker, Talk
from bot.programme.technical import TECHNICAL
from bot.programme.words import STOP

FIRST_DAY = date(2031, 7, 7)
_TALKS_A_DAY = 250
_ROOMS = tuple(f"{wing}{number:02}" for wing in "ABCDE" for number in range(1, 6))
_TRACKS = ("Web", "Data", "Infrastructure", "Community", "Language", "Security", "Education", "Hardware", "Testing", "")
_LEVELS = ("Beginner", "Intermediate", "Advanced", "")
_KINDS = (Kind.TALK, Kind.TALK, Kind.TALK, Kind.TALK, Kind.TALK, Kind.WORKSHOP, Kind.POSTER, Kind.LIGHTNING)
_EVERYDAY = """
python data code build application software system web project test tool library language problem work learn people
time developer development process example design server user performance service model machine open source program
network function production simple experience community team framework architecture feature approach different large
common practice memory file format complex write read create solution deploy package environment database query api
start world change real base interface current case point issue management object type value live analysis result
structure question thread task event message state request response security stream batch train science research
"""
_FIRST_NAMES = """
Ada Åsa Björn Chloé Dmitri Elif Émilie Fatima Giulia Håkon Ines Jürgen Kateřina Łukasz Małgorzata Nadia Olena Pål
Quentin Renée Søren Tomáš Uğur Valérie Wojciech Xavier Yara Zoë Aarav Mei Kenji Thandiwe Miguel Óscar Priya Ruth Sam
Maja Nikola Jan Anna Peter Laura Daniel Maria Paul Julia Max Sofia David Emma Marco Lea
"""
_SYLLABLES = (
    "ba ca de di en fo ga hi in ja ko la lu ma mo ne no or pa pre qui ra re ri sa se si so ta te ti to un va vi wo"
)
_NAME_PARTS = """
berg stein mann holm quist ström vić ová ský enko escu idis oğlu sen son ez ini etti eau mont croft ley worth ham
ko zar bor dan gal hor jan kal lem mar nov pet rad sta tom vas wil zim ber fal gru hei köh lor mül nor ost pöl
"""


@cache
def _words() -> tuple[list[str], list[float]]:
    """The words of a text by rank, and the running sum of their weights by Zipf's law."""
    source = random.Random(2031)
    syllables = _SYLLABLES.split()
    invented = {"".join(source.choices(syllables, k=source.choice((2, 3, 3, 4)))) for _ in range(24_000)}
    rare = sorted(TECHNICAL | invented)
    source.shuffle(rare)
    everyday = _EVERYDAY.split()
    common = [word for pair in zip(sorted(STOP), everyday * 3, strict=False) for word in pair]
    words = list(dict.fromkeys([*common, *everyday, *rare]))
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words))))


def _text(source: random.Random, length: int) -> list[str]:
    words, weights = _words()
    return source.choices(words, cum_weights=weights, k=length)


def _sentences(source: random.Random, length: int) -> str:
    """Some paragraphs of about `length` words, with some Markdown."""
    words = _text(source, length)
    found = []
    while words:
        size = source.randint(6, 22)
        sentence, words = words[:size], words[size:]
        found.append(" ".join(sentence).capitalize() + ".")
    paragraphs = [" ".join(found[n : n + 4]) for n in range(0, len(found), 4)]
    if source.random() < 0.2:
        paragraphs.append("\n".join(f"- {' '.join(_text(source, 4))}" for _ in range(4)))
    return "\n\n".join(paragraphs)


def _title(source: random.Random) -> str:
    words, _ = _words()
    telling = [word for word in _text(source, 6) if word not in STOP] or ["python"]
    subject = source.choice(words[300:3_000])
    shape = source.choice(("{} in {}", "How to {} with {}", "{}: the {} way", "Towards {} and {}", "{} for {}"))
    return shape.format(" ".join(telling[:3]), subject).title()


def _people(source: random.Random, count: int) -> Sequence[Speaker]:
    first, parts = _FIRST_NAMES.split(), _NAME_PARTS.split()
    names = (f"{source.choice(first)} {''.join(source.choices(parts, k=2)).capitalize()}" for _ in range(count))
    return [Speaker(f"p{number}", name, "Writes software." * (number % 2)) for number, name in enumerate(names)]


def generate(talks: int, seed: int = 0) -> Programme:
    """An invented programme of `talks` talks, and a lunch break for each of its days."""
    source = random.Random(seed)
    people = _people(source, max(3, talks * 4 // 5))
    days = [FIRST_DAY + timedelta(days=n) for n in range(max(1, -(-talks // _TALKS_A_DAY)))]
    found = []
    for number in range(talks):
        slot = number // len(_ROOMS) % (_TALKS_A_DAY // len(_ROOMS))
        day = days[number // _TALKS_A_DAY]
        start = datetime(day.year, day.month, day.day, 7, tzinfo=UTC) + timedelta(minutes=45 * slot)
        found.append(
            Talk(
                id=f"t{number}",
                title=_title(source),
                speakers=tuple(source.sample(people, source.choice((1, 1, 1, 1, 2, 2, 3)))),
                kind=source.choice(_KINDS),
                track=source.choice(_TRACKS),
                level=source.choice(_LEVELS),
                language="en",
                abstract=_sentences(source, source.randint(20, 60)),
                description=_sentences(source, source.randint(60, 180)),
                slots=(Slot(day, start, start + timedelta(minutes=40), (_ROOMS[number % len(_ROOMS)],)),),
            )
        )
    for number, day in enumerate(days):
        noon = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        found.append(Talk(f"b{number}", "Lunch", kind=Kind.BREAK, slots=(Slot(day, noon, noon + timedelta(hours=1)),)))
    return Programme(f"Invented Conference of {talks}", "Europe/Berlin", tuple(found))
