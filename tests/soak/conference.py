"""An invented conference in a file, which is changed now and then, and spoilt, while the bot reads it again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

ROOMS = ("Great Hall", "Library", "Garden", "Cellar", "Attic")
TITLE = "InventedConf"
ZONE = "Europe/Vienna"
SUBJECTS = ("Apples", "Bridges", "Compilers", "Databases", "Engines", "Ferries", "Gardens", "Harbours")
EVERY = timedelta(minutes=15)
"""From one start to the next."""
AHEAD = timedelta(minutes=90)
"""So long before its hour at least a talk is changed: then no notice of it is near, even after an outage."""
_AFTER = timedelta(hours=2)
_TOMORROW = 40
_SPOILT = (
    "",
    "<!doctype html><title>502 Bad Gateway</title>",
    '{"schedule": {"conference": {"title": "Inv',
    json.dumps({"schedule": {"conference": {"title": TITLE, "time_zone_name": ZONE}, "events": []}}),
)


@dataclass(frozen=True)
class Change:
    """What was changed: `kind` is Moved, Cancelled or New, as the bot says it; `at` is of the programme's clock."""

    kind: str
    title: str
    at: datetime


class Conference:
    """The events in the file `path`: two talks every quarter of an hour until two hours after the run, and a morrow."""

    def __init__(self, path: Path, begin: datetime, end: datetime, rng: Random) -> None:
        self.path, self._rng = path, rng
        self.events: dict[str, dict[str, Any]] = {}
        self.changes: list[Change] = []
        self._changed: set[str] = set()
        start, tomorrow = begin + 2 * EVERY, begin + timedelta(days=1, hours=2)
        while start < end + _AFTER:
            for room in rng.sample(ROOMS, 2):
                self._add(start, room)
            start += EVERY
        for number in range(_TOMORROW):
            self._add(tomorrow + number // 4 * EVERY, ROOMS[number % 4])

    def write(self) -> None:
        """Put the programme into the file as it stands."""
        about = {"title": TITLE, "time_zone_name": ZONE}
        self._write(json.dumps({"schedule": {"conference": about, "events": list(self.events.values())}}))

    def spoil(self) -> None:
        """Put something into the file that is no programme."""
        self._write(self._rng.choice(_SPOILT))

    def change(self, now: datetime) -> Change:
        """Move, cancel or add a talk far enough ahead of `now`, today if there is one; none is changed twice."""
        ahead = [
            code
            for code, event in self.events.items()
            if code not in self._changed and datetime.fromisoformat(event["date"]) > now + AHEAD
        ]
        code, kind = self._rng.choice(ahead[:20]), self._rng.choice(("Moved", "Cancelled", "New"))
        event = self.events[code]
        title = event["title"]
        if kind == "Moved":
            event["date"] = (datetime.fromisoformat(event["date"]) + EVERY).isoformat()
        elif kind == "Cancelled":
            event["title"] = f"CANCELLED: {title}"
        else:
            code, title = self._add(datetime.fromisoformat(event["date"]), event["room"])
        self._changed.add(code)
        change = Change(kind, title, now)
        self.changes.append(change)
        self.write()
        return change

    def _add(self, start: datetime, room: str) -> tuple[str, str]:
        number = len(self.events)
        code, subject = f"T{number:04}", SUBJECTS[number % len(SUBJECTS)]
        title = f"{subject} in chapter {number:04}"
        self.events[code] = {
            "code": code,
            "title": title,
            "date": start.isoformat(),
            "duration": "00:15",
            "room": room,
            "abstract": f"What {subject.lower()} teach us, and why it took {number} years.",
            "persons": [{"name": f"Speaker Number{number:04}"}],
        }
        return code, title

    def _write(self, text: str) -> None:
        fresh = self.path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.path)
