"""pretalx's own JSON: that of the schedule widget, and pages of its REST API, of all versions.

Written after pretalx (https://docs.pretalx.org/api/). The widget (`/{event}/schedule/widgets/schedule.json`) lists
`talks` with numbers for rooms and tracks, and breaks without a code. The API gives `/submissions/`, `/talks/`,
`/slots/` and `/schedules/latest/`, best with `expand=speakers,slots.room,track,submission_type`; the legacy one has
one `slot` instead of `slots`. Files that sites made of such records are read as well. Answers, notes, e-mail
addresses and other things that people told their conference are never read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.errors import FormatError
from bot.programme.model import Programme, Slot, Talk
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Parsed
from bot.sources._events import Event, gather_talks, read_talk
from bot.sources._fields import Fields, show
from bot.sources._people import People
from bot.sources._records import choose_zone, find_break_kind, rename_fields
from bot.sources._slots import SlotReader
from bot.sources._submissions import Parts, Record, sort_document
from bot.sources._times import find_zone

NAME = "pretalx JSON (widget, REST API)"
TOGETHER = True

_ON_PROGRAMME = ("", "confirmed", "accepted")
_API = re.compile(r"(https?://.+?)/api/events/([\w-]+)/")
_PAGE = re.compile(r"(https?://.+?/[\w-]+)/schedule/")
_OWN_NAMES = {"date": "start", "persons": "speakers", "links": "resources", "type": "submission_type"}


def recognise(document: Document) -> bool:
    """Whether the document is the widget's JSON, a page of the REST API, or holds records of it."""
    parts = Parts()
    if document.is_json:
        sort_document(document.json, parts)
    return bool(parts)


def more(document: Document) -> list[str]:
    """The next page of the REST API."""
    value = document.json if document.is_json else None
    address = value.get("next") if isinstance(value, dict) and "results" in value else None
    return [address] if isinstance(address, str) and address else []


def parse(documents: Mapping[str, Document], hints: Hints) -> Parsed:
    """The programme of all documents together, whatever their order.

    The zone is the widget's, else the hinted one, else a fixed one made of the offset that most hours have. Raises
    FormatError when there are no submissions, and when hours have neither zone nor offset.
    """
    parts, base = Parts(), ""
    for document in documents.values():
        if document.is_json:
            sort_document(document.json, parts)
            base = base or _find_base([document.name, *more(document)])
    if not parts.submissions and not parts.odd:
        what = "slots without their talks: add `expand=submission,submission.speakers,room`" if parts.slots else ""
        what = what or ("speakers without a programme" if parts.speakers else "no talks; they may not be public yet")
        raise FormatError(f"expected submissions of pretalx, got {what}")
    problems = [_report_odd(item) for item in parts.odd]
    zone = choose_zone(parts.timezone, hints, _list_starts(parts))
    if parts.timezone and not find_zone(parts.timezone):
        message = f"expected the name of a time zone, got {show(parts.timezone)}"
        problems.append(Problem("conference", "timezone", message))
    reader = _Reader(parts, problems, SlotReader(zone), base)
    talks = gather_talks(reader.read_all(), problems)
    programme = Programme(hints.title, zone.key if zone else "UTC", talks, version=" ".join(parts.version.split()))
    return Parsed(programme, rename_fields(problems, _OWN_NAMES))


def _find_base(addresses: Iterable[str]) -> str:
    """The conference's own address, as far as one of pretalx's pages gives it away; "" when none does."""
    for address in addresses:
        if match := _API.match(address):
            return f"{match[1]}/{match[2]}/"
        if match := _PAGE.match(address):
            return f"{match[1]}/"
    return ""


def _report_odd(item: object) -> Problem:
    return Problem("record", "", f"expected a submission, got {show(item)}", loses_talk=True)


def _list_starts(parts: Parts) -> Iterator[object]:
    for record in (*parts.submissions, *(slot for slots in parts.slots.values() for slot in slots)):
        yield record.get("start")
        yield from (slot.get("start") for slot in _list_slots(record) if isinstance(slot, dict))


def _list_slots(record: Record) -> list[object]:
    listed = record.get("slots")
    return listed if isinstance(listed, list) else [record["slot"]] if record.get("slot") else []


@dataclass
class _Reader:
    """Makes talks of submissions; collects what is only a number, so that it is reported once for all."""

    parts: Parts
    problems: list[Problem]
    slots: SlotReader
    base: str
    people: People = field(default_factory=People)
    numbers: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    def read_all(self) -> Iterator[Talk]:
        for number, record in enumerate(self.parts.submissions, 1):
            fields = Fields(record, self.problems, f"record {number}")
            state = fields.line("state")
            if state in _ON_PROGRAMME:
                if talk := self._read(fields):
                    yield talk
            else:
                self.states[state] += 1
        self._report_counts()

    def _read(self, fields: Fields) -> Talk | None:
        record, code = fields.data, fields.line("code")
        shown = {
            **{name: record.get(name) for name in ("code", "title", "abstract", "description")},
            "track": self._find_name("track", self.parts.tracks, record.get("track")),
            "type": self._find_name("submission_type", self.parts.types, record.get("submission_type")),
            "language": record.get("content_locale"),
            "url": f"{self.base}talk/{code}/" if self.base and code else "",
            "persons": [p for item in fields.items("speakers") if (p := self._find_person(item)) is not None],
            "links": [_read_resource(item) for item in fields.items("resources") if not isinstance(item, int)],
        }
        told = Fields(shown, self.problems, fields.place)
        talk = read_talk(Event(told, None, "", scheduled=False), self.slots, self.people, "")
        if talk is None:
            return None
        if not code and not talk.speakers:
            talk = replace(talk, kind=find_break_kind(talk.title))
        return replace(talk, slots=tuple(self._read_slots(record, code, told.place)))

    def _read_slots(self, record: Record, code: str, place: str) -> Iterator[Slot]:
        known = self.parts.slots.get(code, [])
        for item in (*_list_slots(record), *known):
            if not isinstance(item, dict):
                # The slot's own page says more of it
                if not known:
                    self.numbers["slots"] += 1
            elif item.get("start"):
                room = self._find_name("room", self.parts.rooms, item.get("room"))
                told = {"date": item["start"], "end": item.get("end"), "duration": item.get("duration"), "room": room}
                if slot := self.slots.read(Fields(told, self.problems, place), None, ""):
                    yield slot

    def _find_name(self, name: str, table: Mapping[str, object], value: object) -> object:
        """The name behind what stands for a room, a track or a type: an object, a number, or the name itself."""
        if isinstance(value, dict):
            return value.get("name") or (value if "id" not in value else None)
        if str(value) in table:
            return table[str(value)]
        if isinstance(value, int) and not isinstance(value, bool):
            self.numbers[name] += 1
            return None
        return value

    def _find_person(self, item: object) -> object:
        if not isinstance(item, str):
            return item
        if item not in self.parts.speakers:
            self.numbers["speakers"] += 1
        return self.parts.speakers.get(item)

    def _report_counts(self) -> None:
        for name, count in self.numbers.items():
            message = f"expected names and hours, got {count} numbers or codes: add `expand=` to the address, such as"
            example = "`?expand=speakers,slots.room,track,submission_type`"
            self.problems.append(Problem("programme", name, f"{message} {example}", loses_talk=name == "slots"))
        for state, count in self.states.items():
            message = f"expected confirmed or accepted, got {count} that are {state}; they are left out"
            self.problems.append(Problem("programme", "state", message))


def _read_resource(item: object) -> object:
    if not isinstance(item, dict):
        return item
    return {"url": item.get("resource") or item.get("url"), "title": item.get("description")}
