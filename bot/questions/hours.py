"""Hours: from "half past two", "after lunch" or "in 20 minutes" to intervals on the days asked for. Pure.

The hall's wall clock decides: an hour without am or pm is the one at which something can be on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.programme.agenda import Entry
from bot.programme.model import DAY_STARTS, Kind
from bot.programme.snapshot import Snapshot
from bot.programme.text import fold
from bot.questions.model import How, Interval

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?")
HOUR, HALF_DAY, DAY = 60, 12 * 60, 24 * 60
_DAY_STARTS = int(DAY_STARTS.total_seconds()) // 60
_DAY_ENDS = _DAY_STARTS + DAY
# Parts of a day as people speak of them, in minutes from midnight
_PARTS = {
    "morning": (_DAY_STARTS, 12 * HOUR),
    "earlymorning": (_DAY_STARTS, 10 * HOUR),
    "latemorning": (10 * HOUR, 12 * HOUR),
    "afternoon": (12 * HOUR, 18 * HOUR),
    "earlyafternoon": (12 * HOUR, 15 * HOUR),
    "lateafternoon": (15 * HOUR, 18 * HOUR),
    "evening": (17 * HOUR, _DAY_ENDS),
}
# Where a programme does not list its lunch: the longest gap that begins or ends between these hours, else this
_LUNCH_FROM, _LUNCH_TO, _LUNCH_LEAST = 11 * HOUR + 30, 14 * HOUR + 30, 40
_LUNCH = (12 * HOUR + 30, 13 * HOUR + 30)
_AROUND = 30
_SHORT_TITLE = 5
# What is held by people, or announced at length, and is an event all the same
_CEREMONIES = ("opening", "closing", "registration")
_CEREMONY = "address|session|remarks|ceremony|words|notes|plenary"

# What breaks and the like are called in programmes, whatever the language of the question
EVENTS = {
    "lunch": ("lunch", "mittag", "dejeuner", "almuerzo", "comida", "pranzo", "obiad", "obed"),
    "coffee": ("coffee", "kaffee", "tea", "cafe", "caffe", "kawa", "kava"),
    "breakfast": ("breakfast", "fruhstuck", "petit dejeuner", "desayuno", "colazione", "sniadanie", "snidane"),
    "dinner": ("dinner", "abendessen", "diner", "cena", "kolacja", "vecere", "banquet"),
    "registration": ("registration", "check-in", "registrierung", "anmeldung", "inscription", "accueil", "registro",
                     "registrazione", "rejestracja", "registrace", "badge"),
    "opening": ("opening", "welcome", "eroffnung", "begrussung", "ouverture", "apertura", "bienvenida", "otwarcie",
                "zahajeni"),
    "closing": ("closing", "farewell", "abschluss", "cloture", "clausura", "chiusura", "zamkniecie", "zakonceni"),
    "party": ("party", "social", "reception", "apero", "aperitif", "fiesta", "festa", "impreza", "vecirek", "drinks"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of the day in minutes from midnight; `certain`: morning or afternoon is known."""

    minutes: int
    certain: bool = True


def read_clock(text: str) -> Clock | None:
    """ "14:00", "14.30", "14h30", "9" -> an hour; None for what is none. From 13 on, and with a leading 0, certain."""
    found = _CLOCK.fullmatch(text)
    if not found or int(found[1]) > 24 or int(found[2] or 0) > 59:
        return None
    hour = int(found[1])
    return Clock((hour * HOUR + int(found[2] or 0)) % DAY, hour > 12 or hour == 0 or text.startswith("0"))


def make_clock(what: str, values: Sequence[object]) -> Clock | None:
    """The hour that a `clock` rule means, from the numbers and hours in it; None when there is no such hour."""
    if what in {"noon", "midnight"}:
        return Clock(HALF_DAY if what == "noon" else DAY)
    first = values[0]
    base = first if isinstance(first, Clock) else read_clock(str(first))
    if base is None:
        return None
    if what in {"past", "to"}:
        base, shift = read_clock(str(values[1])), int(float(str(first))) * (1 if what == "past" else -1)
        return Clock(base.minutes + shift, base.certain) if base else None
    if what in {"am", "pm"}:
        hour = base.minutes % HALF_DAY if base.minutes <= HALF_DAY + 59 else base.minutes
        return Clock(hour + (HALF_DAY if what == "pm" and hour < HALF_DAY else 0))
    shift = {"half": 30, "quarter": 15, "toquarter": -15, "halfto": -30}.get(what, 0)
    return Clock((base.minutes + shift) % DAY, base.certain)


