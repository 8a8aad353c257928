"""Whatever a programme says, every card that a person can reach in it is one that Discord takes, and does no harm."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.cards import CardMakers
from bot.errors import SourceError
from bot.programme.changes import compare
from bot.programme.model import Kind, Link, Programme, Slot, Speaker, Talk, conference_day
from bot.programme.problems import Problem
from bot.programme.snapshot import Snapshot, take_snapshot
from bot.render import phrases, status
from bot.render.card import Card
from bot.render.layout import lay_out, too_long
from bot.render.limits import CONTENT
from bot.render.reader import Reader
from bot.render.target import Target, target
from bot.sandbox.rules import check_message
from cogs import ask, search, speakers, today
from cogs import help as help_cog

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2025, 10, 25, 8, tzinfo=UTC)
COMPONENTS_V2 = 1 << 15
# To make a failing conference smaller takes minutes, and its plan can be read as it is
QUICK = (Phase.reuse, Phase.generate)
CARDS = 24

# What people type, and what nobody should: Markdown, mentions, marks of our own notation, wide and invisible letters
PIECES = (
    *(
        "Talk ",
        "a",
        " ",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "\n```\n",
        "||",
        "\\",
        "# ",
        "- ",
        "> ",
        "1. ",
        "\n",
        "\n\n",
    ),
    *("<@1>", "<@&1>", "<#1>", "<t:1:R>", "</x:1>", "@everyone ", "[a](https://example.org) ", "https://evil.example/"),
    *(
        "\u202e",
        "\u200b",
        "\u3164",
        "שלום ",
        "مرحبا ",
        "नमस्ते ",
        "漢字",
        "👩\u200d💻",
        "🇩🇪",
        "e\u0301",
        ":",
        "|",
        "#",
        "%",
    ),
)
PIECE = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
TEXTS = st.tuples(PIECE, st.sampled_from([1, 1, 3, 60, 400]))
"""A text is a piece and how often it comes, so that a failing example can be read."""
# What passes for a mention or timestamp when no backslash stands before it; our own timestamps have larger numbers
HARM = re.compile(r"(\\*)<(?:@&?1>|#1>|t:1:R>|/x:1>)")


def _slots(number: int, shape: str, rooms: tuple[str, ...]) -> tuple[Slot, ...]:
    """The slots of the talk with this number, in one of several shapes."""
    hour = START + timedelta(minutes=0 if shape == "together" else 25 * number)
    starts = {"none": (), "several": tuple(hour + timedelta(hours=3 * n) for n in range(8))}.get(shape, (hour,))
    if shape == "day":
        return (Slot(START.date(), rooms=rooms),)
    length = None if shape == "open" else timedelta(minutes=20)
    found = [Slot(conference_day(start, ZONE), start, start + length if length else None, rooms) for start in starts]
    return (*found, *found[:1]) if shape == "several" else tuple(found)


class Plan(NamedTuple):
    """What a hostile conference is made of."""

    texts: list[tuple[str, int]]
    shapes: list[str]
    kinds: list[Kind]
    talks: int
    speakers: int
    rooms: int
    days: int

    def build(self) -> Programme:
        """The conference, whose every text is one of the few of the plan."""
        texts = cycle([piece * times for piece, times in self.texts])
        shapes, kinds = cycle(self.shapes), cycle(self.kinds)
        people = [Speaker(f"s{n}", next(texts)[:300], next(texts)) for n in range(max(self.speakers, 3))]
        talks = []
        for number in range(self.talks):
            names = dict.fromkeys(name[:200] for name in islice(texts, self.rooms) if name)
            talks.append(
                Talk(
                    f"t{number}" if number % 2 else f"t{number}".ljust(40, "x"),
                    next(texts)[:300],
                    tuple((people[number % 3 :] + people)[: self.speakers]),
                    next(kinds),
                    next(texts)[:200],
                    next(texts)[:200],
                    next(texts)[:40],
                    next(texts),
                    next(texts),
                    "https://example.org/" + "x" * (number * 60),
                    (
                        Link(next(texts)[:200], f"https://example.org/{number}"),
                        Link("", "javascript:x"),
                        Link("x", "https://"),
                    ),
                    number % 5 == 4,
                    _slots(number, next(shapes), tuple(names)),
                )
            )
        start, end = (START.date(), START.date() + timedelta(days=self.days)) if self.days else (None, None)
        return Programme(next(texts)[:300], ZONE.key, tuple(talks), start, end, next(texts)[:100])


SHAPES = ("hour", "hour", "together", "several", "day", "open", "none")
PLANS = st.builds(
    Plan,
    st.lists(TEXTS, min_size=1, max_size=7),
    st.lists(st.sampled_from(SHAPES), min_size=1, max_size=6),
    st.lists(st.sampled_from(Kind), min_size=1, max_size=4),
    st.sampled_from([0, 1, 4, 20, 60, 70]),
    st.sampled_from([0, 1, 2, 30]),
    st.sampled_from([0, 1, 2, 40]),
    st.sampled_from([0, 2, 40]),
)
MOMENTS = st.sampled_from([-5000, 10, 30, 300, 700, 900, 3000, 90000]).map(
    lambda minutes: START + timedelta(minutes=minutes)
)


def _make() -> Callable[[Target, Snapshot, Reader], Card]:
    makers = CardMakers()
    for module in (search, today, speakers, help_cog, ask):
        makers.collect(module)
    return makers.make


def _check(card: Card) -> list[dict[str, Any]]:
    """Lay a card out as answers do, and check what would be sent; gives the components."""
    stored = {found: target("card", f"{number:08}") for number, found in enumerate(too_long(card))}
    view = lay_out(
        card.with_targets(stored), back=target("card", "12345678"), share=True, footer=f"-# shared by {'x' * 60}"
    )
    components: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]
    check_message({"components": components, "flags": COMPONENTS_V2})
    ids = re.findall(r"'custom_id': '((?:[^'\\]|\\.)*)'", repr(components))
    assert len(ids) == len(set(ids))
    for block in components[0]["components"]:
        if block["type"] == 1 and block["components"][0]["type"] == 3:
            values = [option["value"] for option in block["components"][0]["options"]]
            assert len(values) == len(set(values))
        if block["type"] == 10:
            _check_harmless(block["content"])
    return components


def _check_harmless(text: str) -> None:
    assert [match[0] for match in HARM.finditer(text) if len(match[1]) % 2 == 0] == []
    assert not any("\ud800" <= c <= "\udfff" or c in "\u202e\u3164" for c in text)


def _crawl(snapshot: Snapshot, reader: Reader, starts: list[Target]) -> set[str]:
    """Check the cards of `starts` and those they lead to, a few of each sort; gives the names of those seen."""
    make = _make()
    queue, seen = deque(starts), set(starts)
    counts: dict[str, int] = {}
    while queue:
        wanted = queue.popleft()
        counts[wanted.name] = counts.get(wanted.name, 0) + 1
        if counts[wanted.name] > CARDS // 8:
            continue
        card = make(wanted, snapshot, reader)
        _check(card)
        fresh = sorted(card.targets - seen, key=str)
        seen.update(fresh)
        queue.extend(fresh)
    return set(counts)


@settings(
    max_examples=40,
    phases=QUICK,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(PLANS, MOMENTS, st.booleans(), TEXTS)
async def test_every_card_that_can_be_reached_is_taken_by_discord(
    plan: Plan, now: datetime, moderator: bool, typed: tuple[str, int]
) -> None:
    programme = plan.build()
    snapshot = take_snapshot(programme)
    reader = Reader(now, moderator=moderator)
    query = " ".join((typed[0] * typed[1])[:100].split()) or "talk"
    room = programme.rooms[-1] if programme.rooms else ""
    first = programme.talks[0] if programme.talks else Talk("gone", "Gone")
    starts = [
        *(target(name) for name in ("today", "now", "next", "help")),
        *(target(name, query) for name in ("search", "which", "who", "days")),
        *(target(name, room) for name in ("now", "next")),
        target("search", query, START.date(), first.track, room, first.level),
        target("talk", "gone"),
        *(target("talk", talk.id) for talk in programme.talks[:2]),
        *(target("text", talk.id, 2) for talk in programme.talks[:1]),
        *(target("day", day) for day in programme.days[:3]),
    ]
    seen = _crawl(snapshot, reader, starts)
    assert {"today", "now", "next", "help", "search", "which", "who", "days", "talk"} <= seen


@settings(
    max_examples=60,
    phases=QUICK,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(PLANS, PLANS, st.lists(TEXTS, min_size=1, max_size=30), st.booleans())
async def test_what_moderators_see_is_taken_by_discord(
    before: Plan, after: Plan, drawn: list[tuple[str, int]], well: bool
) -> None:
    old, new = before.build(), after.build()
    texts = [piece * times for piece, times in drawn]
    problems = [Problem(text[:300], text[-50:], text, number % 2 == 0, text) for number, text in enumerate(texts)]
    found = [] if well else problems
    health = status.Health(
        version="1.0",
        real_now=START,
        now=START,
        shifted=not well,
        latency=None if well else timedelta(milliseconds=80),
        servers=2,
        sources=texts,
        loaded_at=START - timedelta(days=3),
        loaded_by="moderator 17",
        read_at=START,
        trouble="" if well else status.reason(SourceError(texts[0], source=texts[-1], talk=texts[0], field=texts[-1])),
        database="programme.sqlite3, 64 kB, 3 copies",
        database_trouble="" if well else texts[0][:300],
        notices=texts,
        home=well,
    )
    _check(status.status_card(new, found, health))
    _check(status.reload_card(new, len(old.talks), len(new.talks), compare(old, new), found))
    note = status.kept(new, START, 3, health.trouble)
    assert len(note) <= CONTENT
    _check_harmless(note)


@given(TEXTS, st.lists(TEXTS, max_size=40))
def test_refusals_fit_a_note_and_are_harmless(drawn: tuple[str, int], names: list[tuple[str, int]]) -> None:
    typed, known = drawn[0] * drawn[1], [piece * times for piece, times in names]
    programme = Programme(typed[:300], "UTC", start=date(2025, 1, 1), end=date(2025, 1, 2))
    for sentence in (
        phrases.no_such("room", typed[:100], [name[:200] for name in known]),
        phrases.no_such_day(programme, typed[:100]),
    ):
        assert 0 < len(sentence) <= CONTENT
        _check_harmless(sentence)
