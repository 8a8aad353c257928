"""When things are: what is on a day, running now, starting next, and where in the conference a moment lies. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain, islice

from bot.programme.model import Kind, Programme, Slot, Talk, conference_day
from bot.programme.text import natural

# How long a talk is taken to run whose source does not say, unless the room is needed again before
ASSUMED_LENGTH = timedelta(minutes=60)


class Phase(StrEnum):
    """Where a day lies in the conference."""

    UNKNOWN = "unknown"  # nothing is scheduled yet
    BEFORE = "before"
    DURING = "during"  # something is on that day
    BETWEEN = "between"  # a conference day, or a day among them, on which nothing is scheduled
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Entry:
    """One occurrence on the agenda; `end` is the slot's, or a guess where the source gives none (None: no hours)."""

    talk: Talk
    slot: Slot
    end: datetime | None

    @property
    def is_break(self) -> bool:
        """Whether this is a break rather than something to attend."""
        return self.talk.kind is Kind.BREAK


@dataclass(frozen=True, slots=True)
class Today:
    """The day to show to somebody who asks for today: `day` is None when nothing is scheduled at all.

    `asked` is the conference day of the question's moment; `phase` says how the two differ.
    """

    phase: Phase
    asked: date
    day: date | None


class Agenda:
    """The occurrences of a programme by day and hour, sorted once; every question after that is a lookup."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        by_day: dict[date, list[Entry]] = {day: [] for day in programme.days}
        for talk in programme.talks:
            for slot in dict.fromkeys(talk.slots):  # a source may say a thing twice
                by_day[slot.day].append(Entry(talk, slot, slot.end))
        self._by_day = {day: tuple(_with_ends(sorted(entries, key=_order))) for day, entries in by_day.items()}
        # By start, so that what runs or comes is found without looking at the whole conference
        self._timed = sorted(
            (entry for entries in self._by_day.values() for entry in entries if entry.slot.start), key=_order
        )
        self._starts = [_starts(entry) for entry in self._timed]
        self._longest = max((_ends(entry) - _starts(entry) for entry in self._timed), default=timedelta(0))

    def on(self, day: date) -> tuple[Entry, ...]:
        """Everything on a conference day, breaks included: by hour, then room; what has no hour comes last."""
        return self._by_day.get(day, ())

    def talks_on(self, day: date) -> tuple[Entry, ...]:
        """As `on`, without breaks."""
        return tuple(entry for entry in self.on(day) if not entry.is_break)

    def running(self, now: datetime, room: str = "") -> tuple[Entry, ...]:
        """What runs at the aware instant `now`, breaks included and cancelled talks not, in one room or in all."""
        near = self._timed[bisect_left(self._starts, now - self._longest) : bisect_right(self._starts, now)]
        return tuple(entry for entry in near if now < _ends(entry) and not entry.talk.cancelled and _is_in(entry, room))

    def upcoming(self, now: datetime, room: str = "") -> tuple[Entry, ...]:
        """The talks that start next after `now`, all at one instant, with the breaks that start before them."""
        found: list[Entry] = []
        first: datetime | None = None
        for entry in islice(self._timed, bisect_right(self._starts, now), None):
            start = _starts(entry)
            if first is not None and start > first:
                break
            if not entry.talk.cancelled and _is_in(entry, room):
                found.append(entry)
                if not entry.is_break:
                    first = start
        return tuple(found) if first is not None else ()

    def starting(self, first: datetime, last: datetime) -> tuple[Entry, ...]:
        """Everything that starts from one aware instant until another, both included, in order, whatever it is."""
        return tuple(self._timed[bisect_left(self._starts, first) : bisect_right(self._starts, last)])

    def today(self, now: datetime) -> Today:
        """The day to show at `now`: that day, else the next on which something is scheduled, else the last."""
        asked = conference_day(now, self.programme.zone)
        days = self.programme.talk_days
        if not days:
            return Today(Phase.UNKNOWN, asked, None)
        shown = next((day for day in days if day >= asked), days[-1])
        if shown == asked:
            return Today(Phase.DURING, asked, shown)
        span = self.programme.days
        if asked < span[0]:
            return Today(Phase.BEFORE, asked, shown)
        return Today(Phase.AFTER if asked > span[-1] else Phase.BETWEEN, asked, shown)

    def next_day(self, day: date, step: int = 1) -> date | None:
        """The nearest day after (`step` 1) or before (-1) `day` on which something is scheduled."""
        days = [other for other in self.programme.talk_days if (other > day if step > 0 else other < day)]
        return (days[0] if step > 0 else days[-1]) if days else None

    def by_closeness(self, now: datetime) -> Iterator[Talk]:
        """Every talk but breaks once: running ones first, then what comes next in order, then the past ones."""
        today = conference_day(now, self.programme.zone)

        def is_ahead(entry: Entry) -> bool:
            start = entry.slot.start
            return start > now if start else entry.slot.day >= today

        scheduled = [entry for day in sorted(self._by_day) for entry in self._by_day[day]]
        ordered = chain(
            (entry.talk for entry in self.running(now)),
            (entry.talk for entry in scheduled if is_ahead(entry)),
            (entry.talk for entry in scheduled if not is_ahead(entry)),
            (talk for talk in self.programme.talks if not talk.slots),
        )
        seen: set[str] = set()
        for talk in ordered:
            if talk.kind is not Kind.BREAK and talk.id not in seen:
                seen.add(talk.id)
                yield talk


def group_by_start(entries: Iterable[Entry]) -> list[tuple[datetime | None, list[Entry]]]:
    """Sorted entries as (start, those that start then); what has no hour comes last, under None."""
    groups: list[tuple[datetime | None, list[Entry]]] = []
    for entry in entries:
        if not groups or groups[-1][0] != entry.slot.start:
            groups.append((entry.slot.start, []))
        groups[-1][1].append(entry)
    return groups


def _order(entry: Entry) -> tuple[bool, float, bool, tuple[tuple[str | int, ...], ...], str]:
    start, rooms = entry.slot.start, tuple(map(natural, entry.slot.rooms))
    return (start is None, start.timestamp() if start else 0.0, entry.is_break, rooms, entry.talk.title)


def _with_ends(entries: list[Entry]) -> Iterable[Entry]:
    for position, entry in enumerate(entries):
        start = entry.slot.start
        if start is None or entry.end is not None:
            yield entry
            continue
        later = (other.slot.start for other in entries[position + 1 :] if set(other.slot.rooms) & set(entry.slot.rooms))
        needed = next((other for other in later if other and other > start), None)
        assumed = start + ASSUMED_LENGTH
        yield Entry(entry.talk, entry.slot, min(needed, assumed) if needed else assumed)


def _starts(entry: Entry) -> datetime:
    assert entry.slot.start is not None  # noqa: S101 - only entries with hours are in the list this is asked of
    return entry.slot.start


def _ends(entry: Entry) -> datetime:
    return entry.end or _starts(entry)


def _is_in(entry: Entry, room: str) -> bool:
    # A break without a room is everywhere
    return not room or room in entry.slot.rooms or (entry.is_break and not entry.slot.rooms)
