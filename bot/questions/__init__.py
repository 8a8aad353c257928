"""Questions in plain language: read into a `Question`, then answered from a snapshot. Pure: no clock, no I/O, no text.

`model` holds what is exchanged, `tables` the rules by which questions are read; sentences are made in `bot.render`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.programme.snapshot import Snapshot
from bot.questions.answering import answer
from bot.questions.grammar import load
from bot.questions.lexicon import lexicon_of
from bot.questions.model import Answer, Question
from bot.questions.reading import read
from bot.questions.understood import understood


def ask(text: str, snapshot: Snapshot, now: datetime, previous: Sequence[str] | Question | None = None) -> Answer:
    """The answer to any text a person typed at the aware instant `now`.

    `previous`: what the same person asked before, oldest first, or their last question as it was understood; a text
    that refers to it, or is but a part of a question, is merged with it.
    """
    return answer(read(text, snapshot, now, previous), snapshot, now)


def prepare(snapshot: Snapshot) -> None:
    """Do now what the first question of a snapshot would do (up to a second for ten thousand talks): call it beside
    the event loop, before the snapshot is used."""
    lexicon_of(snapshot)
    load()


__all__ = ["Answer", "Question", "answer", "ask", "prepare", "read", "understood"]
