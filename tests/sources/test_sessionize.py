"""Sessionize's public JSON."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.errors import FormatError
from bot.programme.check import find_problems
from bot.programme.model import Kind, Link
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Parsed, recognise, sessionize

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
BERLIN = Hints("Lakeside Days", "Europe/Berlin")


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _parse(value: Any, hints: Hints = BERLIN) -> Parsed:
    return sessionize.parse({"x": Document("x", json.dumps(value).encode())}, hints)


def _all(*sessions: object, **tables: object) -> dict[str, object]:
    listed = [_complete(session) if isinstance(session, dict) else session for session in sessions]
    return {"sessions": listed, "speakers": [], "rooms": [], "categories": [], "questions": []} | tables


def _complete(session: dict[str, object]) -> dict[str, object]:
    hours = {"startsAt": "2026-05-14T09:00:00", "endsAt": "2026-05-14T09:30:00"}
    return {"id": "1", "title": "A", **hours, "speakers": [], "categoryItems": []} | session


def test_the_sample_of_all_is_read_whole() -> None:
    document = Document("x", (SAMPLES / "sessionize-all.json").read_bytes())
    assert recognise(document) is sessionize
    parsed = sessionize.parse({"x": document}, BERLIN)
    assert parsed.problems == find_problems(parsed.programme) == ()
    assert "secret" not in repr(parsed)
    assert (parsed.programme.title, parsed.programme.timezone) == ("Lakeside Days", "Europe/Berlin")
    rivers, notebook, lunch, testing = parsed.programme.talks
    assert (rivers.id, rivers.track, rivers.level, rivers.language) == ("101", "Data", "Beginner", "sl")
    assert rivers.description == "Rivers are hard to draw.\n\nAnd easy to love."
    assert rivers.links == (Link("Recording", "https://example.org/rivers"),)
    assert [(speaker.name, speaker.biography) for speaker in rivers.speakers] == [("Ana Zupančič", "Draws rivers.")]
    assert [(slot.start, slot.end, slot.rooms) for slot in rivers.slots] == [
        (_at("2026-05-14T09:00:00+02:00"), _at("2026-05-14T09:45:00+02:00"), ("Boathouse",))
    ]
    assert (notebook.kind, notebook.track, notebook.level) == (Kind.WORKSHOP, "Web, Ops", "Advanced")
    assert [speaker.name for speaker in notebook.speakers] == ["Bo Larsen", "Chiara Conti"]
    assert (lunch.kind, lunch.slots[0].rooms) == (Kind.BREAK, ())
    assert (testing.slots, testing.kind) == ((), Kind.TALK)


def test_the_sample_of_the_grid_is_read_whole() -> None:
    document = Document("x", (SAMPLES / "sessionize-grid.json").read_bytes())
    assert recognise(document) is sessionize
    parsed = sessionize.parse({"x": document}, BERLIN)
    assert parsed.problems == find_problems(parsed.programme) == ()
    rivers, dinner = parsed.programme.talks
    assert (rivers.kind, rivers.level, rivers.speakers[0].name) == (Kind.KEYNOTE, "Beginner", "Ana Zupančič")
    assert rivers.slots[0].start == _at("2026-05-14T09:00:00+02:00")
    assert (dinner.kind, dinner.slots[0].rooms) == (Kind.SOCIAL, ("Boathouse",))
    assert sessionize.parse({"x": document}, Hints()).programme.timezone == "UTC"


def test_the_view_sessions() -> None:
    value = [{"groupId": None, "groupName": "All", "sessions": [_complete({"room": "Hall"})]}]
    (talk,) = _parse(value).programme.talks
    assert (talk.title, talk.slots[0].rooms) == ("A", ("Hall",))


def test_naive_hours_need_the_configured_zone() -> None:
    with pytest.raises(FormatError, match="PROGRAMME_TIMEZONE"):
        _parse(_all({}), Hints())
    offset = _all({"startsAt": "2026-05-14T09:00:00+09:00", "endsAt": "2026-05-14T09:30:00+09:00"})
    assert _parse(offset, Hints()).programme.timezone == "Etc/GMT-9"


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Level", "level"),
        ("Für welches Niveau?", "level"),
        ("Session Track", "track"),
        ("Topic", "track"),
        ("Programming language or topic", "track"),
        ("Idioma", "language"),
        ("Shirt size", ""),
    ],
)
def test_categories_go_by_many_names(title: str, field: str) -> None:
    categories = [{"id": 1, "title": title, "items": [{"id": 2, "name": "German"}]}]
    (talk,) = _parse(_all({"categoryItems": [2]}, categories=categories)).programme.talks
    found = {name: getattr(talk, name) for name in ("level", "track", "language") if getattr(talk, name)}
    assert found == ({field: "de" if field == "language" else "German"} if field else {})


def test_what_is_cancelled_and_what_was_declined() -> None:
    sessions = [{"id": "1", "status": "Canceled"}, {"id": "2", "status": "Declined"}, {"id": "3", "status": "Accepted"}]
    parsed = _parse(_all(*sessions))
    assert [(talk.id, talk.cancelled) for talk in parsed.programme.talks] == [("1", True), ("3", False)]
    message = 'expected a session that was accepted, got "declined"'
    assert parsed.problems == (Problem("record 2", "status", message),)


def test_bad_sessions_are_reported_and_the_others_load() -> None:
    parsed = _parse(
        _all(
            5,
            {"id": "2", "startsAt": "0001-01-01T00:00:00"},
            {"id": "3", "endsAt": "2026-05-14T08:00:00", "speakers": ["x"]},
            {"id": None, "title": None},
            {"id": "4"},
            {"id": "4", "title": "B"},
        )
    )
    assert [(talk.id, len(talk.slots)) for talk in parsed.programme.talks] == [
        ("2", 0),
        ("3", 1),
        ("4", 1),
        ("4-b-7771e5", 1),
    ]
    assert [(p.talk, p.field, p.loses_talk) for p in parsed.problems] == [
        ("record 1", "", True),
        ("2", "startsAt", True),
        ("3", "speakers", False),
        ("3", "endsAt", False),
        ("record 4", "title", True),
        ("B", "id", False),
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b"<html></html>", b'{"sessions": []}', b"[" * 100_000, b'[{"rooms": 5, "date": ""}]'],
)
def test_other_things_are_not_of_sessionize(data: bytes) -> None:
    document = Document("x", data)
    assert not sessionize.recognise(document)
    with pytest.raises(FormatError):
        sessionize.parse({"x": document}, BERLIN)


def test_speakers_alone_are_no_programme() -> None:
    value = [{"id": "1", "fullName": "Ada", "sessions": []}]
    assert recognise(Document("x", json.dumps(value).encode())) is sessionize
    with pytest.raises(FormatError, match="speakers without a programme"):
        _parse(value)
