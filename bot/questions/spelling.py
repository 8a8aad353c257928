"""Misspelt words of the rules themselves: "thurday", "tomorow", "begginers". Pure; knows no programme."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

# What is worth being recognised in spite of a slip; short words are too like others
_TEXT = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april august september october"
    " november december"
    " today tomorrow yesterday morning afternoon evening tonight lunch coffee breakfast dinner keynote"
    " keynotes workshop workshops tutorial tutorials lightning poster posters beginner beginners intermediate advanced"
    " novice experts speaker speakers similar between currently anything"
    " something about schedule session sessions presentation presentations happening"
)
_WORDS = tuple(_TEXT.split())
_TWO_SLIPS_FROM = 8


@lru_cache(maxsize=1024)
def correct(word: str) -> str:
    """The word that a misspelt one stands for; "" when it is like none."""
    allowed = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    found = process.extractOne(word, _WORDS, scorer=OSA.distance, score_cutoff=allowed)
    return found[0] if found and found[0][0] == word[0] else ""
