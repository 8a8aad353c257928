"""The index of a programme: search, the talk or person meant by a text, suggestions while typing. Pure.

Built once for a programme (off the event loop: it takes a while), then only read. What words may stand for is
`query`, what they are worth is `postings`, people are `names`; here talks are ranked and the two tiers are kept apart:
what answers, and what merely comes closest.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.programme import english
from bot.programme.model import Kind, Programme, Speaker, Talk
from bot.programme.names import Names, SpeakersFound, spellings
from bot.programme.postings import Postings
from bot.programme.query import Query, Reader
from bot.programme.suggest import TalkSuggestions
from bot.programme.text import fold
from bot.programme.vocabulary import Vocabulary
from bot.programme.words import normalise

# The share of a query's information that a talk must have to be an answer: where a word is not in the programme at
# all, and where every word is in some talk
_COVERED_WITH_MISSING, _COVERED = 0.5, 0.3
# A talk with less than this share of the best talk's is no answer beside it
_COVERED_BESIDE_BEST = 0.5
# From this likeness (0 to 100) on a title is what was typed
_TITLE_LIKENESS = 90
_TITLES_COMPARED = 40
CLOSEST = 3
# What a clear winner has against the next talk
_CLEARLY = 1.6


@dataclass(frozen=True)
class Filters:
    """What talks must have, in the programme's own words (case and accents do not matter); "" and None: anything."""

    day: date | None = None
    track: str = ""
    room: str = ""
    level: str = ""

    def __bool__(self) -> bool:
        return bool(self.day or self.track or self.room or self.level)


class Hit(NamedTuple):
    """A talk found. `words` are the terms that matched, for `excerpt`; `covered` is the share (0 to 1) of the query's
    information that the talk has; `score` ranks the hits of one search and means nothing beyond it."""

    talk: Talk
    score: float
    words: frozenset[str]
    covered: float = 0.0


