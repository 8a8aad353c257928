"""The shape of a language's plain words: weekdays, months, numbers. Says nothing about sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words by position, folded, alternatives joined with a stroke: weekdays from Monday, months from January, numbers
    from nought, ordinals from the first. `stop`: words without a meaning of their own in a question."""

    weekdays: str
    months: str
    numbers: str
    ordinals: str
    stop: str = ""
