"""The card of an answer to a question: a sentence, the talks, how the question was understood. Pure.

A card can be made again from its question alone, which its target carries as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from bot.errors import UserError
from bot.programme.model import Programme, Talk
from bot.questions.model import Answer, Item, Matter, Question, Want
from bot.render import phrases
from bot.render import question_phrases as say
from bot.render.card import Block, Button, Card, Option, Text, buttons, first_that_fits, select
from bot.render.limits import OPTIONS, QUERY
from bot.render.lines import option, option_at, rooms_of, title_of, titled, when
from bot.render.said import TITLE
from bot.render.sentence import sentence
from bot.render.talk import link_buttons
from bot.render.target import Target, target
from bot.render.text import clean, escape, shorten
from bot.render.understanding import understanding

FEW = 5
PAGE = 10
_WORD = 40
_PEOPLE = 5


class _Detail(NamedTuple):
    """Units of a listed talk's title and names, and whether its level is shown."""

    title: int
    names: int
    level: bool


DETAILS = (_Detail(150, 90, True), _Detail(90, 60, True), _Detail(60, 25, False))


def question_target(question: Question, page: int = 0) -> Target:
    """What leads to the answer of a question; `page` 1 and more: all of it, ten talks a page."""
    return target("ask", _to_text(question), page or "")


def read_question(text: str) -> Question:
    """The question that a target carries; raises UserError for what an older version of the bot wrote."""
    try:
        record = json.loads(text)
        if not isinstance(record, dict):
            raise TypeError("a question is an object")
        return Question.from_record(record)
    except (ValueError, KeyError, TypeError):
        raise UserError(phrases.OLD_BUTTON) from None


