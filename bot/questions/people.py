"""Who is named in a question where the name is not spelt as in the programme, or is nobody's at all. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.programme import english
from bot.programme.index import Index
from bot.programme.words import STOP
from bot.questions.tokens import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# After these a name is expected; before these, one has just been said
_BEFORE = _words("by from with speaker hear von par de por da przez od")
_BY = frozenset(["by", "speaker", "par"])
_AFTER = _words("speak speaks speaking present presents presenting spricht redet parle presente habla parla mowi mluvi")
_ASKING = _words("does is when where did will wann wo quand cuando quando kiedy kdy gdzie kde")
MOST_WORDS = 3
# Stretches of words looked at in one question; the rest of a long text would only cost time
_MOST_TRIED = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Words `start` to `end` (excluded) as a name: the ids of the speakers who have it, () when nobody does."""

    start: int
    end: int
    ids: tuple[str, ...]


def find_person(tokens: Sequence[Token], free: Sequence[bool], index: Index) -> Person | None:
    """The first name among words that no rule took (`free`): misspelt, or of nobody here; None when there is none."""
    at = tried = 0
    while at < len(tokens) and tried < _MOST_TRIED:
        end = at
        while (
            end < len(tokens) and free[end] and (end == at or not tokens[end].apart) and _may_be_name(tokens[end].word)
        ):
            end += 1
        if end > at and (person := _judge(tokens, at, min(end, at + MOST_WORDS), end, index)):
            return person
        tried += end > at
        at = max(end, at + 1)
    return None


def _judge(tokens: Sequence[Token], start: int, end: int, whole: int, index: Index) -> Person | None:
    words = [token.word for token in tokens[start:end]]
    before = tokens[start - 1].word if start else ""
    after = tokens[end].word if end < len(tokens) else ""
    led = before in _BEFORE
    framed = after in _AFTER and end == whole
    capitals = sum(token.capital for token in tokens[start:end])
    asked = before in _ASKING and whole == len(tokens) and (capitals == len(words) or len(words) > 1)
    if not (led or framed or asked or (len(words) > 1 and capitals == len(words) and whole == end)):
        return None
    strange = [word for word in words if not index.frequency(word)]
    if not strange:
        return None
    found = index.find_speakers(" ".join(words))
    if found.matches:
        return Person(start, end, tuple(speaker.id for speaker in found.matches))
    # "with kubernetes", "is testing" are words, and names only in capitals
    if before not in _BY and all(map(english.is_word, words)) and (capitals < len(words) or len(words) < 2):
        return None
    # A word in small letters behind "with" or "from" is rather a misspelt thing than a stranger
    surely = len(words) > 1 or capitals > 0 or framed or (before in _BY and not english.is_word(words[0]))
    if len(strange) == len(words) and surely and (led or framed or len(words) > 1):
        return Person(start, end, ())
    return None


def _may_be_name(word: str) -> bool:
    return word not in STOP and len(word) > 1 and word.replace(".", "").isalpha()
