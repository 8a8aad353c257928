"""The parts of which sentences about talks are made: where and when, who, how many. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.programme.model import Slot, Speaker, Talk
from bot.questions.model import Answer
from bot.render import phrases
from bot.render import question_phrases as say
from bot.render.lines import calendar_day, rooms_of, title_of
from bot.render.scope import NAME, noun_for
from bot.render.text import clean, escape, shorten
from bot.render.times import hour, long_day

NAMES = 600
TITLE = 120
_SLOTS = 3
# More names than fit are not even looked at
_MOST = 60


def place(slot: Slot | None, zone: ZoneInfo) -> str:
    """ "on **Tuesday 22 July at 11:00** in **B07/B08**"; what is not known is said to be so."""
    if slot is None:
        return phrases.UNSCHEDULED
    rooms = rooms_of(slot, NAME)
    return say.when_and_where(moment(slot, zone), rooms)


def moment(slot: Slot | None, zone: ZoneInfo) -> str:
    """ "on **Tuesday 22 July at 11:00**", or the day alone where the hour is not announced."""
    if slot is None:
        return phrases.UNSCHEDULED
    if slot.start is None:
        return say.on_day(long_day(slot.day))
    return say.on_day(long_day(calendar_day(slot, zone)), hour(slot.start, zone))


def first(answer: Answer) -> tuple[Talk, str]:
    """The best talk of an answer and its title."""
    talk = answer.items[0].talk
    return talk, title_of(talk, TITLE)


def more(answer: Answer) -> str:
    """How many other talks fit, as a sentence after one about the first."""
    rest = answer.talks[1:]
    return say.more_fit(len(rest), noun_for(answer.question, rest))


def slots_of(answer: Answer, talk: Talk) -> list[Slot]:
    """The slots of a talk that fit the question, each once."""
    return list(dict.fromkeys(item.slot for item in answer.items if item.talk is talk and item.slot))


def places(answer: Answer, talk: Talk, zone: ZoneInfo) -> str:
    """When and where a talk is, at the first of its slots that fit."""
    slots = slots_of(answer, talk)
    if not slots:
        return place(None, zone)
    said = [place(slot, zone) for slot in slots[:_SLOTS]]
    rest = len(slots) - _SLOTS
    return say.times(said, rest)


def counted(answer: Answer, count: int) -> str:
    """ "**3 workshops**": a count of what was asked for."""
    return say.count_of(count, noun_for(answer.question, answer.talks))


def names_of(people: Sequence[Speaker]) -> str:
    """People by name, escaped; as many as fit, then "and 3 more"."""
    names = [name for person in people if (name := clean(person.name))]
    shown = names[:_MOST]
    while len(", ".join(shown)) > NAMES and len(shown) > 1:
        shown = shown[:-1]
    rest = len(names) - len(shown)
    return escape(shorten(say.and_more(shown, rest), NAMES))