def answer_card(programme: Programme, answer: Answer, page: int = 0) -> Card:
    """The answer: its first talks, or with `page` (from 1) ten of all of them."""
    if answer.off_topic:
        return _about_nothing(programme, answer)
    items = listed(answer)
    pages = -(-len(items) // PAGE)
    number = min(max(page, 0), pages)
    shown = items[(number - 1) * PAGE : number * PAGE] if number else first_listed(answer)
    question = answer.question
    folded = not number and len(shown) < len(items)
    return Card(
        question_target(question, number),
        (
            Text(answer_text(programme, answer, shown, say.part(number, pages) if number and pages > 1 else "")),
            *_options(programme, shown),
            *buttons(
                *(link_buttons(answer.talks[0]) if answer.talks and question.want is Want.VIDEO else ()),
                *_people(answer),
                Button(say.OPEN, option(shown[0].talk, programme.zone).target) if len(shown) == 1 else None,
                Button(say.show_all(len(items)), question_target(question, 1)) if folded else None,
                Button("Previous", question_target(question, number - 1)) if number > 1 else None,
                Button("Next", question_target(question, number + 1)) if 0 < number < pages else None,
                Button(say.NOT_MEANT, target("meant", _to_text(question))),
            ),
        ),
    )


def listed(answer: Answer) -> list[Item]:
    """What is listed below the sentence: the answer, else where it would hold, else the closest; each slot once."""
    items = answer.items or answer.elsewhere or answer.closest
    # Slots by identity: they are the programme's own, and hashing thousands would hold up everybody else
    return list({(item.talk.id, id(item.slot)): item for item in items}.values())


def first_listed(answer: Answer) -> list[Item]:
    """What is listed before "show all" is pressed."""
    items = listed(answer)
    return items if len(items) <= FEW + 1 else items[:FEW]


def answer_text(programme: Programme, answer: Answer, shown: Sequence[Item], part: str = "", end: bool = True) -> str:
    """All text of an answer's card, as Discord Markdown that fits it; `end`: with how the question was understood."""
    said = sentence(programme, answer)
    if answer.off_topic:
        return said
    after = [say.NEAREST] if shown and not answer.items and not answer.elsewhere else []
    meaning = escape(understanding(answer.question, programme)) if end else ""

    def build(detail: _Detail) -> str:
        if len(answer.talks) == 1 and title_of(answer.talks[0], TITLE) in said:
            talks = [_beside_the_title(answer.talks[0], detail)]
        else:
            talks = [line for item in shown for line in item_lines(programme, item, detail)]
        return "\n".join(
            filter(None, [said, *_corrections(answer), *after, part, *talks, meaning and say.understood(meaning)])
        )

    return first_that_fits(build, DETAILS)


def meant_card(programme: Programme, answer: Answer) -> Card:
    """The other readings of a question; without any, a search for its words."""
    question = answer.question
    readings = [reading for reading in dict.fromkeys(answer.readings) if reading != question][:OPTIONS]
    # What was understood but has no topic, such as "what is on tomorrow?", is nothing to search for
    unclear = not understanding(question, programme)
    words = shorten(clean(question.topic or (question.text if unclear else "")), QUERY)
    return Card(
        target("meant", _to_text(question)),
        (
            Text(say.WHICH_MEANT if readings else say.NO_OTHER_MEANING),
            *select(say.CHOOSE_MEANING, [_reading(programme, reading) for reading in readings]),
            *buttons(
                Button(say.search(shorten(words, _WORD)), target("search", words)) if words else None,
                Button(say.WHAT_TO_ASK, target("help")),
            ),
        ),
        shareable=False,
    )


def reply_card(text: str) -> Card:
    """What the moderators of a server want to be said."""
    return Card(target("reply", text), (Text(say.moderators_say(clean(text, lines=True) or phrases.GONE)),))


def item_lines(programme: Programme, item: Item, detail: _Detail) -> list[str]:
    """A talk in two lines: title and speakers, when and where."""
    slot = item.slot
    place = when(slot, programme.zone) if slot else phrases.UNSCHEDULED
    rooms = rooms_of(slot, 60 if detail.level else 20) if slot else ""
    head = titled(item.talk, detail.title, detail.names, level=detail.level)
    return [head, " · ".join(filter(None, (place, rooms)))]


def _beside_the_title(talk: Talk, detail: _Detail) -> str:
    """Who gives a talk and at which level, where a sentence has just said its title."""
    line = titled(talk, detail.title, detail.names, level=detail.level)
    return line.removeprefix(title_of(talk, detail.title)).removeprefix(" — ").removeprefix(" · ")


def _about_nothing(programme: Programme, answer: Answer) -> Card:
    helpful = answer.matter is not Matter.THANKS
    return Card(
        question_target(answer.question),
        (
            Text(sentence(programme, answer)),
            *buttons(
                Button("Today", target("today")) if helpful else None,
                Button("Now", target("now")) if helpful else None,
                Button(say.WHAT_TO_ASK, target("help")),
            ),
        ),
        shareable=False,
    )


def _options(programme: Programme, shown: Sequence[Item]) -> tuple[Block, ...]:
    if len(shown) < 2:
        return ()
    zone = programme.zone
    options = [
        option_at(item.talk, item.slot, zone) if item.slot in item.talk.slots and item.slot else option(item.talk, zone)
        for item in shown
    ]
    return select(phrases.OPEN_A_TALK, list({found.target: found for found in options}.values()))


def _people(answer: Answer) -> list[Button]:
    """A button for each person where people are the answer, or come near, and are few."""
    if answer.matter not in (Matter.PEOPLE, Matter.NOBODY) or len(answer.people) > _PEOPLE:
        return []
    return [Button(clean(person.name) or phrases.UNNAMED, target("speaker", person.id)) for person in answer.people]


def _corrections(answer: Answer) -> list[str]:
    pairs = list(dict.fromkeys(answer.corrections + answer.question.corrections))[:3]
    words = [escape(word, _WORD) for word in answer.missing[:3]]
    said = [say.corrected(escape(typed, _WORD), escape(used, _WORD)) for typed, used in pairs]
    # Where there is no answer at all, the sentence says so already
    return said + ([say.missing(words)] if words and answer.items else [])


def _reading(programme: Programme, reading: Question) -> Option:
    return Option(understanding(reading, programme) or clean(reading.text) or "…", question_target(reading))


def _to_text(question: Question) -> str:
    return json.dumps(question.to_record(), separators=(",", ":"), ensure_ascii=False)
