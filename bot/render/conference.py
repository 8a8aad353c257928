"""Sentences about the conference itself: when it starts, how long it is, its rooms, tracks and speakers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.programme.model import Programme
from bot.questions.model import Answer, Want
from bot.render import phrases
from bot.render import relation_phrases as say
from bot.render.languages import language_name
from bot.render.question_phrases import and_more
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
    name = phrases.title_of(programme)
    days, talk_days = programme.days, programme.talk_days
    if not days:
        return say.no_days(name)
    ends, day = which < 0, days[which]
    slots = [slot for talk in programme.talks for slot in talk.slots if talk_days and slot.day == talk_days[which]]
    hours = [instant for slot in slots if (instant := slot.end if which else slot.start)]
    if not hours:
        return say.edge_of_conference(name, day, ends=ends)
    at = hour(max(hours) if which else min(hours), programme.zone)
    talk_day = talk_days[which]
    return say.edge_of_conference(name, day, at, "" if talk_day == day else long_day(talk_day), ends=ends)


def _days(programme: Programme) -> str:
    name, days = phrases.title_of(programme), programme.days
    if not days:
        return say.no_days(name)
    whole = days[-1] - days[0] == timedelta(days=len(days) - 1)
    when = span_of_days(days[0], days[-1]) if whole else join_names([long_day(day) for day in days[:10]])
    rest = len(programme.talk_days)
    return say.days_of_conference(name, len(days), when, rest if rest < len(days) else 0)


def _list(what: str, names: Sequence[str]) -> str:
    count = len(names)
    shown = [name for name in (clean(name) for name in names[:_MOST]) if name]
    while len(", ".join(shown)) > NAMES and len(shown) > 1:
        shown = shown[:-1]
    shown = [shorten(name, _NAME) for name in shown]
    rest = count - len(shown)
    joined = and_more(shown, rest)
    return say.names_of_conference(f"{what}s", escape(shorten(joined, NAMES)), plural(count, what))


def _title(programme: Programme) -> str:
    days = programme.days
    return say.this_is(phrases.title_of(programme), span_of_days(days[0], days[-1]) if days else "")
