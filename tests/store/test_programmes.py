"""Versions of programmes: lossless, one for each change, the last fifty kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.programme.model import Kind, Link, Programme, Slot, Speaker, Talk
from bot.programme.problems import Problem
from bot.store import Store, open_store

BERLIN_SUMMER = timezone(timedelta(hours=2))
PROGRAMME = Programme(
    title="EuroPython „2014“ 🐍",
    timezone="Europe/Berlin",
    start=date(2014, 7, 21),
    end=date(2014, 7, 27),
    version="1.2",
    talks=(
        Talk(
            id="keynote",
            title="x" * 300,
            speakers=(Speaker("ada", "Ada Łovelace", "*Wrote* the\nfirst."), Speaker("bob", "Bob")),
            kind=Kind.KEYNOTE,
            track="Data",
            level="Advanced",
            language="en",
            abstract="# מבוא\n\n* a\n* b",
            description="half of a pair: \ud83d, and a NUL: \0.",
            url="https://example.org/keynote",
            links=(Link("Video", "https://example.org/v"),),
            cancelled=True,
            slots=(
                Slot(
                    date(2014, 7, 22),
                    datetime(2014, 7, 23, 0, 30, tzinfo=BERLIN_SUMMER),
                    datetime(2014, 7, 23, 1, 15, tzinfo=BERLIN_SUMMER),
                    ("C01", "B05"),
                ),
                Slot(date(2014, 7, 24)),
            ),
        ),
        Talk(id="lunch", title="Lunch", kind=Kind.BREAK),
        Talk(id="unscheduled", title=""),
    ),
)
PROBLEMS = (Problem("lunch", "room", "expected a room, got 7", loses_talk=True, source="data/x.json"),)


async def test_what_was_saved_comes_back_after_a_restart(path: Path, clock: Clock) -> None:
    before = clock.real()
    async with open_store(path, clock) as store:
        version = await store.programmes.save(PROGRAMME, PROBLEMS, source="a.json", loaded_by="start", hash="h1")
    async with open_store(path, clock) as store:
        stored = await store.programmes.latest("a.json")
        assert stored is not None
        assert stored.programme == PROGRAMME
        assert stored.problems == PROBLEMS
        assert (stored.version_id, stored.loaded_by, stored.source, stored.hash) == (version, "start", "a.json", "h1")
        assert (stored.title, stored.timezone, stored.release) == (PROGRAMME.title, "Europe/Berlin", "1.2")
        assert (stored.talks, stored.breaks) == (2, 1)
        assert before <= stored.loaded_at == stored.read_at <= clock.real()
        assert stored.loaded_at.tzinfo is UTC
        assert await store.programmes.get(version) == stored


async def save(store: Store, programme: Programme = PROGRAMME, *, source: str = "a.json", hash: str = "h") -> int:  # noqa: A002
    return await store.programmes.save(programme, PROBLEMS, source=source, loaded_by="refresh", hash=hash)


async def test_what_was_never_saved_is_none(store: Store) -> None:
    assert await store.programmes.latest("a.json") is None
    assert await store.programmes.get(1) is None
    assert await store.programmes.history() == []


async def test_a_load_that_changes_nothing_adds_no_version(store: Store) -> None:
    first = await save(store, hash="h1")
    before = await store.programmes.get(first)
    assert await save(store, hash="h2") == first
    (after,) = await store.programmes.history()
    assert before is not None
    assert (after.hash, after.loaded_at) == ("h2", before.loaded_at)
    assert after.read_at > before.read_at


async def test_a_change_adds_a_version_also_back_to_an_earlier_one(store: Store) -> None:
    changed = replace(PROGRAMME, talks=PROGRAMME.talks[:2])
    ids = [await save(store), await save(store, changed), await save(store)]
    assert sorted(set(ids)) == ids
    assert [v.version_id for v in await store.programmes.history()] == ids[::-1]
    assert [v.version_id for v in await store.programmes.history(2)] == ids[:0:-1]
    for version, programme in zip(ids, (PROGRAMME, changed, PROGRAMME), strict=True):
        stored = await store.programmes.get(version)
        assert stored is not None
        assert stored.programme == programme


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"timezone": "Europe/London"},
        {"version": "1.3"},
        {"end": None},
        {"talks": PROGRAMME.talks[::-1]},
    ],
)
async def test_every_part_of_a_programme_counts_as_a_change(store: Store, change: dict[str, object]) -> None:
    assert await save(store) != await save(store, replace(PROGRAMME, **change))  # type: ignore[arg-type]
    stored = await store.programmes.latest("a.json")
    assert stored is not None
    assert stored.programme == replace(PROGRAMME, **change)  # type: ignore[arg-type]


async def test_other_problems_count_as_a_change(store: Store) -> None:
    first = await save(store)
    assert await store.programmes.save(PROGRAMME, [], source="a.json", loaded_by="start") != first


async def test_each_source_has_its_own_latest_version(store: Store) -> None:
    first, second = await save(store, source="a.json"), await save(store, source="b.json c.json")
    assert first != second
    for source, version in (("a.json", first), ("b.json c.json", second)):
        stored = await store.programmes.latest(source)
        assert stored is not None
        assert stored.version_id == version
    assert await store.programmes.latest("c.json") is None


async def test_the_last_fifty_versions_are_kept_and_nothing_of_older_ones(store: Store) -> None:
    for n in range(52):
        await save(store, Programme("Conference", "UTC", (Talk("same", "Same"), Talk("other", f"Release {n}"))))
    history = await store.programmes.history(100)
    assert [version.version_id for version in history] == list(range(52, 2, -1))
    assert await store.programmes.get(2) is None
    stored = await store.programmes.get(3)
    assert stored is not None
    assert [talk.title for talk in stored.programme.talks] == ["Same", "Release 2"]
    assert [tuple(r) for r in await store.database.read("SELECT count(*), min(version) FROM talk")] == [(100, 3)]
    assert [tuple(r) for r in await store.database.read("SELECT count(*) FROM record")] == [(51,)]


async def test_a_naive_instant_is_refused_and_nothing_is_stored(store: Store) -> None:
    naive = Slot(date(2014, 7, 22), datetime(2014, 7, 22, 9))  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="aware"):
        await save(store, Programme("Conference", "UTC", (Talk("a", "A", slots=(naive,)),)))
    assert await store.programmes.history() == []


async def test_half_a_surrogate_pair_in_a_title_is_stored_as_a_question_mark(store: Store) -> None:
    await save(store, Programme("Py\ud83d", "UTC", version="\ud83d"))
    stored = await store.programmes.latest("a.json")
    assert stored is not None
    assert (stored.programme.title, stored.programme.version) == ("Py?", "?")


async def test_what_earlier_versions_of_a_source_had_is_found(store: Store) -> None:
    figs, nuts, plums = Talk("figs", "Figs"), Talk("nuts", "Nuts"), Talk("plums", "Plums")
    first, _, last = [
        await save(store, Programme("Conference", "UTC", talks), source=source)
        for talks, source in (((figs, nuts), "a.json"), ((plums,), "b.json"), ((nuts,), "a.json"))
    ]
    find = store.programmes.find_earlier
    assert await find(["figs", "nuts", "plums", "x"], "a.json", last) == {"figs", "nuts"}
    assert await find(["figs"], "a.json", first) == set()
