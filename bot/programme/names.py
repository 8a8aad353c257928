"""People's names: the ways in which one name is spelt and typed, and who is meant by a name. Pure.

Finding a person is never guessing: whoever fits equally well is given too, and a name that nobody has finds nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from rapidfuzz import fuzz, process

from bot.programme.english import is_word
from bot.programme.model import Speaker
from bot.programme.text import fold
from bot.programme.vocabulary import Vocabulary
from bot.programme.words import normalise

# How letters are written where a keyboard lacks them; folding alone gives the bare letter
_TRANSLITERATED = {
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae",
    "ž": "zh", "š": "sh", "č": "ch", "ć": "ch", "ş": "sh", "ç": "ch", "ñ": "ny", "ł": "w",
    "ij": "y", "ё": "yo",
}  # fmt: skip
_LETTER = re.compile("|".join(_TRANSLITERATED))
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’‘`´]")
_SHORT = 5
# What people wrap a name in
_NO_NAMES = frozenset({"a", "by", "dr", "mr", "mrs", "ms", "of", "prof", "speaker", "talk", "talks", "the"})
_NAME = 40
# More words than a name has; the rest of a long text can't make a person more certain
_MOST_WORDS = 6
CLOSEST = 3
_EXACT, _BEGINS, _MISSPELT = 0, 1, 2


@dataclass(frozen=True)
class SpeakersFound:
    """Who was meant. `matches`: one is certain, several fit equally well. `closest`: up to three near names when none.

    `exact` says that the name was typed as it is, or as a part of it, apart from case, accents and order.
    """

    matches: tuple[Speaker, ...] = ()
    closest: tuple[Speaker, ...] = ()
    exact: bool = False


def spellings(name: str) -> list[tuple[str, ...]]:
    """The words of a name in order, each in its folded spellings: "Michael König" -> (michael,), (konig, koenig)."""
    found = []
    for word in _WORD.findall(_APOSTROPHE.sub("", name)):
        written = word.casefold()
        spelt = _LETTER.sub(lambda letter: _TRANSLITERATED[letter[0]], written)
        found.append(tuple(dict.fromkeys((fold(written), fold(spelt)))))
    return found


def _joined(words: Sequence[tuple[str, ...]]) -> set[str]:
    """A name in one word, as in addresses and handles: domenkozar, kozardomen, dkozar, domenk."""
    if len(words) < 2:
        return set()
    found = set()
    for spelling in range(max(map(len, words))):
        plain = [word[min(spelling, len(word) - 1)] for word in words]
        first, last, rest = plain[0], plain[-1], plain[1:]
        found |= {"".join(plain), first + last, last + first, first[0] + last}
        found.add(first + "".join(word[0] for word in rest))
    return found


class Names:
    """All speakers of a programme, findable by any part of their name."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._speakers = tuple(speakers)
        self._words = [spellings(speaker.name) for speaker in speakers]
        # word -> the speakers who have it, and which word of their name it is
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        # a whole name in one word -> the speakers, with the place -1
        wholes: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for place, word in enumerate(words):
                for spelling in word:
                    places[spelling].append((number, place))
            for whole in _joined(words):
                wholes[whole].append((number, -1))
        self._places, self._wholes = dict(places), dict(wholes)
        self.vocabulary = Vocabulary(places)
        self._whole_vocabulary = Vocabulary(wholes)

    @cached_property
    def _folded(self) -> list[str]:
        return [" ".join(word[0] for word in words) for words in self._words]

    def find(self, name: str) -> SpeakersFound:
        """Whoever is meant by any text: first or last name, both in either order, a handle, a beginning, a typo."""
        typed = self._typed(name)
        matches = self._matches(typed) if typed else {}
        if not matches and (telling := [word for word in typed if word not in _NO_NAMES]) != typed:
            typed = telling or typed
            matches = self._matches(typed) if typed else {}
        if not matches:
            return SpeakersFound(closest=self._closest(typed))
        best = min(matches.values())
        found = [number for number, cost in matches.items() if cost == best]
        whole = [number for number in found if len(self._words[number]) == len(typed)]
        return SpeakersFound(self._named(whole or found), exact=best[0] == _EXACT)

    def suggest(self, typed: str, limit: int) -> list[Speaker]:
        """At most `limit` speakers for a name being typed, those whose name begins so first; all when it is empty."""
        words = self._typed(typed)
        if not words:
            return list(self._speakers[:limit])
        matches = self._matches(words)
        ranked = sorted(matches, key=lambda n: (max(matches[n][0] - 1, 0), not self._begins(n, words[0]), n))
        return list(self._named(ranked[:limit]))

    def _begins(self, number: int, word: str) -> bool:
        return any(spelling.startswith(word) for spelling in self._words[number][0]) if self._words[number] else False

    @staticmethod
    def _typed(name: str) -> list[str]:
        # A possessive is not part of a name, and an apostrophe in one is often left out
        text = re.sub(r"'s\b", "", normalise(name))
        return [word[:40] for word in _WORD.findall(_APOSTROPHE.sub("", text))[:_MOST_WORDS]]

    def _named(self, numbers: Iterable[int]) -> tuple[Speaker, ...]:
        return tuple(self._speakers[number] for number in numbers)

    def _matches(self, typed: list[str]) -> dict[int, tuple[int, int]]:
        """Who has every word typed in their name -> (worst way in which a word fits, sum of all)."""
        together = self._wholes.get("".join(typed)) if len(typed) > 1 else None
        if together and all(len(word) > 1 for word in typed):
            return {number: (_EXACT, _EXACT) for number, _ in together}
        fitting = [self._fitting(word, alone=len(typed) == 1) for word in typed]
        found = {}
        for number in sorted(set.intersection(*(set(places) for places in fitting))):
            best = _cheapest([places[number] for places in fitting])
            if best is not None:
                found[number] = best
        return found

    def _fitting(self, word: str, *, alone: bool) -> dict[int, dict[int, int]]:
        """Speaker -> place in their name of every word for which `word` may stand -> how it fits.

        `alone`: nothing else was typed; then it may be a whole name in one word, and a real word is no misspelling.
        """
        found = self._looked_up(word, self.vocabulary, self._places)
        if alone and (not found or word in self._wholes):
            found.update(self._looked_up(word, self._whole_vocabulary, self._wholes))
        if not found and (not alone or not is_word(word)):
            _note(found, _misspelt(word, self.vocabulary), self._places, _MISSPELT)
            if not found and alone:
                _note(found, _misspelt(word, self._whole_vocabulary), self._wholes, _MISSPELT)
        return found

    @staticmethod
    def _looked_up(
        word: str, vocabulary: Vocabulary, places: Mapping[str, list[tuple[int, int]]]
    ) -> dict[int, dict[int, int]]:
        found: dict[int, dict[int, int]] = {}
        _note(found, [word], places, _EXACT)
        _note(found, vocabulary.beginning_with(word), places, _BEGINS)
        return found

    def _closest(self, typed: list[str]) -> tuple[Speaker, ...]:
        """Up to three names of which a part fits, else that look most alike."""
        found: dict[int, None] = {}
        for word in sorted(typed, key=len, reverse=True)[: _MOST_WORDS // 2]:
            if len(word) > 2:
                fitting = self._fitting(word, alone=False)
                found.update(dict.fromkeys(sorted(fitting, key=lambda number: min(fitting[number].values()))))
        if len(found) < CLOSEST and typed:
            alike = process.extract(" ".join(typed)[:_NAME], self._folded, scorer=fuzz.ratio, limit=CLOSEST)
            found.update(dict.fromkeys(number for _, _, number in alike))
        return self._named(list(found)[:CLOSEST]) or self._speakers[:CLOSEST]


def _misspelt(word: str, vocabulary: Vocabulary) -> list[str]:
    """The names that a word is a misspelling of; of a short one the first letter is not."""
    return [near for _, near in vocabulary.nearest_name(word) if len(word) > _SHORT or near[0] == word[0]]


def _note(
    found: dict[int, dict[int, int]], words: Iterable[str], places: Mapping[str, list[tuple[int, int]]], cost: int
) -> None:
    for word in words:
        for number, place in places.get(word, ()):
            found.setdefault(number, {}).setdefault(place, cost)


def _cheapest(words: Sequence[Mapping[int, int]]) -> tuple[int, int] | None:
    """The best way to give each typed word its own word of the name, as (worst, sum) of the costs; None: no way."""
    places = sorted({place for word in words for place in word})
    if len(places) < len(words):
        return None
    if len(words) == 1:
        cost = min(words[0].values())
        return cost, cost
    found = []
    for chosen in permutations(places[:_MOST_WORDS], len(words)):
        if all(place in word for place, word in zip(chosen, words, strict=True)):
            costs = [word[place] for place, word in zip(chosen, words, strict=True)]
            found.append((max(costs), sum(costs)))
    return min(found, default=None)
