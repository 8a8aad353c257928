"""What a question asked for, in the words of a sentence: "on “docker” on Wednesday 23 July after 13:00". Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.programme.model import DAY_STARTS, Kind, Programme, Talk, conference_day
from bot.questions.model import Interval, Question
from bot.render import question_words as words
from bot.render.languages import language_name
from bot.render.text import clean, escape, join_names, shorten
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
    parts = [
        words.on_topic(_topic(question.topic, corrections)),
        _speakers(programme, question.speakers),
        _alternatives(words.TRACKS, question.tracks),
        _alternatives(words.LEVELS, question.levels),
        _alternatives(words.LANGUAGES, map(language_name, question.languages)),
        lasting(question.lasting),
        _alternatives(words.ROOMS, question.rooms),
        _days(question, programme.zone) if times else "",
        _hours(question.hours, programme.zone) if times else "",
        _exceptions(programme, question),
    ]
    return "".join(parts)


def _exceptions(programme: Programme, question: Question) -> str:
    no = question.excluded
    parts = [
        words.on_topic(_topic(no.topic, ())),
        _speakers(programme, no.speakers),
        _alternatives(words.TRACKS, no.tracks),
        _alternatives(words.LEVELS, no.levels),
        _alternatives(words.LANGUAGES, map(language_name, no.languages)),
        _alternatives(words.ROOMS, no.rooms),
        _alternatives(words.DAYS, map(long_day, no.days)),
    ]
    return words.leaving_out([words.KIND_NOUNS[kind][1] for kind in no.kinds], [part for part in parts if part])


def _speakers(programme: Programme, ids: Iterable[str]) -> str:
    known = programme.speakers_by_id
    return _alternatives(words.SPEAKERS, [known[key].name for key in ids if key in known])


def noun_for(question: Question, talks: Iterable[Talk]) -> tuple[str, str]:
    """What the things asked for or found are called: ("workshop", "workshops")."""
    kinds = set(question.kinds) if len(question.kinds) == 1 else {talk.kind for talk in talks}
    if len(kinds) == 1:
        return words.KIND_NOUNS[next(iter(kinds))]
    return words.ENTRY if Kind.BREAK in kinds else words.KIND_NOUNS[Kind.TALK]


def span(intervals: Iterable[Interval], zone: ZoneInfo, between: Callable[[str, str], str] = words.between) -> str:
    """ " between 14:00 and 15:00", " after 13:00", " at 14:00": where all say the same, else ""."""
    said = dict.fromkeys(_span(interval, zone, between) for interval in intervals)
    return next(iter(said)) if len(said) == 1 else ""


def _span(interval: Interval, zone: ZoneInfo, between: Callable[[str, str], str] = words.between) -> str:
    start, end = hour(interval.start, zone), hour(interval.end, zone)
    if interval.start == interval.end:
        return words.at(start)
    if _is_edge(interval.start, zone):
        return "" if _is_edge(interval.end, zone) else words.before(end)
    return words.after(start) if _is_edge(interval.end, zone) else between(start, end)


def _is_edge(instant: datetime, zone: ZoneInfo) -> bool:
    local = instant.astimezone(zone)
    return local.hour * 3600 + local.minute * 60 == DAY_STARTS.total_seconds()


def _hours(intervals: tuple[Interval, ...], zone: ZoneInfo) -> str:
    if not intervals:
        return ""
    said = {_span(interval, zone) for interval in intervals}
    return said.pop() if len(said) == 1 else words.AT_SEVERAL_HOURS


def _days(question: Question, zone: ZoneInfo) -> str:
    days: tuple[date, ...] = question.days
    if not days:
        days = tuple(dict.fromkeys(conference_day(interval.start, zone) for interval in question.hours))
        if len(days) != 1:
            return ""
    return _alternatives(words.DAYS, map(long_day, days))


def _alternatives(part: words.Alternatives, names: Iterable[str]) -> str:
    shown = [name for name in (escape(name, NAME) for name in names) if name]
    if not shown:
        return ""
    return part.many.format(len(shown)) if len(shown) > MOST else part.few.format(join_names(shown, "or"))


def lasting(minutes: tuple[int | None, int | None]) -> str:
    """ " of at most 40 minutes": the least and most minutes, None for no limit."""
    return words.lasting(*minutes)


def _topic(topic: str, corrections: Iterable[tuple[str, str]]) -> str:
    for typed, used in corrections:
        topic = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", lambda _, used=used: used, topic, flags=re.IGNORECASE)  # type: ignore[misc]
    return escape(shorten(clean(topic), TOPIC))
