"""Sentences about talks that lie so to now, to each other or to another talk: next, first, similar. Pure."""

from __future__ import annotations

from collections.abc import Callable

from bot.programme.model import Programme
from bot.questions.model import Answer, Relation
from bot.render import question_words as words
from bot.render import relation_phrases as say
from bot.render.lines import rooms_of, title_of
from bot.render.said import counted, first, names_of, places, slots_of
from bot.render.scope import NAME, noun_for, scope, span
from bot.render.text import plural
from bot.render.times import hour

Tell = Callable[[Programme, Answer], str]


def first_or_last(programme: Programme, answer: Answer) -> str:
    """What begins or ends the time asked for."""
    which = "first" if answer.question.relation is Relation.FIRST else "last"
    talk, title = first(answer)
    what = scope(programme, answer.question, answer.corrections)
    one, several = noun_for(answer.question, answer.talks)
    if len(answer.talks) > 1:
        return say.several_edge(which, several, what, len(answer.talks))
    return say.one_edge(which, one, what, title, places(answer, talk, programme.zone))


def _now(programme: Programme, answer: Answer) -> str:
    talks = answer.talks
    if len(talks) == 1:
        talk, title = first(answer)
        slots = slots_of(answer, talk)
        rooms = rooms_of(slots[0], NAME) if slots else ""
        return say.on_now(title, rooms)
    what = scope(programme, answer.question, answer.corrections, times=False)
    return say.several_now(counted(answer, len(talks)), what)


def _next(programme: Programme, answer: Answer) -> str:
    starts = {item.slot.start for item in answer.items if item.slot}
    if len(answer.talks) == 1:
        talk, title = first(answer)
        return say.next_is(title, places(answer, talk, programme.zone))
    start = next(iter(starts)) if len(starts) == 1 else None
    at = hour(start, programme.zone) if start else ""
    what = scope(programme, answer.question, answer.corrections, times=False)
    return say.several_next(at, counted(answer, len(answer.talks)), what)


def _free(programme: Programme, answer: Answer) -> str:
    hours, zone = answer.question.hours, programme.zone
    what = span(hours, zone, words.from_to)
    ends = [item.slot.end if item.slot else None for item in answer.items]
    limits = [interval.end for interval in hours]
    known = [end for end in ends if end]
    by = max(known) if len(limits) == 1 and len(known) == len(ends) and max(known) <= limits[0] else None
    if len(answer.talks) == 1:
        talk, title = first(answer)
        return say.one_fits(what, title, places(answer, talk, zone))
    return say.free(
        plural(len(answer.talks), *noun_for(answer.question, answer.talks)), what, hour(by, zone) if by else ""
    )


def _related(relation: Relation) -> Tell:
    """Sentences about what lies so to the talk that is referred to."""

    def tell(programme: Programme, answer: Answer) -> str:
        reference = title_of(answer.reference, 100) if answer.reference else words.THAT
        if len(answer.talks) > 1:
            return say.several_related(relation, reference, counted(answer, len(answer.talks)))
        talk, title = first(answer)
        return say.one_related(relation, reference, title, places(answer, talk, programme.zone))

    return tell


def _else(programme: Programme, answer: Answer) -> str:
    """What the same people give besides the talk that is referred to; without one, all that they give."""
    known = [programme.speakers_by_id.get(key) for key in answer.question.speakers]
    people = answer.reference.speakers if answer.reference else [person for person in known if person]
    talks = counted(answer, len(answer.talks))
    return say.give_more(names_of(people), talks, several=len(people) != 1, also=answer.reference is not None)


def _later(programme: Programme, answer: Answer) -> str:
    what = scope(programme, answer.question, answer.corrections)
    return say.still_or_earlier(
        counted(answer, len(answer.talks)), what, still=answer.question.relation is Relation.LATER
    )


RELATIONS: dict[Relation, Tell] = {
    Relation.NOW: _now,
    Relation.NEXT: _next,
    Relation.LATER: _later,
    Relation.EARLIER: _later,
    Relation.FIRST: first_or_last,
    Relation.LAST: first_or_last,
    Relation.FREE: _free,
    Relation.AFTER: _related(Relation.AFTER),
    Relation.BEFORE: _related(Relation.BEFORE),
    Relation.SIMILAR: _related(Relation.SIMILAR),
    Relation.CLASH: _related(Relation.CLASH),
    Relation.ELSE: _else,
}
"""The sentence for each relation, to an answer that has talks."""
