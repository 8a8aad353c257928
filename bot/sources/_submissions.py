"""What JSON of pretalx holds, sorted: submissions, slots, and the tables of rooms, tracks, types and speakers.

Nothing is made into talks here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Record = Mapping[str, object]

# As deep as sites nest what they saved of the API: days, hours, rooms
_DEEPEST = 6
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MINUTES = re.compile(r"\d{1,4}")


@dataclass
class Parts:
    """The sorted records; the tables are by id, those of speakers by code. `odd` is what is no record at all."""

    submissions: list[Record] = field(default_factory=list)
    slots: dict[str, list[Record]] = field(default_factory=dict)
    rooms: dict[str, object] = field(default_factory=dict)
    tracks: dict[str, object] = field(default_factory=dict)
    types: dict[str, object] = field(default_factory=dict)
    speakers: dict[str, Record] = field(default_factory=dict)
    odd: list[object] = field(default_factory=list)
    timezone: str = ""
    version: str = ""
    empty_pages: int = 0

    def __bool__(self) -> bool:
        return bool(self.submissions or self.slots or self.speakers or self.empty_pages)


def sort_document(value: object, parts: Parts) -> None:
    """Add what a JSON document holds to `parts`; a document of another format adds nothing."""
    if not isinstance(value, dict):
        _sort_items(value if isinstance(value, list) else [], parts)
    elif _is_widget(value):
        _sort_widget(value, parts)
    elif isinstance(value.get("results"), list) and {"count", "next"} <= value.keys():
        parts.empty_pages += not value["results"]
        _sort_items(value["results"], parts)
    elif isinstance(value.get("slots"), list) and "version" in value:
        parts.version = parts.version or str(value["version"] or "")
        _sort_items(value["slots"], parts)
    elif not any(key in value for key in ("days", "sessions")) and not _lists_people(value):
        _search(value, parts, ())


def _lists_people(value: Record) -> bool:
    """Whether this is programapi's list of speakers, each under their own code: another format's."""
    return any(
        isinstance(record, dict) and "name" in record and record.get("code") == key for key, record in value.items()
    )


def is_submission(value: object) -> bool:
    """Whether this is a submission of the REST API, of any version."""
    return (
        isinstance(value, dict) and {"code", "title"} <= value.keys() and _names_any(value, "submission_type", "slots")
    )


def _names_any(value: Record, *names: str) -> bool:
    return any(name in value for name in names)


def _is_widget(value: Record) -> bool:
    talks = value.get("talks")
    if not isinstance(talks, list) or not _names_any(value, "rooms", "speakers", "tracks", "timezone"):
        return False
    return not talks or any(isinstance(talk, dict) and {"title", "start"} <= talk.keys() for talk in talks)


def _sort_widget(value: Record, parts: Parts) -> None:
    parts.timezone = parts.timezone or str(value.get("timezone") or "")
    parts.version = parts.version or str(value.get("version") or "")
    for name, table in (("rooms", parts.rooms), ("tracks", parts.tracks)):
        listed = value.get(name)
        for item in listed if isinstance(listed, list) else []:
            if isinstance(item, dict):
                table[str(item.get("id"))] = item.get("name")
    listed = value.get("speakers")
    for item in listed if isinstance(listed, list) else []:
        if isinstance(item, dict):
            parts.speakers[str(item.get("code"))] = item
    talks = value["talks"]
    for talk in talks if isinstance(talks, list) else []:
        if isinstance(talk, dict):
            parts.submissions.append({**talk, "slots": [talk]})
        else:
            parts.odd.append(talk)
    parts.empty_pages += not talks


def _sort_items(items: Iterable[object], parts: Parts) -> None:
    """Sort the items of one list; what is neither of the kinds of records is odd if the others are submissions."""
    before = len(parts.submissions)
    odd = [item for item in items if not isinstance(item, dict) or not _sort_item(item, parts)]
    if len(parts.submissions) > before:
        parts.odd += odd


def _sort_item(item: Record, parts: Parts) -> bool:
    if is_submission(item):
        parts.submissions.append(item)
    elif {"start", "room", "submission"} <= item.keys():
        _sort_slot(item, parts)
    elif {"code", "name"} <= item.keys():
        parts.speakers[str(item["code"])] = item
    elif {"id", "name"} <= item.keys() and _names_any(item, "color", "default_duration", "capacity", "position"):
        table = parts.tracks if "color" in item else parts.types if "default_duration" in item else parts.rooms
        table[str(item["id"])] = item["name"]
    else:
        return False
    return True


def _sort_slot(slot: Record, parts: Parts) -> None:
    submission = slot["submission"]
    if isinstance(submission, dict):
        parts.submissions.append({**submission, "slots": [slot]})
    elif submission is not None:
        parts.slots.setdefault(str(submission), []).append(slot)
    # A blocker keeps a room free and is nobody's business
    elif slot.get("slot_type") != "blocker":
        parts.submissions.append({"title": slot.get("description"), "slots": [slot]})


def _search(value: object, parts: Parts, path: tuple[str, ...]) -> None:
    """Find submissions however a site nested them, and breaks that stand under a day and minutes after midnight."""
    if is_submission(value):
        _sort_items([value], parts)
    elif isinstance(value, list):
        _sort_items((item for item in value if isinstance(item, dict)), parts)
    elif isinstance(value, dict):
        if path and {"code", "name", "submissions"} <= value.keys():
            _sort_items([value], parts)
        elif "title" in value and len(path) > 1 and (start := _read_path(*path[-2:])):
            parts.submissions.append({"title": value["title"], "slots": [{"start": start}]})
        elif len(path) < _DEEPEST:
            for key, inner in value.items():
                _search(inner, parts, (*path, key))


def _read_path(day: str, minutes: str) -> str:
    if not _DAY.fullmatch(day) or not _MINUTES.fullmatch(minutes) or int(minutes) >= 24 * 60:
        return ""
    return f"{day}T{int(minutes) // 60:02}:{int(minutes) % 60:02}"
