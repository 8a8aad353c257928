"""The words that a programme has: which of them begin with a few letters, and which one a misspelt word meant.

Says nothing of what words are worth or where they stand (`postings`), nor which words are real ones (`english`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

# From how many letters on a word may be wrong in one letter, in two, and, in a name, in three
ONE_FROM, TWO_FROM, THREE_FROM = 4, 8, 9
# How much alike (Jaro-Winkler) a name with three wrong letters must be
NAME_LIKENESS = 0.86
BEGINNING_FROM = 4
# Longer words are not corrected: nobody types them, and each letter costs time
_LONGEST = 24
# Sorts behind every letter
_LAST = "\U0010ffff"


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
        self._known = frozenset(words)
        self.words = sorted(self._known)
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in self.words:
            by_length[len(word)].append(word)
        # (number of pieces, which of them, length of the word) -> piece -> the words that have it there, in one string:
        # tens of thousands of small lists would slow every pass of the garbage collector
        self._pieces: dict[tuple[int, int, int], dict[str, str]] = {}
        for length, same in by_length.items():
            if ONE_FROM - 1 <= length <= _LONGEST + 2:
                self._file(same, length, 2)
            if TWO_FROM - 2 <= length <= _LONGEST + 2:
                self._file(same, length, 3)

    def _file(self, words: list[str], length: int, pieces: int) -> None:
        for n in range(pieces):
            start, end = length * n // pieces, length * (n + 1) // pieces
            table: dict[str, str] = {}
            for word in words:
                piece = word[start:end]
                table[piece] = f"{table[piece]} {word}" if piece in table else word
            self._pieces[pieces, n, length] = table

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def __len__(self) -> int:
        return len(self.words)

    def beginning_with(self, prefix: str, limit: int | None = None) -> list[str]:
        """The words that begin with a folded prefix, in alphabetical order, itself included; at most `limit`."""
        start = bisect_left(self.words, prefix)
        end = bisect_left(self.words, prefix + _LAST, lo=start)
        return self.words[start : end if limit is None else min(end, start + limit)]

    def nearest(self, word: str, distance: int) -> list[tuple[int, str]]:
        """The words at the smallest distance from `word`, at most `distance` (0 to 2), as (distance, word).

        A letter too many, missing, wrong, or exchanged with its neighbour counts one (optimal string alignment).
        """
        if word in self._known:
            return [(0, word)]
        if distance < 1 or len(word) > _LONGEST:
            return []
        swapped = _swapped(word)
        found = {(1, near) for near in swapped if near in self._known}
        found.update(_measured(word, self._candidates(word, 1), 1))
        if not found and distance > 1:
            candidates = self._candidates(word, 2)
            for near in swapped:
                candidates |= self._candidates(near, 1)
                candidates.update(twice for twice in _swapped(near) if twice in self._known)
            found.update(_measured(word, candidates, 2))
        closest = min((far for far, _ in found), default=0)
        return sorted((far, near) for far, near in found if far == closest)

    def nearest_name(self, word: str) -> list[tuple[int, str]]:
        """As `nearest`, for people's names: three letters of nine and more may be wrong when the whole is alike enough.

        Three wrong letters are looked for behind a right first one only, so that no pass over all names is needed.
        """
        found = self.nearest(word, allowed_distance(word))
        if found or not THREE_FROM <= len(word) <= _LONGEST:
            return found
        alike = _measured(word, set(self.beginning_with(word[0])), 3)
        return sorted((far, name) for far, name in alike if JaroWinkler.similarity(word, name) >= NAME_LIKENESS)

    def nearest_beginnings(self, word: str) -> list[str]:
        """The words of which `word` is a beginning with one letter wrong after the second: "kuberent" -> kubernetes."""
        size = len(word)
        if not BEGINNING_FROM <= size <= _LONGEST:
            return []
        longer = [near for near in self.beginning_with(word[:2]) if len(near) > size]
        alike = process.extract(word, [near[:size] for near in longer], scorer=OSA.distance, score_cutoff=1, limit=None)
        return sorted(longer[place] for _, _, place in alike)

    def _candidates(self, word: str, distance: int) -> set[str]:
        """Words that share a whole piece with `word`, at most `distance` letters from its place."""
        size, pieces = len(word), distance + 1
        found: set[str] = set()
        for length in range(size - distance, size + distance + 1):
            for n in range(pieces):
                table = self._pieces.get((pieces, n, length))
                if table is None:
                    break
                start, end = length * n // pieces, length * (n + 1) // pieces
                for shift in range(-min(distance, start), min(distance, size - end) + 1):
                    if near := table.get(word[start + shift : end + shift]):
                        found.update(near.split(" "))
        return found


def _measured(word: str, candidates: set[str], distance: int) -> Iterator[tuple[int, str]]:
    """Those of some words that are at most `distance` letters from `word`, as (distance, word)."""
    alike = process.extract_iter(word, candidates, scorer=OSA.distance, score_cutoff=distance)
    return ((int(far), near) for near, far, _ in alike)


def _swapped(word: str) -> list[str]:
    """`word` with each two neighbouring letters exchanged in turn."""
    return [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1) if word[n] != word[n + 1]]
