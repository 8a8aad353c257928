"""The words that a programme has: which of them begin with a few letters, and which one a misspelt word meant.

Says nothing of what words are worth or where they stand (`postings`), nor which words are real ones (`english`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA, JaroWinkler

# From how many letters on a word may be wrong in one letter, and in two
ONE_FROM, TWO_FROM, THREE_FROM = 4, 8, 9
NAME_LIKENESS = 0.86
_COMPLETIONS = 64


def allowed_distance(word: str) -> int:
    """How many letters of a word may be wrong: 0 below four letters, 1 below eight, else 2."""
    return 0 if len(word) < ONE_FROM else 1 if len(word) < TWO_FROM else 2


class Vocabulary:
    """A set of folded words, sorted, with an index of their pieces.

    A word with k wrong letters, cut into k + 1 pieces, has one piece left whole: looking the pieces up gives the few
    words worth measuring (the pigeonhole filter of approximate matching). Two letters that changed places may break
    two pieces, so each such exchange is undone first.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(set(words))
        self._known = frozenset(self.words)
        # (number of pieces, which of them, length of the word, the piece) -> words
        self._pieces: dict[tuple[int, int, int, str], list[str]] = defaultdict(list)
        for word in self.words:
            if len(word) >= ONE_FROM - 1:
                self._file(word, 2)
            if len(word) >= TWO_FROM - 2:
                self._file(word, 3)
        self._pieces.default_factory = None

    def _file(self, word: str, pieces: int) -> None:
        length = len(word)
        for n in range(pieces):
            self._pieces[pieces, n, length, word[length * n // pieces : length * (n + 1) // pieces]].append(word)

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def __len__(self) -> int:
        return len(self.words)

    def beginning_with(self, prefix: str, limit: int = _COMPLETIONS) -> list[str]:
        """At most `limit` words that begin with a folded prefix, in alphabetical order, the prefix itself included."""
        start = bisect_left(self.words, prefix)
        found = []
        for word in self.words[start : start + limit]:
            if not word.startswith(prefix):
                break
            found.append(word)
        return found

    def nearest(self, word: str, distance: int) -> list[tuple[int, str]]:
        """The words at the smallest distance from `word`, at most `distance` (0 to 2), as (distance, word).

        A letter too many, missing, wrong, or exchanged with its neighbour counts one (optimal string alignment).
        """
        if word in self._known:
            return [(0, word)]
        if distance < 1:
            return []
        swapped = list(_swapped(word))
        found = {(1, near) for near in swapped if near in self._known}
        found |= self._measured(word, self._candidates(word, 1, 2), 1)
        if not found and distance > 1:
            candidates = set(self._candidates(word, 2, 3))
            for near in swapped:
                candidates.update(self._candidates(near, 1, 2), (twice for twice in _swapped(near) if twice in self))
            found = self._measured(word, candidates, 2)
        closest = min((far for far, _ in found), default=0)
        return sorted((far, near) for far, near in found if far == closest)

    def nearest_name(self, word: str) -> list[tuple[int, str]]:
        """As `nearest`, for people's names: up to three letters of nine and more, when the whole is alike enough.

        Meant for a vocabulary of names: the third letter costs one pass over the words of about that length.
        """
        found = self.nearest(word, allowed_distance(word))
        if found or len(word) < THREE_FROM:
            return found
        alike = self._measured(word, (name for name in self.words if abs(len(name) - len(word)) <= 3), 3)
        return sorted((far, name) for far, name in alike if JaroWinkler.similarity(word, name) >= NAME_LIKENESS)

    def _candidates(self, word: str, distance: int, pieces: int) -> Iterator[str]:
        """Words that share a whole piece with `word`, at most `distance` letters from its place."""
        size = len(word)
        for length in range(size - distance, size + distance + 1):
            for n in range(pieces):
                start, end = length * n // pieces, length * (n + 1) // pieces
                for shift in range(-distance, distance + 1):
                    if start + shift < 0 or end + shift > size:
                        continue
                    yield from self._pieces.get((pieces, n, length, word[start + shift : end + shift]), ())

    @staticmethod
    def _measured(word: str, candidates: Iterable[str], distance: int) -> set[tuple[int, str]]:
        measured = ((OSA.distance(word, near, score_cutoff=distance), near) for near in set(candidates))
        return {(far, near) for far, near in measured if far <= distance}


def _swapped(word: str) -> Iterator[str]:
    """`word` with each two neighbouring letters exchanged in turn."""
    for n in range(len(word) - 1):
        if word[n] != word[n + 1]:
            yield word[:n] + word[n + 1] + word[n] + word[n + 2 :]
