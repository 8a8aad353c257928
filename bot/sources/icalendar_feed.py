"""iCalendar feeds (RFC 5545) of conferences: one VEVENT for each slot, read by the `icalendar` library.

Speakers have no place of their own in a VEVENT. Feeds put them behind the title (pretalx), into a line of the
description ("Speaker: …"), or make them attendees or organisers; e-mail addresses are never read. UIDs may repeat, for
the slots of one talk as for talks that have nothing in common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from icalendar import Component

from bot.errors import FormatError
from bot.programme.model import Programme, Slot, Talk
from bot.programme.problems import Problem
from bot.programme.text import fold
from bot.sources import Document, Hints, Parsed
from bot.sources._calendar import (
    Feed,
    find_named_zone,
    is_calendar,
    list_values,
    read_calendar,
    read_names,
    read_text,
    read_when,
    read_zone_name,
    show_when,
)
from bot.sources._events import Event, gather_talks, read_talk
from bot.sources._fields import Fields
from bot.sources._people import People
from bot.sources._records import choose_zone, rename_fields, split_names
from bot.sources._slots import SlotReader
from bot.sources._text import clean_line

NAME = "iCalendar"

_OWN_NAMES = {"date": "DTSTART", "end": "DTEND", "title": "SUMMARY", "url": "URL", "persons": "ATTENDEE"}
_SPEAKER_LINE = re.compile(
    r"(?:speakers?(?:\(s\))?|presenters?|presented by|referent(?:in|innen|en)?|vortragende[rn]?|intervenants?"
    r"|ponentes?|relator[ei])\s*:\s*(.+)",
    re.IGNORECASE,
)
# Words that may begin any line
_FIRST_LINE = re.compile(r"(?:von|by|mit|with|par|por|di)\s*:\s*(.+)", re.IGNORECASE)
# More of them are those who come to listen
_MOST_ATTENDEES = 12
_LAST_YEAR = 2100
_LONGEST = timedelta(days=31)


def recognise(document: Document) -> bool:
    """Whether the document begins with a VCALENDAR."""
    return is_calendar(document.data)


def parse(documents: Mapping[str, Document], hints: Hints) -> Parsed:
    """The programme of the first calendar.

    The zone is the one that most events name, else the calendar's, else the hinted one, else UTC. Raises FormatError
    for what is no calendar or breaks off, for one without events, and when hours have no zone at all.
    """
    document = next((document for document in documents.values() if recognise(document)), None)
    if document is None:
        raise FormatError("expected iCalendar, got something else")
    feed = read_calendar(document.data)
    if not feed.events:
        raise FormatError("expected events (VEVENT) in the calendar, got none")
    problems: list[Problem] = []
    if feed.damaged:
        problems.append(Problem("calendar", "", "expected text in UTF-8, got other bytes; they are shown as “�”"))
    message = "expected an event of iCalendar, got a broken one"
    problems += (Problem(clean_line(name), "", message, loses_talk=True) for name in feed.broken)
    starts = [show_when(read_when(event, "DTSTART")) for event in feed.events]
    stated = _find_stated_zone(feed)
    zone = choose_zone(stated, hints, starts)
    if zone and zone.key == "UTC" and not hints.timezone:
        message = "expected the hall's zone, got hours in UTC only: set PROGRAMME_TIMEZONE"
        problems.append(Problem("calendar", "X-WR-TIMEZONE", message))
    reader = _Reader(feed, problems, SlotReader(zone))
    talks = gather_talks(reader.read_all(), problems)
    title = clean_line(read_text(feed.calendar, "X-WR-CALNAME") or read_text(feed.calendar, "NAME"))
    programme = Programme(title or hints.title, zone.key if zone else "UTC", talks)
    return Parsed(programme, rename_fields(problems, _OWN_NAMES))


def _find_stated_zone(feed: Feed) -> str:
    """The zone that most events name, else the calendar's own, else the only one it defines; "" when there is none."""
    named = Counter(zone.key for e in feed.events if (zone := find_named_zone(read_zone_name(e, "DTSTART"))))
    own = [read_text(feed.calendar, "X-WR-TIMEZONE"), *feed.zones]
    known = dict.fromkeys(zone.key for name in own if (zone := find_named_zone(name)))
    return next(iter([*(name for name, _ in named.most_common(1)), *known]), "")


