"""What a person typed, as units of meaning that a programme may hold: words, their corrections, their synonyms. Pure.

Here it is decided what a typed word may stand for; how talks are ranked by it is decided in `index`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.programme import english
from bot.programme.postings import Postings
from bot.programme.synonyms import NEAR, SAME
from bot.programme.technical import TECHNICAL
from bot.programme.vocabulary import Vocabulary, allowed_distance
from bot.programme.words import STOP, joined, normalise, parts, stem, tokens

# More words than a question has; the rest of a long text would only cost time
MOST_WORDS = 24
# How much of a word itself each stand-in for it is worth
_SAME, _COMPLETED, _CORRECTED, _NEAR = 0.85, 0.7, 0.9, 0.4
_COMPLETED_FROM, _REAL_COMPLETED_FROM = 3, 4
_MOST_COMPLETIONS = 24
_MOST_CORRECTIONS = 3


@dataclass
class Unit:
    """One word typed (or two that the programme writes as one) and what it may stand for.

    `options` are ways in which a talk may have it: all of these terms, and how much of the word that is worth.
    `near` are options that come close but are no answer. `tells` is the word's information, in nats.
    """

    typed: str
    options: list[tuple[tuple[str, ...], float]] = field(default_factory=list)
    near: list[tuple[tuple[str, ...], float]] = field(default_factory=list)
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


class Reader:
    """Reads queries with the words of one programme."""

    def __init__(self, postings: Postings, vocabulary: Vocabulary, names: Vocabulary) -> None:
        self._postings = postings
        self._vocabulary = vocabulary
        self._names = names

    def read(self, text: str, *, unfinished: bool = True) -> Query:
        """Any text as a query; `unfinished` says that its last word may still lack its end."""
        plain = normalise(text)
        words = [word for token in tokens(plain) for word in self._words(token)]
        telling = [word for word in words if word not in STOP] or words
        telling = list(dict.fromkeys(telling))[:MOST_WORDS]
        units: list[Unit] = []
        skip = False
        for n, word in enumerate(telling):
            if skip:
                skip = False
                continue
            following = telling[n + 1] if n + 1 < len(telling) else ""
            unit = self._pair(word, following) if following else None
            skip = unit is not None
            units.append(unit or self._unit(word, last=unfinished and not following))
        for unit in units:
            unit.tells = self._tells(unit)
        return Query(plain, units)

    def _words(self, token: str) -> tuple[str, ...]:
        """The words of a typed token: as one where the programme writes it so, else its parts."""
        whole = joined(token)
        return (whole,) if whole and stem(whole) in self._postings else parts(token)

    def _pair(self, word: str, following: str) -> Unit | None:
        """Two words of which the programme has only what they are together: "elastic search"."""
        whole = stem(word + following)
        if whole not in self._postings or not (word.isalpha() and following.isalnum()):
            return None
        apart = (stem(word), stem(following))
        options: list[tuple[tuple[str, ...], float]] = [((whole,), 1.0)]
        if all(term in self._postings for term in apart):
            options.append((apart, 0.9))
        return Unit(f"{word} {following}", options)

    def _unit(self, word: str, *, last: bool) -> Unit:
        unit = Unit(word)
        term = stem(word)
        if term in self._postings:
            unit.options.append(((term,), 1.0))
        for wanted in SAME.get(word, ()):
            self._add(unit.options, wanted, _SAME)
        for key in dict.fromkeys((word, term)):
            for wanted in NEAR.get(key, ()):
                self._add(unit.near, wanted, _NEAR)
        if not unit.options:
            self._complete(unit, word, last=last)
        if not unit.options:
            self._split(unit, word)
        if not unit.options:
            self._correct(unit, word)
        return unit

    def _add(self, options: list[tuple[tuple[str, ...], float]], wanted: tuple[str, ...], factor: float) -> None:
        """Add a phrase as an option where the programme has all its words."""
        found = tuple(stem(part) for token in wanted for part in parts(token) if part not in STOP)
        if found and all(term in self._postings for term in found):
            options.append((found, factor))

    def _complete(self, unit: Unit, word: str, *, last: bool) -> None:
        """A beginning of longer words; a real word is only taken for one at the end of what was typed."""
        if word in TECHNICAL or len(word) < _COMPLETED_FROM:
            return
        if english.is_word(word) and (not last or len(word) < _REAL_COMPLETED_FROM):
            return
        found = self._vocabulary.beginning_with(word, _MOST_COMPLETIONS)
        unit.options += [((term,), _COMPLETED) for term in dict.fromkeys(stem(whole) for whole in found)]

    def _split(self, unit: Unit, word: str) -> None:
        """Two words written as one: "opensource"."""
        for cut in range(3, len(word) - 2):
            first, second = word[:cut], word[cut:]
            if first in self._vocabulary and second in self._vocabulary:
                self._add(unit.options, (first, second), _CORRECTED)

    def _correct(self, unit: Unit, word: str) -> None:
        """The words of the programme that an unknown word is a misspelling of; a real word is none."""
        if not word.isalpha() or english.is_word(word):
            return
        found = self._vocabulary.nearest(word, allowed_distance(word)) or self._names.nearest_name(word)
        # A first letter is seldom wrong, and in a short word it is what tells words apart
        if len(word) < 6:
            found = [(far, near) for far, near in found if near[0] == word[0] or sorted(near) == sorted(word)]
        found.sort(key=lambda near: (near[1][0] != word[0], -self._postings.frequency(stem(near[1])), near[1]))
        for _, near in found[:_MOST_CORRECTIONS]:
            unit.options.append(((stem(near),), _CORRECTED))
        if found:
            unit.used = found[0][1]

    def _tells(self, unit: Unit) -> float:
        """The information of a unit: of its commonest option, less where English uses the word for anything."""
        frequency = max((min(map(self._postings.frequency, wanted)) for wanted, _ in unit.options), default=0)
        return self._postings.information(frequency) * english.information(unit.used or unit.typed)
