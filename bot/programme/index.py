"""The index of a programme: search, the talk or person meant by a text, suggestions while typing. Pure.

Built once for a programme (off the event loop: it takes a while), then only read. What words may stand for is
`query`, what they are worth is `postings`, people are `names`; here talks are ranked and the two tiers are kept apart:
what answers, and what merely comes closest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import nlargest
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.programme import english
from bot.programme.model import Kind, Programme, Speaker, Talk
from bot.programme.names import Names, SpeakersFound
from bot.programme.postings import Postings
from bot.programme.query import Query, Reader
from bot.programme.ranking import rank
from bot.programme.suggest import TalkSuggestions
from bot.programme.text import fold
from bot.programme.vocabulary import Vocabulary
from bot.programme.words import normalise, stem

# What it adds to a talk's score when all neighbouring words of a query stand together in it
_TOGETHER = 0.6
# Letters between two words that stand together: the end of the first, and one short word
_NEARBY = 14
# From this likeness (0 to 100) on a title is what was typed; so many talks are looked at closely
_TITLE_LIKENESS, _COMPARED = 90, 32
CLOSEST = 3
_CANDIDATES = 10
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
    """A talk found. `covered` is the share (0 to 1) of the query's information that the talk has; `score` ranks the
    hits of one search and means nothing beyond it; `matched` has a bit for each of `units` that the talk has."""

    talk: Talk
    score: float
    matched: int = 0
    covered: float = 0.0
    units: Sequence[frozenset[str]] = ()

    @property
    def words(self) -> frozenset[str]:
        """The terms that matched, for `excerpt`."""
        return frozenset().union(*(terms for n, terms in enumerate(self.units) if self.matched >> n & 1))


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
        self._names = Names(programme.speakers)
        self._reader = Reader(self._postings, Vocabulary(self._postings.words), self._names.vocabulary)
        self._titles = [normalise(talk.title) for talk in self._talks]
        breaks = {number for number, talk in enumerate(self._talks) if talk.kind is Kind.BREAK}
        self._suggestions = TalkSuggestions(self._postings.heading_words, self._titles, breaks)
        self._by_title: dict[str, list[int]] = defaultdict(list)
        for number, title in enumerate(self._titles):
            self._by_title[title].append(number)

    def search(self, query: str, filters: Filters = Filters(), *, unfinished: bool = True, near: bool = True) -> Found:
        """The talks on what any text says, best first; breaks only where nothing else is found.

        Without a telling word all talks that pass the filters are found. `unfinished`: the last word may lack its end;
        `near`: where there is no hit, what comes closest is looked for.
        """
        read = self._reader.read(query, unfinished=unfinished)
        if read.units:
            hits = _talks_first(self._hits(read))
        else:
            hits = [Hit(talk, 0.0) for talk in self._talks if filters and talk.kind is not Kind.BREAK]
        kept = self._filtered(hits, filters) if filters else hits
        return Found(
            tuple(kept),
            read.corrections,
            read.missing,
            () if kept else tuple(hits),
            () if hits or not near else self._closest(read),
        )

    def find_talk(self, text: str) -> TalkFound:
        """The talk meant by an id, a title, or any words that only one talk answers to."""
        if text in self.programme.by_id:
            return TalkFound(self.programme.by_id[text])
        same = [self._talks[number] for number in self._by_title.get(normalise(text), ())]
        if same:
            return TalkFound(same[0]) if len(same) == 1 else TalkFound(None, tuple(same))
        read = self._reader.read(text)
        hits = _talks_first(self._hits(read, limit=_CANDIDATES))
        if hits and (len(hits) == 1 or hits[0].score > _CLEARLY * hits[1].score):
            return TalkFound(hits[0].talk)
        return TalkFound(None, tuple(hit.talk for hit in hits or self._closest(read)))

    def find_speakers(self, name: str) -> SpeakersFound:
        """Who is meant by any text: one person for certain, several who fit equally well, or the closest names."""
        return self._names.find(name)

    def frequency(self, word: str) -> int:
        """In how many talks a single word occurs, in any of its forms."""
        return self._postings.frequency(stem(fold(word)))

    def suggest_talks(self, typed: str, limit: int = 25) -> list[Talk]:
        """At most `limit` talks for a title being typed: by the words of titles and speakers, then by search."""
        found = [self._talks[number] for number in self._suggestions.find(typed, limit)]
        if found or not typed.strip():
            return found
        return [hit.talk for hit in _talks_first(self._hits(self._reader.read(typed), limit=limit))]

    def suggest_speakers(self, typed: str, limit: int = 25) -> list[Speaker]:
        """At most `limit` speakers for a name being typed; in alphabetical order when nothing is typed yet."""
        return self._names.suggest(typed, limit)

    def _hits(self, query: Query, *, near: bool = False, limit: int | None = None) -> list[Hit]:
        """The talks that answer a query, best first; with `near` any that have, or come close to, a little of it."""
        ranking = rank(query, self._postings, near=near)
        score, covered, matched = ranking.score, ranking.covered, ranking.matched
        numbers = list(ranking.touched) if near else ranking.answers(query)
        same = [number for number in self._by_title.get(query.text, ()) if matched[number]]
        if same:
            numbers = list({*numbers, *same})
        if numbers:
            self._lift(query, numbers, score)
        # In the programme's order where scores are the same: sorting is stable, also in reverse
        numbers.sort()
        numbers.sort(key=score.__getitem__, reverse=True)
        numbers = numbers[:limit]
        units = [frozenset(term for term, _ in (*unit.options, *(unit.near if near else ()))) for unit in query.units]
        talks = self._talks
        return [Hit(talks[n], score[n], matched[n], covered[n], units) for n in numbers]

    def _lift(self, query: Query, numbers: list[int], score: list[float]) -> None:
        """Put talks first whose title is what was typed, or nearly; then those in which the words stand together."""
        compared = nlargest(_COMPARED, numbers, key=score.__getitem__)
        best = score[compared[0]]
        pairs = query.pairs
        for number in compared:
            if fuzz.ratio(query.text, self._titles[number], score_cutoff=_TITLE_LIKENESS):
                score[number] += 2 * best
            if pairs:
                text = self._postings.texts[number]
                together = sum(_stand_together(text, first, second) for first, second in pairs)
                score[number] *= 1 + _TOGETHER * together / len(pairs)
        for number in self._by_title.get(query.text, ()):
            score[number] += 6 * best

    def _closest(self, query: Query) -> tuple[Hit, ...]:
        """Up to three talks that have a little of the query, else whose titles look most like it."""
        found = {
            hit.talk.id: hit
            for hit in self._hits(query, near=True, limit=2 * CLOSEST)
            if hit.talk.kind is not Kind.BREAK
        }
        if len(found) < CLOSEST:
            for _, likeness, number in process.extract(
                query.text[:64], self._talk_titles, scorer=fuzz.ratio, limit=CLOSEST
            ):
                talk = self._talks[number]
                found.setdefault(talk.id, Hit(talk, likeness / 1000))
        return tuple(found.values())[:CLOSEST]

    @cached_property
    def _talk_titles(self) -> dict[int, str]:
        talks = {n: title for n, title in enumerate(self._titles) if self._talks[n].kind is not Kind.BREAK}
        return talks or dict(enumerate(self._titles))

    def _filtered(self, hits: list[Hit], filters: Filters) -> list[Hit]:
        """The hits that pass the filters; day and room must be those of one slot."""
        tracks = _named_alike(self.programme.tracks, filters.track)
        levels = _named_alike(self.programme.levels, filters.level)
        rooms = _named_alike(self.programme.rooms, filters.room)
        if filters.track:
            hits = [hit for hit in hits if hit.talk.track in tracks]
        if filters.level:
            hits = [hit for hit in hits if hit.talk.level in levels]
        if not (filters.day or filters.room):
            return hits
        return [
            hit
            for hit in hits
            if any(
                (not filters.day or slot.day == filters.day) and (not filters.room or not rooms.isdisjoint(slot.rooms))
                for slot in hit.talk.slots
            )
        ]


def _named_alike(names: Sequence[str], wanted: str) -> frozenset[str]:
    folded = fold(wanted)
    return frozenset(name for name in names if wanted and fold(name) == folded)


def _talks_first(hits: list[Hit]) -> list[Hit]:
    """The hits that are no breaks; breaks only where there is nothing else."""
    return [hit for hit in hits if hit.talk.kind is not Kind.BREAK] or hits


def _stand_together(text: str, first: str, second: str) -> bool:
    """Whether in a folded text a word that begins with `second` follows closely on one that begins with `first`."""
    at = text.find(first)
    while at >= 0:
        after = at + len(first)
        near = text.find(second, after, after + len(second) + _NEARBY)
        if near > after and not text[near - 1].isalnum():
            return True
        at = text.find(first, after)
    return False


__all__ = ["Filters", "Found", "Hit", "Index", "SpeakersFound", "TalkFound"]
