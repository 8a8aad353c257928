"""Snapshots that questions are asked of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.programme.model import Programme
from bot.programme.snapshot import Snapshot, take_snapshot
from bot.questions import Answer, ask
from bot.reading import parse_all
from bot.sources import Document, Hints

ROOT = Path(__file__).resolve().parents[2]
ZONE = ZoneInfo("Europe/Berlin")


def read_programme(path: Path) -> Programme:
    """The programme in a file."""
    return parse_all([(path.name, [Document(path.name, path.read_bytes())])], Hints()).programme


@pytest.fixture(scope="session")
def europython() -> Snapshot:
    """The programme shipped: nine talks on three days."""
    return take_snapshot(read_programme(ROOT / "data" / "europython-2014.json"))


@pytest.fixture(scope="session")
def conference() -> Snapshot:
    """An invented conference of about 150 talks, with breaks, tracks, levels and languages."""
    return take_snapshot(read_programme(ROOT / "tests" / "bench" / "questions" / "conference.json"))


@pytest.fixture(scope="session")
def ask_at(europython: Snapshot) -> Callable[..., Answer]:
    """Ask of the shipped programme: text, then when ("22 09:30" in July 2014), then what was asked before."""

    def ask_at(text: str, when: str = "23 09:00", *previous: str) -> Answer:
        day, hour = when.split()
        now = datetime.fromisoformat(f"2014-07-{day}T{hour}").replace(tzinfo=ZONE)
        return ask(text, europython, now, previous)

    return ask_at
