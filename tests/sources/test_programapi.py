"""EuroPython's programapi."""

import copy
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError, SourceError
from bot.programme.check import find_problems
from bot.programme.model import Kind, Link, Slot
from bot.programme.problems import Problem
from bot.reading import read
from bot.sources import Document, Hints, Parsed, programapi, recognise

SAMPLES = Path(__file__).parents[2] / "data" / "samples" / "programapi"
SCHEDULE: Any = json.loads((SAMPLES / "schedule.json").read_text("utf-8"))
SESSIONS: Any = json.loads((SAMPLES / "sessions.json").read_text("utf-8"))
SPEAKERS: Any = json.loads((SAMPLES / "speakers.json").read_text("utf-8"))


def _parse(*values: object, zone: str = "") -> Parsed:
    documents = {str(n): Document(str(n), json.dumps(value).encode()) for n, value in enumerate(values)}
    return programapi.parse(documents, Hints(timezone=zone))


def _parse_events(*events: object) -> Parsed:
    return _parse({"days": {"2026-05-14": {"rooms": ["Hall"], "events": list(events)}}})


def _event(**fields: object) -> dict[str, object]:
    return {"code": "AAAAAA", "title": "A", "start": "2026-05-14T09:00:00+02:00", "duration": 30, **fields}


def _slot(start: str, end: str, *rooms: str) -> Slot:
    instants = [datetime.fromisoformat(text).astimezone(UTC) for text in (start, end)]
    return Slot(date(2026, 5, 14), instants[0], instants[1], rooms)


async def test_the_samples_are_read_as_one_programme() -> None:
    reading = await read([str(SAMPLES)], Hints("Lakeside Days 2026", "Europe/Ljubljana"))
    programme = reading.programme
    assert (programme.title, programme.timezone) == ("Lakeside Days 2026", "Europe/Ljubljana")
    welcome, rivers, coffee, notebook, boats, waiting = programme.talks
    assert reading.problems == (Problem("WELCOM", "speakers", "expected a speaker, as it is a talk, got nobody"),)
    assert welcome.slots == (_slot("2026-05-14T08:30:00+02:00", "2026-05-14T09:00:00+02:00", "Boathouse", "Pier"),)
    assert (rivers.id, rivers.track, rivers.level) == ("RIVERS", "Data", "intermediate")
    assert rivers.abstract == "Rivers are **hard** to draw.\n\n- open data"
    assert rivers.url == "https://lakeside.example.org/session/rivers-from-nothing"
    assert rivers.links == (
        Link("Video", "https://video.example.org/rivers"),
        Link("Data", "https://example.org/rivers"),
    )
    assert [(s.id, s.name, s.biography) for s in rivers.speakers] == [("ANAZUP", "Ana Zupančič", "Ana maps **water**.")]
    assert (coffee.id, coffee.kind, len(coffee.slots)) == ("coffee-break", Kind.BREAK, 2)
    assert notebook.kind is Kind.WORKSHOP
    assert notebook.slots == (
        _slot("2026-05-14T10:00:00+02:00", "2026-05-14T11:30:00+02:00", "Pier"),
        _slot("2026-05-14T12:00:00+02:00", "2026-05-14T13:30:00+02:00", "Pier"),
    )
    assert boats.slots[0].day == date(2026, 5, 15)
    assert (waiting.slots, [s.name for s in waiting.speakers]) == ((), ["Chiara Conti"])


def test_the_schedule_alone() -> None:
    document = Document("x", json.dumps(SCHEDULE).encode())
    assert recognise(document) is programapi
    assert programapi.more(document) == ["sessions.json", "speakers.json"]
    parsed = _parse(SCHEDULE)
    assert parsed.problems == ()
    assert parsed.programme.timezone == "Etc/GMT-2"
    assert [len(talk.slots) for talk in parsed.programme.talks] == [1, 1, 2, 2, 1]
    assert parsed.programme.by_id["RIVERS"].abstract == "Rivers, drawn."


def test_sessions_alone_have_hours_but_no_names() -> None:
    document = Document("x", json.dumps(SESSIONS).encode())
    assert recognise(document) is programapi
    assert programapi.more(document) == ["speakers.json"]
    parsed = _parse(SESSIONS)
    message = "expected speakers.json beside the sessions for the names of 3 speakers, got nothing"
    assert parsed.problems == (Problem("programme", "speakers", message),)
    rivers = parsed.programme.by_id["RIVERS"]
    assert rivers.slots == (_slot("2026-05-14T09:00:00+02:00", "2026-05-14T09:45:00+02:00", "Boathouse"),)
    assert parsed.programme.speakers == ()


