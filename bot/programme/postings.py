"""The inverted index: which talk has which term, how strongly, and how much a term tells. Pure.

Knows nothing of what people type: it is asked for terms (`words.terms`) and answers with numbers.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from bot.programme.model import Kind, Talk
from bot.programme.names import spellings
from bot.programme.synonyms import PHRASES
from bot.programme.text import fold
from bot.programme.words import STOP, joined, parts, stem, terms, tokens

# What an occurrence in each field weighs against one in abstract or description
TITLE, SPEAKER, TRACK = 8, 8, 3
# BM25 (Robertson and Zaragoza 2009): from where on more occurrences say little more, and how much length matters
_SATURATION, _LENGTH = 3.0, 0.5
_MOST = 255
# What stands around the words of running text
_PUNCTUATION = ".,;:!?()[]{}\"'*_`"
# Words that stand together are looked for in so much of a talk's text
_TEXT = 3000


class _Pieces(dict[str, tuple[str, ...]]):
    """What stands between two blanks of a folded text -> its terms, without stop words; notes the words it is made of.

    A text is mostly made of pieces that were there before, so that reading one is mostly looking it up.
    """

    def __init__(self, words: set[str]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = self[piece] = self._read(piece)
        return found

    def _read(self, piece: str) -> tuple[str, ...]:
        bare = piece.strip(_PUNCTUATION)
        if bare.isalnum() and bare.isascii():
            if bare in STOP:
                return ()
            self._words.add(bare)
            return (stem(bare),)
        found: list[str] = []
        for token in tokens(piece):
            self._words.update(part for part in parts(token) if part not in STOP)
            found += [term for term in terms(token) if term not in STOP]
        return tuple(found)


class Postings:
    """The talks, numbered in order, under the terms of their texts."""

    def __init__(self, talks: Sequence[Talk]) -> None:
        self.count = len(talks)
        # Every word of the talks, as it is written; and those of titles and speakers' names, with the talks' numbers
        self.words: set[str] = set()
        self.heading_words: dict[str, set[int]] = defaultdict(set)
        self.texts: list[str] = []
        pieces = _Pieces(self.words)
        self._known_names: dict[str, tuple[str, ...]] = {}
        # term -> number of the talk * 256 + weight, in order
        self._packed: dict[str, array[int]] = defaultdict(lambda: array("I"))
        lengths = []
        for number, talk in enumerate(talks):
            heading = fold(f"{talk.title} {_about(talk)}")
            body = fold(f"{talk.abstract} {talk.description}")
            found = Counter(chain.from_iterable(map(pieces.__getitem__, body.split())))
            lengths.append(found.total())
            self._heading(number, talk, found)
            self._phrases(found, heading, body)
            base = number << 8
            for entries, weight in zip(map(self._packed.__getitem__, found), found.values(), strict=True):
                entries.append(base | (weight if weight < _MOST else _MOST))
            self.texts.append(f"{heading} {body}"[:_TEXT])
        average = sum(lengths) / len(lengths) if lengths else 0.0
        self.norms = [_SATURATION * (1 - _LENGTH + _LENGTH * length / (average or 1.0)) for length in lengths]
        self._packed.default_factory = None
        self._known_names.clear()

    def _heading(self, number: int, talk: Talk, found: Counter[str]) -> None:
        """Add title, track and speakers of a talk to its terms, stop words included."""
        for text, weight in ((talk.title, TITLE), (_about(talk), TRACK)):
            for token in tokens(fold(text)):
                for term in terms(token):
                    found[term] += weight
                words = parts(token)
                self.words.update(words)
                if weight == TITLE:
                    for word in (*words, whole) if (whole := joined(token)) else words:
                        self.heading_words[word].add(number)
        for speaker in talk.speakers:
            for spelling in self._spellings(speaker.name):
                self.heading_words[spelling].add(number)
                term = stem(spelling)
                found[term] += SPEAKER

    def _spellings(self, name: str) -> tuple[str, ...]:
        known = self._known_names.get(name)
        if known is None:
            known = self._known_names[name] = tuple(spelling for word in spellings(name) for spelling in word)
            self.words.update(known)
        return known

    @staticmethod
    def _phrases(found: Counter[str], heading: str, body: str) -> None:
        for first in PHRASES.keys() & found.keys():
            for phrase, second, term in PHRASES[first]:
                if second in found:
                    weight = body.count(phrase) + TITLE * (phrase in heading)
                    if weight:
                        found[term] = weight

    def __contains__(self, term: object) -> bool:
        return term in self._packed

    def frequency(self, term: str) -> int:
        """In how many talks a term occurs."""
        return len(self._packed.get(term, ()))

    def information(self, frequency: int) -> float:
        """What a term in that many talks tells, in nats (the idf of BM25); one that is in none tells as one in one."""
        frequency = max(frequency, 1)
        return math.log(1 + (self.count - frequency + 0.5) / (frequency + 0.5))

    def packed(self, term: str) -> Sequence[int]:
        """The talks that have a term, in order: number * 256 + weight.

        A talk has it as strongly as weight / (weight + norms[number]) says, 0 to 1.
        """
        return self._packed.get(term, ())

    def having(self, term: str) -> Iterator[tuple[int, float]]:
        """The numbers of the talks that have a term, in order, each with how strongly (0 to 1)."""
        norms = self.norms
        for packed in self._packed.get(term, ()):
            number, weight = packed >> 8, packed & 255
            yield number, weight / (weight + norms[number])


def _about(talk: Talk) -> str:
    """The track of a talk, and its kind where that is something else than a talk."""
    return talk.track if talk.kind in (Kind.TALK, Kind.BREAK) else f"{talk.track} {talk.kind}"
