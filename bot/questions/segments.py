"""A text cut into segments: what a rule understood, a title that stands in it, and the words between. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.programme import english
from bot.programme.index import Index
from bot.programme.snapshot import Snapshot
from bot.questions.grammar import Grammar, Recogniser, detect
from bot.questions.lexicon import lexicon_of
from bot.questions.patterns import Match
from bot.questions.spelling import correct
from bot.questions.tokens import Token

_WITH_IS = frozenset(["what", "who", "where", "when", "how", "that", "there", "it", "he", "she", "which"])
_ONLY_AT_THE_START = frozenset(["follow"])


@dataclass(frozen=True, slots=True)
class Segment:
    """Words `start` to `end` (excluded): of a rule (`match`), of a title (`talks`: who have it), or one plain word."""

    start: int
    end: int
    match: Match | None = None
    talks: tuple[str, ...] = ()

    @property
    def effect(self) -> str:
        """What the rule of the segment does; "" for a title or a word."""
        return self.match.row.effect if self.match else ""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in segments, with the words as they were read and the corrections of misspelt ones."""

    words: tuple[str, ...]
    segments: tuple[Segment, ...]
    grammars: tuple[Grammar, ...]
    corrections: tuple[tuple[str, str], ...] = ()

    def is_stop(self, at: int) -> bool:
        """Whether the word at a place says nothing about what a talk is about."""
        return any(self.words[at] in grammar.stop for grammar in self.grammars)


def cut(tokens: Sequence[Token], snapshot: Snapshot, now: datetime) -> Cut:
    """The segments of a text, from left to right: the longest rule at each place."""
    lexicon = lexicon_of(snapshot)
    words = _written_out([token.word for token in tokens])
    grammars = tuple(detect([word for word in words if not lexicon.has_name(word)]))
    corrections = _correct(words, grammars, snapshot.index)
    if whole := lexicon.whole_title(words):
        return Cut(tuple(words), (Segment(0, len(words), talks=whole),), grammars)
    title = lexicon.find_title(words)
    atoms = Recogniser(words, grammars, lexicon, now).recognise()
    segments: list[Segment] = []
    at = 0
    begun = False
    while at < len(words):
        if title and at == title[0]:
            segments.append(Segment(at, title[1], talks=title[2]))
            at, begun = title[1], True
            continue
        limit = title[0] if title and at < title[0] else len(words)
        found = [
            match
            for grammar in grammars
            for match in grammar.rules.find_all(words, atoms, at)
            if match.end <= limit and not (begun and match.row.effect in _ONLY_AT_THE_START)
        ]
        best = max(found, key=_rank, default=None)
        if best is None:
            segments.append(Segment(at, at + 1))
            begun = True
            at += 1
            continue
        segments += [Segment(left, left + 1) for left in best.left]
        segments.append(Segment(at, best.end, best))
        begun = begun or best.row.effect != "skip"
        at = best.end
    return Cut(tuple(words), tuple(segments), grammars, corrections)


def _rank(match: Match) -> tuple[int, int, bool, int]:
    return match.end, -len(match.left), bool(match.atoms), -match.row.order


def _written_out(words: list[str]) -> list[str]:
    """The words with "what's" as "what is"."""
    return ["is" if word == "s" and at and words[at - 1] in _WITH_IS else word for at, word in enumerate(words)]


def _correct(words: list[str], grammars: Sequence[Grammar], index: Index) -> tuple[tuple[str, str], ...]:
    """Mend misspelt days, kinds and the like in place: only what is a word neither of English nor of the programme."""
    corrections = []
    for at, word in enumerate(words):
        if len(word) < 5 or not word.isalpha() or any(word in grammar.known for grammar in grammars):
            continue
        if english.is_word(word) or index.frequency(word):
            continue
        if used := correct(word):
            corrections.append((word, used))
            words[at] = used
    return tuple(corrections)
