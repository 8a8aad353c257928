"""Small schedules for the tests of sources, and the samples of all of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.sources import Document, Hints, Parsed, schedule_json

FOLDER = Path(__file__).parents[2] / "data" / "samples"
SAMPLES = {
    str(path.relative_to(FOLDER)): path.read_bytes()
    for path in sorted(FOLDER.rglob("*"))
    if path.is_file() and path.parent.name != "pyvideo"  # its category names the conference, and is no programme
}
"""Each sample by its name."""


def _parse_events(*events: object, hints: Hints | None = None, **conference: object) -> Parsed:
    listed = [_complete(event) if isinstance(event, dict) else event for event in events]
    days = [{"date": "2026-05-14", "rooms": {"Hall": listed}}]
    whole = {"title": "L", "time_zone_name": "Europe/Berlin", "days": days} | conference
    document = Document("x", json.dumps({"schedule": {"conference": whole}}).encode())
    return schedule_json.parse({"x": document}, hints or Hints())


def _complete(event: dict[str, Any]) -> dict[str, Any]:
    fields = {"code": "AAAAAA", "title": "A", "date": "2026-05-14T09:00:00+02:00", "duration": "00:30"} | event
    return {name: value for name, value in fields.items() if value is not ...}


@pytest.fixture(name="parse_events")
def give_parse_events() -> Callable[..., Parsed]:
    """Parses a schedule of these events on 14 May 2026 in the hall; `...` takes away a field that events have."""
    return _parse_events
