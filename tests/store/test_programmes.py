"""Versions of programmes: lossless, one for each change, the last fifty kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from bot.clock import Clock
from bot.programme.model import Kind, Link, Programme, Slot, Speaker, Talk
from bot.programme.problems import Problem
from bot.store import open_store

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
