"""When and where a talk of the schedule JSON or XML takes place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.programme.model import Slot, conference_day
from bot.sources._fields import Fields
from bot.sources._times import make_aware, place_hour, read_duration, read_hour, read_instant


@dataclass(frozen=True)
class SlotReader:
    """Reads the slot of one event; naive hours are on the wall clock of `zone` (None: they raise FormatError)."""

    zone: ZoneInfo | None

    def read(self, fields: Fields, day: date | None, room: str) -> Slot | None:
        """The slot of an event that stands under `day` and `room`; None, and a problem, when it can't be placed."""
        rooms = tuple(filter(None, [fields.line("room") or room]))
        start, found_day, trouble = self._read_start(fields, day)
        if start is None:
            if found_day is None:
                fields.report(*(trouble or ("date", "a date", None)), loses_talk=True)
                return None
            if trouble:
                fields.report(*trouble)
            return Slot(found_day, rooms=rooms)
        if trouble:
            fields.report(*trouble)
        # An instant has an offset even where no zone is known; then days are those of UTC
        on = conference_day(start, self.zone or ZoneInfo("UTC"))
        return Slot(on, start, self._read_end(fields, start), rooms)

    def _read_start(
        self, fields: Fields, day: date | None
    ) -> tuple[datetime | None, date | None, tuple[str, str, object] | None]:
        """The start, else the day, and what was wrong on the way (field, expected, given)."""
        trouble: tuple[str, str, object] | None = None
        text = fields.line("date")
        if text:
            try:
                found = read_instant(text)
            except ValueError:
                trouble = ("date", "a date with an hour", text)
            else:
                if isinstance(found, datetime):
                    return make_aware(found, self.zone), None, None
                day = found
        hour = fields.line("start")
        if hour:
            try:
                at = _read_hour_or_instant(hour, day)
            except ValueError:
                trouble = trouble or ("start", "an hour such as 14:30", hour)
            else:
                if isinstance(at, datetime):
                    return make_aware(at, self.zone), None, trouble
                day = at
        return None, day, trouble

    def _read_end(self, fields: Fields, start: datetime) -> datetime | None:
        text = fields.line("end")
        if text:
            try:
                found = read_instant(text)
            except ValueError:
                fields.report("end", "a date with an hour", text)
            else:
                end = make_aware(found, self.zone) if isinstance(found, datetime) else None
                if end and end > start:
                    return end
                fields.report("end", f"an instant after the start ({start.isoformat()})", text)
        text = fields.line("duration")
        if text and text.strip("0:"):
            try:
                return start + _read_length(text)
            except ValueError:
                fields.report("duration", "a duration such as 0:45", text)
        return None


def _read_length(text: str) -> timedelta:
    return read_duration(f"{int(text) // 60}:{int(text) % 60}" if text.isdecimal() and len(text) < 5 else text)


def _read_hour_or_instant(text: str, day: date | None) -> datetime | date | None:
    """The hour on its `day`; some write a whole instant, or another day, in its place. Raises ValueError."""
    try:
        hour = read_hour(text)
    except ValueError:
        return read_instant(text)
    return place_hour(day, hour) if day else None
