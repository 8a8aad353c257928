"""The samples with anything anywhere: a programme comes out, or a FormatError, and never another exception."""

import copy
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.programme.check import find_problems
from bot.programme.record import from_record, to_record, to_report
from bot.programme.text import make_id
from bot.sources import Document, Hints, Source, icalendar_feed, pretalx, sessionize, table

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
JSON: list[tuple[Source, Any]] = [
    (source, json.loads((SAMPLES / name).read_text("utf-8")))
    for source, name in (
        (pretalx, "pretalx-widget.json"),
        (pretalx, "pretalx-submissions.json"),
        (sessionize, "sessionize-all.json"),
        (sessionize, "sessionize-grid.json"),
    )
]
TEXT: list[tuple[Source, bytes]] = [
    (icalendar_feed, (SAMPLES / "calendar.ics").read_bytes()),
    (table, (SAMPLES / "table.csv").read_bytes()),
]
ODD = ["", "0001-01-01", "9999-12-31T23:59:59-14:00", "25:99", "\ud800", "\0", "x" * 300, "<p><ul></a>", "//[", "-1"]
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(ODD))
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
# What means something to calendars and tables, or did harm to readers of either
PIECES = [
    b"",
    b"\n",
    b"\r\n ",
    b'"',
    b",",
    b";",
    b":",
    b"=",
    b"\\",
    b"\0",
    b"\xff",
    b"9999",
    b"0001",
    b"00010101T000000Z",
]
PIECES += [b"DTSTART:99991231T235959Z\r\n", b"DURATION:P999999999D\r\n", b"RRULE:FREQ=SECONDLY\r\n", b"END:VEVENT\r\n"]
PIECES += [b"BEGIN:VEVENT\r\n", b";TZID=/x", b"-0", b"1e999", b"99:99", b"31.02.2026", b"+99:99", "٣".encode()]
# How often each test tries; `Hints` of both sorts
MANY = settings(max_examples=150, deadline=None, derandomize=True, database=None)
ZONES = st.sampled_from(["", "Europe/Berlin"])


def _list_paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from _list_paths(inner, (*path, key))


def _mutate(value: Any, mutations: list[tuple[tuple[Any, ...], Any]]) -> Any:
    document = copy.deepcopy(value)
    for path, new in mutations:
        place = document
        try:
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = new
        except (LookupError, TypeError):
            # An earlier mutation took the place away
            continue
    return document


def _examine(source: Source, data: bytes, zone: str) -> None:
    document = Document("x", data)
    source.recognise(document)
    try:
        programme = source.parse({"x": document}, Hints(timezone=zone)).programme
    except FormatError:
        return
    assert len(programme.by_id) == len(programme.talks)
    for talk in programme.talks:
        assert talk.title
        assert make_id(talk.id) == talk.id
        assert [make_id(speaker.id) for speaker in talk.speakers] == [speaker.id for speaker in talk.speakers]
        assert from_record(to_record(talk)) == talk
        assert all(slot.start.utcoffset() == timedelta(0) for slot in talk.slots if slot.start)
    json.dumps(to_report(programme, find_problems(programme)), ensure_ascii=False).encode()


@pytest.mark.parametrize(("source", "sample"), JSON)
def test_json_with_anything_in_it(source: Source, sample: Any) -> None:
    paths = list(_list_paths(sample))

    @MANY
    @given(st.lists(st.tuples(st.sampled_from(paths), ANYTHING), min_size=1, max_size=5), ZONES)
    def examine(mutations: list[tuple[tuple[Any, ...], Any]], zone: str) -> None:
        _examine(source, json.dumps(_mutate(sample, mutations)).encode(), zone)

    examine()


@pytest.mark.parametrize(("source", "sample"), TEXT)
def test_text_with_anything_in_it(source: Source, sample: bytes) -> None:
    places = st.integers(0, len(sample))
    cuts = st.tuples(places, st.integers(0, 30), st.sampled_from(PIECES) | st.binary(max_size=8))

    @MANY
    @given(st.lists(cuts, min_size=1, max_size=5), ZONES)
    def examine(mutations: list[tuple[int, int, bytes]], zone: str) -> None:
        data = sample
        for place, length, piece in mutations:
            data = data[:place] + piece + data[place + length :]
        _examine(source, data, zone)

    examine()


@pytest.mark.parametrize(("source", "sample"), [*((s, json.dumps(v).encode()) for s, v in JSON), *TEXT])
def test_samples_that_break_off(source: Source, sample: bytes) -> None:
    for length in range(0, len(sample), 37):
        _examine(source, sample[:length], "Europe/Berlin")
