"""The sentence that answers a question, before the talks are listed. Pure; says only what the programme says."""

from __future__ import annotations

from collections.abc import Callable

from bot.programme.excerpt import plain
from bot.programme.model import Programme, Talk
from bot.questions.model import Answer, Matter, Relation, Want
from bot.render import phrases
from bot.render import question_phrases as say
from bot.render import question_words as words
from bot.render.conference import conference
from bot.render.languages import language_name
from bot.render.lines import rooms_of, title_of
from bot.render.pages import first_sentences
from bot.render.relations import RELATIONS, Tell, first_or_last
from bot.render.said import counted, first, moment, more, names_of, places, slots_of
from bot.render.scope import NAME, noun_for, scope
from bot.render.text import clean, escape, join_names
from bot.render.times import duration, hour

_ABOUT = 350
_IN_TIME = (Relation.AFTER, Relation.BEFORE, Relation.CLASH)
_TO_A_TALK = (*_IN_TIME, Relation.SIMILAR)
_OF_A_TIME = (Relation.FIRST, Relation.LAST, Relation.FREE)


def sentence(programme: Programme, answer: Answer) -> str:
    """One or two sentences of Discord Markdown, already safe, of at most about 1,500 units."""
    match answer.matter:
        case Matter.TALKS:
            return _talks(programme, answer)
        case Matter.PEOPLE:
            return _who(programme, answer) if answer.items else _people(programme, answer)
        case Matter.COUNT:
            return _count(programme, answer)
        case Matter.CONFERENCE:
            return conference(programme, answer)
        case Matter.NOTHING | Matter.NOBODY | Matter.ELSEWHERE:
            return _nothing(programme, answer)
    return say.about_nothing(answer.matter, phrases.title_of(programme))


def _talks(programme: Programme, answer: Answer) -> str:
    if not answer.items:
        return _people(programme, answer) if answer.people else _nothing(programme, answer)
    question = answer.question
    tell = _TELLS.get(question.want)
    if question.relation in (Relation.FIRST, Relation.LAST) and question.want in (Want.WHICH, Want.WHEN, Want.IS_THERE):
        tell = first_or_last
    if tell is None and question.relation:
        tell = RELATIONS[question.relation]
    return (tell or _which)(programme, answer)


def _which(programme: Programme, answer: Answer) -> str:
    talks, question = answer.talks, answer.question
    if len(talks) == 1:
        return _when(programme, answer)
    return say.these(counted(answer, len(talks)), scope(programme, question, answer.corrections))


def _is_there(programme: Programme, answer: Answer) -> str:
    talks = answer.talks
    what = scope(programme, answer.question, answer.corrections)
    if len(talks) > 1:
        return say.yes(say.there_are(counted(answer, len(talks)), what))
    talk, title = first(answer)
    return say.yes(say.is_on(title, places(answer, talk, programme.zone), talk.cancelled))


def _when(programme: Programme, answer: Answer) -> str:
    talk, title = first(answer)
    where = places(answer, talk, programme.zone)
    asked = [person for person in talk.speakers if person.id in answer.question.speakers]
    if asked and len(answer.talks) == 1 and not talk.cancelled and talk.slots:
        return say.speaks(names_of(asked), where, len(asked) > 1)
    return say.is_on(title, where, talk.cancelled) + more(answer)


def _where(programme: Programme, answer: Answer) -> str:
    talk, title = first(answer)
    slots = slots_of(answer, talk)
    slot = slots[0] if slots else None
    if slot is None or len(slots) > 1:
        return say.is_on(title, places(answer, talk, programme.zone), talk.cancelled) + more(answer)
    rooms = rooms_of(slot, NAME)
    hours = moment(slot, programme.zone)
    return (say.in_room(title, rooms, hours) if rooms else say.no_room(title, hours)) + more(answer)


def _who(programme: Programme, answer: Answer) -> str:
    talk, title = first(answer)
    people = answer.people or tuple(dict.fromkeys(person for found in answer.talks for person in found.speakers))
    if len(answer.talks) == 1 or set(people) == set(talk.speakers):
        names = names_of(talk.speakers)
        said = say.gives(names, title, len(talk.speakers) > 1) if names else say.no_speaker(title)
        return said + more(answer)
    if not people:
        return say.no_speakers(counted(answer, len(answer.talks)))
    what = scope(programme, answer.question, answer.corrections)
    return say.people_and_talks(names_of(people), counted(answer, len(answer.talks)), what)


