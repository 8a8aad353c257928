"""Schedule JSON with anything anywhere: a programme comes out, or a FormatError, and never another exception."""

import copy
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.programme.check import find_problems
from bot.programme.model import Programme
from bot.programme.record import from_record, to_record, to_report
from bot.programme.text import make_id
from bot.sources import Document, Hints, schedule_json

SAMPLE: Any = json.loads((Path(__file__).parents[2] / "data" / "samples" / "schedule.json").read_text("utf-8"))
ODD = [
    "",
    "0001-01-01",
    "9999-12-31T23:59:59-14:00",
    "25:99",
    "\ud800",
    "\0",
    "x" * 300,
    "שלום",
    "<p><ul></a>",
    "/x",
    "//[",
    "-1",
]
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(ODD))
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _list_paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from _list_paths(inner, (*path, key))


PATHS = list(_list_paths(SAMPLE))
MUTATIONS = st.lists(st.tuples(st.sampled_from(PATHS), ANYTHING), min_size=1, max_size=5)


def _mutate(mutations: list[tuple[tuple[Any, ...], Any]]) -> Any:
    document = copy.deepcopy(SAMPLE)
    for path, value in mutations:
        place = document
        try:
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = value
        except (LookupError, TypeError):
            # An earlier mutation took the place away
            continue
    return document


def _examine(programme: Programme) -> None:
    assert len(programme.by_id) == len(programme.talks)
    for talk in programme.talks:
        assert talk.title
        assert make_id(talk.id) == talk.id
        assert [make_id(speaker.id) for speaker in talk.speakers] == [speaker.id for speaker in talk.speakers]
        assert from_record(to_record(talk)) == talk
        assert all(slot.start.utcoffset() == timedelta(0) for slot in talk.slots if slot.start)
    json.dumps(to_report(programme, find_problems(programme)), ensure_ascii=False).encode()


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(MUTATIONS, st.sampled_from(["", "Europe/Berlin"]))
def test_a_sample_with_anything_in_it(mutations: list[tuple[tuple[Any, ...], Any]], zone: str) -> None:
    document = Document("x", json.dumps(_mutate(mutations)).encode())
    try:
        parsed = schedule_json.parse({"x": document}, Hints(timezone=zone))
    except FormatError:
        return
    _examine(parsed.programme)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(ANYTHING, ANYTHING)
def test_anything_at_all(conference: Any, events: Any) -> None:
    document = Document("x", json.dumps({"schedule": {"conference": conference, "events": events}}).encode())
    try:
        parsed = schedule_json.parse({"x": document}, Hints())
    except FormatError:
        return
    _examine(parsed.programme)
