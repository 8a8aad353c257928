"""A question cut into words with their places, so that rules can take some out and the rest stays as typed. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.programme.text import fold
from bot.programme.words import QUERY_LENGTH, WORD_LENGTH

# So many words are read; nobody asks with more
MOST_TOKENS = 60
_NOT_TYPED = re.compile(
    r"<(?:[@#][!&]?\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|/[^:>]{1,64}:\d+)>"  # mentions, emoji, timestamps, commands
    r"|\bhttps?://\S*|[*`|]+|[\x00-\x1f\x7f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
# Dates and hours in figures, figures with letters, words; a dash between figures is a word of its own
_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
    r"|\d{1,2}[:.h]\d\d(?=(?:[ap]\.?m|h|uhr)?\b)(?!\.\d)"
    r"|\.net\b|\w+(?:\.\w+)*(?:\+\+|#)?"
    r"|(?<=\d)\s?[-–—]\s?(?=\d)"
    r"|[,;:?!()]"
)
_FIGURE_AND_UNIT = re.compile(
    r"(\d+(?:[.:]\d\d)?)(am|pm|uhr|h|hr|hrs|hour|hours|min|mins|minutes|ish|st|nd|rd|th|er|eme|de|ter)"
)
_BREAKS = frozenset(",;:?!()")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: folded, and where it stands in the text; `apart`: a sign of punctuation stands before it."""

    word: str
    start: int
    end: int
    apart: bool = False
    capital: bool = False


def clean(text: str) -> str:
    """What a person typed in one line of at most 300 characters, without mentions, addresses and markdown."""
    text = unicodedata.normalize("NFKC", _NOT_TYPED.sub(" ", text[: 4 * QUERY_LENGTH]))
    return " ".join(text.replace("_", " ").split())[:QUERY_LENGTH].strip()


def tokenise(cleaned: str) -> list[Token]:
    """The words of a cleaned text; "7pm" and "23rd" are two words, as is whatever an apostrophe or stroke joins."""
    found: list[Token] = []
    apart = False
    for match in _TOKEN.finditer(cleaned):
        raw = match[0]
        if raw in _BREAKS:
            apart = True
            continue
        word = fold(raw).strip()
        if word in {"-", "–", "—"}:
            word = "-"
        capital = raw[0].isupper()
        if split := _FIGURE_AND_UNIT.fullmatch(word):
            cut = match.start() + len(split[1])
            found.append(Token(split[1], match.start(), cut, apart))
            found.append(Token(split[2], cut, match.end()))
        else:
            found.append(Token(word[:WORD_LENGTH], match.start(), match.end(), apart, capital))
        apart = False
        if len(found) >= MOST_TOKENS:
            break
    return found