def _how_long(programme: Programme, answer: Answer) -> str:
    talk, title = first(answer)
    slot = next((slot for slot in slots_of(answer, talk) if slot.start and slot.end), None)
    if slot is None or slot.start is None or slot.end is None:
        return say.no_length(title) + more(answer)
    zone = programme.zone
    length = duration(slot.end - slot.start)
    return say.takes(title, length, hour(slot.start, zone), hour(slot.end, zone)) + more(answer)


def _about(programme: Programme, answer: Answer) -> str:
    talk, title = first(answer)
    text = plain(clean(talk.abstract, lines=True) or clean(talk.description, lines=True))
    return say.about(title, escape(first_sentences(text, 2, _ABOUT)[0]))


def _video(programme: Programme, answer: Answer) -> str:
    talk, title = first(answer)
    names = [escape(link.title, NAME) or words.WEB_PAGE for link in talk.links[:5]]
    return say.links(title, join_names(list(dict.fromkeys(names)))) + more(answer)


def _fact(what: str, value: Callable[[Talk], str]) -> Callable[[Programme, Answer], str]:
    def tell(programme: Programme, answer: Answer) -> str:
        talk, title = first(answer)
        return say.fact(title, what, escape(value(talk), 60)) + more(answer)

    return tell


def _people(programme: Programme, answer: Answer) -> str:
    count = len(answer.people)
    if not count:
        return _nothing(programme, answer)
    names = names_of(answer.people)
    if count == 1:
        return say.person(names, len(programme.talks_by_speaker.get(answer.people[0].id, ())))
    return say.people(names, count)


def _count(programme: Programme, answer: Answer) -> str:
    count = answer.count if answer.count is not None else len(answer.talks)
    what = scope(programme, answer.question, answer.corrections)
    return say.there_are(counted(answer, count), what or words.within(phrases.title_of(programme)))


def _nothing(programme: Programme, answer: Answer) -> str:
    question, title = answer.question, phrases.title_of(programme)
    typed = [(slot.removesuffix("s"), escape(name, NAME)) for slot, name in question.unknown]
    if answer.matter is Matter.NOBODY:
        return say.nobody(next((name for slot, name in typed if slot in ("name", "speaker") and name), ""), title)
    said = _nothing_found(programme, answer)
    if question.want is Want.IS_THERE:
        said = say.no(said)
    parts = [said, *(say.unknown(escape(slot, 20), name) for slot, name in typed if name)]
    if answer.elsewhere:
        parts.append(say.OTHERWISE.get(answer.missed.removesuffix("s"), say.OTHERWISE_IN_SOME_WAY))
    return " ".join(parts)


def _nothing_found(programme: Programme, answer: Answer) -> str:
    question, title = answer.question, phrases.title_of(programme)
    reference, relation = answer.reference, question.relation
    asked = question.without("topic", "talks", "speakers") if reference else question
    timeless = question.relation in (Relation.NOW, Relation.NEXT)
    what = scope(programme, asked, answer.corrections, times=not timeless)
    things = noun_for(question, ())[1] if question.kinds or question.want is Want.HOW_MANY else ""
    if question.event:
        things = escape(question.event, NAME)
    if question.want is Want.HOW_MANY:
        return say.none_at_all(things, what, title)
    if relation in _IN_TIME and reference and not any(slot.start for slot in reference.slots):
        return say.no_time_of(title_of(reference, 100))
    # Without the talk that is spoken of, or where its day is asked for, there is nothing to lie so to
    if relation is None or relation in _OF_A_TIME or (relation in _TO_A_TALK and not reference):
        return say.nothing(things, what, title)
    return say.nothing_so(relation, things, what, title_of(reference, 100) if reference else "")


_TELLS: dict[Want, Tell] = {
    Want.WHO: _who,
    Want.WHEN: _when,
    Want.WHERE: _where,
    Want.HOW_LONG: _how_long,
    Want.HOW_MANY: _count,
    Want.IS_THERE: _is_there,
    Want.ABOUT: _about,
    Want.VIDEO: _video,
    Want.OF_TRACK: _fact("track", lambda talk: talk.track),
    Want.OF_LEVEL: _fact("level", lambda talk: talk.level),
    Want.OF_LANGUAGE: _fact("language", lambda talk: language_name(talk.language)),
}
