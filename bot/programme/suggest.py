"""Suggestions of talks while a title or a speaker is being typed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Set
from heapq import nsmallest

from bot.programme.vocabulary import Vocabulary, allowed_distance
from bot.programme.words import normalise, parts, tokens

_MOST_WORDS = 12


class TalkSuggestions:
    """The words of titles and speakers' names -> the numbers of the talks that have them."""

    def __init__(self, words: Mapping[str, Set[int]]) -> None:
        self._words = words
        self._vocabulary = Vocabulary(words)

    def find(self, typed: str, limit: int) -> list[int]:
        """At most `limit` talks that have every word typed, or its beginning, or else what it is a misspelling of."""
        words = [part for token in tokens(normalise(typed)) for part in parts(token)][:_MOST_WORDS]
        if not words:
            return []
        found: set[int] | None = None
        for word in sorted(words, key=len, reverse=True):
            having = self._having(word)
            found = having if found is None else found & having
            if not found:
                return []
        exact = self._words.get(words[0], frozenset())
        return nsmallest(limit, found or (), key=lambda number: (number not in exact, number))

    def _having(self, word: str) -> set[int]:
        names = self._vocabulary.beginning_with(word, len(self._vocabulary))
        if not names:
            names = [near for _, near in self._vocabulary.nearest(word, allowed_distance(word))]
        names = names or self._vocabulary.nearest_beginnings(word)
        return set().union(*(self._words[name] for name in names))