def make_span(what: str, values: Sequence[object]) -> int:
    """The minutes that a `span` rule means."""
    fixed = {"hour": 60, "halfhour": 30, "quarterhour": 15, "threequarters": 45, "ninety": 90, "couple": 120}
    if what in fixed:
        return fixed[what]
    number = float(str(values[0]))
    return round(number * HOUR + 30 if what == "plushalf" else number * HOUR if what == "hours" else number)


class Hours:
    """Makes intervals on given days of one programme."""

    def __init__(self, snapshot: Snapshot, days: Iterable[date], now: datetime) -> None:
        self._now = now
        self._agenda = snapshot.agenda
        self._zone = snapshot.programme.zone
        self._days = tuple(days)

    def at(self, day: date, minutes: int) -> datetime:
        """The instant `minutes` after midnight of a day on the hall's clock."""
        days, rest = divmod(minutes, DAY)
        return datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), self._zone).astimezone(UTC)

    def part(self, name: str) -> list[Interval]:
        """A part of each day; talks that start in it."""
        first, last = _PARTS[name]
        return [Interval(self.at(day, first), self.at(day, last)) for day in self._days]

    def moments(
        self, value: object, before: dict[date, datetime] | None = None
    ) -> list[tuple[date, datetime, datetime]]:
        """For each day, from when to when an hour, break or kind of talk lasts; nothing where it has none.

        Of several breaks the one meant is the last of those `before` an instant of the day, else the one to come.
        """
        found = []
        for day in self._days:
            if isinstance(value, Clock):
                instant = self.at(day, self._settle(value, day))
                found.append((day, instant, instant))
            elif span := self._event(day, value, (before or {}).get(day)):
                found.append((day, *span))
        return found

    def make(self, how: str, values: Sequence[object]) -> list[Interval]:
        """The intervals of an `hours` rule: at, about, starting, ending, after, before, during, between."""
        if how == "between" and len(values) > 1:
            ends = {day: start for day, start, _ in self.moments(values[1])}
            first = self.moments(values[0], ends)
            return [Interval(end, _later(ends[day], end)) for day, _, end in first if day in ends]
        first = self.moments(values[0])
        return [self._interval(how, day, start, end) for day, start, end in first]

    def _interval(self, how: str, day: date, start: datetime, end: datetime) -> Interval:
        around = timedelta(minutes=_AROUND)
        match how:
            case "after":
                return Interval(end, self.at(day, _DAY_ENDS))
            case "before":
                return Interval(self.at(day, _DAY_STARTS), start)
            case "about":
                return Interval(start - around, start + around + timedelta(minutes=1))
            case "starting":
                return Interval(start, start + timedelta(minutes=1))
            case "ending":
                return Interval(self.at(day, _DAY_STARTS), start + timedelta(minutes=1), How.ENDS)
            case _:
                return Interval(start, end, How.RUNS)

    def _settle(self, clock: Clock, day: date) -> int:
        """Minutes from midnight: of the two hours that "at 2" may be, the one in the programme's day."""
        minutes = clock.minutes
        if clock.certain:
            return minutes + DAY if minutes < _DAY_STARTS else minutes
        entries = self._agenda.on(day)
        begins = next((entry.slot.start for entry in entries if entry.slot.start), None)
        ends = next((entry.slot.start for entry in reversed(entries) if entry.slot.start), None)
        first = self._minutes(begins, day) if begins else 8 * HOUR
        last = self._minutes(ends, day) if ends else 19 * HOUR
        first -= first % HOUR
        late = minutes + HALF_DAY if minutes < HALF_DAY else minutes
        return minutes if first <= minutes or late > last + 2 * HOUR else late

    def _minutes(self, instant: datetime, day: date) -> int:
        local = instant.astimezone(self._zone)
        return (local.date() - day).days * DAY + local.hour * HOUR + local.minute

    def _event(self, day: date, value: object, before: datetime | None) -> tuple[datetime, datetime] | None:
        spans = [
            (entry.slot.start, entry.end or entry.slot.start)
            for entry in self._agenda.on(day)
            if entry.slot.start and is_event(entry, value)
        ]
        if before is not None:
            spans = [span for span in spans if span[1] <= before][-1:] or spans
        if spans:
            coming = [span for span in spans if span[1] > self._now] if self._now > spans[0][0] else spans
            return (coming or spans[-1:])[0]
        return self._guess_lunch(day) if value == "lunch" else None

    def _guess_lunch(self, day: date) -> tuple[datetime, datetime] | None:
        """The longest stretch at midday in which nothing is on."""
        first, last = self.at(day, _LUNCH_FROM), self.at(day, _LUNCH_TO)
        entries = [entry for entry in self._agenda.talks_on(day) if entry.slot.start and entry.end]
        gaps, free = [], first
        for entry in entries:
            if entry.slot.start and entry.end:
                if free <= entry.slot.start and free < last and entry.slot.start > first:
                    gaps.append((min(entry.slot.start, last) - free, free, entry.slot.start))
                free = max(free, entry.end)
        longest = max(gaps, default=None)
        if longest and longest[0] >= timedelta(minutes=_LUNCH_LEAST):
            return longest[1], min(longest[2], last)
        return (self.at(day, _LUNCH[0]), self.at(day, _LUNCH[1])) if entries else None