def test_a_speaker_who_is_not_among_the_speakers_is_told() -> None:
    parsed = _parse(SESSIONS, {"ANAZUP": SPEAKERS["ANAZUP"]})
    assert parsed.problems == (
        Problem("NBSRVC", "speakers", 'expected a name in speakers.json, got "BOLARS"'),
        Problem("WAITNG", "speakers", 'expected a name in speakers.json, got "CHCONT"'),
    )


def test_the_order_of_the_documents_does_not_matter() -> None:
    assert _parse(SPEAKERS, SESSIONS, SCHEDULE) == _parse(SCHEDULE, SPEAKERS, SESSIONS)


async def test_speakers_alone_are_no_programme(tmp_path: Path) -> None:
    file = tmp_path / "speakers.json"
    file.write_text(json.dumps(SPEAKERS), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        await read([str(file)], Hints())
    reason = "expected a schedule or sessions of programapi, got speakers without a programme"
    assert str(caught.value) == f"{file}: {reason}"
    assert programapi.more(Document("x", file.read_bytes())) == []


def test_bad_records_are_reported_and_the_others_load() -> None:
    parsed = _parse_events(
        "Lunch",
        {"start": "2026-05-14T12:00:00+02:00"},
        _event(start="soon", duration="long"),
        _event(code="BBBBBB", title="B", rooms=5, resources=3, speakers=[7, None, {"name": ""}]),
        _event(code="CCCCCC", title="C", duration="90", rooms=["Pier", "", 5, "Pier"], speakers=["Ada", "ADAXYZ"]),
    )
    assert [(problem.talk, problem.field, problem.loses_talk) for problem in parsed.problems] == [
        ("record 1", "", True),
        ("record 4", "resources", False),
        ("record 2", "title", True),
        ("AAAAAA", "date", False),
        ("BBBBBB", "persons", False),
        ("BBBBBB", "persons", False),
        ("BBBBBB", "rooms", False),
    ]
    a, b, c = parsed.programme.talks
    assert a.slots == (Slot(date(2026, 5, 14)),)
    assert (b.slots[0].rooms, [s.name for s in b.speakers]) == ((), ["7"])
    assert c.slots == (_slot("2026-05-14T09:00:00+02:00", "2026-05-14T10:30:00+02:00", "Pier"),)
    assert [s.name for s in c.speakers] == ["Ada"]


def test_a_day_that_is_none_and_hours_without_a_zone() -> None:
    parsed = _parse({"days": {"x": {"events": [_event(start=None)]}, "2026-05-15": {"events": None}, "y": 3}})
    assert parsed.programme.talks[0].slots == ()
    assert [(problem.talk, problem.loses_talk) for problem in parsed.problems] == [("record 2", True), ("AAAAAA", True)]
    with pytest.raises(FormatError, match="PROGRAMME_TIMEZONE"):
        _parse_events(_event(start="2026-05-14T09:00:00"))


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"days": {}}', b'{"days": {"x": []}}', b'{"A": {"code": "B", "title": "x"}}', b"[" * 100_000],
)
def test_other_things_are_not_of_programapi(data: bytes) -> None:
    document = Document("x", data)
    assert not programapi.recognise(document)
    assert programapi.more(document) == []
    with pytest.raises(FormatError):
        programapi.parse({"x": document}, Hints())


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=8),
    st.lists(st.integers() | st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.sampled_from(["9999-12-31T23:59:59-14:00", "0001-01-01", "2026-05-14", "\ud800", {"code": [], "title": {}}]),
)


def _list_paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, inner in pairs for found in _list_paths(inner, (*path, key)))]


PATHS = _list_paths([SCHEDULE, SESSIONS, SPEAKERS])[1:]


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.sampled_from(PATHS), ODD), min_size=1, max_size=5))
def test_samples_with_anything_in_them(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    values = copy.deepcopy([SCHEDULE, SESSIONS, SPEAKERS])
    for path, value in changes:
        place: Any = values
        try:
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = value
        except (LookupError, TypeError):
            # An earlier change took the place away
            continue
    try:
        programme = _parse(*values).programme
    except FormatError:
        return
    assert len(programme.by_id) == len(programme.talks)
    assert all(talk.title for talk in programme.talks)
    find_problems(programme)
    starts = [slot.start for talk in programme.talks for slot in talk.slots if slot.start]
    assert all(start.utcoffset() == timedelta(0) for start in starts)
