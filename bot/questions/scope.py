"""How far a question reaches: whether it asks for anything, and on which days something may fit. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.programme.agenda import Phase
from bot.programme.model import conference_day
from bot.programme.snapshot import Snapshot
from bot.questions.model import Question, Relation, Slots

_OF_A_DAY = (Relation.FIRST, Relation.LAST, Relation.LATER, Relation.EARLIER)


def is_empty(q: Question) -> bool:
    """Whether a question has nothing by which talks could be chosen."""
    asked = (q.topic, q.talks, q.days, q.hours, q.rooms, q.tracks, q.levels, q.kinds, q.languages, q.speakers)
    more = (q.event, q.unknown, q.relation, q.lasting != (None, None), q.excluded != Slots())
    return not (any(asked) or any(more))


def is_about_something(q: Question) -> bool:
    """Whether a question asks for more than a time and a place."""
    return bool(q.topic or q.talks or q.speakers or q.tracks or q.levels or q.kinds or q.event or q.languages)


def days_needed(question: Question, snapshot: Snapshot, now: datetime) -> tuple[date, ...]:
    """The days on which something may fit; () when it may be any."""
    zone = snapshot.programme.zone
    if question.days:
        return question.days
    if question.hours:
        instants = [instant for interval in question.hours for instant in (interval.start, interval.end)]
        return tuple(sorted({conference_day(instant, zone) for instant in instants}))
    today = conference_day(now, zone)
    if question.relation in (Relation.NOW, Relation.LATER, Relation.EARLIER):
        return (today,)
    if question.relation is Relation.NEXT and not is_about_something(question) and not question.rooms:
        following = snapshot.agenda.next_day(today)
        return (today, following) if following else (today,)
    return ()


def with_its_day(question: Question, snapshot: Snapshot, now: datetime) -> Question:
    """The question with the day that "the first talk" or "later" means where none is said."""
    if question.relation not in _OF_A_DAY or question.days or question.hours:
        return question
    today = snapshot.agenda.today(now)
    if question.relation in (Relation.LATER, Relation.EARLIER):
        return replace(question, days=(conference_day(now, snapshot.programme.zone),))
    if today.phase is Phase.DURING and not is_about_something(question):
        return replace(question, days=(today.asked,))
    return question
