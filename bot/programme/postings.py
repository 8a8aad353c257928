"""The inverted index: which talk has which term, how strongly, and how much a term tells. Pure.

Knows nothing of what people type: it is asked for terms (`words.terms`) and answers with numbers.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bot.programme.model import Talk
from bot.programme.names import spellings
from bot.programme.text import fold
from bot.programme.words import STOP, TOKEN, joined, parts, stem, terms, tokens

# What an occurrence in each field weighs against one in the description
TITLE, SPEAKER, TRACK, ABSTRACT, BODY = 8, 8, 3, 2, 1
# BM25 (Robertson and Zaragoza 2009): from where on more occurrences say little more, and how much length matters
_SATURATION, _LENGTH = 3.0, 0.5
_MOST = 255


class Postings:
    """The talks, numbered in order, under the terms of their texts."""

    def __init__(self, talks: Sequence[Talk]) -> None:
        self.count = len(talks)
        self.words: set[str] = set()
        self.title_terms: list[tuple[str, ...]] = []
        self.heading_words: dict[str, set[int]] = defaultdict(set)
        self._indexed: dict[str, tuple[str, ...]] = {}
        numbers: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[int]] = defaultdict(list)
        lengths = []
        for number, talk in enumerate(talks):
            found = self._body(talk)
            lengths.append(sum(found.values()))
            self._heading(number, talk, found)
            for term, weight in found.items():
                numbers[term].append(number)
                weights[term].append(weight if weight < _MOST else _MOST)
        self._numbers = {term: array("I", places) for term, places in numbers.items()}
        self._weights = {term: array("B", found) for term, found in weights.items()}
        average = sum(lengths) / len(lengths) if lengths else 0.0
        self._norms = array(
            "f", (_SATURATION * (1 - _LENGTH + _LENGTH * length / (average or 1.0)) for length in lengths)
        )
        del self._indexed

    def _terms(self, token: str) -> tuple[str, ...]:
        """The terms of a token of a body, without stop words; notes the words it is made of."""
        found = self._indexed.get(token)
        if found is None:
            words = [part for part in parts(token) if part not in STOP]
            whole = joined(token)
            self.words.update(words, (whole,) if whole else ())
            found = self._indexed[token] = tuple(term for term in terms(token) if term not in STOP)
        return found

    def _body(self, talk: Talk) -> dict[str, int]:
        found: dict[str, int] = {}
        for text, weight in ((talk.abstract, ABSTRACT), (talk.description, BODY)):
            if text:
                for token, count in Counter(TOKEN.findall(fold(text))).items():
                    for term in self._terms(token):
                        found[term] = found.get(term, 0) + count * weight
        return found

    def _heading(self, number: int, talk: Talk, found: dict[str, int]) -> None:
        """Add title, speakers and track of a talk to its terms."""
        title: list[str] = []
        for text, weight in ((talk.title, TITLE), (talk.track, TRACK)):
            for token in tokens(fold(text)):
                self._terms(token)
                for term in terms(token):
                    found[term] = found.get(term, 0) + weight
                    title.append(term)
                if weight == TITLE:
                    for part in (*parts(token), joined(token)):
                        self.heading_words[part].add(number)
        self.title_terms.append(tuple(title))
        for speaker in talk.speakers:
            for word in spellings(speaker.name):
                for spelling in word:
                    self.words.add(spelling)
                    self.heading_words[spelling].add(number)
                    term = stem(spelling)
                    found[term] = found.get(term, 0) + SPEAKER

    def __contains__(self, term: object) -> bool:
        return term in self._numbers

    def frequency(self, term: str) -> int:
        """In how many talks a term occurs."""
        return len(self._numbers.get(term, ()))

    def information(self, frequency: int) -> float:
        """What a term in that many talks tells, in nats (the idf of BM25); one that is in none tells as one in one."""
        frequency = max(frequency, 1)
        return math.log(1 + (self.count - frequency + 0.5) / (frequency + 0.5))

    def strengths(self, term: str, factor: float = 1.0) -> dict[int, float]:
        """The talks that have a term -> how strongly, from 0 to `factor`."""
        norms = self._norms
        numbers, weights = self._numbers.get(term), self._weights.get(term)
        if numbers is None or weights is None:
            return {}
        return {
            number: factor * weight / (weight + norms[number]) for number, weight in zip(numbers, weights, strict=True)
        }

    def having_all(self, wanted: Iterable[str], factor: float) -> dict[int, float]:
        """The talks that have all of some terms -> how strongly they have the weakest of them."""
        found = sorted((self.strengths(term, factor) for term in wanted), key=len)
        if not found:
            return {}
        common = set(found[0]).intersection(*found[1:])
        return {number: min(strengths[number] for strengths in found) for number in common}
