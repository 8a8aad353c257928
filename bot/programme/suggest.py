"""Suggestions of talks while a title or a speaker is being typed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from heapq import nsmallest

from bot.programme.vocabulary import Vocabulary, allowed_distance
from bot.programme.words import normalise, parts, tokens

_MOST_WORDS = 12


class TalkSuggestions:
    """The words of titles and speakers' names, with the numbers of the talks that have them."""

    def __init__(self, words: Mapping[str, Set[int]], titles: Sequence[str], hidden: Set[int]) -> None:
        """`titles` are normalised; talks whose number is `hidden` are never suggested."""
        self._words = words
        self._titles = titles
        self._hidden = hidden
        self._vocabulary = Vocabulary(words)

    def find(self, typed: str, limit: int) -> list[int]:
        """At most `limit` talks that have every word typed, or its beginning, or else what it is a misspelling of.

        Those whose title begins with what was typed come first, then those that have the first word as it is.
        """
        plain = normalise(typed)
        words = [part for token in tokens(plain) for part in parts(token)][:_MOST_WORDS]
        if not words:
            return []
        found: set[int] | None = None
        for word in sorted(words, key=len, reverse=True):
            having = self._having(word)
            found = having if found is None else found & having
            if not found:
                return []
        exact = self._words.get(words[0], frozenset())
        return nsmallest(
            limit,
            (found or set()) - self._hidden,
            key=lambda number: (not self._titles[number].startswith(plain), number not in exact, number),
        )

    def _having(self, word: str) -> set[int]:
        names = self._vocabulary.beginning_with(word, len(self._vocabulary))
        if not names:
            names = [near for _, near in self._vocabulary.nearest(word, allowed_distance(word))]
        names = names or self._vocabulary.nearest_beginnings(word)
        return set().union(*(self._words[name] for name in names))
