"""What a person typed, as units of meaning that a programme may hold: words, their corrections, their synonyms. Pure.

Here it is decided what a typed word may stand for; how talks are ranked by it is decided in `ranking`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from bot.programme import english
from bot.programme.postings import Postings
from bot.programme.synonyms import NEAR, PHRASE_TERMS, SAME
from bot.programme.technical import TECHNICAL
from bot.programme.vocabulary import Vocabulary, allowed_distance
from bot.programme.words import STOP, joined, normalise, parts, root, stem, tokens

# More words than a question has, and more misspelt ones; the rest of a long text would only cost time
MOST_WORDS, _MOST_MISSPELT = 24, 6
# How much of a word itself each stand-in for it is worth
_SAME, _COMPLETED, _CORRECTED, _NEAR, _KIN = 0.85, 0.7, 0.9, 0.4, 0.25
_PLURAL_FROM = 5
_COMPLETED_FROM, _REAL_COMPLETED_FROM = 3, 4
_MOST_COMPLETIONS, _MOST_CORRECTIONS = 24, 3
# Words that share so many first letters, and so much of themselves, are likely kin
_ROOT_FROM, _ROOT = 5, 0.65
_MOST_TEXTS = 200
# Of a long query so many pairs of neighbours are looked for in texts, which is what takes longest
_MOST_PAIRS = 6
_NO_DIGITS = re.compile(r"\D")
_NUMBERED = re.compile(r"([^\W\d_]+)(\d+)")


@dataclass
class Unit:
    """One word typed, or two that are one thing, and the terms for which it may stand.

    `options`: (term, how much of the word it is worth); a talk that has one of them has the unit. `near`: likewise,
    what comes close but is no answer. `used`: the word it was corrected to. `tells`: its information, in nats.
    """

    typed: str
    options: list[tuple[str, float]] = field(default_factory=list)
    near: list[tuple[str, float]] = field(default_factory=list)
    used: str = ""
    tells: float = 0.0


@dataclass
class Query:
    """A text understood: its units, and the same text folded to compare with titles."""

    text: str
    units: list[Unit]

    @property
    def corrections(self) -> tuple[tuple[str, str], ...]:
        """What was typed and what was taken for it, where that is another word."""
        return tuple((unit.typed, unit.used) for unit in self.units if unit.used)

    @property
    def missing(self) -> tuple[str, ...]:
        """The words typed for which the programme has nothing."""
        return tuple(unit.typed for unit in self.units if not unit.options)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The first neighbouring words that the programme has, two by two, cut to what their other forms begin with."""
        words = [root(unit.used or unit.typed) if unit.options and " " not in unit.typed else "" for unit in self.units]
        return [(first, second) for first, second in pairwise(words) if first and second][:_MOST_PAIRS]


