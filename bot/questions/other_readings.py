"""What else a question may have meant: each a question that can be answered again. Pure."""

from __future__ import annotations

from bot.questions.model import Question, Want

# Slots whose words may as well be meant as words
_DOUBTFUL = ("talks", "speakers", "tracks", "levels", "kinds", "languages", "rooms", "event", "relation", "unknown")


def other_readings(question: Question) -> tuple[Question, ...]:
    """Other readings, likeliest first: without one condition at a time, then all words searched for as they stand."""
    found: list[Question] = []
    if question.topic:
        found += [question.without(name) for name in ("hours", "days", "rooms") if getattr(question, name)]
    if question.text and any(getattr(question, name) for name in _DOUBTFUL):
        found.append(Question(text=question.text, topic=question.text, want=Want.WHICH))
    return tuple(found)
