"""What autocomplete offers, and what free text in its place means. Pure; within Discord's limits for choices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from discord.app_commands import Choice

from bot.programme.agenda import Agenda
from bot.programme.model import Programme, Speaker, Talk, conference_day
from bot.programme.text import fold
from bot.render.limits import OPTION_TEXT, OPTIONS
from bot.render.lines import when
from bot.render.text import clean, plural, shorten
from bot.render.times import long_day

_NUMBER = re.compile(r"\d+")
_HOUR = re.compile(r"(\d{1,2})(?:[:.h ]?([0-5]\d))?\s*(h|uhr|[ap]\.?m\.?)?")
_MORNING = range(12, 24)
"""Half hours from 06:00 on."""


def talks(programme: Programme, found: Iterable[Talk]) -> list[Choice[str]]:
    """Talks by title, with their hour where there is room for it; the value is the talk's id."""
    chosen = []
    for talk in list(found)[:OPTIONS]:
        hint = f" · {when(talk.slots[0], programme.zone)}" if talk.slots else ""
        title = shorten(clean(talk.title), OPTION_TEXT - len(hint)) or "…"
        chosen.append(Choice(name=title + hint, value=talk.id))
    return chosen


def speakers(programme: Programme, found: Iterable[Speaker]) -> list[Choice[str]]:
    """Speakers by name; the value is the speaker's id."""
    chosen = []
    for speaker in list(found)[:OPTIONS]:
        count = len(programme.talks_by_speaker.get(speaker.id, ()))
        hint = f" · {plural(count, 'talk')}" if count > 1 else ""
        chosen.append(
            Choice(name=(shorten(clean(speaker.name), OPTION_TEXT - len(hint)) or "…") + hint, value=speaker.id)
        )
    return chosen


def queries(typed: str, found: Iterable[Talk]) -> list[Choice[str]]:
    """What was typed, first, then titles."""
    texts = [clean(typed), *(clean(talk.title) for talk in found)]
    short = dict.fromkeys(shorten(text, OPTION_TEXT) for text in texts if text)
    return [Choice(name=text, value=text) for text in list(short)[:OPTIONS]]


def days(agenda: Agenda, typed: str) -> list[Choice[str]]:
    """The conference's days with their number of talks; those that fit what is typed, or all when none does."""
    all_days = agenda.programme.days
    wanted = fold(typed).strip()
    fitting = [day for day in all_days if wanted in fold(f"{long_day(day)} {day.isoformat()}")] or list(all_days)
    if len(fitting) > OPTIONS:  # a programme that runs for weeks: its days with talks first
        fitting = [day for day in fitting if agenda.talks_on(day)] or fitting
    return [Choice(name=f"{long_day(day)} · {_count(agenda, day)}", value=day.isoformat()) for day in fitting[:OPTIONS]]


def _count(agenda: Agenda, day: date) -> str:
    count = len(agenda.talks_on(day))
    return plural(count, "talk") if count else "no talks"


def names(known: Sequence[str], typed: str) -> list[Choice[str]]:
    """Rooms, tracks or levels that fit what is typed: those that begin with it first."""
    wanted = fold(typed).strip()
    fitting = [name for name in known if wanted in fold(name)]
    fitting.sort(key=lambda name: not fold(name).startswith(wanted))
    shown = [clean(name) for name in fitting[:OPTIONS]]
    return [Choice(name=shorten(name, OPTION_TEXT), value=shorten(name, OPTION_TEXT)) for name in shown if name]


def find_name(known: Sequence[str], typed: str) -> str | None:
    """The one of `known` that free text means: the same but for case and accents, else the only one it is part of.

    A name too long for a choice is found by its shortened form; "C1" finds "C01".
    """
    wanted = _plain(typed)
    # What was chosen from the list first: two names may differ in nothing but case
    same = [name for name in known if shorten(clean(name), OPTION_TEXT) == typed]
    same = same or [name for name in known if _plain(name) == wanted]
    if same:
        return same[0]
    loose = _without_zeros(wanted)
    for fits in (
        [name for name in known if _without_zeros(_plain(name)) == loose],
        [name for name in known if wanted and wanted in _plain(name)],
    ):
        if len(fits) == 1:
            return fits[0]
    return None


def _plain(text: str) -> str:
    return " ".join(fold(clean(text)).split())


def _without_zeros(text: str) -> str:
    return _NUMBER.sub(lambda number: number[0].lstrip("0") or "0", text.replace(" ", ""))


def hours(typed: str) -> list[Choice[str]]:
    """Hours that what is typed means or begins; those of a morning when nothing is."""
    text, found = typed.strip(), find_hour(typed)
    halves = [_hour(30 * n) for n in range(48)]
    fitting = [half for half in halves if half.startswith(text) or half.removeprefix("0").startswith(text)]
    shown = [_hour(found)] if found is not None else []
    shown += fitting if text else [halves[n] for n in _MORNING]
    return [Choice(name=half, value=half) for half in list(dict.fromkeys(shown))[:OPTIONS]]


def find_hour(typed: str) -> int | None:
    """Minutes after midnight: "08:00", "8", "8.30", "0800", "8h30", "6 pm"; None for anything else."""
    match = _HOUR.fullmatch(typed.strip().lower())
    if match is None:
        return None
    hour, minute, after = int(match[1]), int(match[2] or 0), (match[3] or "")[:1]
    if after in ("a", "p"):
        return (hour % 12 + 12 * (after == "p")) * 60 + minute if 1 <= hour <= 12 else None
    return hour * 60 + minute if hour < 24 else None


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def find_day(programme: Programme, typed: str, now: datetime) -> date | None:
    """The conference day that free text means: "2014-07-23", "Wednesday", "wed 23", "23 July", "today", "day 2"."""
    text = fold(typed).strip()
    today = conference_day(now, programme.zone)
    fixed = {"today": today, "tomorrow": today + timedelta(days=1), "yesterday": today - timedelta(days=1)}
    if text in fixed:
        return fixed[text]
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    if ordinal := re.fullmatch(r"(?:day\s*)(\d{1,2})", text):
        number = int(ordinal[1])
        return programme.days[number - 1] if 0 < number <= len(programme.days) else None
    words = re.findall(r"[a-z]+|\d+", re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", text))
    fitting = [day for day in programme.days if words and all(_names_day(word, day) for word in words)]
    return fitting[0] if fitting else None


def _names_day(word: str, day: date) -> bool:
    if word.isdigit():
        return int(word) in (day.day, day.year)
    weekday, _, month = fold(long_day(day)).split()
    return len(word) >= 3 and (weekday.startswith(word) or month.startswith(word))