@dataclass
class _Reader:
    feed: Feed
    problems: list[Problem]
    slots: SlotReader
    people: People = field(default_factory=People)

    def read_all(self) -> Iterator[Talk]:
        titles: dict[str, set[str]] = {}
        for event in self.feed.events:
            titles.setdefault(read_text(event, "UID"), set()).add(fold(clean_line(read_text(event, "SUMMARY"))))
        # Whoever organises everything is the conference
        organisers = {name for event in self.feed.events for name in read_names(event, "ORGANIZER")}
        for number, event in enumerate(self.feed.events, 1):
            uid = read_text(event, "UID")
            if uid and len(titles[uid]) > 1:
                uid += f" {read_text(event, 'SUMMARY')}"
            talk = self._read(event, uid, f"event {number}", organised=len(organisers) > 1)
            if talk:
                yield talk

    def _read(self, event: Component, uid: str, place: str, *, organised: bool) -> Talk | None:
        title, names = read_text(event, "SUMMARY"), list[str]()
        if "pretalx" in read_text(self.feed.calendar, "PRODID").lower() and " - " in title:
            title, _, behind = title.rpartition(" - ")
            names = behind.split(", ")
        told, text = _split_speakers(read_text(event, "DESCRIPTION"))
        attendees = read_names(event, "ATTENDEE")
        if told:
            names = told
        elif attendees and len(attendees) <= _MOST_ATTENDEES:
            names = attendees
        elif not names and organised:
            names = read_names(event, "ORGANIZER")
        categories = ", ".join(filter(None, map(clean_line, _list_categories(event))))
        record = {
            "guid": uid,
            "title": title,
            "description": text,
            "persons": [name for name in names if name.strip()],
            "track": categories,
            "type": categories,
            "url": read_text(event, "URL"),
        }
        fields = Fields(record, self.problems, place)
        talk = read_talk(Event(fields, None, "", scheduled=False), self.slots, self.people, "")
        if talk is None:
            return None
        if event.get("RRULE") is not None:
            # A programme names its hours; what repeats is a calendar of something else
            fields.report(
                "RRULE", "events that happen once, of which only the first is read", "a rule", loses_talk=True
            )
        cancelled = talk.cancelled or read_text(event, "STATUS").strip().upper() == "CANCELLED"
        return replace(talk, cancelled=cancelled, slots=tuple(self._read_slots(event, fields)))

    def _read_slots(self, event: Component, fields: Fields) -> Iterator[Slot]:
        start, end = read_when(event, "DTSTART"), read_when(event, "DTEND")
        length = read_when(event, "DURATION")
        days = 1
        if isinstance(start, date) and start.year > _LAST_YEAR:
            # Reported by whoever reads it, and too far out to reckon with
            length = end = None
        elif isinstance(start, datetime):
            if end is None and isinstance(length, timedelta) and timedelta(0) < length <= _LONGEST:
                end = start + length
        elif isinstance(start, date):
            # The end is the day after the last one
            last = end if isinstance(end, date) and not isinstance(end, datetime) else start
            days, end = min(max((last - start).days, 1), _LONGEST.days), None
        for number in range(days):
            on = start + timedelta(days=number) if number and isinstance(start, date) else start
            record = {"date": show_when(on), "end": show_when(end), "room": read_text(event, "LOCATION")}
            if slot := self.slots.read(Fields(record, self.problems, fields.place), None, ""):
                yield slot


def _split_speakers(description: str) -> tuple[list[str], str]:
    """The speakers that a line of a description names, and the description without that line."""
    lines = description.strip().splitlines()
    for number, line in enumerate(lines):
        match = _SPEAKER_LINE.fullmatch(line.strip()) or (number == 0 and _FIRST_LINE.fullmatch(line.strip())) or None
        if match:
            return split_names(match[1]), "\n".join(lines[:number] + lines[number + 1 :])
    return [], description


def _list_categories(event: Component) -> Iterator[str]:
    for value in list_values(event, "CATEGORIES"):
        yield from map(str, getattr(value, "cats", [value]))
