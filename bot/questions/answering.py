"""From a question to its answer: the talks that fit, or what comes closest. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.programme.index import Hit
from bot.programme.snapshot import Snapshot
from bot.questions.model import Answer, Item, Matter, Question


def answer(question: Question, snapshot: Snapshot, now: datetime) -> Answer:
    """The answer to a question at the aware instant `now`; also to a stored one, or to another reading."""
    found = snapshot.index.search(question.topic, unfinished=False)
    items = _items(found.hits)
    matter = Matter.TALKS if items else Matter.NOTHING
    return Answer(
        question,
        matter,
        items,
        _items(found.closest),
        coverage=found.hits[0].covered if found.hits else 0.0,
        corrections=found.corrections,
        missing=found.missing,
    )


def _items(hits: Iterable[Hit]) -> tuple[Item, ...]:
    return tuple(Item(hit.talk, slot) for hit in hits for slot in hit.talk.slots or (None,))
