"""EuroPython's programapi: `schedule.json` by days, `sessions.json` by codes, `speakers.json` with the people's names.

Written after https://github.com/EuroPython/programapi (2024 and later). The schedule says when and where, in how many
rooms and slots, and holds the breaks; the sessions have the texts. Each can be read alone; together the schedule's
hours count, and a session that it does not know is added. Speakers alone are no programme. Private fields of the
people are never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.errors import FormatError
from bot.programme.model import Programme, Talk
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Parsed
from bot.sources._events import Event, gather_talks, read_talk
from bot.sources._fields import Fields, show
from bot.sources._people import People
from bot.sources._slots import SlotReader
from bot.sources._text import clean_line
from bot.sources._times import read_instant, require_zone, zone_of_offsets

NAME = "programapi JSON (EuroPython)"
TOGETHER = True

_CODE = re.compile(r"[A-Z0-9]{6}")
# What a session of several slots can't say, and the schedule does
_PLACE = frozenset({"start", "end", "duration", "room", "rooms"})

Record = Mapping[str, object]


@dataclass
class _Parts:
    """What all documents hold together: the schedule's events under their days, and sessions and speakers by code."""

    events: list[tuple[str, object]] = field(default_factory=list)
    sessions: dict[str, object] = field(default_factory=dict)
    speakers: dict[str, object] = field(default_factory=dict)


def recognise(document: Document) -> bool:
    """Whether the document is JSON with `days` that have `events`, or records under their own codes."""
    return document.is_json and _name_part(document.json) != ""


def more(document: Document) -> list[str]:
    """The siblings that programapi writes beside this document and that complete it; any of them may be missing."""
    part = _name_part(document.json) if document.is_json else ""
    return {"schedule": ["sessions.json", "speakers.json"], "sessions": ["speakers.json"]}.get(part, [])


def parse(documents: Mapping[str, Document], hints: Hints) -> Parsed:
    """The programme of all documents of this format together, whatever their order.

    The zone is the hinted one, else a fixed one made of the offset that most hours have. Raises FormatError when there
    is neither schedule nor session, and when hours have neither zone nor offset.
    """
    parts = _gather_parts(documents.values())
    if not parts.events and not parts.sessions:
        what = "speakers without a programme" if parts.speakers else "nothing of it"
        raise FormatError(f"expected a schedule or sessions of programapi, got {what}")
    problems: list[Problem] = []
    events = list(_list_events(parts, problems))
    zone = require_zone(hints.timezone) if hints.timezone else zone_of_offsets(_find_instants(events))
    slots, people = SlotReader(zone), People()
    read = [talk for event in events if (talk := _read_talk(event, slots, people))]
    _report_nameless(parts, problems)
    return Parsed(
        Programme(hints.title, zone.key if zone else "UTC", gather_talks(read, problems)),
        tuple(problems),
    )


def _name_part(value: object) -> str:
    """Which of programapi's files this is: "schedule", "sessions", "speakers", or "" for none."""
    if not isinstance(value, dict):
        return ""
    days = value.get("days")
    if isinstance(days, dict) and any(isinstance(day, dict) and "events" in day for day in days.values()):
        return "schedule"
    records = [r for code, r in value.items() if isinstance(r, dict) and r.get("code") == code]
    if any("title" in record for record in records):
        return "sessions"
    return "speakers" if any("name" in record and "submissions" in record for record in records) else ""


def _gather_parts(documents: Iterable[Document]) -> _Parts:
    parts = _Parts()
    for document in documents:
        value = document.json if document.is_json else None
        part = _name_part(value)
        if not isinstance(value, dict):
            continue
        if part == "schedule":
            for on, day in value["days"].items():
                listed = (day.get("events") or []) if isinstance(day, dict) else day
                parts.events += ((on, event) for event in (listed if isinstance(listed, list) else [listed]))
        elif part:
            known = parts.sessions if part == "sessions" else parts.speakers
            known.update((code, record) for code, record in value.items() if code not in known)
    return parts