def is_event(entry: Entry, value: object) -> bool:
    """Whether an entry is the break, social event or kind of talk that a question names."""
    if isinstance(value, Kind):
        return entry.talk.kind is value
    if value == "break":
        return entry.talk.kind is Kind.BREAK
    title, words = fold(entry.talk.title), EVENTS.get(str(value), ())
    is_talk = entry.talk.kind not in (Kind.BREAK, Kind.SOCIAL)
    if is_talk and (entry.talk.speakers or len(title.split()) > _SHORT_TITLE):
        # "Opening of the conference" by its chair is one, "Party planning with graphs" hardly
        if value not in _CEREMONIES:
            return False
        named = rf"\b({'|'.join(words)})\w* ({_CEREMONY})\b|\b(conference|event) ({'|'.join(words)})\b"
        plain = not entry.talk.speakers and re.match(rf"(\w+ ){{,2}}({'|'.join(words)})\b", title)
        return title.startswith(words) or bool(plain or re.search(named, title))
    return any(re.search(rf"\b{word}", title) for word in words)


def _later(end: datetime, start: datetime) -> datetime:
    return end if end > start else end + timedelta(hours=12)


def meet(intervals: Sequence[Interval], days: int) -> list[Interval]:
    """Where two conditions, each with one interval a day, hold at once: "in the afternoon after three"."""
    if len(intervals) != 2 * days:
        return []
    found = []
    for first, second in zip(intervals[:days], intervals[days:], strict=True):
        start, end = max(first.start, second.start), min(first.end, second.end)
        if start <= end:
            how = second.how if first.how is How.STARTS else first.how
            found.append(Interval(start, end, how))
    return found


def fill_gaps(hours: Sequence[Interval], minutes: int | None, now: datetime, *, any_day: bool) -> list[Interval]:
    """The gaps that a person has to fill, from the hours said and the minutes they last; from now where none are."""
    if not hours:
        return [Interval(now, now + timedelta(minutes=minutes or 60), How.WITHIN)] if any_day else []
    found = []
    for interval in hours:
        start, end = interval.start, interval.end
        if start < now < end:
            start = now
        if end - start < timedelta(minutes=2):
            if minutes is None:
                # How long is not said: what runs in the hour that follows
                found.append(Interval(start, start + timedelta(minutes=HOUR), How.RUNS))
                continue
            end = start + timedelta(minutes=minutes)
        found.append(Interval(start, end, How.WITHIN))
    return found