@dataclass(frozen=True)
class Found:
    """What a search gave. `hits`: all answers, best first.

    `corrections`: (typed, used) of misspelt words; `missing`: words for which the programme has nothing; `elsewhere`:
    the hits without the filters, when the filters left none; `closest`: up to three near talks when there is no hit
    at all; empty only for a programme without talks.
    """

    hits: tuple[Hit, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    elsewhere: tuple[Hit, ...] = ()
    closest: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class TalkFound:
    """The talk meant by a text where that is clear, else up to ten candidates, best first."""

    talk: Talk | None = None
    candidates: tuple[Talk, ...] = ()


class Index:
    """Everything that can be looked up in one programme; immutable, safe to read from any thread."""

    def __init__(self, programme: Programme) -> None:
        english.load()
        self.programme = programme
        self._talks = programme.talks
        self._postings = Postings(self._talks)
        names = {spelling for s in programme.speakers for word in spellings(s.name) for spelling in word}
        self._reader = Reader(self._postings, Vocabulary(self._postings.words), Vocabulary(names))
        self._names = Names(programme.speakers)
        self._suggestions = TalkSuggestions(self._postings.heading_words)
        self._titles = [normalise(talk.title) for talk in self._talks]
        self._by_title: dict[str, list[int]] = defaultdict(list)
        for number, title in enumerate(self._titles):
            self._by_title[title].append(number)

    def search(self, query: str, filters: Filters = Filters(), *, unfinished: bool = True) -> Found:
        """The talks on what any text says, best first; breaks only where nothing else is found.

        Without a telling word all talks that pass the filters are found. `unfinished`: the last word may lack its end.
        """
        read = self._reader.read(query, unfinished=unfinished)
        ranked = self._rank(read) if read.units else [Hit(talk, 0.0, frozenset()) for talk in self._talks if filters]
        talks = [hit for hit in ranked if hit.talk.kind is not Kind.BREAK]
        hits = talks or ranked
        kept = [hit for hit in hits if self._passes(hit.talk, filters)] if filters else hits
        return Found(
            tuple(kept),
            read.corrections,
            read.missing,
            () if kept else tuple(hits),
            () if hits else self._closest(read),
        )

    def find_talk(self, text: str) -> TalkFound:
        """The talk meant by an id, a title, or any words that only one talk answers to."""
        if text in self.programme.by_id:
            return TalkFound(self.programme.by_id[text])
        same = [self._talks[number] for number in self._by_title.get(normalise(text), ())]
        if same:
            return TalkFound(same[0]) if len(same) == 1 else TalkFound(None, tuple(same))
        found = self.search(text)
        hits = found.hits or found.closest
        if found.hits and (len(hits) == 1 or hits[0].score > _CLEARLY * hits[1].score):
            return TalkFound(hits[0].talk)
        return TalkFound(None, tuple(hit.talk for hit in hits[:10]))

    def find_speakers(self, name: str) -> SpeakersFound:
        """Who is meant by any text: one person for certain, several who fit equally well, or the closest names."""
        return self._names.find(name)

    def suggest_talks(self, typed: str, limit: int = 25) -> list[Talk]:
        """At most `limit` talks for a title being typed: by the words of titles and speakers, then by search."""
        numbers = self._suggestions.find(typed, limit)
        found = {self._talks[number].id: self._talks[number] for number in numbers}
        if not found:
            found = {hit.talk.id: hit.talk for hit in self.search(typed).hits[:limit]}
        return list(found.values())[:limit]

    def suggest_speakers(self, typed: str, limit: int = 25) -> list[Speaker]:
        """At most `limit` speakers for a name being typed; in alphabetical order when nothing is typed yet."""
        return self._names.suggest(typed, limit)

    def _rank(self, query: Query, *, near: bool = False) -> list[Hit]:
        """The talks that have enough of the query, best first; with `near` any that have a little of it."""
        score: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        matched: dict[int, int] = defaultdict(int)
        words = []
        for n, unit in enumerate(query.units):
            strengths: dict[int, float] = {}
            worth: dict[int, float] = {}
            options = [*unit.options, *unit.near] if near else unit.options
            for wanted, factor in options:
                for number, strength in self._strengths(wanted, factor).items():
                    if strength > strengths.get(number, 0.0):
                        strengths[number], worth[number] = strength, max(worth.get(number, 0.0), factor)
            for number, strength in strengths.items():
                score[number] += unit.tells * strength
                covered[number] += unit.tells * worth[number]
                matched[number] |= 1 << n
            words.append(frozenset(term for wanted, _ in options for term in wanted))
        total = sum(unit.tells for unit in query.units) or 1.0
        least = 0.0
        if not near and covered:
            least = (_COVERED_WITH_MISSING if query.missing else _COVERED) * total
            least = max(least, _COVERED_BESIDE_BEST * max(covered.values())) - 1e-9
        numbers = [number for number, share in covered.items() if share >= least]
        final = {number: score[number] * covered[number] / total for number in numbers}
        self._lift_titles(query, final)
        numbers.sort(key=lambda number: (-final[number], number))
        combined: dict[int, frozenset[str]] = {}
        hits = []
        for number in numbers:
            mask = matched[number]
            if mask not in combined:
                combined[mask] = frozenset().union(*(words[n] for n in range(len(words)) if mask >> n & 1))
            hits.append(Hit(self._talks[number], final[number], combined[mask], min(covered[number] / total, 1.0)))
        return hits

    def _strengths(self, wanted: tuple[str, ...], factor: float) -> dict[int, float]:
        if len(wanted) == 1:
            return self._postings.strengths(wanted[0], factor)
        return self._postings.having_all(wanted, factor)

    def _lift_titles(self, query: Query, final: dict[int, float]) -> None:
        """Put talks first whose title is what was typed, or nearly."""
        if not final:
            return
        best = max(final.values())
        for number in self._by_title.get(query.text, ()):
            if number in final:
                final[number] += 3 * best
        for number in sorted(final, key=final.__getitem__, reverse=True)[:_TITLES_COMPARED]:
            if fuzz.ratio(query.text, self._titles[number], score_cutoff=_TITLE_LIKENESS):
                final[number] += 2 * best

    def _closest(self, query: Query) -> tuple[Hit, ...]:
        """Up to three talks that have a little of the query, else whose titles look most like it."""
        found = {hit.talk.id: hit for hit in self._rank(query, near=True)[:CLOSEST] if hit.talk.kind is not Kind.BREAK}
        if len(found) < CLOSEST:
            for _, likeness, number in process.extract(
                query.text[:64], self._talk_titles, scorer=fuzz.ratio, limit=CLOSEST
            ):
                talk = self._talks[number]
                found.setdefault(talk.id, Hit(talk, likeness / 1000, frozenset()))
        return tuple(found.values())[:CLOSEST]

    @cached_property
    def _talk_titles(self) -> dict[int, str]:
        talks = {n: title for n, title in enumerate(self._titles) if self._talks[n].kind is not Kind.BREAK}
        return talks or dict(enumerate(self._titles))

    @staticmethod
    def _passes(talk: Talk, filters: Filters) -> bool:
        if filters.track and fold(talk.track) != fold(filters.track):
            return False
        if filters.level and fold(talk.level) != fold(filters.level):
            return False
        if not (filters.day or filters.room):
            return True
        room = fold(filters.room)
        return any(
            (not filters.day or slot.day == filters.day) and (not room or room in map(fold, slot.rooms))
            for slot in talk.slots
        )


__all__ = ["Filters", "Found", "Hit", "Index", "SpeakersFound", "TalkFound"]
