"""The schedule JSON of pretalx, frab and c3voc: conferences."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.errors import FormatError
from bot.programme.check import find_problems
from bot.programme.model import Kind, Link
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Parsed, recognise, schedule_json

DATA = Path(__file__).parents[2] / "data"


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_default_programme() -> None:
    document = Document("x", (DATA / "europython-2014.json").read_bytes())
    assert recognise(document) is schedule_json
    parsed = schedule_json.parse({"x": document}, Hints(timezone="Asia/Tokyo"))
    programme = parsed.programme
    assert parsed.problems == find_problems(programme) == ()
    assert (programme.title, programme.timezone) == ("EuroPython 2014", "Europe/Berlin")
    assert (programme.start, programme.end) == (date(2014, 7, 21), date(2014, 7, 25))
    assert (len(programme.talks), len(programme.speakers), len(programme.days)) == (9, 10, 5)
    assert programme.rooms == ("B05/B06", "B07/B08", "B09", "C01")
    assert programme.levels == ("Advanced", "Novice")
    assert programme.tracks == ("Best Practices", "Other", "System Administration")
    docker = programme.by_id["docker"]
    assert docker.slots[0].start == _at("2014-07-23T14:30:00+02:00")
    assert docker.links == (Link("Video", "https://www.youtube.com/watch?v=-l9xH1X_rvg"),)
    assert all(talk.abstract and talk.language == "en" for talk in programme.talks)


def test_the_sample_is_read_whole() -> None:
    document = Document("x", (DATA / "samples" / "schedule.json").read_bytes())
    parsed = schedule_json.parse({"x": document}, Hints())
    assert parsed.problems == find_problems(parsed.programme) == ()
    assert (parsed.programme.title, parsed.programme.version) == ("Lakeside Days 2026", "0.9 “Reed”")
    rivers, notebook, lunch, boats, testing = parsed.programme.talks
    assert (rivers.title, rivers.track, rivers.level) == (
        "Rivers from nothing – Drawing maps with Python",
        "Data",
        "Beginner",
    )
    assert rivers.abstract == "Rivers are hard to draw.\n\n- open data\n- patience"
    assert rivers.links == (
        Link("Data", "https://example.org/rivers"),
        Link("Slides", "https://lakeside.example.org/media/rivers.pdf"),
    )
    assert "secret" not in repr(parsed)
    assert notebook.id == "NBSRVC"
    assert notebook.abstract == "Bring a **laptop**.\n\n- morning: notebook\n- afternoon: service"
    assert [(slot.start, slot.end) for slot in notebook.slots] == [
        (_at("2026-05-14T10:00:00+02:00"), _at("2026-05-14T11:30:00+02:00")),
        (_at("2026-05-14T14:00:00+02:00"), _at("2026-05-14T15:30:00+02:00")),
    ]
    assert [slot.rooms for slot in lunch.slots] == [("Boathouse", "Pier")]
    assert [(slot.day, slot.start) for slot in boats.slots] == [(date(2026, 5, 14), _at("2026-05-15T00:30:00+02:00"))]
    assert (testing.title, testing.cancelled) == ("Testing C++ from Python", True)
    kinds = [talk.kind for talk in parsed.programme.talks]
    assert kinds == [Kind.KEYNOTE, Kind.WORKSHOP, Kind.BREAK, Kind.SOCIAL, Kind.TALK]


@pytest.mark.parametrize(
    ("conference", "problem"),
    [
        ({"days": ["x"]}, Problem("day 1", "days", 'expected an object, got "x"', True)),
        ({"days": [{"rooms": [1]}]}, Problem("day 1", "rooms", "expected an object of rooms, got a list", True)),
        ({"days": [{"rooms": {"Hall": 5}}]}, Problem("day 1", "Hall", "expected a list, got 5")),
        ({"start": "x"}, Problem("conference", "start", 'expected a date, got "x"')),
        (
            {"start": "2026-05-14", "end": "2026-05-13T00:00:00"},
            Problem("conference", "end", 'expected a day after the start, got "2026-05-13"'),
        ),
        (
            {"time_zone_name": "Berlin"},
            Problem("conference", "time_zone_name", 'expected the name of a time zone, got "Berlin"'),
        ),
    ],
)
def test_a_bad_conference_is_reported(
    parse_events: Callable[..., Parsed], conference: dict[str, object], problem: Problem
) -> None:
    parsed = parse_events({}, **conference)
    assert parsed.problems == (problem,)
    assert (parsed.programme.start, parsed.programme.end) == (None, None)


def test_one_code_is_one_talk_and_one_hour_in_two_rooms_one_slot(parse_events: Callable[..., Parsed]) -> None:
    later = {"date": "2026-05-15T09:00:00+02:00", "room": "Lab"}
    programme = parse_events(later, {}, {"room": "Pier"}).programme
    assert [(str(slot.day), slot.rooms) for slot in programme.talks[0].slots] == [
        ("2026-05-14", ("Hall", "Pier")),
        ("2026-05-15", ("Lab",)),
    ]


def test_one_id_with_two_titles_is_two_talks(parse_events: Callable[..., Parsed]) -> None:
    parsed = parse_events({}, {"title": "B"})
    assert [(talk.id, talk.title) for talk in parsed.programme.talks] == [("AAAAAA", "A"), ("aaaaaa-b-5e2859", "B")]
    assert parsed.problems == (Problem("B", "id", "expected an id of its own, got that of “A”"),)


def test_a_cancelled_slot_of_a_talk_that_goes_on_falls_away(parse_events: Callable[..., Parsed]) -> None:
    later = {"date": "2026-05-15T09:00:00+02:00"}
    for events in (
        [{"title": "CANCELLED A"}, later],
        [later, {"title": "CANCELLED A"}],
    ):
        (talk,) = parse_events(*events).programme.talks
        assert not talk.cancelled
        assert [str(slot.day) for slot in talk.slots] == ["2026-05-15"]


@pytest.mark.parametrize(
    ("given", "hint", "zone"),
    [
        ("Europe/Berlin", "Asia/Tokyo", "Europe/Berlin"),
        ("", "Asia/Tokyo", "Asia/Tokyo"),
        ("Berlin", "Asia/Tokyo", "Asia/Tokyo"),
        (None, "", "Etc/GMT-2"),
    ],
)
def test_the_zone(parse_events: Callable[..., Parsed], given: str | None, hint: str, zone: str) -> None:
    programme = parse_events({}, time_zone_name=given, hints=Hints(timezone=hint)).programme
    assert programme.timezone == zone
    assert programme.talks[0].slots[0].start == _at("2026-05-14T07:00:00+00:00")


def test_hours_without_zone_and_offset_ask_for_the_setting(parse_events: Callable[..., Parsed]) -> None:
    with pytest.raises(FormatError, match="PROGRAMME_TIMEZONE"):
        parse_events({"date": ..., "start": "9:00"}, time_zone_name=None)
    with pytest.raises(FormatError, match='PROGRAMME_TIMEZONE, got "Berlin"'):
        parse_events({}, time_zone_name=None, hints=Hints(timezone="Berlin"))
    days_only = parse_events({"date": ...}, time_zone_name=None)
    assert (days_only.programme.timezone, days_only.problems) == ("UTC", ())


def test_the_title_of_the_conference(parse_events: Callable[..., Parsed]) -> None:
    assert parse_events(hints=Hints(title="H")).programme.title == "L"
    assert parse_events(title="", acronym="l26", hints=Hints(title="H")).programme.title == "H"
    assert parse_events(title="", acronym="l26").programme.title == "l26"


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"schedule": []}', b'{"schedule": {"conference": {}}}', b"<schedule/>", b"[" * 100_000],
)
def test_other_things_are_no_schedule(data: bytes) -> None:
    document = Document("x", data)
    assert not schedule_json.recognise(document)
    with pytest.raises(FormatError):
        schedule_json.parse({"x": document}, Hints())


def test_the_flat_form() -> None:
    event = {
        "guid": "g-1",
        "title": "A",
        "date": "2026-05-14T09:00:00+02:00",
        "room": "Hall",
        "persons": [{"name": "Ada"}],
    }
    schedule = {"version": "2", "conference": {"title": "L", "time_zone_name": "Europe/Berlin"}, "events": [event]}
    document = Document("x", json.dumps({"schedule": schedule}).encode())
    assert recognise(document) is schedule_json
    parsed = schedule_json.parse({"x": document}, Hints())
    assert parsed.problems == ()
    (talk,) = parsed.programme.talks
    assert (talk.id, [speaker.id for speaker in talk.speakers]) == ("g-1", ["ada"])
    assert [(slot.day, slot.start, slot.rooms) for slot in talk.slots] == [
        (date(2026, 5, 14), _at("2026-05-14T09:00:00+02:00"), ("Hall",))
    ]
