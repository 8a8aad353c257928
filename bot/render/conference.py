"""Sentences about the conference itself: when it starts, how long it is, its rooms, tracks and speakers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.programme.model import Programme
from bot.questions.model import Answer, Want
from bot.render import phrases
from bot.render import question_phrases as say
from bot.render.languages import language_name
from bot.render.text import clean, escape, join_names, plural, shorten
from bot.render.times import hour, long_day, span_of_days

NAMES = 900
_NAME = 60
# More names than fit are not even looked at
_MOST = 300


def conference(programme: Programme, answer: Answer) -> str:
    """The sentence for a question about the conference; "names no rooms" and the like where it does not say."""
    match answer.question.want:
        case Want.START:
            return _edge(programme, answer, 0)
        case Want.END:
            return _edge(programme, answer, -1)
        case Want.DAYS:
            return _days(programme)
        case Want.ROOMS:
            return _list("room", answer.names or programme.rooms)
        case Want.TRACKS:
            return _list("track", answer.names or programme.tracks)
        case Want.LEVELS:
            return _list("level", answer.names or programme.levels)
        case Want.LANGUAGES:
            codes = answer.names or sorted({talk.language for talk in programme.talks if talk.language})
            return _list("language", list(dict.fromkeys(language_name(code) for code in codes)))
        case Want.SPEAKERS:
            names = answer.names or [person.name for person in answer.people or programme.speakers]
            return _list("speaker", names)
    return _title(programme)


def _edge(programme: Programme, answer: Answer, which: int) -> str:
    """When it starts (`which` 0) or ends (-1), and when the first or last talk does where that is another day."""
    name = f"**{phrases.title_of(programme)}**"
    days, talk_days = programme.days, programme.talk_days
    if not days:
        return f"{name} has no days in its programme yet."
    verb, edge = ("ends", "last") if which else ("starts", "first")
    day = days[which]
    said = f"{name} {verb} on **{long_day(day)} {day.year}**"
    slots = [slot for talk in programme.talks for slot in talk.slots if talk_days and slot.day == talk_days[which]]
    hours = [instant for slot in slots if (instant := slot.end if which else slot.start)]
    if not hours:
        return f"{said}."
    instant = max(hours) if which else min(hours)
    at = f"at **{hour(instant, programme.zone)}**"
    on = "" if talk_days[which] == day else f"on **{long_day(talk_days[which])}** "
    return f"{said}; its {edge} entry {verb} {on}{at}."


def _days(programme: Programme) -> str:
    name, days = f"**{phrases.title_of(programme)}**", programme.days
    if not days:
        return f"{name} has no days in its programme yet."
    whole = days[-1] - days[0] == timedelta(days=len(days) - 1)
    when = span_of_days(days[0], days[-1]) if whole else join_names([long_day(day) for day in days[:10]])
    rest = len(programme.talk_days)
    with_talks = f"; there are talks on {rest} of them" if 0 < rest < len(days) else ""
    return f"{name} has **{plural(len(days), 'day')}**: {when}{with_talks}."


def _list(what: str, names: Sequence[str]) -> str:
    count = len(names)
    shown = [name for name in (clean(name) for name in names[:_MOST]) if name]
    while len(", ".join(shown)) > NAMES and len(shown) > 1:
        shown = shown[:-1]
    shown = [shorten(name, _NAME) for name in shown]
    rest = count - len(shown)
    joined = f"{', '.join(shown)} and {rest:,} more" if rest else join_names(shown)
    return say.names_of_conference(f"{what}s", escape(shorten(joined, NAMES)), plural(count, what))


def _title(programme: Programme) -> str:
    days = programme.days
    when = f", {span_of_days(days[0], days[-1])}" if days else ""
    return f"This is **{phrases.title_of(programme)}**{when}."