def _list_events(parts: _Parts, problems: list[Problem]) -> Iterator[Event]:
    """The schedule's events with what the sessions say of them, then the sessions that are not on the schedule."""
    met: set[str] = set()
    for number, (on, item) in enumerate(parts.events, 1):
        if not isinstance(item, dict):
            message = f"expected an object, got {show(item)}"
            problems.append(Problem(f"record {number}", "", message, loses_talk=True))
            continue
        code = item.get("code")
        session = parts.sessions.get(code) if isinstance(code, str) else None
        known = {k: v for k, v in session.items() if k not in _PLACE} if isinstance(session, dict) else {}
        met.add(str(code))
        whole = known | {k: v for k, v in item.items() if v or k not in known}
        yield _make_event(whole, parts, problems, f"record {number}", _read_day(on))
    for code, session in parts.sessions.items():
        if code in met:
            continue
        if isinstance(session, dict):
            event = _make_event({"code": code} | session, parts, problems, code)
            yield replace(event, scheduled=bool(session.get("start")))
        else:
            problems.append(Problem(code, "", f"expected an object, got {show(session)}", loses_talk=True))


def _make_event(record: Record, parts: _Parts, problems: list[Problem], place: str, day: date | None = None) -> Event:
    """The record in the terms of the schedule JSON, whose reader does the rest."""
    persons = Fields(record, problems, place).items("speakers")
    links: list[object] = [{"url": record["youtube_url"], "title": "Video"}] if record.get("youtube_url") else []
    links += map(_read_resource, Fields(record, problems, place).items("resources"))
    fields = {
        **{
            k: record.get(k)
            for k in ("code", "title", "track", "level", "language", "end", "duration", "room", "rooms")
        },
        "type": record.get("session_type") or record.get("event_type"),
        "abstract": record.get("abstract") or record.get("tweet"),
        "url": record.get("website_url"),
        "date": record.get("start"),
        "persons": [_find_person(item, parts) for item in persons if not _is_nameless(item, parts)],
        "links": links,
    }
    return Event(Fields(fields, problems, place), day, "")


def _read_resource(item: object) -> object:
    return {"url": item.get("resource"), "title": item.get("description")} if isinstance(item, dict) else item


def _read_talk(event: Event, slots: SlotReader, people: People) -> Talk | None:
    talk = read_talk(event, slots, people, "")
    if talk is None or not event.fields.data.get("rooms"):
        return talk
    rooms = [clean_line(room) for room in event.fields.items("rooms") if isinstance(room, str)]
    named = tuple(dict.fromkeys(filter(None, rooms)))
    return replace(talk, slots=tuple(replace(slot, rooms=named or slot.rooms) for slot in talk.slots))


def _find_person(item: object, parts: _Parts) -> object:
    """What is known of a speaker who is named, or given by a code."""
    if isinstance(item, dict):
        known = parts.speakers.get(str(item.get("code")))
        return known | {k: v for k, v in item.items() if v} if isinstance(known, dict) else item
    return parts.speakers.get(item, item) if isinstance(item, str) else item


def _is_nameless(item: object, parts: _Parts) -> bool:
    """Whether only the code of a speaker is known."""
    return isinstance(item, str) and bool(_CODE.fullmatch(item)) and item not in parts.speakers


def _report_nameless(parts: _Parts, problems: list[Problem]) -> None:
    """Say which sessions have speakers of whom only the code is known; once for all when no names came at all."""
    nameless: dict[str, list[str]] = {}
    for code, session in parts.sessions.items():
        listed = session.get("speakers") if isinstance(session, dict) else None
        persons = listed if isinstance(listed, list) else []
        if unknown := [person for person in persons if _is_nameless(person, parts)]:
            nameless[code] = unknown
    if nameless and not parts.speakers:
        count = len({person for codes in nameless.values() for person in codes})
        message = f"expected speakers.json beside the sessions for the names of {count} speakers, got nothing"
        problems.append(Problem("programme", "speakers", message))
        return
    for code, persons in nameless.items():
        problems += (Problem(code, "speakers", f"expected a name in speakers.json, got {show(p)}") for p in persons)


def _read_day(text: str) -> date | None:
    try:
        found = read_instant(text.strip())
    except ValueError:
        return None
    return found.date() if isinstance(found, datetime) else found


def _find_instants(events: Iterable[Event]) -> Iterator[datetime]:
    for event in events:
        text = event.fields.data.get("date")
        try:
            found = read_instant(text.strip()) if isinstance(text, str) else None
        except ValueError:
            continue
        if isinstance(found, datetime):
            yield found
