"""The English language, as far as a search needs it: is this a real word, and how common is it.

The words come from the frequency list packaged with pyspellchecker (MIT; made from film subtitles), held once per
process as one sorted block of bytes (1.5 MB). The technical words that it lacks are our own, in `technical`.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_right
from functools import cache
from importlib import resources

from bot.programme.technical import TECHNICAL

_ENTRY = re.compile(rb'"([a-z]{2,})": (\d+)')
# How common a word is, from the number of times that the list counted it: rare 0 … ubiquitous 6
_STEPS = (3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
# What a word of each such step tells of a subject, from all to little
_INFORMATION = (1.0, 0.9, 0.8, 0.65, 0.5, 0.35, 0.25)
# Rare words in films, but at a conference any talk may be called so
_COMMONPLACE = """
advanced app application apps applications basics beginner beginners build building code coding conference course demo
develop developer developers development example examples framework frameworks guide intro introduction keynote
learn learning lecture libraries library overview practice practices presenter program programming project projects
software speaker speakers tech technologies technology tips tool tooling tools tricks tutorial tutorials workshop
workshops
"""
_COMMONPLACES = frozenset(_COMMONPLACE.split())
_COMMONPLACE_TELLS = 0.4


@cache
def _block() -> bytes:
    """All words in order, each followed by the digit of its step and a line end."""
    data = gzip.decompress(resources.files("spellchecker").joinpath("resources/en.json.gz").read_bytes())
    lines = [b"%b%d" % (found[1], bisect_right(_STEPS, int(found[2]))) for found in _ENTRY.finditer(data)]
    lines.sort()
    return b"\n%b\n" % b"\n".join(lines)


def load() -> None:
    """Read the list now (80 ms) rather than at the first question."""
    _block()


def _step(word: str) -> int:
    """The step of a word, or -1 when the list does not have it."""
    if not (word.isascii() and word.isalpha()):
        return -1
    block, key = _block(), word.encode()
    low, high = 0, len(block) - 1
    while low < high:  # the lines between `low` and `high`, both at a line end, are still in question
        middle = block.rfind(b"\n", low, (low + high) // 2 + 1)
        end = block.find(b"\n", middle + 1)
        line = block[middle + 1 : end - 1]
        if line == key:
            return block[end - 1] - ord("0")
        if line < key:
            low = end
        else:
            high = middle
    return -1


def is_word(word: str) -> bool:
    """Whether a folded word is a real one, of English or of the trade, and so no misspelling of another."""
    return word in TECHNICAL or _step(word) >= 0


def information(word: str) -> float:
    """How much a folded word tells of a subject, 0 to 1, from how common it is in English: "way" little, "rust" all."""
    if word in _COMMONPLACES:
        return _COMMONPLACE_TELLS
    if word in TECHNICAL:
        return 1.0
    return _INFORMATION[max(_step(word), 0)]
