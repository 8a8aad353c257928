"""Talks as JSON: the record that the store keeps, and the report that `check` prints. Pure.

The record is lossless and read back; the report is for people and other programs and is only ever written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.programme.model import Kind, Link, Programme, Slot, Speaker, Talk
from bot.programme.problems import Problem


def to_record(talk: Talk) -> dict[str, Any]:
    """`talk` as a JSON object; `from_record` gives an equal talk back. Instants are ISO 8601 in UTC, days ISO dates.

    Raises ValueError for a naive instant.
    """
    return {
        "id": talk.id,
        "title": talk.title,
        "speakers": [{"id": s.id, "name": s.name, "biography": s.biography} for s in talk.speakers],
        "kind": talk.kind.value,
        "track": talk.track,
        "level": talk.level,
        "language": talk.language,
        "abstract": talk.abstract,
        "description": talk.description,
        "url": talk.url,
        "links": _list_links(talk),
        "cancelled": talk.cancelled,
        "slots": [
            {
                "day": slot.day.isoformat(),
                "start": _write_utc(slot.start),
                "end": _write_utc(slot.end),
                "rooms": list(slot.rooms),
            }
            for slot in talk.slots
        ],
    }


def from_record(record: Mapping[str, Any]) -> Talk:
    """The talk that `to_record` made `record` of; raises KeyError or ValueError for anything else."""
    return Talk(
        id=record["id"],
        title=record["title"],
        speakers=tuple(Speaker(s["id"], s["name"], s["biography"]) for s in record["speakers"]),
        kind=Kind(record["kind"]),
        track=record["track"],
        level=record["level"],
        language=record["language"],
        abstract=record["abstract"],
        description=record["description"],
        url=record["url"],
        links=tuple(Link(link["title"], link["url"]) for link in record["links"]),
        cancelled=record["cancelled"],
        slots=tuple(
            Slot(
                day=date.fromisoformat(slot["day"]),
                start=_read_utc(slot["start"]),
                end=_read_utc(slot["end"]),
                rooms=tuple(slot["rooms"]),
            )
            for slot in record["slots"]
        ),
    )


def to_report(programme: Programme, problems: Iterable[Problem]) -> dict[str, Any]:
    """What `check --json` prints: title, time zone, every talk (breaks included) and the problems, as JSON values.

    Speakers are names; a slot's hours are ISO 8601 with the hall's offset, or null; its rooms are joined with ", ".
    """
    return {
        "title": programme.title,
        "timezone": programme.timezone,
        "talks": [_report_talk(talk, programme.zone) for talk in programme.talks],
        "problems": [
            {
                "talk": problem.talk,
                "field": problem.field,
                "message": problem.message,
                "loses_talk": problem.loses_talk,
                "source": problem.source,
            }
            for problem in problems
        ],
    }


def _report_talk(talk: Talk, zone: ZoneInfo) -> dict[str, Any]:
    slots = [
        {
            "day": slot.day.isoformat(),
            "start": slot.start and slot.start.astimezone(zone).isoformat(),
            "end": slot.end and slot.end.astimezone(zone).isoformat(),
            "room": ", ".join(slot.rooms),
        }
        for slot in talk.slots
    ]
    return to_record(talk) | {"speakers": [speaker.name for speaker in talk.speakers], "slots": slots}


def _list_links(talk: Talk) -> list[dict[str, str]]:
    return [{"title": link.title, "url": link.url} for link in talk.links]


def _write_utc(instant: datetime | None) -> str | None:
    if instant is None:
        return None
    if instant.tzinfo is None:
        raise ValueError(f"expected an aware instant, got {instant.isoformat()}")
    return instant.astimezone(UTC).isoformat()


def _read_utc(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC)
