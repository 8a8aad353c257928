"""Tables of talks as CSV."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.columns import FIELDS
from bot.errors import FormatError
from bot.programme.check import find_problems
from bot.programme.model import Kind, Link, Slot, Talk
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Parsed, recognise, table
from bot.sources._cells import find_day_first, read_clocks, read_day, read_minutes, read_offset
from bot.sources._columns import find_columns

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "table.csv"
BERLIN = Hints("L", "Europe/Berlin")


def _parse(text: str | bytes, hints: Hints = BERLIN) -> Parsed:
    return table.parse({"x": Document("x", text.encode() if isinstance(text, str) else text)}, hints)


def _read(headers: str, row: str, hints: Hints = BERLIN) -> Talk:
    (talk,) = _parse(f"{headers}\n{row}\n", hints).programme.talks
    return talk


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+00:00")


def test_the_sample_is_read_whole() -> None:
    document = Document("x", SAMPLE.read_bytes())
    assert recognise(document) is table
    parsed = table.parse({"x": document}, BERLIN)
    assert parsed.problems == find_problems(parsed.programme) == ()
    rivers, notebook, lunch, boats, space = parsed.programme.talks
    assert (rivers.title, rivers.kind, rivers.track, rivers.level, rivers.language) == (
        "Rivers from nothing",
        Kind.KEYNOTE,
        "Data",
        "Beginner",
        "en",
    )
    assert rivers.description == "Rivers are hard to draw,\nand easy to love."
    assert rivers.slots == (
        Slot(date(2026, 5, 14), _utc("2026-05-14T07:00"), _utc("2026-05-14T07:45"), ("Boathouse",)),
    )
    assert [speaker.name for speaker in notebook.speakers] == ["Bo Larsen", "Chiara Conti"]
    assert [slot.start for slot in notebook.slots] == [_utc("2026-05-14T08:00"), _utc("2026-05-14T12:00")]
    assert (lunch.kind, [slot.rooms for slot in lunch.slots]) == (Kind.BREAK, [("Boathouse", "Pier")])
    assert (boats.kind, boats.slots[0].end) == (Kind.SOCIAL, _utc("2026-05-14T23:00"))
    assert space.slots == (Slot(date(2026, 5, 15), rooms=("Pier",)),)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_spreadsheets_write(mark: str, encoding: str) -> None:
    rows = [
        "Programm für alle",
        "",
        "Titel;Vortragende;Datum;Beginn;Ende;Raum",
        "Flüsse;Jörg Müller;14.05.2026;9.00;9.45;A",
    ]
    text = "\r\n".join(rows).replace(";", mark)
    (talk,) = _parse(text.encode(encoding)).programme.talks
    assert (talk.title, talk.speakers[0].name, talk.slots[0].rooms) == ("Flüsse", "Jörg Müller", ("A",))
    assert (talk.slots[0].start, talk.slots[0].end) == (_utc("2026-05-14T07:00"), _utc("2026-05-14T07:45"))


@pytest.mark.parametrize(
    ("headers", "row", "start", "end"),
    [
        ("Title,Starts at,Ends at", "A,2026-05-14 09:00,2026-05-14 09:30", "2026-05-14T07:00", "2026-05-14T07:30"),
        ("Title,Start,Duration", "A,2026-05-14T09:00:00+09:00,30", "2026-05-14T00:00", "2026-05-14T00:30"),
        (
            "Title,Scheduled At,Scheduled Duration",
            "A,14 May 2026 9:00 PM,1 h 30",
            "2026-05-14T19:00",
            "2026-05-14T20:30",
        ),
        ("Title,Day,Time", 'A,"Thu, May 14, 2026",9:00 - 9:45', "2026-05-14T07:00", "2026-05-14T07:45"),
        ("Title,Tag,Uhrzeit,Dauer", "A,14. Mai 2026,9 Uhr,0:45", "2026-05-14T07:00", "2026-05-14T07:45"),
        ("Title,Date,Start,End Date,End", "A,2026-05-14,9:00,2026-05-15,8:00", "2026-05-14T07:00", "2026-05-15T06:00"),
    ],
)
def test_hours(headers: str, row: str, start: str, end: str) -> None:
    talk = _read(headers, row)
    assert [(slot.start, slot.end) for slot in talk.slots] == [(_utc(start), _utc(end))]


def test_columns_that_the_operator_names() -> None:
    text = "What,Who is it,When,Notes\nA,Ada Berg,2026-05-14 09:00,secret\n"
    with pytest.raises(FormatError, match="say in PROGRAMME_COLUMNS"):
        _parse(text)
    columns = (("title", "what"), ("speakers", "Who is it"))
    parsed = _parse(text, Hints("L", "Europe/Berlin", columns=columns))
    (talk,) = parsed.programme.talks
    assert (talk.title, talk.speakers[0].name, talk.slots[0].start) == ("A", "Ada Berg", _utc("2026-05-14T07:00"))
    assert "secret" not in repr(parsed)
    with pytest.raises(
        FormatError, match='expected a column "Whom", as PROGRAMME_COLUMNS says of `speakers`, got "What"'
    ):
        _parse(text, Hints(columns=(("title", "What"), ("speakers", "Whom"))))


def test_every_field_has_its_own_header() -> None:
    assert list(find_columns(FIELDS)) == list(FIELDS)


def test_people() -> None:
    names = [speaker.name for speaker in _read("Title,Speakers", 'A,"Ada Berg, Bo Larsen & Cy Dee"').speakers]
    assert names == ["Ada Berg", "Bo Larsen", "Cy Dee"]
    assert [s.name for s in _read("Title,First name,Last name", "A,Ada,Berg").speakers] == ["Ada Berg"]
    assert [s.name for s in _read("Title,Speakers", 'A,"Berg, Ada"').speakers] == ["Berg, Ada"]
    assert _read("Title,Speakers", "A,TBA").speakers == ()


def test_one_title_by_different_people_is_two_talks() -> None:
    parsed = _parse("Title,Speaker,Date\nA,Ada,2026-05-14\nA,Bo,2026-05-14\nA,Bo,2026-05-15\n")
    assert [(talk.speakers[0].name, len(talk.slots)) for talk in parsed.programme.talks] == [("Ada", 1), ("Bo", 2)]
    assert parsed.problems == ()


def test_ids_links_and_states() -> None:
    headers = "ID,Title,Subtitle,Room,URL,Video,Status"
    talk = _read(headers, "7,A,b,Hall,https://example.org/7,https://example.org/v,Abgesagt")
    assert (talk.id, talk.title, talk.cancelled, talk.slots) == ("7", "A – b", True, ())
    assert (talk.url, talk.links) == ("https://example.org/7", (Link("Video", "https://example.org/v"),))
    parsed = _parse(f"{headers}\n7,A,,,,,rejected\n8,B,,,,,Accepted")
    assert [talk.title for talk in parsed.programme.talks] == ["B"]
    assert parsed.problems == (Problem("row 2", "Status", 'expected a talk on the programme, got "rejected"'),)


def test_bad_rows_are_reported_and_the_others_load() -> None:
    rows = [
        "A,2026-05-14,9:00,9:30",
        ",2026-05-14,9:00,9:30",
        "B,31.02.2026,9:00,",
        "C,2026-05-14,25:00,",
        "D,2026-05-14,9:00,8:00",
        "E,9999-12-31,9:00,",
        "F,soon,,",
        ",,,",
        "G,2026-05-14,9:00,later",
    ]
    parsed = _parse("\n".join(["Title,Date,Start,End", *rows]))
    assert [(talk.title, len(talk.slots)) for talk in parsed.programme.talks] == [
        *(("A", 1), ("B", 0), ("C", 1), ("D", 1), ("E", 0), ("F", 0), ("G", 1)),
    ]
    told = {(p.talk, p.field, p.loses_talk) for p in parsed.problems}
    assert told == {
        ("row 3", "Title", True),
        ("B", "Date", True),
        ("C", "Start", False),
        ("D", "End", False),
        ("E", "Date", True),
        ("F", "Date", True),
        ("G", "End", False),
    }


def test_hours_without_a_zone_ask_for_the_setting() -> None:
    with pytest.raises(FormatError, match="PROGRAMME_TIMEZONE"):
        _parse("Title,Start\nA,2026-05-14 09:00", Hints())


def test_a_table_that_breaks_off_in_a_cell() -> None:
    with pytest.raises(FormatError, match="every quote"):
        _parse('Title,Start\nA,2026-05-14\nB,"2026')
    # A quote inside a cell is a letter
    assert _read("Title,Room", '"A" and B,Hall').title == "A and B"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>title, start, end</body></html>",
        b'{"title": 1,\n"start": 2,\n"end": 3}',
        b"Hello, dear reader\nthis is a letter, and not a table\n",
        b"PK\x03\x04\x00\x00title,start,end",
        b"one,two\n1,2\n",
        b"a,a,a\n1,2,3\n",
        b'"' + b"x" * 200_000,
        b"\xff\xfe\x00",
    ],
)
def test_other_things_are_no_table(data: bytes) -> None:
    document = Document("x", data)
    assert not table.recognise(document)
    with pytest.raises(FormatError):
        table.parse({"x": document}, BERLIN)


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["14-05-2026"], True),
        (["05-14-2026"], False),
        (["09/10/2026", "09/11/2026"], False),
        (["09/10/2026", "10/10/2026"], True),
        (["01/01/2026"], True),
        ([], True),
    ],
)
def test_which_number_is_the_day(cells: list[str], first: bool) -> None:
    assert find_day_first(cells) is first


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-14T09:00:00+02:00", date(2026, 5, 14)),
        ("14/05/26", date(2026, 5, 14)),
        ("Jeudi 14 mai 2026", date(2026, 5, 14)),
        ("14 de março de 2026", date(2026, 3, 14)),
        ("14th August 2026", date(2026, 8, 14)),
        ("Thursday", None),
        ("9:00", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_day(text, day_first=True) == day


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9:05", [time(9, 5)]),
        ("9.05 - 10.15", [time(9, 5), time(10, 15)]),
        ("14h30", [time(14, 30)]),
        ("14h", [time(14)]),
        ("12:15 a.m.", [time(0, 15)]),
        ("12 PM–1 PM", [time(12), time(13)]),
        ("14.05.2026 09:00:00", [time(9)]),
        ("2026-05-14T09:00:00+02:00", [time(9)]),
        ("14", []),
    ],
)
def test_clocks(text: str, hours: list[time]) -> None:
    assert read_clocks(text) == hours


def test_lengths_and_offsets() -> None:
    assert [read_minutes(text) for text in ("45", "45 min", "1:30", "1h", "1 h 30", "0:45:00")] == [
        timedelta(minutes=minutes) for minutes in (45, 45, 90, 60, 90, 45)
    ]
    for text in ("", "0", "soon", "9999:00"):
        with pytest.raises(ValueError, match="length"):
            read_minutes(text)
    assert read_offset("2026-05-14 09:00Z") == UTC
    assert read_offset("2026-05-14 09:00+0230") == datetime.strptime("+0230", "%z").tzinfo
    assert read_offset("2026-05-14 09:00") is None
