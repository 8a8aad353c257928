"""pretalx's own JSON: the widget's and that of the REST API."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.errors import FormatError
from bot.programme.check import find_problems
from bot.programme.model import Kind, Link
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Parsed, pretalx, reads_together, recognise

SAMPLES = Path(__file__).parents[2] / "data" / "samples"


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _parse(*values: Any, hints: Hints | None = None) -> Parsed:
    documents = {str(n): Document(str(n), json.dumps(value).encode()) for n, value in enumerate(values)}
    return pretalx.parse(documents, hints or Hints())


def _page(*results: object, following: str | None = None) -> dict[str, object]:
    return {"count": len(results), "next": following, "previous": None, "results": list(results)}


def _submission(code: str = "AAAAAA", **fields: object) -> dict[str, object]:
    slot = {"id": 5, "room": 1, "start": "2026-05-14T09:00:00+02:00", "end": "2026-05-14T09:30:00+02:00"}
    record = {"code": code, "title": code, "speakers": [], "submission_type": 3, "track": None, "slots": [slot]}
    return record | {"state": "confirmed"} | fields


def test_the_sample_of_the_widget_is_read_whole() -> None:
    document = Document("x", (SAMPLES / "pretalx-widget.json").read_bytes())
    assert recognise(document) is pretalx
    parsed = pretalx.parse({"x": document}, Hints("Lakeside Days", "Asia/Tokyo"))
    programme = parsed.programme
    assert parsed.problems == find_problems(programme) == ()
    assert (programme.title, programme.timezone, programme.version) == (
        "Lakeside Days",
        "Europe/Ljubljana",
        "0.9 “Reed”",
    )
    rivers, notebook, lunch, party = programme.talks
    assert (rivers.id, rivers.title, rivers.track, rivers.language) == ("RIVERS", "Rivers from nothing", "Data", "en")
    assert rivers.abstract == "Rivers are hard to draw.\n\n- open data\n- patience"
    assert [speaker.name for speaker in notebook.speakers] == ["Bo Larsen", "Chiara Conti"]
    assert [(slot.start, slot.end, slot.rooms) for slot in notebook.slots] == [
        (_at("2026-05-14T10:00:00+02:00"), _at("2026-05-14T11:30:00+02:00"), ("Pier",)),
        (_at("2026-05-14T14:00:00+02:00"), _at("2026-05-14T15:30:00+02:00"), ("Pier",)),
    ]
    assert (lunch.id, lunch.title, lunch.kind) == ("lunch", "Lunch", Kind.BREAK)
    # A break starts in UTC and ends on the hall's clock
    assert [(slot.start, slot.end, slot.rooms) for slot in lunch.slots] == [
        (_at("2026-05-14T12:30:00+02:00"), _at("2026-05-14T14:00:00+02:00"), ("Boathouse", "Pier"))
    ]
    assert (party.kind, party.slots[0].day) == (Kind.SOCIAL, date(2026, 5, 14))


def test_the_sample_of_the_api_is_read_whole() -> None:
    document = Document("x", (SAMPLES / "pretalx-submissions.json").read_bytes())
    assert recognise(document) is pretalx
    parsed = pretalx.parse({"x": document}, Hints(timezone="Europe/Ljubljana"))
    assert find_problems(parsed.programme) == ()
    message = "expected confirmed or accepted, got 1 that are rejected; they are left out"
    assert parsed.problems == (Problem("programme", "state", message),)
    assert "secret" not in repr(parsed)
    rivers, notebook, lunch = parsed.programme.talks
    assert (rivers.kind, rivers.track, rivers.abstract, rivers.description) == (
        Kind.KEYNOTE,
        "Data",
        "Rivers are hard to draw.",
        "It takes *patience*.",
    )
    assert [(speaker.name, speaker.biography) for speaker in rivers.speakers] == [("Ana Zupančič", "Draws rivers.")]
    assert rivers.links == (Link("Slides", "https://example.org/rivers.pdf"),)
    assert rivers.url == "https://lakeside.example.org/2026/talk/RIVERS/"
    assert (notebook.kind, notebook.track, lunch.kind) == (Kind.WORKSHOP, "Data", Kind.BREAK)
    assert [talk.slots[0].rooms for talk in parsed.programme.talks] == [("Boathouse",), ("Pier",), ("Pier",)]
    assert notebook.slots[0].end == _at("2026-05-14T11:30:00+02:00")


def test_pages_follow_each_other_and_are_read_together() -> None:
    following = "https://pretalx.example.org/api/events/l/submissions/?page=2"
    first = Document("x", json.dumps(_page(_submission(), following=following)).encode())
    last = Document("y", json.dumps(_page(_submission("BBBBBB"))).encode())
    assert reads_together(pretalx)
    assert (pretalx.more(first), pretalx.more(last)) == ([following], [])
    talks = pretalx.parse({"y": last, "x": first}, Hints()).programme.talks
    assert [talk.url for talk in talks] == [
        "https://pretalx.example.org/l/talk/BBBBBB/",
        "https://pretalx.example.org/l/talk/AAAAAA/",
    ]


def test_what_is_a_number_on_one_page_has_its_name_on_another() -> None:
    parsed = _parse(
        _page(_submission(speakers=["ADAADA"], track=7, slots=[5])),
        _page({"code": "ADAADA", "name": "Ada", "submissions": ["AAAAAA"]}),
        _page({"id": 1, "name": {"en": "Hall"}, "capacity": 5}),
        _page({"id": 7, "name": {"en": "Data"}, "color": "#fff"}),
        _page({"id": 3, "name": {"en": "Keynote"}, "default_duration": 30}),
        _page({"id": 5, "room": 1, "start": "2026-05-14T09:00:00Z", "end": None, "submission": "AAAAAA"}),
    )
    assert parsed.problems == ()
    (talk,) = parsed.programme.talks
    assert (talk.kind, talk.track, [s.name for s in talk.speakers]) == (Kind.KEYNOTE, "Data", ["Ada"])
    assert [(slot.start, slot.rooms) for slot in talk.slots] == [(_at("2026-05-14T09:00:00+00:00"), ("Hall",))]


def test_numbers_without_names_ask_for_expand_once() -> None:
    parsed = _parse(
        _page(*(_submission(c * 6, speakers=["ADAADA"], slots=[5], submission_type="Talk") for c in "AB")),
    )
    assert [talk.slots for talk in parsed.programme.talks] == [(), ()]
    assert [(p.field, p.loses_talk, "got 2 numbers or codes" in p.message) for p in parsed.problems] == [
        ("speakers", False, True),
        ("slots", True, True),
    ]
    assert "expand=speakers,slots.room" in parsed.problems[0].message


def test_a_schedule_with_its_slots() -> None:
    slot = {"room": {"id": 1, "name": {"en": "Hall"}}, "start": "2026-05-14T09:00:00+02:00"}
    slots = [
        {**slot, "submission": _submission(slots=[1, 2])},
        {**slot, "start": "2026-05-15T09:00:00+02:00", "submission": _submission(slots=[1, 2])},
        {**slot, "submission": None, "description": {"en": "Coffee"}},
        {**slot, "submission": None, "description": {}, "slot_type": "blocker"},
    ]
    programme = _parse({"slots": slots, "version": "1.2"}).programme
    assert (programme.version, programme.timezone) == ("1.2", "Etc/GMT-2")
    assert [(talk.title, talk.kind, len(talk.slots)) for talk in programme.talks] == [
        ("AAAAAA", Kind.TALK, 2),
        ("Coffee", Kind.BREAK, 1),
    ]


def test_what_a_site_made_of_it() -> None:
    value = {
        "schedule": {"2026-05-14": {"510": {}, "540": {"12": _submission()}}},
        "extra": {"2026-05-14": {"750": {"id": "lunch", "title": {"en": "Lunch"}}}},
    }
    assert recognise(Document("x", json.dumps(value).encode())) is pretalx
    talk, lunch = _parse(value).programme.talks
    assert talk.id == "AAAAAA"
    assert (lunch.kind, lunch.slots[0].start) == (Kind.BREAK, _at("2026-05-14T12:30:00+02:00"))


def test_bad_records_are_reported_and_the_others_load() -> None:
    slot = {"room": 1, "start": "9999-12-31T23:59:59+14:00"}
    late = {"room": {"en": "Hall"}, "start": "2026-05-14T09:00:00Z", "end": "2026-05-14T08:00:00Z"}
    parsed = _parse(
        _page(
            "x",
            _submission("BBBBBB", slots=[slot], submission_type="Talk"),
            _submission("CCCCCC", slots=[late], submission_type="Talk", title=""),
            _submission("", title=[], submission_type="Talk"),
        )
    )
    assert [(p.talk, p.field, p.message, p.loses_talk) for p in parsed.problems] == [
        ("record", "", 'expected a submission, got "x"', True),
        ("BBBBBB", "start", 'expected a date with an hour, got "9999-12-31T23:59:59+14:00"', True),
        ("CCCCCC", "title", "expected a title, got nothing", False),
        (
            "CCCCCC",
            "end",
            'expected an instant after the start (2026-05-14T09:00:00+00:00), got "2026-05-14T08:00:00Z"',
            False,
        ),
        ("record 3", "title", "expected text, got a list", False),
        ("record 3", "title", "expected a title or a code, got nothing", True),
        (
            "programme",
            "room",
            "expected names and hours, got 1 numbers or codes: add `expand=` to the address, such as"
            " `?expand=speakers,slots.room,track,submission_type`",
            False,
        ),
    ]


def test_an_unknown_zone_is_reported() -> None:
    widget = {"talks": [{"code": "A", "title": "A", "start": "2026-05-14T09:00:00+02:00"}], "timezone": "Berlin"}
    parsed = _parse(widget)
    assert parsed.programme.timezone == "Etc/GMT-2"
    message = 'expected the name of a time zone, got "Berlin"'
    assert parsed.problems == (Problem("conference", "timezone", message),)
    with pytest.raises(FormatError, match="PROGRAMME_TIMEZONE"):
        _parse({"talks": [{"code": "A", "title": "A", "start": "2026-05-14T09:00:00"}], "rooms": []})


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([{"code": "A", "name": "Ada", "submissions": []}], "got speakers without a programme"),
        (_page(), "no talks; they may not be public yet"),
        ({"talks": [], "rooms": []}, "no talks; they may not be public yet"),
        (_page({"room": 1, "start": "", "submission": "A"}), "add `expand=submission"),
    ],
)
def test_parts_alone_are_no_programme(value: object, message: str) -> None:
    assert recognise(Document("x", json.dumps(value).encode())) is pretalx
    with pytest.raises(FormatError, match=message):
        _parse(value)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b"<html></html>", b'{"talks": 5}', b'{"results": [1]}', b'{"a": ' * 900, b"[" * 100_000],
)
def test_other_things_are_not_of_pretalx(data: bytes) -> None:
    document = Document("x", data)
    assert not pretalx.recognise(document)
    assert pretalx.more(document) == []
    with pytest.raises(FormatError):
        pretalx.parse({"x": document}, Hints())
