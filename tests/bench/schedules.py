"""An invented programme written as the schedules that conferences publish, so that loading it can be measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ElementTree, SubElement

from bot.programme.model import Programme, Slot, Talk


def write_schedule(programme: Programme, path: Path) -> Path:
    """Write `programme`, whose talks all have a slot with hours and a room or none, to `path` as schedule JSON."""
    days: dict[str, dict[str, list[dict[str, Any]]]] = {day.isoformat(): {} for day in programme.days}
    for talk in programme.talks:
        for slot in talk.slots:
            room = ", ".join(slot.rooms)
            days[slot.day.isoformat()].setdefault(room, []).append(_event(talk, slot, programme))
    conference = {
        "title": programme.title,
        "start": programme.days[0].isoformat(),
        "end": programme.days[-1].isoformat(),
        "time_zone_name": programme.timezone,
        "days": [{"index": n, "date": day, "rooms": rooms} for n, (day, rooms) in enumerate(days.items(), 1)],
    }
    path.write_text(json.dumps({"schedule": {"version": "bench", "conference": conference}}), encoding="utf-8")
    return path


def write_xml(programme: Programme, path: Path) -> Path:
    """As `write_schedule`, as schedule XML."""
    root = Element("schedule")
    conference = SubElement(root, "conference")
    for name, text in (("title", programme.title), ("time_zone_name", programme.timezone)):
        SubElement(conference, name).text = text
    for number, day in enumerate(programme.days, 1):
        part = SubElement(root, "day", index=str(number), date=day.isoformat())
        rooms: dict[str, Element] = {}
        on_day = [(talk, slot) for talk in programme.talks for slot in talk.slots if slot.day == day]
        for talk, slot in on_day:
            name = ", ".join(slot.rooms)
            if name not in rooms:
                rooms[name] = SubElement(part, "room", name=name)
            event = SubElement(rooms[name], "event", id=talk.id)
            fields = _event(talk, slot, programme)
            persons = SubElement(event, "persons")
            for person in fields.pop("persons"):
                SubElement(persons, "person", id=person["code"]).text = person["name"]
            for field, value in fields.items():
                SubElement(event, field).text = value
    ElementTree(root).write(path, encoding="utf-8")
    return path


def _event(talk: Talk, slot: Slot, programme: Programme) -> dict[str, Any]:
    assert slot.start is not None and slot.end is not None  # noqa: PT018 - generated programmes have hours
    return {
        "code": talk.id,
        "title": talk.title,
        "date": slot.start.astimezone(programme.zone).isoformat(),
        "end": slot.end.astimezone(programme.zone).isoformat(),
        "room": ", ".join(slot.rooms),
        "type": str(talk.kind),
        "track": talk.track,
        "level": talk.level,
        "language": talk.language,
        "abstract": talk.abstract,
        "description": talk.description,
        "persons": [{"code": s.id, "name": s.name, "biography": s.biography} for s in talk.speakers],
    }
