"""Answers about the conference as a whole: when it begins, its rooms, tracks, languages, speakers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.programme.model import Talk
from bot.programme.snapshot import Snapshot
from bot.questions.model import Answer, Item, Matter, Question, Want
from bot.questions.other_readings import other_readings
from bot.questions.relations import first_of, last_of
from bot.questions.selecting import Selector

# What is asked of the conference rather than of a talk
CONFERENCE = (
    Want.START,
    Want.END,
    Want.DAYS,
    Want.ROOMS,
    Want.TRACKS,
    Want.LEVELS,
    Want.LANGUAGES,
    Want.SPEAKERS,
    Want.TITLE,
)


def about_conference(question: Question, snapshot: Snapshot) -> Answer:
    """The answer to a question whose want is one of `CONFERENCE`: names, a count, people, or its first or last talk."""
    programme = snapshot.programme
    names = {
        Want.ROOMS: programme.rooms,
        Want.TRACKS: programme.tracks,
        Want.LEVELS: programme.levels,
        Want.LANGUAGES: tuple(sorted({talk.language for talk in programme.talks if talk.language})),
        Want.TITLE: (programme.title,),
    }.get(question.want, ())
    people = programme.speakers if question.want is Want.SPEAKERS else ()
    counts = {Want.SPEAKERS: len(people), Want.DAYS: len(programme.days)}
    return Answer(
        question,
        Matter.CONFERENCE,
        items=_find_items(question.want, Selector(snapshot), programme.talks),
        names=names,
        people=people,
        count=counts.get(question.want, len(names) or None),
        readings=other_readings(question),
        corrections=question.corrections,
    )


def _find_items(want: Want, selector: Selector, talks: Iterable[Talk]) -> tuple[Item, ...]:
    """What begins or ends the conference; for its languages the talks that are not in the usual one."""
    if want in (Want.START, Want.END):
        choose = first_of if want is Want.START else last_of
        return tuple(place.item for place in choose([p for p in selector.everything(Question()) if p.start]))
    if want is Want.LANGUAGES:
        counted = Counter(talk.language for talk in talks if talk.language)
        usual = {language for language, _ in counted.most_common(1)}
        others = [talk for talk in talks if talk.language and talk.language not in usual]
        return tuple(place.item for place in selector.places(others))
    return ()
