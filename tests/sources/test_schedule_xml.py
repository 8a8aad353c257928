"""The schedule XML of frab, pentabarf, pretalx and wafer."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.programme.check import find_problems
from bot.programme.model import Kind, Link, Slot
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Parsed, recognise, schedule_xml
from bot.sources._xml import find_root, read_xml

SAMPLE = (Path(__file__).parents[2] / "data" / "samples" / "schedule.xml").read_bytes()


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _parse(data: str | bytes, zone: str = "") -> Parsed:
    document = Document("x", data.encode() if isinstance(data, str) else data)
    return schedule_xml.parse({"x": document}, Hints(timezone=zone))


def _write(*events: str, on: str = "2026-05-14") -> str:
    room = "".join(f"<event {event}</event>" for event in events)
    day = f"<day date='{on}'><room name='Hall'>{room}</room></day>"
    return f"<schedule><conference><title>L</title></conference>{day}</schedule>"


def test_the_sample_is_read_whole() -> None:
    document = Document("x", SAMPLE)
    assert recognise(document) is schedule_xml
    parsed = schedule_xml.parse({"x": document}, Hints(timezone="Asia/Tokyo"))
    programme = parsed.programme
    assert parsed.problems == find_problems(programme) == ()
    assert (programme.title, programme.version, programme.timezone) == (
        "Lakeside Days 2026",
        "0.9 “Reed”",
        "Europe/Ljubljana",
    )
    assert (programme.start, programme.end) == (date(2026, 5, 14), date(2026, 5, 15))
    rivers, notebook, boats, lunch, testing = programme.talks
    assert (rivers.id, rivers.title, rivers.track, rivers.language) == (
        "RIVERS",
        "Rivers from nothing – Drawing maps with Python",
        "Data",
        "en",
    )
    assert (rivers.abstract, rivers.description) == ("Rivers are **hard** to draw.", "Bring *maps*:\n\n- old & new")
    assert [(s.id, s.name) for s in rivers.speakers] == [("ANAZUP", "Ana Zupančič"), ("8", "Bo Larsen")]
    assert rivers.links == (
        Link("Data", "https://example.org/rivers"),
        Link("Video", "https://video.example.org/rivers.mp4"),
        Link("Slides", "https://lakeside.example.org/media/rivers.pdf"),
    )
    assert "secret" not in repr(parsed)
    assert notebook.id == "NBSRVC"
    assert [(slot.start, slot.end) for slot in notebook.slots] == [
        (_at("2026-05-14T10:00:00+02:00"), _at("2026-05-14T11:30:00+02:00")),
        (_at("2026-05-14T14:00:00+02:00"), _at("2026-05-14T15:30:00+02:00")),
    ]
    night = Slot(date(2026, 5, 14), _at("2026-05-15T00:30:00+02:00"), _at("2026-05-15T01:10:00+02:00"), ("Boathouse",))
    assert boats.slots == (night,)
    assert (testing.title, testing.cancelled) == ("Testing C++ from Python", True)
    assert [talk.kind for talk in (rivers, notebook, boats, lunch, testing)] == [
        Kind.KEYNOTE,
        Kind.WORKSHOP,
        Kind.SOCIAL,
        Kind.BREAK,
        Kind.TALK,
    ]


def test_hours_without_instants_need_the_zone() -> None:
    text = _write(
        "id='1'><title>A</title><start>09:30</start><duration>00:25</duration>",
        "id='2'><title>B</title><start>00:15</start><duration>00:25</duration>",
    )
    with pytest.raises(FormatError, match="PROGRAMME_TIMEZONE"):
        _parse(text)
    parsed = _parse(text, "Europe/Brussels")
    assert parsed.problems == ()
    assert [(talk.id, talk.slots[0].day, talk.slots[0].start) for talk in parsed.programme.talks] == [
        ("1", date(2026, 5, 14), _at("2026-05-14T09:30:00+02:00")),
        ("2", date(2026, 5, 14), _at("2026-05-15T00:15:00+02:00")),
    ]


@pytest.mark.parametrize(
    ("instant", "hour", "zone", "day"),
    [
        ("2026-05-14T08:30:00+00:00", "10:30", "Etc/GMT-2", "2026-05-14"),
        ("2026-05-13T22:30:00Z", "10:30", "Etc/GMT-12", "2026-05-14"),
        ("2026-05-14T23:00:00+00:00", "12:00", "Etc/GMT-13", "2026-05-15"),
        ("2026-05-14T23:00:00+00:00", "13:00", "Etc/GMT+10", "2026-05-14"),
        ("2026-05-14T10:30:00+02:00", "10:30", "Etc/GMT-2", "2026-05-14"),
        ("2026-05-14T10:30:00+02:00", "noon", "Etc/GMT-2", "2026-05-14"),
    ],
)
def test_the_instant_counts_and_the_hour_beside_it_tells_the_zone(instant: str, hour: str, zone: str, day: str) -> None:
    text = _write(f"id='1'><title>A</title><date>{instant}</date><start>{hour}</start>", on="2026-05-13")
    programme = _parse(text).programme
    assert programme.timezone == zone
    assert programme.talks[0].slots == (Slot(date.fromisoformat(day), _at(instant), None, ("Hall",)),)
    assert _parse(text, "Asia/Tokyo").programme.timezone == "Asia/Tokyo"


def test_an_event_outside_of_days_and_rooms_is_not_lost() -> None:
    event = "<event id='{}'><title>{}</title><date>2026-05-14T10:30:00+02:00</date><room>Pier</room></event>"
    text = f"<schedule><events>{event.format(1, 'A')}</events><day>{event.format(2, 'B')}</day></schedule>"
    parsed = _parse(text)
    assert [(talk.id, talk.slots[0].rooms) for talk in parsed.programme.talks] == [("1", ("Pier",)), ("2", ("Pier",))]
    assert parsed.problems == ()


def test_ids_that_repeat_across_merged_schedules() -> None:
    parsed = _parse(_write("guid='g'><title>A</title>", "guid='g'><title>B</title>"))
    assert [(talk.id, talk.title) for talk in parsed.programme.talks] == [("g", "A"), ("g-b-ceaa56", "B")]
    assert parsed.problems == (Problem("B", "id", "expected an id of its own, got that of “A”"),)


def test_bad_fields_are_reported_and_the_rest_is_kept() -> None:
    parsed = _parse(
        _write(
            "id='1'><title>A</title><date>0001-01-01T00:00:00Z</date><duration>long</duration>",
            "id='2'><title>B</title><date>2026-05-14T09:00:00+02:00</date><end>2026-05-14T08:00:00+02:00</end>"
            "<links><link>javascript:x</link></links><persons><person/></persons>",
            "><title/>",
        )
    )
    assert [(talk.id, len(talk.slots)) for talk in parsed.programme.talks] == [("1", 1), ("2", 1)]
    assert [(problem.talk, problem.field, problem.loses_talk) for problem in parsed.problems] == [
        ("1", "date", False),
        ("2", "persons", False),
        ("2", "end", False),
        ("2", "links", False),
        ("record 3", "title", True),
    ]


BOMB = '<!DOCTYPE schedule [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;">]><schedule>&b;</schedule>'
OUTSIDE = '<!DOCTYPE schedule [<!ENTITY a SYSTEM "file:///etc/passwd">]><schedule>&a;</schedule>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (BOMB.encode(), r"without a document type \(DTD\)"),
        (OUTSIDE.encode(), r"without a document type \(DTD\)"),
        (b"<!DOCTYPE schedule SYSTEM 'https://example.org/x.dtd'><schedule/>", r"without a document type \(DTD\)"),
        (SAMPLE[:3000], "no element found|unclosed"),
        (b"<schedule>&undefined;</schedule>", "undefined entity"),
        (b"<schedule>" + b"<a>" * 100_000, "100 levels"),
        (b"<schedule>" + b"<a>" * 150_000 + b"</a>" * 150_000 + b"</schedule>", "100 levels"),
        (b"<schedule>\xff</schedule>", "not well-formed"),
        (b"<schedule/>", "got neither"),
    ],
)
def test_what_is_no_sound_schedule_is_recognised_and_refused(data: bytes, reason: str) -> None:
    document = Document("x", data)
    assert recognise(document) is schedule_xml
    with pytest.raises(FormatError, match=reason):
        schedule_xml.parse({"x": document}, Hints())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        b"\x00",
        b"<!DOCTYPE html><html><schedule/></html>",
        b"<iCalendar/>",
        b"<?xml version='1.0' encoding='no-such-code'?><schedule/>",
        b"<" + b"x" * 100_000,
        b"<!--" * 100_000,
    ],
)
def test_other_things_are_no_schedule(data: bytes) -> None:
    document = Document("x", data)
    assert not schedule_xml.recognise(document)
    with pytest.raises(FormatError):
        schedule_xml.parse({"x": document}, Hints())


def test_encodings_and_prefixes() -> None:
    assert find_root(b"\xef\xbb\xbf<s:schedule xmlns:s='x'/>") == "schedule"
    assert find_root("<schedule/>".encode("utf-16")) == "schedule"
    assert read_xml("<?xml version='1.0' encoding='iso-8859-2'?><a>Ž</a>".encode("iso-8859-2")).text == "Ž"
    assert read_xml(b" \n<?xml version='1.0'?><x:a><x:b/></x:a>")[0].tag == "b"


def _splice(data: bytes, at: int, length: int, piece: bytes) -> bytes:
    return data[:at] + piece + data[at + length :]


PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from([b"</event>", b"<event>", b"&lt;ul>", b"9999-12-31T23:59:59-14:00", b"0001-01-01", b"-1", b""]),
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 40), PIECES), max_size=3), st.booleans())
def test_a_sample_with_anything_in_it(changes: list[tuple[int, int, bytes]], zone: bool) -> None:
    data = SAMPLE
    for at, length, piece in changes:
        data = _splice(data, at, length, piece)
    try:
        parsed = _parse(data, "Europe/Berlin" if zone else "")
    except FormatError:
        return
    assert len(parsed.programme.by_id) == len(parsed.programme.talks)
    for talk in parsed.programme.talks:
        assert talk.title
        assert all(slot.start.utcoffset() == timedelta(0) for slot in talk.slots if slot.start)


def test_the_page_of_a_talk_as_wafer_writes_it() -> None:
    address = "https://lakeside.example.org/talks/1-a/"
    event = f"id='1'><title>A</title><conf_url>/talks/1-a/</conf_url><full_conf_url>{address}</full_conf_url>"
    parsed = _parse(_write(event))
    assert (parsed.programme.talks[0].url, parsed.problems) == (address, ())
