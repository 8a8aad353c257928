"""iCalendar feeds of conferences."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.errors import FormatError
from bot.programme.check import find_problems
from bot.programme.model import Kind, Slot, Talk
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Parsed, icalendar_feed, recognise

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "calendar.ics"
BERLIN = Hints("L", "Europe/Berlin")


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _parse(*events: str, head: str = "", hints: Hints = BERLIN) -> Parsed:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    data = f"BEGIN:VCALENDAR\n{head}\n{body}END:VCALENDAR\n".replace("\n\n", "\n").encode()
    return icalendar_feed.parse({"x": Document("x", data)}, hints)


def _read(lines: str, head: str = "") -> Talk:
    (talk,) = _parse(f"SUMMARY:A\nDTSTART:20260514T070000Z\n{lines}", head=head).programme.talks
    return talk


def test_the_sample_is_read_whole() -> None:
    document = Document("x", SAMPLE.read_bytes())
    # The sample folds a line in the middle of a character
    with pytest.raises(FormatError, match="UTF-8"):
        _ = document.text
    assert recognise(document) is icalendar_feed
    parsed = icalendar_feed.parse({"x": document}, Hints("Other", "Asia/Tokyo"))
    programme = parsed.programme
    assert parsed.problems == find_problems(programme) == ()
    assert "secret" not in repr(parsed)
    assert (programme.title, programme.timezone) == ("Lakeside Days 2026", "Europe/Ljubljana")
    rivers, notebook, lunch, sprints = programme.talks
    assert (rivers.title, rivers.track, rivers.url) == (
        "Rivers from nothing",
        "Data",
        "https://lakeside.example.org/rivers",
    )
    assert [speaker.name for speaker in rivers.speakers] == ["Ana Zupančič"]
    assert rivers.description == "Rivers are hard to draw, and easy to love."
    assert rivers.slots == (
        Slot(date(2026, 5, 14), _at("2026-05-14T07:00:00+00:00"), _at("2026-05-14T07:45:00+00:00"), ("Boathouse",)),
    )
    assert (notebook.title, notebook.kind) == ("From notebook to service - and back", Kind.WORKSHOP)
    assert notebook.description == "Bring a **laptop**."
    assert [speaker.name for speaker in notebook.speakers] == ["Bo Larsen", "Conti, Chiara"]
    assert notebook.slots[0].end == _at("2026-05-14T11:30:00+02:00")
    assert (lunch.kind, lunch.slots[0].start, lunch.slots[0].end) == (
        Kind.BREAK,
        _at("2026-05-14T12:30:00+02:00"),
        None,
    )
    assert sprints.cancelled
    assert sprints.slots == (Slot(date(2026, 5, 15)), Slot(date(2026, 5, 16)))


def test_ids_that_repeat() -> None:
    same = "UID:1\nSUMMARY:A\nDTSTART:20260514T070000Z", "UID:1\nSUMMARY:A\nDTSTART:20260515T070000Z"
    other = "UID:1\nSUMMARY:B\nDTSTART:20260514T070000Z"
    (talk,) = _parse(*same).programme.talks
    assert (talk.id, len(talk.slots)) == ("1", 2)
    parsed = _parse(*same, other)
    assert [(talk.title, len(talk.slots)) for talk in parsed.programme.talks] == [("A", 2), ("B", 1)]
    assert len(parsed.programme.by_id) == 2
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("head", "start", "zone", "utc"),
    [
        ("", "DTSTART;TZID=Europe/Paris:20260514T090000", "Europe/Paris", "07:00"),
        ("", 'DTSTART;TZID="/example.org/20260101/Europe/Paris":20260514T090000', "Europe/Paris", "07:00"),
        ("", "DTSTART;TZID=GMT Standard Time:20260514T090000", "Europe/London", "08:00"),
        ("X-WR-TIMEZONE:America/New_York", "DTSTART:20260514T090000Z", "America/New_York", "09:00"),
        ("X-WR-TIMEZONE:America/New_York", "DTSTART:20260514T090000", "America/New_York", "13:00"),
        ("X-WR-TIMEZONE:UTC", "DTSTART:20260514T090000Z", "Europe/Berlin", "09:00"),
        ("VTIMEZONE: Europe/Rome", "DTSTART:20260514T090000Z", "Europe/Rome", "09:00"),
        ("BEGIN:VTIMEZONE\nTZID:Asia/Tokyo\nEND:VTIMEZONE", "DTSTART:20260514T090000Z", "Asia/Tokyo", "09:00"),
        ("", "DTSTART;TZID=Hall:20260514T090000", "Europe/Berlin", "07:00"),
        ("", "DTSTART:20260514T090000", "Europe/Berlin", "07:00"),
    ],
)
def test_zones(head: str, start: str, zone: str, utc: str) -> None:
    parsed = _parse(f"SUMMARY:A\n{start}", head=head)
    assert parsed.programme.timezone == zone
    assert parsed.programme.talks[0].slots[0].start == _at(f"2026-05-14T{utc}:00+00:00")
    assert parsed.problems == ()


def test_without_a_zone() -> None:
    parsed = _parse("SUMMARY:A\nDTSTART:20260514T090000Z", hints=Hints())
    assert parsed.programme.timezone == "UTC"
    assert [problem.field for problem in parsed.problems] == ["X-WR-TIMEZONE"]
    with pytest.raises(FormatError, match="PROGRAMME_TIMEZONE"):
        _parse("SUMMARY:A\nDTSTART:20260514T090000", hints=Hints())


def test_rules_of_zones_are_never_followed() -> None:
    rule = "BEGIN:STANDARD\nDTSTART:00010101T000000\nRRULE:FREQ=SECONDLY\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100"
    head = f"BEGIN:VTIMEZONE\nTZID:Hall\n{rule}\nEND:STANDARD\nEND:VTIMEZONE"
    talk = _read("DTEND;TZID=Hall:20260514T100000", head=head)
    assert talk.slots[0].end == _at("2026-05-14T10:00:00+02:00")


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("DESCRIPTION:von: Ada Berg und Bo Larsen\\nText", ["Ada Berg", "Bo Larsen"]),
        ("DESCRIPTION:Text\\nSpeakers: Ada Berg\\, Bo Larsen", ["Ada Berg", "Bo Larsen"]),
        ("DESCRIPTION:Text\\nby: nobody", []),
        ("ATTENDEE;CN=Ada Berg, Bo Larsen:mailto:x@example.org", ["Ada Berg", "Bo Larsen"]),
        ("ATTENDEE;CN=ada@example.org:mailto:ada@example.org", []),
        ("\n".join(f"ATTENDEE;CN=Guest {n}:mailto:x@example.org" for n in range(20)), []),
        ("ORGANIZER;CN=The Conference:mailto:x@example.org", []),
    ],
)
def test_speakers(lines: str, names: list[str]) -> None:
    assert [speaker.name for speaker in _read(lines).speakers] == names


def test_organisers_are_speakers_where_they_differ() -> None:
    ada, bo = (
        f"SUMMARY:{n}\nDTSTART:20260514T070000Z\nORGANIZER;CN={n}:mailto:x@example.org" for n in ("Ada", "Bo@lab")
    )
    talks = _parse(ada, bo).programme.talks
    assert [[speaker.name for speaker in talk.speakers] for talk in talks] == [["Ada"], ["Bo@lab"]]


@pytest.mark.parametrize(
    ("summary", "title", "names"),
    [
        ("A - B - Ada Berg\\, Bo Larsen", "A - B", ["Ada Berg", "Bo Larsen"]),
        ("Fair - ", "Fair", []),
        ("Fair", "Fair", []),
    ],
)
def test_speakers_behind_the_title_of_pretalx(summary: str, title: str, names: list[str]) -> None:
    event = f"SUMMARY:{summary}\nDTSTART:20260514T070000Z\nURL:https://pretalx.example.org/l/talk/ABCDEF/"
    (talk,) = _parse(event, head="PRODID:-//pretalx//pretalx.example.org//").programme.talks
    assert (talk.id, talk.title, [speaker.name for speaker in talk.speakers]) == ("ABCDEF", title, names)


def test_bad_events_are_reported_and_the_others_load() -> None:
    good = "SUMMARY:A\nDTSTART:20260514T070000Z"
    parsed = _parse(
        good,
        "UID:2\nSUMMARY:B\nDTSTART:garbage",
        "UID:3\nSUMMARY:C\nDTSTART:00010101T000000Z",
        "UID:4\nSUMMARY:D",
        "UID:5\nSUMMARY:E\nDTSTART:20260514T070000Z\nDTEND:20260514T060000Z\nRRULE:FREQ=DAILY",
        "DTSTART:20260514T070000Z",
        "UID:6\nSUMMARY:F\nno line\nDTSTART:99991231T235959Z\nDURATION:P1D",
    )
    assert [talk.title for talk in parsed.programme.talks] == ["A", "B", "C", "D", "E", "F"]
    assert [(p.talk, p.field, p.loses_talk) for p in parsed.problems] == [
        ("2", "DTSTART", True),
        ("3", "DTSTART", True),
        ("4", "DTSTART", True),
        ("5", "RRULE", True),
        ("5", "DTEND", False),
        ("event 6", "SUMMARY", True),
        ("6", "DTSTART", True),
    ]


def test_an_event_that_the_library_gives_up_on_costs_no_other() -> None:
    parsed = _parse("SUMMARY:A\nDTSTART:20260514T070000Z", "SUMMARY:B\nDTSTART;VALUE=DATE,DATE:20260514")
    assert [talk.title for talk in parsed.programme.talks] == ["A"]
    assert parsed.problems == (Problem("B", "", "expected an event of iCalendar, got a broken one", loses_talk=True),)


def test_bytes_that_are_no_utf8_are_told() -> None:
    data = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Café\nDTSTART:20260514T070000Z\nEND:VEVENT\nEND:VCALENDAR"
    parsed = icalendar_feed.parse({"x": Document("x", data.encode("latin-1"))}, BERLIN)
    assert parsed.programme.talks[0].title == "Caf�"
    message = "expected text in UTF-8, got other bytes; they are shown as “�”"
    assert parsed.problems == (Problem("calendar", "", message),)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html></html>",
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\nEND:VCALENDAR",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nEND:VCALENDAR",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nEND:VEVENT\n",
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 5000 + b"END:VCALENDAR",
    ],
)
def test_what_is_no_calendar_or_breaks_off(data: bytes) -> None:
    document = Document("x", data)
    assert icalendar_feed.recognise(document) is data.startswith(b"BEGIN")
    with pytest.raises(FormatError):
        icalendar_feed.parse({"x": document}, BERLIN)
