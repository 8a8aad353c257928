"""Folding of text, so that case, accents and typography do not matter when texts are compared. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Letters that Unicode does not decompose, and what people type for them
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‘": "'"}
)
_NUMBER = re.compile(r"(\d{1,9})")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]+")
ID_LENGTH = 40


def fold(text: str) -> str:
    """`text` in NFKC, casefolded, without diacritics: "Kožar" and "KOZAR" both give "kozar"."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in text if not unicodedata.combining(c)).translate(_LETTERS)


def natural(text: str) -> tuple[str | int, ...]:
    """What to sort names by, so that "Room 2" comes before "Room 10" as people count."""
    return tuple(int(part) if n % 2 else part for n, part in enumerate(_NUMBER.split(text)))


def make_id(raw: str) -> str:
    """A stable id of at most 40 of `[A-Za-z0-9_-]` for what a source calls a thing.

    An id that already fits stays as it is; a longer or stranger one is made readable, cut, and gets six hexadecimal
    digits of its hash, so that two different ones stay different.
    """
    if raw and len(raw) <= ID_LENGTH and not _NOT_IN_ID.search(raw):
        return raw
    digest = hashlib.sha256(raw.encode()).hexdigest()[:6]
    readable = _NOT_IN_ID.sub("-", fold(raw)).strip("-")[: ID_LENGTH - 7].rstrip("-")
    return f"{readable}-{digest}" if readable else digest
