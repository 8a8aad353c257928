"""The schedule XML of frab, pentabarf, pretalx and wafer: `schedule/day/room/event`.

Written after the exports of FOSDEM (pentabarf, without instants and zone until 2023), pretalx
(`/{event}/schedule/export/schedule.xml`), the Chaos Communication Congress and DebConf (wafer), and the c3voc schema
(https://c3voc.de/schedule/schema.xsd). The elements are given the shape of the
schedule JSON, whose reader does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from xml.etree.ElementTree import Element

from bot.errors import FormatError
from bot.sources import Document, Hints, Parsed
from bot.sources._times import read_hour, read_instant, zone_of_offsets
from bot.sources._xml import find_root, read_content, read_xml
from bot.sources.schedule_json import read_schedule

NAME = "schedule XML (frab, pentabarf, pretalx, wafer)"

# What an attribute may say of an event; elements of the same names win
_IDENTIFIERS = ("id", "guid", "code")
_DAY = timedelta(days=1)
# A hall's clock is between 10 hours behind UTC (Honolulu) and less than 14 before it (Auckland)
_EARLIEST = timedelta(hours=-10)


def recognise(document: Document) -> bool:
    """Whether the document is XML whose root is a `schedule`, even if it breaks off later."""
    return find_root(document.data) == "schedule"


def parse(documents: Mapping[str, Document], hints: Hints) -> Parsed:
    """The programme of the first document in this format.

    The zone is the conference's `time_zone_name`, else the hinted one, else a fixed one made of the offset by which
    the halls' hours (`start`) differ from UTC (`date`). Raises FormatError when there is no such document, when it is
    no sound XML or holds neither conference nor day, and when hours have neither zone nor offset.
    """
    document = next((d for d in documents.values() if recognise(d)), None)
    if document is None:
        raise FormatError('expected XML with a "schedule"')
    root = read_xml(document.data)
    if root.find("conference") is None and root.find(".//event") is None:
        raise FormatError('expected a "schedule" with a "conference" and days, got neither')
    schedule = _read_root(root)
    if not hints.timezone and (zone := zone_of_offsets(_find_offsets(root))):
        hints = replace(hints, timezone=zone.key)
    return read_schedule(schedule, hints)


def _read_root(root: Element) -> dict[str, object]:
    conference = root.find("conference")
    fields = _read_fields(conference if conference is not None else Element("conference"))
    # It counts them here
    fields["days"] = list(_read_days(root))
    version, base = root.findtext("version") or "", root.findtext("base_url") or ""
    return {
        "version": version or fields.get("release", ""),
        "base_url": base or fields.get("base_url", ""),
        "conference": fields,
    }


def _read_days(root: Element) -> Iterator[dict[str, object]]:
    """The days with their rooms; an event that stands outside of a day or a room is listed under none."""
    days: dict[str, dict[str, list[object]]] = {}
    for on, room, event in _walk(root):
        days.setdefault(on, {}).setdefault(room, []).append(_read_event(event))
    for on, rooms in days.items():
        yield {"date": on, "rooms": rooms}


def _walk(parent: Element, on: str = "", room: str = "") -> Iterator[tuple[str, str, Element]]:
    for child in parent:
        if child.tag == "event":
            yield on, room, child
        elif child.tag == "day":
            yield from _walk(child, child.get("date", ""), room)
        else:
            yield from _walk(child, on, child.get("name", "") if child.tag == "room" else room)


def _read_event(event: Element) -> dict[str, object]:
    fields: dict[str, Any] = {name: event.get(name) for name in _IDENTIFIERS}
    fields |= _read_fields(event)
    fields["persons"] = [_read_person(person) for person in event.iter("person")]
    fields["links"] = [_read_link(link) for link in event.iter("link")]
    fields["attachments"] = [_read_link(attachment) for attachment in event.iter("attachment")]
    # What wafer calls the talk's own page
    fields["url"] = fields.get("url") or fields.get("full_conf_url")
    if video := fields.get("video_download_url"):
        fields["links"].append({"url": video, "title": "Video"})
    return fields


def _read_fields(element: Element) -> dict[str, object]:
    """The text of each child by its name; of several with one name the first counts."""
    fields: dict[str, object] = {}
    for child in element:
        fields.setdefault(child.tag, read_content(child))
    return fields


def _read_person(person: Element) -> object:
    fields: dict[str, object] = {name: person.get(name) for name in _IDENTIFIERS if person.get(name)}
    return (
        fields | (_read_fields(person) if len(person) else {"name": person.text})
        if fields or len(person)
        else person.text
    )


def _read_link(link: Element) -> dict[str, object]:
    return {"url": link.get("href") or link.text, "title": "".join(link.itertext()) if link.get("href") else ""}


def _find_offsets(root: Element) -> Iterable[datetime]:
    """The instant of each event that has one, with the offset of the hall's clock.

    wafer writes instants in UTC beside the hours of the hall; the others write the hall's offset.
    """
    for event in root.iter("event"):
        try:
            instant = read_instant((event.findtext("date") or "").strip())
            if not isinstance(instant, datetime) or instant.tzinfo is None:
                continue
            hour = read_hour((event.findtext("start") or "").strip())
        except ValueError:
            continue
        utc = instant.astimezone(UTC)
        ahead = datetime.combine(utc, hour, UTC) - utc.replace(second=0, microsecond=0)
        yield utc.astimezone(timezone((ahead - _EARLIEST) % _DAY + _EARLIEST))
