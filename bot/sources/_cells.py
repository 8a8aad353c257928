"""Days, hours and lengths as people type them into the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone

from bot.programme.text import fold
from bot.sources._times import read_instant

_NUMBERS = re.compile(r"(?<!\d)(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:of |de )?([^\W\d_]{3,})\.?,?\s+(?:de )?(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d.:/-])(\d{1,2})(?:(?:[:.h](\d\d)(?::\d\d(?:\.\d+)?)?)\s*(a\.?m\b|p\.?m\b)?|\s*(a\.?m\b|p\.?m\b)|h\b|\s+uhr)"
    r"(?![\d:/])"
)
# Only behind a whole instant: "9:00-10:00" is a range
_OFFSET = re.compile(r"(\d{4}-\d\d-\d\d[t ]\d\d:\d\d\S*?)\s*(z|utc|[+-]\d\d:?\d\d)")
# The first three or four letters of the months in English, German, French, Spanish, Italian and Portuguese
_MONTHS = (
    *("jan ene gen", "feb fev fevr", "mar marz mars", "apr avr abr", "may mai mag", "jun juin giu"),
    *("jul juil lug", "aug aout ago", "sep set sept", "oct okt ott out", "nov", "dec dez dic"),
)
_UNITS = re.compile(
    r"(?:(\d{1,3})\s*(?:h|hours?|hrs?|stunden?|std)\b)?\s*(?:(\d{1,4})\s*(?:m|mins?|minutes?|minuten)?\b)?"
)
_LONGEST = timedelta(days=31)
# Of a longer cell only so much is searched: it holds a text, and patterns take long over one
_SEARCHED = 100


def find_day_first(cells: Iterable[str]) -> bool:
    """Whether "09-10-2026" is the 9th of October in these cells: a number over 12 tells, else the shorter conference.

    Where both orders are as likely the day is first, as it is everywhere but in the United States.
    """
    pairs = [
        (int(m[1]), int(m[3]), int(m[4]))
        for cell in cells
        for m in _NUMBERS.finditer(cell[:_SEARCHED])
        if len(m[1]) < 3
    ]
    if any(first > 12 for first, _, _ in pairs):
        return True
    if any(second > 12 for _, second, _ in pairs):
        return False
    spans = [
        max(numbers, default=0) - min(numbers, default=0)
        for numbers in (
            [y * 372 + second * 31 + first for first, second, y in pairs],
            [y * 372 + first * 31 + second for first, second, y in pairs],
        )
    ]
    return spans[0] <= spans[1]


def read_day(text: str, *, day_first: bool) -> date | None:
    """The day in a cell such as "14.05.2026", "Thu, May 14, 2026" or "2026-05-14 09:00"; None when there is none.

    Raises ValueError for a day that does not exist or lies far off.
    """
    folded = fold(text[:_SEARCHED])
    found: tuple[int, int, int] | None = None
    if match := _NUMBERS.search(folded):
        first, second, third = int(match[1]), int(match[3]), int(match[4])
        if len(match[1]) == 4:
            found = first, second, third
        else:
            year = third + 2000 if len(match[4]) == 2 else third
            found = (year, second, first) if day_first or match[2] == "." else (year, first, second)
    elif (match := _DAY_MONTH.search(folded)) and (month := _find_month(match[2])):
        found = int(match[3]), month, int(match[1])
    elif (match := _MONTH_DAY.search(folded)) and (month := _find_month(match[1])):
        found = int(match[3]), month, int(match[2])
    if found is None:
        return None
    day = date(*found)
    read_instant(day.isoformat())
    return day


def read_clocks(text: str) -> list[time]:
    """The hours in a cell such as "9:00", "2.30 pm", "14h", or "09:00–09:45"; raises ValueError for "25:00"."""
    return [_read_clock(match) for match in _CLOCK.finditer(_drop_day(fold(text[:_SEARCHED])))]


def read_offset(text: str) -> timezone | None:
    """The offset behind the hour in a cell such as "2026-05-14 09:00 +02:00"; None when there is none."""
    match = _OFFSET.fullmatch(fold(text[:_SEARCHED]).strip())
    if not match:
        return None
    found = datetime.strptime("+0000" if match[2] in ("z", "utc") else match[2], "%z").tzinfo
    return found if isinstance(found, timezone) else None


def read_minutes(text: str) -> timedelta:
    """A length such as "45", "45 min", "1 h 30", "1:30" or "0:45:00"; raises ValueError, also for none at all."""
    folded = fold(text[:_SEARCHED]).strip()
    if match := re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::\d\d)?", folded):
        found = timedelta(hours=int(match[1]), minutes=int(match[2]))
    elif (match := _UNITS.fullmatch(folded)) and (match[1] or match[2]):
        found = timedelta(hours=int(match[1] or 0), minutes=int(match[2] or 0))
    else:
        raise ValueError(f"no length: {text}")
    if not timedelta(0) < found <= _LONGEST:
        raise ValueError(f"a length out of range: {text}")
    return found


def _find_month(word: str) -> int:
    return next((n for n, starts in enumerate(_MONTHS, 1) if word.startswith(tuple(starts.split()))), 0)


def _drop_day(folded: str) -> str:
    # Neither "14.05.2026" nor the offset of an instant may look like an hour
    bare = _OFFSET.sub(r"\1", folded)
    return _NUMBERS.sub(" ", re.sub(r"(?<=\d)t(?=\d\d:)", " ", bare))


def _read_clock(match: re.Match[str]) -> time:
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or match[4] or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"no hour: {match[0]}")
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute)
