"""The schedule JSON of pretalx, frab and c3voc: `schedule.conference.days[].rooms{name: [event]}`.

Written after the exports of pretalx (`/{event}/schedule/export/schedule.json`), old and new, and the c3voc schedule
schema (https://c3voc.de/schedule/schema.json). The flat form (`schedule.events[]`) is read too. Of a talk's hours
`date` is the instant; `start` with the day's date serves where that is missing. One key is our own: `level`.
Whatever answers people gave to their conference (`answers`) is never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.errors import FormatError
from bot.programme.model import Programme
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Parsed
from bot.sources._events import Event, gather_talks, read_talk
from bot.sources._fields import Fields, show
from bot.sources._people import People
from bot.sources._slots import SlotReader
from bot.sources._times import find_zone, read_instant, require_zone, zone_of_offsets

NAME = "schedule JSON (pretalx, frab, c3voc)"

_OFFSET_AT_END = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")


def recognise(document: Document) -> bool:
    """Whether the document is JSON with a `schedule` whose `conference` has `days` or that has `events` itself."""
    return document.is_json and _find_schedule(document.json) is not None


def parse(documents: Mapping[str, Document], hints: Hints) -> Parsed:
    """The programme of the first document in this format.

    Raises FormatError when no document is in this format, and where `read_schedule` does.
    """
    schedule = next((found for d in documents.values() if d.is_json and (found := _find_schedule(d.json))), None)
    if schedule is None:
        raise FormatError('expected a "schedule" with a "conference" that has "days"')
    return read_schedule(schedule, hints)


def read_schedule(schedule: Mapping[str, object], hints: Hints) -> Parsed:
    """The programme of a `schedule` object, as it stands in the JSON or was made of the XML.

    The zone is the conference's `time_zone_name`, else the hinted one, else a fixed one made of the offset that most
    hours have (`zone_of_offsets`). Raises FormatError when hours have neither zone nor offset.
    """
    problems: list[Problem] = []
    top = Fields(schedule, problems, "conference")
    conference = Fields(_as_object(schedule["conference"]), problems, "conference")
    events = list(_list_events(top, conference))
    zone = _choose_zone(conference, hints, events)
    slots, people, base = SlotReader(zone), People(), top.line("base_url")
    read = [talk for event in events if (talk := read_talk(event, slots, people, base))]
    start, end = (_read_date(conference, name) for name in ("start", "end"))
    if start and end and end < start:
        conference.report("end", "a day after the start", str(end))
        start = end = None
    programme = Programme(
        title=conference.line("title") or hints.title or conference.line("acronym"),
        timezone=zone.key if zone else "UTC",
        talks=gather_talks(read, problems),
        start=start,
        end=end,
        version=top.line("version"),
    )
    return Parsed(programme, tuple(problems))


def _find_schedule(value: object) -> dict[str, object] | None:
    schedule = _as_object(_as_object(value).get("schedule"))
    conference = _as_object(schedule.get("conference"))
    listed = isinstance(schedule.get("events"), list) or isinstance(conference.get("days"), list)
    return schedule if conference and listed else None


def _as_object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list_events(top: Fields, conference: Fields) -> Iterator[Event]:
    """Every event with the day and the room under which it stands; what is no event is reported."""
    for number, (day, room, item) in enumerate(_walk(top, conference), 1):
        place = f"record {number}"
        if isinstance(item, dict):
            yield Event(Fields(item, top.problems, place), day, room)
        else:
            message = f"expected an object, got {show(item)}"
            top.problems.append(Problem(place, "", message, loses_talk=True))


def _walk(top: Fields, conference: Fields) -> Iterator[tuple[date | None, str, object]]:
    for item in top.items("events"):
        yield None, "", item
    for number, item in enumerate(conference.items("days"), 1):
        day = Fields(_as_object(item), conference.problems, f"day {number}")
        rooms = day.data.get("rooms")
        if isinstance(rooms, dict):
            on = _read_date(day, "date")
            listed = Fields(rooms, conference.problems, f"day {number}")
            yield from ((on, room, event) for room in rooms for event in listed.items(room))
        elif rooms:
            day.report("rooms", "an object of rooms", rooms, loses_talk=True)
        elif not isinstance(item, dict):
            day.report("days", "an object", item, loses_talk=True)


def _read_date(fields: Fields, name: str) -> date | None:
    text = fields.line(name)
    try:
        found = read_instant(text) if text else None
    except ValueError:
        fields.report(name, "a date", text)
        return None
    return found.date() if isinstance(found, datetime) else found


def _choose_zone(conference: Fields, hints: Hints, events: list[Event]) -> ZoneInfo | None:
    name = conference.line("time_zone_name")
    if zone := find_zone(name):
        return zone
    if name:
        conference.report("time_zone_name", "the name of a time zone", name)
    if hints.timezone:
        return require_zone(hints.timezone)
    return zone_of_offsets(instant for event in events if (instant := _find_offset(event)))


def _find_offset(event: Event) -> datetime | None:
    text = event.fields.data.get("date")
    if not isinstance(text, str) or not _OFFSET_AT_END.search(text):
        return None
    try:
        found = read_instant(text.strip())
    except ValueError:
        return None
    return found if isinstance(found, datetime) else None
