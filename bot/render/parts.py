"""How a long day is cut into parts that each fit a card: at the natural hours first, then between two starts. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.programme.agenda import Entry, group_by_start
from bot.programme.model import DAY_STARTS
from bot.render import phrases
from bot.render.limits import OPTIONS

_NOON, _SIX = timedelta(hours=12), timedelta(hours=18)
# A break that starts then is taken for lunch, and parts the morning from the afternoon
_LUNCH = (time(11, 30), time(13, 15))


@dataclass(frozen=True, slots=True)
class Part:
    """Positions of a day's entries that are shown together, and their time of day in words ("": the whole day)."""

    positions: range
    name: str = ""


def cut(entries: Sequence[Entry], sizes: Sequence[int], budget: int, zone: ZoneInfo) -> tuple[Part, ...]:
    """The parts of a day: one where that fits, else cut at noon, at six, and before what has no hour, where needed.

    `entries` are in order, `sizes` what the lines of each weigh; a part has at most `budget` of it and 25 talks. A
    time of day that holds more is cut between two starts, into parts of about the same length.
    """

    def fits(positions: range, percent: int = 100) -> bool:
        talks = sum(not entries[n].is_break for n in positions)
        return 100 * talks <= percent * OPTIONS and 100 * sum(sizes[n] for n in positions) <= percent * budget

    whole = range(len(entries))
    if fits(whole):
        return (Part(whole),)
    names = _name_hours(entries, zone)
    stretches: list[range] = []
    for _, positions in groupby(whole, lambda n: names[n]):
        found = list(positions)
        stretches.append(range(found[0], found[-1] + 1))
    # From the end, so that noon is where a day is cut first
    merged: list[range] = []
    for stretch in reversed(stretches):
        if merged and fits(range(stretch.start, merged[0].stop)):
            stretch = range(stretch.start, merged.pop(0).stop)
        merged.insert(0, stretch)
    pieces = [piece for stretch in merged for piece in _cut_evenly(stretch, entries, fits)]
    return tuple(Part(piece, _join(names[piece.start : piece.stop])) for piece in pieces)


def _name_hours(entries: Sequence[Entry], zone: ZoneInfo) -> list[str]:
    """The time of day of each entry in words; the hours after midnight belong to the evening."""
    # On wall-clock time, counted from the start of the conference day
    clocks = [entry.slot.start.astimezone(zone).replace(tzinfo=None) if entry.slot.start else None for entry in entries]
    lunch = [c for c, entry in zip(clocks, entries, strict=True) if c and entry.is_break and _is_lunch(c.time())]
    names = []
    for clock in clocks:
        if clock is None:
            names.append(phrases.NO_HOUR)
            continue
        midnight = (clock - DAY_STARTS).replace(hour=0, minute=0, second=0, microsecond=0)
        noon = lunch[0] - midnight if lunch else _NOON
        passed = clock - midnight
        names.append(phrases.MORNING if passed < noon else phrases.AFTERNOON if passed < _SIX else phrases.EVENING)
    return names


def _is_lunch(clock: time) -> bool:
    return _LUNCH[0] <= clock <= _LUNCH[1]


def _join(names: Iterable[str]) -> str:
    """ "afternoon and evening"; "" for all three."""
    found = list(dict.fromkeys(names))
    timed = [name for name in found if name != phrases.NO_HOUR] or found
    return " and ".join(timed) if len(timed) < 3 else ""


def _cut_evenly(stretch: range, entries: Sequence[Entry], fits: Callable[..., bool]) -> list[range]:
    """A stretch in as few pieces as fit, about as full each, cut between two starts where that is possible."""
    units: list[range] = []
    position = stretch.start
    for _, group in group_by_start(entries[stretch.start : stretch.stop]):
        unit = range(position, position + len(group))
        units += [unit] if fits(unit) else [range(n, n + 1) for n in unit]
        position = unit.stop
    fewest = _pack(units, fits, 100)
    for percent in range(4, 100, 4):
        if len(even := _pack(units, fits, percent)) == len(fewest):
            return even
    return fewest


def _pack(units: Sequence[range], fits: Callable[..., bool], percent: int) -> list[range]:
    """Units one after the other in pieces that are so full at most, but for a unit that has more by itself."""
    pieces: list[range] = []
    for unit in units:
        if pieces and fits(range(pieces[-1].start, unit.stop), percent):
            pieces[-1] = range(pieces[-1].start, unit.stop)
        else:
            pieces.append(unit)
    return pieces