class Reader:
    """Reads queries with the words of one programme."""

    def __init__(self, postings: Postings, vocabulary: Vocabulary, names: Vocabulary) -> None:
        self._postings = postings
        self._vocabulary = vocabulary
        self._names = names

    def read(self, text: str, *, unfinished: bool = True) -> Query:
        """Any text as a query; `unfinished` says that its last word may still lack its end."""
        plain = normalise(text)
        words = self._words(plain)
        units: list[Unit] = []
        misspelt = 0
        while words:
            unit = self._phrase(*words[:2]) if len(words) > 1 else None
            if unit is None:
                unit = self._unit(words[0], last=unfinished and len(words) == 1)
                if not unit.options and misspelt < _MOST_MISSPELT:
                    misspelt += 1
                    self._correct(unit, last=unfinished and len(words) == 1)
                words = words[1:]
            else:
                words = words[2:]
            if units and unfinished and not words and not unit.options and len(unit.typed) < _COMPLETED_FROM:
                break  # the first letter or two of a next word tell nothing yet
            self._approach(unit)
            unit.tells = self._tells(unit)
            units.append(unit)
        return Query(plain, units)

    def _words(self, plain: str) -> list[str]:
        """The telling words of a text, each once; all its words when none tells."""
        found = [word for token in tokens(plain)[: 4 * MOST_WORDS] for word in self._parts(token)]
        telling = [word for word in found if word not in STOP] or found
        return list(dict.fromkeys(telling))[:MOST_WORDS]

    def _parts(self, token: str) -> tuple[str, ...]:
        """The words of a typed token: one where the programme writes it so, else its parts."""
        whole = joined(token)
        if whole:
            return (whole,) if stem(whole) in self._postings else parts(token)
        if token.isalnum() and stem(token) not in self._postings and stem(token) not in SAME:
            return self._split(token)
        return parts(token)

    def _split(self, word: str) -> tuple[str, ...]:
        """Two words that stand together in the programme and were written as one ("commandline"); else the word."""
        if english.is_word(word):
            return (word,)
        numbered = _NUMBERED.fullmatch(word)
        cuts = [len(numbered[1])] if numbered else range(3, len(word) - 2) if word.isalpha() else []
        for cut in cuts:
            first, second = word[:cut], word[cut:]
            if first in self._vocabulary and second in self._vocabulary and self._stand_together(first, second):
                return first, second
        return (word,)

    def _stand_together(self, first: str, second: str) -> bool:
        rare = min(stem(first), stem(second), key=self._postings.frequency)
        numbers = (packed >> 8 for packed in self._postings.packed(rare)[:_MOST_TEXTS])
        texts = [self._postings.texts[number] for number in numbers]
        return any(f"{first}{sign}{second}" in text for text in texts for sign in " -/.")

    def _phrase(self, word: str, following: str) -> Unit | None:
        """Two words that are one thing: "virtual reality", "elastic search"; None when they are two."""
        unit = Unit(f"{word} {following}")
        whole, phrase = stem(word + following), f"{stem(word)} {stem(following)}"
        if word.isalpha() and following.isalpha():
            self._add(unit.options, (whole,), 1.0)
            if unit.options and stem(word) in self._postings and stem(following) in self._postings:
                # The programme may write it either way, and two words that stand together are no less
                self._add(unit.near, (stem(word), stem(following)), _NEAR)
        if phrase in PHRASE_TERMS:
            self._add(unit.options, (phrase,), 1.0)
            self._add(unit.options, SAME.get(phrase, ()), _SAME)
            self._add(unit.near, (stem(word), stem(following)), _NEAR)
        return unit if unit.options or phrase in PHRASE_TERMS else None

    def _unit(self, word: str, *, last: bool) -> Unit:
        unit = Unit(word)
        term = stem(word)
        self._add(unit.options, (term,), 1.0)
        self._add(unit.options, SAME.get(term, ()), _SAME)
        if not unit.options or not (word in self._vocabulary or english.is_word(word)):
            self._complete(unit, last=last)
        return unit

    def _add(self, options: list[tuple[str, float]], terms: tuple[str, ...], factor: float) -> None:
        options += [(term, factor) for term in terms if term in self._postings]

    def _complete(self, unit: Unit, *, last: bool) -> None:
        """Longer words; a real word is taken for the beginning of one only at the end of what was typed."""
        word = unit.typed
        if word in TECHNICAL or len(word) < _COMPLETED_FROM:
            return
        if english.is_word(word) and (not last or len(word) < _REAL_COMPLETED_FROM):
            return
        found = self._vocabulary.beginning_with(word, _MOST_COMPLETIONS)
        self._add(unit.options, tuple(dict.fromkeys(map(stem, found))), _COMPLETED)

    def _correct(self, unit: Unit, *, last: bool) -> None:
        """The words of the programme that an unknown word is a misspelling of; a real word is none."""
        word = unit.typed
        if not word.isalnum() or word.isdigit() or english.is_word(word):
            return
        found = self._vocabulary.nearest(word, allowed_distance(word))
        if not found and word.endswith("s") and len(word) > _PLURAL_FROM:
            # The programme may have the singular only
            found = self._vocabulary.nearest(word[:-1], allowed_distance(word[:-1]))
        found = found or self._names.nearest_name(word)
        # A first letter is seldom wrong, and in a short word it is what tells words apart
        if len(word) < 6:
            found = [(far, near) for far, near in found if near[0] == word[0] or sorted(near) == sorted(word)]
        digits = _NO_DIGITS.sub("", word)
        nearest = [near for _, near in found if _NO_DIGITS.sub("", near) == digits]
        nearest.sort(key=lambda near: (near[0] != word[0], -self._postings.frequency(stem(near)), near))
        factor = _CORRECTED
        if not nearest and last and not digits:
            nearest, factor = self._vocabulary.nearest_beginnings(word), _COMPLETED
        if nearest:
            terms = dict.fromkeys(map(stem, nearest[:_MOST_CORRECTIONS]))
            self._add(unit.options, tuple(terms), factor)
            unit.used = nearest[0]

    def _approach(self, unit: Unit) -> None:
        """What lies near: by the table, by the table for what a word is short for, or words of the same root."""
        term = " ".join(map(stem, unit.typed.split()))
        for key in (term, *SAME.get(term, ())):
            self._add(unit.near, NEAR.get(key, ()), _NEAR)
        if not unit.options and len(unit.typed) >= _ROOT_FROM and " " not in unit.typed:
            begin = unit.typed[: max(_ROOT_FROM, round(len(unit.typed) * _ROOT))]
            kin = self._vocabulary.beginning_with(begin, _MOST_COMPLETIONS)
            self._add(unit.near, tuple(dict.fromkeys(map(stem, kin))), _KIN)

    def _tells(self, unit: Unit) -> float:
        """The information of a unit: of its commonest option, less where English uses the word for anything."""
        frequency = max((self._postings.frequency(term) for term, _ in unit.options), default=0)
        words = (unit.used or unit.typed).split()
        return self._postings.information(frequency) * max(map(english.information, words))
