"""The samples with anything anywhere: a programme comes out, or a FormatError, and never another exception."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.programme.check import find_problems
from bot.programme.record import from_record, to_record, to_report
from bot.programme.text import make_id
from bot.sources import Document, Hints, Source, all_sources, parse, recognise
from tests.sources.conftest import SAMPLES

JSON = [name for name in SAMPLES if name.endswith(".json")]
ODD = ["", "0001-01-01", "9999-12-31T23:59:59-14:00", "25:99", "\ud800", "\0", "x" * 300, "<p><ul></a>", "//[", "-1"]
ODD += ["שלום", "/x"]
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(ODD))
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
# What means something to JSON, XML, calendars and tables, or did harm to readers of one of them
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
    b"null",
    b"[]",
    b"{}",
    b"<",
    b"&x;",
]
PIECES += [b"<!DOCTYPE x>", b"9999-12-31", b"0001-01-01", b"00010101T000000Z", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"]
PIECES += [b"DTSTART:99991231T235959Z\r\n", b"DURATION:P999999999D\r\n", b"RRULE:FREQ=SECONDLY\r\n", b";TZID=/x"]
PIECES += [b"-0", b"1e999", b"99:99", b"31.02.2026", b"+99:99", "٣".encode()]
# How often each sample is tried
MANY = settings(max_examples=120, deadline=None, derandomize=True, database=None)
ZONES = st.sampled_from(["", "Europe/Berlin"])


def list_paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from list_paths(inner, (*path, key))


def mutate(value: Any, mutations: list[tuple[tuple[Any, ...], Any]]) -> Any:
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


def examine(source: Source, data: bytes, zone: str) -> None:
    """Read `data` as `source` would, also where it would not have recognised it; what comes out can be stored."""
    document = Document("x", data)
    recognise(document)
    try:
        programme = parse(source, {"x": document}, Hints(timezone=zone)).programme
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


def source_of(name: str) -> Source:
    source = recognise(Document(name, SAMPLES[name]))
    assert source is not None
    return source


@pytest.mark.parametrize("name", JSON)
def test_json_with_anything_in_it(name: str) -> None:
    source, sample = source_of(name), json.loads(SAMPLES[name])

    @MANY
    @given(st.lists(st.tuples(st.sampled_from(list(list_paths(sample))), ANYTHING), min_size=1, max_size=5), ZONES)
    def try_out(mutations: list[tuple[tuple[Any, ...], Any]], zone: str) -> None:
        examine(source, json.dumps(mutate(sample, mutations)).encode(), zone)

    try_out()


@pytest.mark.parametrize("name", SAMPLES)
def test_bytes_with_anything_in_them(name: str) -> None:
    source, sample = source_of(name), SAMPLES[name]
    places = st.integers(0, len(sample))
    edits = st.tuples(places, st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=8))

    @MANY
    @given(st.lists(edits, min_size=1, max_size=5), ZONES)
    def try_out(edits: list[tuple[int, int, bytes]], zone: str) -> None:
        data = sample
        for place, length, piece in edits:
            data = data[:place] + piece + data[place + length :]
        examine(source, data, zone)

    try_out()


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_that_break_off(name: str) -> None:
    for length in range(0, len(SAMPLES[name]), 37):
        examine(source_of(name), SAMPLES[name][:length], "Europe/Berlin")


@pytest.mark.parametrize("source", all_sources(), ids=lambda source: source.NAME)
def test_a_document_of_nothing_but_oddities(source: Source) -> None:
    @settings(MANY, max_examples=40)
    @given(ANYTHING, ANYTHING)
    def try_out(conference: Any, events: Any) -> None:
        examine(source, json.dumps({"schedule": {"conference": conference, "events": events}}).encode(), "")

    try_out()
