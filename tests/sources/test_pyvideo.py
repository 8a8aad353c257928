"""The videos of pyvideo.org."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.programme.model import Kind, Link, Slot, Talk
from bot.programme.problems import Problem
from bot.reading import read
from bot.sources import Document, Hints, Parsed, pyvideo, recognise

SAMPLES = Path(__file__).parents[2] / "data" / "samples" / "pyvideo"
SAMPLE: Any = json.loads((SAMPLES / "videos" / "ana-zupancic-rivers-from-nothing.json").read_text("utf-8"))


def _parse(*values: object, zone: str = "") -> Parsed:
    documents = {f"{n}.json": Document(str(n), json.dumps(value).encode()) for n, value in enumerate(values)}
    return pyvideo.parse(documents, Hints("H", zone))


def _video(**fields: object) -> dict[str, object]:
    video = {"title": "A", "description": "", "speakers": ["Ada"], "recorded": "2026-05-14", "videos": []}
    return {name: value for name, value in (video | fields).items() if value is not ...}


def _read(**fields: object) -> Talk:
    parsed = _parse(_video(**fields))
    assert parsed.problems == ()
    return parsed.programme.talks[0]


async def test_the_samples_are_read_as_one_programme() -> None:
    reading = await read([str(SAMPLES)], Hints())
    programme = reading.programme
    assert reading.problems == ()
    assert (programme.title, programme.timezone) == ("Lakeside Days 2026", "UTC")
    assert (programme.start, programme.end) == (date(2026, 5, 14), date(2026, 5, 15))
    rivers, notebook, lightning = programme.talks
    assert rivers.id == "rivers-from-nothing-2026-05-14-2ec8ce"
    assert rivers.abstract == (
        "Rivers are hard to draw and easy to love, and this talk draws one from open data with `shapely` alone.\n\n"
        "## Plan\n\n- find a river\n- draw it, see [the data](https://example.org/rivers)\n\nBring:\n- a laptop"
    )
    assert (rivers.language, rivers.kind, rivers.slots) == ("en", Kind.TALK, (Slot(date(2026, 5, 14)),))
    assert rivers.links == (
        Link("Video", "https://video.example.org/rivers"),
        Link("Slides", "https://example.org/rivers.pdf"),
        Link("https://example.org/data", "https://example.org/data"),
    )
    assert (notebook.id, notebook.kind, notebook.language) == ("from-notebook-to-service", Kind.WORKSHOP, "en")
    assert (notebook.abstract, notebook.description) == ("A service in *two* hours.", "Bring a **laptop**.")
    assert [link.title for link in notebook.links] == ["Video (mp4)", "Video (webm)"]
    assert notebook.slots == (Slot(date(2026, 5, 14)),)
    assert (lightning.kind, [s.name for s in lightning.speakers]) == (Kind.LIGHTNING, ["Ana Zupančič"])


def test_one_file_is_a_programme_of_one_talk() -> None:
    document = Document("x", json.dumps(SAMPLE).encode())
    assert recognise(document) is pyvideo
    parsed = pyvideo.parse({"x": document}, Hints("H", "Europe/Ljubljana"))
    assert (parsed.programme.title, parsed.programme.timezone) == ("H", "Europe/Ljubljana")
    assert [talk.title for talk in parsed.programme.talks] == ["Rivers from nothing"]


def test_a_list_of_videos_in_one_file() -> None:
    document = Document("x", json.dumps([_video(), 5, _video(title="B")]).encode())
    assert recognise(document) is pyvideo
    parsed = pyvideo.parse({"x": document}, Hints())
    assert [talk.title for talk in parsed.programme.talks] == ["A", "B"]
    assert parsed.problems == (Problem("record 2", "", "expected an object, got 5", loses_talk=True),)


def test_two_records_of_one_title_day_or_slug_get_two_ids() -> None:
    talks = _parse(_video(), _video(), _video(slug="a"), _video(slug="a"), _video(id=7)).programme.talks
    ids = [talk.id for talk in talks]
    assert len(set(ids)) == 5
    assert (ids[2], ids[4]) == ("a", "7")
    assert [talk.id for talk in _parse(_video(), _video()).programme.talks] == ids[:2]


def test_what_must_not_be_shown_is_left_out_and_told() -> None:
    parsed = _parse(_video(id=7), _video(id=8, title="B"), [7, 99])
    assert [talk.title for talk in parsed.programme.talks] == ["B"]
    message = "left out, as pyvideo says that it must not be shown"
    assert parsed.problems == (Problem("7", "id", message, loses_talk=True),)


@pytest.mark.parametrize(
    ("recorded", "zone", "day"),
    [
        ("2026-05-14", "", date(2026, 5, 14)),
        ("2026-05-14T00:00:00", "", date(2026, 5, 14)),
        ("2026-05-15T01:00:00", "", date(2026, 5, 14)),
        ("2026-05-14T22:00:00-05:00", "", date(2026, 5, 14)),
        ("2026-05-14T22:00:00-05:00", "Europe/Ljubljana", date(2026, 5, 15)),
    ],
)
def test_the_day(recorded: str, zone: str, day: date) -> None:
    assert _parse(_video(recorded=recorded), zone=zone).programme.talks[0].slots == (Slot(day),)


@pytest.mark.parametrize(
    ("title", "tags", "kind"),
    [
        ("Lightning talks on Friday", [], Kind.LIGHTNING),
        ("Keynote: rivers", [], Kind.KEYNOTE),
        ("Keynotes and how to give them", [], Kind.TALK),
        ("A", ["python", "Lightning Talks"], Kind.LIGHTNING),
        ("A", ["training", "social", "networking", 5], Kind.TALK),
        ("A", None, Kind.TALK),
    ],
)
def test_kinds(title: str, tags: object, kind: Kind) -> None:
    assert _read(title=title, tags=tags).kind is kind


def test_the_day_may_be_unknown() -> None:
    assert _read(recorded=None).slots == ()


def test_bad_fields_are_reported_and_the_rest_is_kept() -> None:
    parsed = _parse(
        _video(title=None),
        _video(title="B", recorded="soon", speakers=["", 5, ["x"], "Ada", "Ada"], description=[1]),
        _video(title="C", videos="x", related_urls=["mailto:a@example.org", {"label": "x"}, 5]),
    )
    assert [(problem.talk, problem.field, problem.loses_talk) for problem in parsed.problems] == [
        ("0.json", "title", True),
        ("B", "recorded", False),
        ("B", "description", False),
        ("B", "speakers", False),
        ("B", "speakers", False),
        ("B", "speakers", False),
        ("C", "videos", False),
        ("C", "related_urls", False),
        ("C", "related_urls", False),
        ("C", "related_urls", False),
    ]
    assert [[s.name for s in talk.speakers] for talk in parsed.programme.talks] == [["5", "Ada"], ["Ada"]]


def test_dates_of_the_conference() -> None:
    category = {"title": "L", "start_date": "2026-05-15", "end_date": "2026-05-14"}
    parsed = _parse(category, _video())
    assert (parsed.programme.title, parsed.programme.start) == ("L", None)
    assert parsed.problems == (Problem("conference", "end_date", 'expected a day after the start, got "2026-05-14"'),)
    assert _parse(category, {"title": "M"}, _video()).programme.title == "H"


@pytest.mark.parametrize(
    ("value", "reason"),
    [({"title": "L"}, "got a conference without any"), ([7, 8], "got a list of ids")],
)
def test_what_stands_beside_videos_is_no_programme_alone(value: object, reason: str) -> None:
    document = Document("x", json.dumps(value).encode())
    assert recognise(document) is pyvideo
    with pytest.raises(FormatError, match=reason):
        pyvideo.parse({"x": document}, Hints())


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"[{}]", b'{"videos": []}', b'{"title": "x", "talks": []}', b"[" * 100_000]
)
def test_other_things_are_no_videos(data: bytes) -> None:
    document = Document("x", data)
    assert not pyvideo.recognise(document)
    with pytest.raises(FormatError):
        pyvideo.parse({"x": document}, Hints())


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.lists(st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=1), max_size=3),
    st.dictionaries(st.sampled_from(["url", "label", "x"]), st.integers() | st.text(max_size=3), max_size=2),
    st.sampled_from(["9999-12-31T23:59:59-14:00", "0001-01-01", "1970-01-01T00:00:01", "\ud800", "//[", "x" * 300]),
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.sampled_from([*sorted(SAMPLE), "id", "slug", "summary"]), ODD), min_size=1, max_size=4))
def test_a_sample_with_anything_in_it(changes: list[tuple[str, Any]]) -> None:
    video = copy.deepcopy(SAMPLE) | dict(changes)
    try:
        parsed = _parse(video, SAMPLE, [3, 4], zone="Pacific/Auckland")
    except FormatError:
        return
    programme = parsed.programme
    lost = sum(problem.loses_talk for problem in parsed.problems)
    assert len(programme.by_id) == len(programme.talks) == 2 - lost
    assert all(talk.title for talk in programme.talks)
