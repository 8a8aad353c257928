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
from bot.render.reader import Reader
from bot.sources import Document, Hints, recognise

DEFAULT = Path(__file__).parents[2] / "data" / "europython-2014.json"


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
