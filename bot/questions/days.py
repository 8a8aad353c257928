"""Days: which dates a person means by "Wednesday", "day 2", "23 July" or "tomorrow", in this programme. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from bot.programme.model import conference_day
from bot.questions.lexicon import Lexicon
from bot.questions.patterns import Atom

_RELATIVE = {"ereyesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "overmorrow": 2}
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?")


def find_days(what: str, atoms: Sequence[Atom], lexicon: Lexicon, now: datetime) -> tuple[date, ...]:
    """The dates that a `day` rule means; () when it means none, as "the 31st" in a conference in June."""
    today = conference_day(now, lexicon.zone)
    days = lexicon.days
    values = {atom.kind: atom.value for atom in atoms}
    if what in _RELATIVE:
        return (today + timedelta(days=_RELATIVE[what]),)
    if what == "weekday":
        return (_weekday(int(str(values["WEEKDAY"])), days, today),)
    if what == "weekend":
        return tuple(day for day in days if day.weekday() >= 5) or tuple(_weekday(n, days, today) for n in (5, 6))
    if what == "date":
        return _date(values, days, today)
    number = {"last": len(days), "opening": 1, "lastbutone": len(days) - 1}.get(what)
    if number is None:
        number = _whole(values.get("NUMBER", values.get("ORDINAL", 0)))
    return (days[number - 1],) if 1 <= number <= len(days) else ()


def _whole(number: object) -> int:
    """A number as one; nought for "2.5", which is no day."""
    value = float(str(number))
    return int(value) if value.is_integer() else 0


def _weekday(number: int, days: Sequence[date], today: date) -> date:
    """The programme's day of that name: the coming one where it has several; else the nearest in the calendar."""
    fitting = [day for day in days if day.weekday() == number]
    if fitting:
        return next((day for day in fitting if day >= today), fitting[-1])
    near = min(max(today, days[0]), days[-1]) if days else today
    return near + timedelta(days=(number - near.weekday()) % 7)


def _date(values: dict[str, object], days: Sequence[date], today: date) -> tuple[date, ...]:
    if "DATE" in values:
        return _written(str(values["DATE"]), days, today)
    number = values.get("FIGURE") or values.get("ORDINAL") or values.get("NUMBER")
    return _make(None, int(str(values["MONTH"])) if "MONTH" in values else None, _whole(number or 0), days, today)


def _written(text: str, days: Sequence[date], today: date) -> tuple[date, ...]:
    if found := _ISO.fullmatch(text):
        return _make(int(found[1]), int(found[2]), int(found[3]), days, today)
    found = _DAY_FIRST.fullmatch(text)
    if not found:
        return ()
    year = int(found[3]) if found[3] else None
    if year is not None and year < 100:
        year += 2000
    first, second = int(found[1]), int(found[2])
    readings = [_make(year, month, day, days, today) for day, month in ((first, second), (second, first))]
    return next((days_ for days_ in readings if days_ and days_[0] in days), next(filter(None, readings), ()))


def _make(year: int | None, month: int | None, day: int, days: Sequence[date], today: date) -> tuple[date, ...]:
    """A date of which parts are known: the programme's own where one fits, else in its year."""
    fitting = [
        known
        for known in days
        if known.day == day and (month is None or known.month == month) and (year is None or known.year == year)
    ]
    if fitting:
        return (next((known for known in fitting if known >= today), fitting[-1]),)
    if month is None:
        return ()
    with suppress(ValueError):
        return (date(year or (days[0] if days else today).year, month, day),)
    return ()
