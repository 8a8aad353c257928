"""The plain list of talks."""

from datetime import date
from pathlib import Path

import pytest

from bot.errors import FormatError
from bot.programme.model import Kind, Slot
from bot.programme.problems import Problem
from bot.programme.structure import restore
from bot.sources import Document, Hints, Parsed, plain_list, recognise

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "plain-list.txt"


def _parse(text: str, hints: Hints | None = None) -> Parsed:
    document = Document("list.txt", text.encode())
    return plain_list.parse({document.name: document}, hints or Hints())


def _entry(header: str, rest: str) -> str:
    return f"{header}\n{header}{rest}\nWatch\n"


def test_the_sample_is_read_whole() -> None:
    document = Document("x", SAMPLE.read_bytes())
    assert recognise(document) is plain_list
    parsed = plain_list.parse({"x": document}, Hints())
    programme = parsed.programme
    assert parsed.problems == ()
    assert (programme.title, programme.timezone) == ("Lakeside Days 2026", "UTC")
    assert [(talk.title, [s.name for s in talk.speakers], talk.slots) for talk in programme.talks] == [
        ("Maps from nothing: drawing rivers with Python", ["Ana Zupančič"], (Slot(date(2026, 5, 14)),)),
        ("From notebook to service - and back", ["Bo Larsen", "Chiara Conti"], (Slot(date(2026, 5, 14)),)),
        ("Testing C++ from Python", ["dmitri42"], (Slot(date(2026, 5, 15)),)),
        ("Lightning talks", [], (Slot(date(2026, 5, 15)),)),
        ("Panel without names", [], (Slot(date(2026, 5, 16)),)),
    ]
    assert [talk.kind for talk in programme.talks][2:4] == [Kind.TALK, Kind.LIGHTNING]
    first = programme.talks[0]
    assert first.abstract == "Rivers are hard to draw and easy to love. This talk draws one from open data."
    assert first.description.startswith("## What you will see We start")
    assert restore(first.description).startswith("## What you will see\nWe start")
    assert [bool(talk.description) for talk in programme.talks] == [True, True, False, False, False]


def test_reading_twice_gives_the_same_ids() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    again = _parse("\ufeff" + text.replace("\n", "\r\n"), Hints("Other", "Europe/Berlin")).programme
    assert again.talks == _parse(text).programme.talks
    assert (again.title, again.timezone) == ("Other", "Europe/Berlin")


def test_two_records_of_one_title_and_day_get_two_ids() -> None:
    entry = _entry("Ada - Rivers", " [L] [1 May 2026]")
    first, second = _parse(entry + entry).programme.talks
    assert first.id != second.id
    assert _parse(entry + entry).programme.by_id.keys() == {first.id, second.id}


def test_the_button_and_empty_lines_may_be_missing() -> None:
    text = "Ada - One\nAda - One [L] [1 May 2026] Text.\n\n\nBob - Two\nBob - Two [L] [2 sept 2026]"
    parsed = _parse(text)
    assert parsed.problems == ()
    assert [(talk.title, talk.slots[0].day) for talk in parsed.programme.talks] == [
        ("One", date(2026, 5, 1)),
        ("Two", date(2026, 9, 2)),
    ]


@pytest.mark.parametrize("day", [" [31 February 2026]", " [24 Ju 2026]", " [soon]", " [1 May 0000]", ""])
def test_a_day_that_is_none_leaves_the_talk_unscheduled(day: str) -> None:
    parsed = _parse(_entry("Ada - One", " [L] [1 May 2026]") + _entry("Bob - Two", f" [L]{day} Text"))
    two = parsed.programme.talks[1]
    assert (two.title, two.slots, two.abstract) == ("Two", (), "Text")
    shown = f'"{day[2:-1]}"' if day else "nothing"
    assert parsed.problems == (Problem("Two", "day", f"expected a day such as 24 July 2014, got {shown}", True),)


def test_a_broken_record_is_reported_and_the_others_load() -> None:
    text = _entry("Ada - One", " [L] [1 May 2026]") + "Bob - Two\nBob - Tow [L] [2 May 2026]\nWatch\n"
    parsed = _parse("Videos\n\n" + text)
    assert [talk.title for talk in parsed.programme.talks] == ["One"]
    expected = "expected a header and its repetition with [conference] and [day], got"
    assert parsed.problems == (
        Problem("line 6", "", f'{expected} "Bob - Two"', True),
        Problem("line 7", "", f'{expected} "Bob - Tow [L] [2 May 2026]"', True),
    )


def test_hostile_headers() -> None:
    long, rtl = "x" * 300, "שלום - עולם"
    text = "".join(_entry(header, " [L] [1 May 2026]") for header in (long, rtl, "A/ /B/A - C/D - E", "Ada - "))
    assert [(talk.title, [s.name for s in talk.speakers]) for talk in _parse(text).programme.talks] == [
        (long, []),
        ("עולם", ["שלום"]),
        ("C/D - E", ["A", "B"]),
        ("Ada -", []),
    ]


@pytest.mark.parametrize("data", [b"", b"{}", b"Some text\nSome text\n", b"\xff\xfe", b"A\nA [x] no day"])
def test_other_things_are_no_list(data: bytes) -> None:
    document = Document("x", data)
    assert not plain_list.recognise(document)
    with pytest.raises(FormatError):
        plain_list.parse({"x": document}, Hints())


def test_an_unknown_zone_names_the_setting() -> None:
    with pytest.raises(FormatError, match="PROGRAMME_TIMEZONE"):
        _parse(SAMPLE.read_text(encoding="utf-8"), Hints(timezone="Berlin"))
