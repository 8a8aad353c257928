"""Sentences about talks that lie so to now, to each other or to another talk: next, first, similar. Pure."""

from __future__ import annotations

from collections.abc import Callable

from bot.programme.model import Programme
from bot.questions.model import Answer, Relation
from bot.render import question_phrases as say
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
        return f"The {which} {several}{what} are these {len(answer.talks)}:"
    return f"The {which} {one}{what} is {title}, {places(answer, talk, programme.zone)}."


def _now(programme: Programme, answer: Answer) -> str:
    talks = answer.talks
    if len(talks) == 1:
        talk, title = first(answer)
        slots = slots_of(answer, talk)
        rooms = rooms_of(slots[0], NAME) if slots else ""
        return f"{title} is on now{f', in **{rooms}**' if rooms else ''}."
    what = scope(programme, answer.question, answer.corrections, times=False)
    return f"{counted(answer, len(talks))}{what} are on now:"


def _next(programme: Programme, answer: Answer) -> str:
    starts = {item.slot.start for item in answer.items if item.slot}
    if len(answer.talks) == 1:
        talk, title = first(answer)
        return f"Next is {title}, {places(answer, talk, programme.zone)}."
    start = next(iter(starts)) if len(starts) == 1 else None
    at = f" at **{hour(start, programme.zone)}**" if start else ""
    what = scope(programme, answer.question, answer.corrections, times=False)
    return f"Next{at}: {counted(answer, len(answer.talks))}{what}."


def _free(programme: Programme, answer: Answer) -> str:
    hours, zone = answer.question.hours, programme.zone
    what = span(hours, zone).replace(" between ", " from ").replace(" and ", " to ")
    ends = [item.slot.end if item.slot else None for item in answer.items]
    limits = [interval.end for interval in hours]
    known = [end for end in ends if end]
    by = max(known) if len(limits) == 1 and len(known) == len(ends) and max(known) <= limits[0] else None
    if len(answer.talks) == 1:
        talk, title = first(answer)
        return f"One fits{what}: {title}, {places(answer, talk, zone)}."
    return say.free(
        plural(len(answer.talks), *noun_for(answer.question, answer.talks)), what, hour(by, zone) if by else ""
    )


def _related(before: str, one: str, several: str) -> Callable[[Programme, Answer], str]:
    """Sentences about what lies so to the talk that is referred to."""

    def tell(programme: Programme, answer: Answer) -> str:
        reference = title_of(answer.reference, 100) if answer.reference else "that"
        talk, title = first(answer)
        if len(answer.talks) == 1:
            return f"{before.format(reference)} {one} {title}, {places(answer, talk, programme.zone)}."
        return f"{before.format(reference)} {several} {counted(answer, len(answer.talks))}:"

    return tell


def _else(programme: Programme, answer: Answer) -> str:
    """What the same people give besides the talk that is referred to; without one, all that they give."""
    known = [programme.speakers_by_id.get(key) for key in answer.question.speakers]
    people = answer.reference.speakers if answer.reference else [person for person in known if person]
    names = f"**{names_of(people)}**" if people else "The same people"
    verb = "gives" if len(people) == 1 else "give"
    return f"{names} {'also ' if answer.reference else ''}{verb} {counted(answer, len(answer.talks))}."


def _later(programme: Programme, answer: Answer) -> str:
    state = "still to come" if answer.question.relation is Relation.LATER else "earlier"
    return f"{counted(answer, len(answer.talks))} {state}{scope(programme, answer.question, answer.corrections)}:"


RELATIONS: dict[Relation, Tell] = {
    Relation.NOW: _now,
    Relation.NEXT: _next,
    Relation.LATER: _later,
    Relation.EARLIER: _later,
    Relation.FIRST: first_or_last,
    Relation.LAST: first_or_last,
    Relation.FREE: _free,
    Relation.AFTER: _related("After {},", "there is", "there are"),
    Relation.BEFORE: _related("Before {},", "there is", "there are"),
    Relation.SIMILAR: _related("Closest to {}", "is", "are"),
    Relation.CLASH: _related("At the same time as {}", "there is", "there are"),
    Relation.ELSE: _else,
}
"""The sentence for each relation, to an answer that has talks."""
