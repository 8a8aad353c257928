"""Hours, days, durations and time zones as sources write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import FormatError
from bot.programme.model import DAY_STARTS

_YEARS = range(1970, 2101)
_DURATION = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)(?::([0-5]?\d))?")
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
_LONGEST = timedelta(days=31)


def find_zone(name: str) -> ZoneInfo | None:
    """The time zone of that IANA name, or None."""
    try:
        return ZoneInfo(name) if name else None
    # A folder or an unreadable name are errors of the file system
    except (ValueError, OSError, LookupError):
        return None


def require_zone(name: str) -> ZoneInfo:
    """The time zone that the operator named; raises FormatError when there is none of that name."""
    zone = find_zone(name)
    if zone is None:
        raise FormatError(f'expected the name of a time zone in PROGRAMME_TIMEZONE, got "{name}"')
    return zone


def zone_of_offsets(instants: Iterable[datetime]) -> ZoneInfo | None:
    """A zone for a programme that gives only offsets: that of the most frequent one; None when there is none.

    A whole number of hours gives the fixed zone `Etc/GMT±n` (whose sign is the reverse of the offset's); others,
    which have no such zone, give UTC. The instants are exact either way.
    """
    offsets = Counter(instant.utcoffset() for instant in instants if instant.tzinfo)
    if not offsets:
        return None
    offset = max(offsets, key=lambda found: (offsets[found], found or timedelta(0))) or timedelta(0)
    hours, rest = divmod(offset, timedelta(hours=1))
    named = f"Etc/GMT{-hours:+d}" if hours and not rest else "UTC"
    return find_zone(named) or ZoneInfo("UTC")


def read_instant(text: str) -> datetime | date:
    """An ISO 8601 `text`: a datetime, aware if it has an offset, or a date if it has no hour; raises ValueError."""
    found = date.fromisoformat(text) if len(text) <= len("2014-07-22") else datetime.fromisoformat(text)
    if found.year not in _YEARS:
        raise ValueError(f"year {found.year} is out of range")
    return found


def read_hour(text: str) -> time:
    """An hour such as "9:30" or "14:30:00"; raises ValueError."""
    match = _HOUR.fullmatch(text)
    if not match:
        raise ValueError(f"no hour: {text}")
    return time(int(match[1]), int(match[2]))


def read_duration(text: str) -> timedelta:
    """A duration "HH:MM", "H:MM:SS" or "D:HH:MM:SS", more than nothing and at most 31 days; raises ValueError."""
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"no duration: {text}")
    numbers = [int(number) for number in match.groups() if number is not None]
    if len(numbers) == 4:
        found = timedelta(days=numbers[0], hours=numbers[1], minutes=numbers[2], seconds=numbers[3])
    else:
        hours, minutes, seconds = (*numbers, 0)[:3]
        found = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if not timedelta(0) < found <= _LONGEST:
        raise ValueError(f"a duration out of range: {text}")
    return found


def place_hour(day: date, hour: time) -> datetime:
    """The naive wall-clock time of an `hour` of a conference `day`: an hour before 04:00 is on the next date."""
    placed = datetime.combine(day, hour)
    return placed + timedelta(days=1) if placed - datetime.combine(day, time()) < DAY_STARTS else placed


def make_aware(instant: datetime, zone: ZoneInfo | None) -> datetime:
    """`instant` in UTC; a naive one is on the wall clock of `zone`. Raises FormatError when that is not known."""
    if instant.tzinfo is None:
        if zone is None:
            raise FormatError(
                "expected a time zone, as its hours have neither zone nor offset: set PROGRAMME_TIMEZONE to the hall's"
                ' zone, such as "Europe/Berlin"'
            )
        instant = instant.replace(tzinfo=zone)
    return instant.astimezone(UTC)
