"""Programmes to be shown: the default one, and small invented ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.programme.agenda import Agenda
from bot.programme.model import Kind, Programme, Slot, Speaker, Talk, conference_day
from bot.programme.snapshot import Snapshot, take_snapshot
from bot.questions.model import Answer, Item, Matter, Question
from bot.render.card import Card
from bot.render.question import answer_card
from bot.render.reader import Reader
from bot.sources import Document, Hints, recognise

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY, THURSDAY, SATURDAY = date(2014, 7, 23), date(2014, 7, 24), date(2014, 7, 26)
DOCKER = "Supercharge your development environment using Docker"
Find = Callable[[str], Talk]
Say = Callable[..., str]
DEFAULT = Path(__file__).parents[2] / "data" / "europython-2014.json"


def berlin(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by Berlin's clocks."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def labels(card: Card) -> list[str]:
    """What stands on the buttons of a card."""
    return [button.label for button in card.buttons]


@pytest.fixture(scope="session")
def default() -> Snapshot:
    """The default programme: EuroPython 2014, nine talks on three of five days."""
    document = Document(DEFAULT.name, DEFAULT.read_bytes())
    source = recognise(document)
    assert source is not None
    return take_snapshot(source.parse({document.name: document}, Hints()).programme)


@pytest.fixture
def at() -> Callable[[str], Reader]:
    """`at("2014-07-23 10:10")`: a reader at that hour in Berlin, or at an hour with an offset of its own."""

    def make(text: str) -> Reader:
        now = datetime.fromisoformat(text)
        return Reader(now if now.tzinfo else now.replace(tzinfo=ZoneInfo("Europe/Berlin")))

    return make


@pytest.fixture
def make_talk() -> Callable[..., Talk]:
    """`make_talk("Title", "2014-07-23 10:00", 30, "C01", by="Ada")`: one slot, at an hour in Berlin.

    A bare date has no hour; 0 minutes: the end is not known.
    """

    def make(
        title: str,
        when: str = "",
        minutes: int = 30,
        *rooms: str,
        by: str = "",
        kind: Kind = Kind.TALK,
        id: str = "",  # noqa: A002 - the talk's own word
        cancelled: bool = False,
        level: str = "",
    ) -> Talk:
        zone = ZoneInfo("Europe/Berlin")
        slots: tuple[Slot, ...] = ()
        if len(when) == 10:
            slots = (Slot(date.fromisoformat(when), rooms=rooms),)
        elif when:
            start = datetime.fromisoformat(when).replace(tzinfo=zone).astimezone(UTC)
            end = start + timedelta(minutes=minutes) if minutes else None
            slots = (Slot(conference_day(start, zone), start, end, rooms),)
        people = tuple(Speaker(name.lower().replace(" ", "-"), name) for name in by.split(", ") if name)
        key = id or "".join(c if c.isascii() and c.isalnum() else "-" for c in title.lower())[:40]
        return Talk(key, title, people, kind, level=level, cancelled=cancelled, slots=slots)

    return make


@pytest.fixture
def make_agenda() -> Callable[..., Agenda]:
    """`make_agenda(talk, …, days=3, start=date(…))`: the agenda of a conference called Conf in Berlin."""

    def make(*talks: Talk, start: date | None = None, days: int = 0) -> Agenda:
        end = start + timedelta(days=days - 1) if start and days else None
        return Agenda(Programme("Conf", "Europe/Berlin", talks, start=start, end=end))

    return make


@pytest.fixture
def programme(default: Snapshot) -> Programme:
    return default.programme


@pytest.fixture
def find(programme: Programme) -> Callable[[str], Talk]:
    """The talk of the default programme whose title has these words."""

    def find(words: str) -> Talk:
        (talk,) = [talk for talk in programme.talks if words in talk.title]
        return talk

    return find


@pytest.fixture
def say(programme: Programme) -> Callable[..., str]:
    """`say(talk, …, want=…, matter=…, count=…)`: the text of the card that answers with these talks."""

    def say(*talks: Talk, matter: Matter = Matter.TALKS, **more: object) -> str:
        names = {field: more.pop(field) for field in list(more) if field in Question.__dataclass_fields__}
        question = Question(**names)  # type: ignore[arg-type]
        items = tuple(Item(talk, slot) for talk in talks for slot in talk.slots or (None,))
        return answer_card(programme, Answer(question, matter, items, **more)).text  # type: ignore[arg-type]

    return say
