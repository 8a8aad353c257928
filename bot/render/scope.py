"""What a question asked for, in the words of a sentence: "on “docker” on Wednesday 23 July after 13:00". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.programme.model import DAY_STARTS, Kind, Programme, Talk, conference_day
from bot.questions.model import Interval, Question
from bot.render import question_phrases as say
from bot.render.languages import language_name
from bot.render.text import clean, escape, join_names, plural, shorten
from bot.render.times import hour, long_day

TOPIC = 80
NAME = 40
# More alternatives than these are not listed in a sentence
MOST = 3


def scope(
    programme: Programme, question: Question, corrections: Iterable[tuple[str, str]] = (), *, times: bool = True
) -> str:
    """Everything but the kind by which talks were asked for, each part with a blank before it; "" without any.

    `times`: with days and hours.
    """
    topic = _topic(question.topic, corrections)
    names = [programme.speakers_by_id[key].name for key in question.speakers if key in programme.speakers_by_id]
    parts = [
        f" on “{topic}”" if topic else "",
        _alternatives(" by ", names, "one of those people"),
        _alternatives(" in the track ", question.tracks, "one of those tracks"),
        _alternatives(" at the level ", question.levels, "those asked for"),
        _alternatives(" in ", [language_name(code) for code in question.languages], "one of those languages"),
        lasting(question.lasting),
        _alternatives(" in ", question.rooms, "one of those rooms"),
        _days(question, programme.zone) if times else "",
        _hours(question.hours, programme.zone) if times else "",
        say.EXCEPT if any(exceptions(question)) else "",
    ]
    return "".join(parts)


def exceptions(question: Question) -> tuple[object, ...]:
    """What the talks must not be, slot by slot."""
    no = question.excluded
    return (no.topic, no.days, no.rooms, no.tracks, no.levels, no.kinds, no.languages, no.speakers)


def noun_for(question: Question, talks: Iterable[Talk]) -> tuple[str, str]:
    """What the things asked for or found are called: ("workshop", "workshops")."""
    kinds = set(question.kinds) if len(question.kinds) == 1 else {talk.kind for talk in talks}
    if len(kinds) == 1:
        return say.KIND_NOUNS[next(iter(kinds))]
    return say.ENTRY if Kind.BREAK in kinds else say.KIND_NOUNS[Kind.TALK]


def span(intervals: Iterable[Interval], zone: ZoneInfo) -> str:
    """ " between 14:00 and 15:00", " after 13:00", " at 14:00": where all say the same, else ""."""
    said = dict.fromkeys(_span(interval, zone) for interval in intervals)
    return next(iter(said)) if len(said) == 1 else ""


def _span(interval: Interval, zone: ZoneInfo) -> str:
    start, end = hour(interval.start, zone), hour(interval.end, zone)
    if interval.start == interval.end:
        return f" at {start}"
    if _is_edge(interval.start, zone):
        return "" if _is_edge(interval.end, zone) else f" before {end}"
    return f" after {start}" if _is_edge(interval.end, zone) else f" between {start} and {end}"


def _is_edge(instant: datetime, zone: ZoneInfo) -> bool:
    local = instant.astimezone(zone)
    return local.hour * 3600 + local.minute * 60 == DAY_STARTS.total_seconds()


def _hours(intervals: tuple[Interval, ...], zone: ZoneInfo) -> str:
    if not intervals:
        return ""
    said = {_span(interval, zone) for interval in intervals}
    return said.pop() if len(said) == 1 else " at the hours asked for"


def _days(question: Question, zone: ZoneInfo) -> str:
    days: tuple[date, ...] = question.days
    if not days:
        days = tuple(dict.fromkeys(conference_day(interval.start, zone) for interval in question.hours))
        if len(days) != 1:
            return ""
    if len(days) > MOST:
        return f" on those {len(days)} days"
    return f" on {join_names([long_day(day) for day in days], 'or')}"


def _alternatives(before: str, names: Iterable[str], many: str) -> str:
    shown = [name for name in (escape(name, NAME) for name in names) if name]
    if not shown:
        return ""
    return before + (many if len(shown) > MOST else join_names(shown, "or"))


def lasting(minutes: tuple[int | None, int | None]) -> str:
    """ " of at most 40 minutes": the least and most minutes, None for no limit."""
    least, most = minutes
    if least is not None and most is not None:
        length = f"{least} to {most} minutes" if least != most else plural(least, "minute")
        return f" of {length}"
    if least is not None:
        return f" of at least {plural(least, 'minute')}"
    return f" of at most {plural(most, 'minute')}" if most is not None else ""


def _topic(topic: str, corrections: Iterable[tuple[str, str]]) -> str:
    for typed, used in corrections:
        topic = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", lambda _, used=used: used, topic, flags=re.IGNORECASE)  # type: ignore[misc]
    return escape(shorten(clean(topic), TOPIC))
