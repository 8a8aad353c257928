"""One row of a table made into an event in the terms of the schedule JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.programme.model import Talk
from bot.programme.problems import Problem
from bot.programme.text import fold
from bot.sources._cells import read_clocks, read_day, read_minutes, read_offset
from bot.sources._events import Event, read_talk
from bot.sources._fields import Fields
from bot.sources._people import People, names_nobody
from bot.sources._records import find_language, split_names
from bot.sources._slots import SlotReader

_OFF_PROGRAMME = frozenset({"rejected", "declined", "withdrawn", "draft", "submitted", "waitlisted"})
_CANCELLED = frozenset({"cancelled", "canceled", "abgesagt", "annule", "cancelado", "annullato"})
# A talk from the evening to a smaller hour ends after midnight; any other is a mistake
_EVENING, _NIGHT = time(17), time(7)


@dataclass(frozen=True)
class Row:
    """The cells of one row, under the fields that their columns are; `number` counts as spreadsheets do."""

    cells: Sequence[str]
    columns: Mapping[str, Sequence[int]]
    problems: list[Problem]
    number: int

    def texts(self, *fields: str) -> list[str]:
        """The cells of these fields that are not empty."""
        numbers = [number for field in fields for number in self.columns.get(field, ())]
        return [self.cells[number] for number in numbers if number < len(self.cells) and self.cells[number]]

    def cell(self, field: str) -> str:
        """The first cell of a field that is not empty; "" when there is none."""
        return next(iter(self.texts(field)), "")

    def make_event(self, *, day_first: bool) -> Event:
        """The event of this row; what is wrong with its hours is reported."""
        fields = Fields({}, self.problems, self.cell("id") or self.cell("title") or f"row {self.number}")
        start, end = self._read_hours(fields, day_first=day_first)
        video = self.cell("video")
        record = {
            **{name: self.cell(name) for name in ("title", "subtitle", "track", "level", "abstract", "description")},
            "code": self.cell("id"),
            "type": self.cell("kind"),
            "language": find_language(self.cell("language")),
            "persons": [name for name in self._list_speakers() if not names_nobody(name)],
            "url": self.cell("url"),
            "links": [{"title": "Video", "url": video}] if video else [],
            "room": self.cell("room"),
            "date": start.isoformat() if start else "",
            "end": end.isoformat() if end else "",
        }
        return Event(Fields(record, self.problems, f"row {self.number}"), None, "", scheduled=start is not None)

    def read(self, event: Event, slots: SlotReader, people: People) -> Talk | None:
        """The talk of this row's event; None, and a problem, where it is none or is not on the programme."""
        status = fold(self.cell("status"))
        if status in _OFF_PROGRAMME:
            event.fields.report("status", "a talk on the programme", status)
            return None
        talk = read_talk(event, slots, people, "")
        return replace(talk, cancelled=True) if talk and status in _CANCELLED else talk

    def _list_speakers(self) -> list[str]:
        whole = " ".join(self.texts("first name", "last name"))
        return [name for cell in self.texts("speakers") for name in split_names(cell)] or [whole] * bool(whole)

    def _read_hours(self, fields: Fields, *, day_first: bool) -> tuple[date | None, datetime | None]:
        """The start, or the day where there is no hour, and the end; naive but for an offset in the cell."""
        on = _read_day(fields, "date", self.cell("date"), day_first=day_first)
        text = self.cell("start")
        on = _read_day(fields, "start", text, day_first=day_first) or on
        clocks = _read_clocks(fields, "start", text) or _read_clocks(fields, "date", self.cell("date"))
        if text and not clocks and _read_nothing(text, day_first=day_first):
            fields.report("start", "an hour such as 14:30", text)
        if on is None:
            if (clocks or self.cell("date") or text) and not any(p.loses_talk for p in self._own(fields)):
                fields.report("date", "a day such as 2026-05-14", self.cell("date") or text, loses_talk=True)
            return None, None
        if not clocks:
            return on, None
        start = datetime.combine(on, clocks[0], read_offset(text))
        return start, self._read_end(fields, start, clocks, day_first=day_first)

    def _own(self, fields: Fields) -> list[Problem]:
        return [problem for problem in self.problems if problem.talk == fields.place]

    def _read_end(self, fields: Fields, start: datetime, clocks: list[time], *, day_first: bool) -> datetime | None:
        text = self.cell("end")
        ends = _read_clocks(fields, "end", text) or clocks[1:2]
        if ends:
            days = [self.cell("end date"), text]
            on = next(filter(None, (_read_day(fields, "end", day, day_first=day_first) for day in days)), None)
            overnight = on is None and start.time() >= _EVENING and ends[0] <= _NIGHT
            day = on or start.date() + timedelta(days=overnight)
            return datetime.combine(day, ends[0], read_offset(text) or start.tzinfo)
        if text:
            fields.report("end", "an hour such as 14:30", text)
        if length := self.cell("duration"):
            try:
                return start + read_minutes(length)
            except ValueError:
                fields.report("duration", "a length such as 45 or 0:45", length)
        return None


def _read_day(fields: Fields, name: str, text: str, *, day_first: bool) -> date | None:
    try:
        return read_day(text, day_first=day_first)
    except ValueError:
        fields.report(name, "a day of the calendar", text, loses_talk=name != "end")
        return None


def _read_clocks(fields: Fields, name: str, text: str) -> list[time]:
    try:
        return read_clocks(text)
    except ValueError:
        fields.report(name, "an hour of the day", text)
        return []


def _read_nothing(text: str, *, day_first: bool) -> bool:
    """Whether a cell holds neither a day nor an hour, right or wrong."""
    try:
        return not read_clocks(text) and not read_day(text, day_first=day_first)
    except ValueError:
        return False
