"""Talks by how they lie to now, to each other, or to a talk that is referred to. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate, groupby
from math import log

from bot.programme.english import information
from bot.programme.model import Kind, Talk
from bot.programme.snapshot import Snapshot
from bot.programme.words import STOP, normalise, parts, tokens
from bot.questions.model import Relation
from bot.questions.places import Place
from bot.questions.selecting import Selector

_MOST_SIMILAR, _TELLING = 5, 12
# A word is not more telling for being said more often
_MOST_TIMES = 3
_OF_A_TITLE = 3.0
# Occurrences of telling words that are read: a bound for the time it may take
_MOST_READ = 2_000
# What a shared track adds to likeness
_SAME_TRACK = 1.8


def in_time(places: Sequence[Place], relation: Relation, now: datetime) -> list[Place]:
    """The places that are now, next, later, earlier, first or last; all others as they are."""
    timed = [(place, place.start, place.end) for place in places if place.start and place.end]
    match relation:
        case Relation.NOW:
            return [place for place, start, end in timed if start <= now < end and not place.talk.cancelled]
        case Relation.NEXT:
            return first_of([place for place, start, _ in timed if start > now and not place.talk.cancelled])
        case Relation.LATER:
            return by_start([place for place, start, _ in timed if start > now])
        case Relation.EARLIER:
            return by_start([place for place, _, end in timed if end <= now])
        case Relation.FIRST:
            return first_of([place for place, *_ in timed])
        case Relation.LAST:
            return last_of([place for place, *_ in timed])
        case _:
            return list(places)


def by_start(places: Sequence[Place]) -> list[Place]:
    """By start, those of one instant in their order; without an hour last."""
    return sorted(places, key=lambda place: (place.start is None, place.start.timestamp() if place.start else 0))


def coming_first(places: Sequence[Place], now: datetime) -> list[Place]:
    """What is over behind what is to come, unless all is over."""
    over = [place for place in places if place.end and place.end <= now]
    coming = [place for place in places if not (place.end and place.end <= now)]
    return [*coming, *over]


def first_of(places: Sequence[Place]) -> list[Place]:
    """Those that start first of all."""
    groups = groupby(by_start(places), key=lambda place: place.start)
    return list(next(groups)[1]) if places else []


def last_of(places: Sequence[Place]) -> list[Place]:
    """Those that start last of all."""
    latest = by_start(places)[-1].start if places else None
    return [place for place in places if place.start == latest]


class Neighbours:
    """What lies around one talk: before, after, at the same time, on the same things, by the same people."""

    def __init__(self, snapshot: Snapshot, now: datetime) -> None:
        self._snapshot, self._now, self._selector = snapshot, now, Selector(snapshot)

    def occurrence(self, talk: Talk) -> Place:
        """The occurrence of a talk that is meant: the one that comes, else the last."""
        places = self._selector.places([talk])
        return next((place for place in places if place.end and place.end > self._now), places[-1])

    def around(self, talk: Talk, relation: Relation) -> list[Place]:
        """All places after, before or during a talk, on its day."""
        place = self.occurrence(talk)
        start, end = place.start, place.end
        if place.entry is None or start is None or end is None:
            return []
        others = [
            Place(entry.talk, entry)
            for entry in self._snapshot.agenda.on(place.entry.slot.day)
            if entry.talk.id != talk.id and not entry.is_break and entry.slot.start and entry.end
        ]
        if relation is Relation.AFTER:
            return [other for other in others if other.start and other.start >= end]
        if relation is Relation.BEFORE:
            return [other for other in others if other.end and other.end <= start]
        return [other for other in others if other.start and other.end and other.start < end and start < other.end]

    def by_same_speakers(self, talk: Talk) -> list[Talk]:
        """The other talks of a talk's speakers."""
        programme = self._snapshot.programme
        found = [other for speaker in talk.speakers for other in programme.talks_by_speaker.get(speaker.id, ())]
        return [other for other in dict.fromkeys(found) if other.id != talk.id]

    def similar(self, talk: Talk) -> list[Talk]:
        """The talks that share the most telling words with a talk, and its track."""
        index, count = self._snapshot.index, len(self._snapshot.programme.talks)
        scores: dict[str, float] = {}
        for word in self._telling(talk):
            worth = information(word) * log(1 + count / max(index.frequency(word), 1))
            for hit in index.search(word, unfinished=False, near=False).hits:
                scores[hit.talk.id] = scores.get(hit.talk.id, 0.0) + worth * hit.score
        if talk.track:
            for other in self._snapshot.programme.talks:
                if other.track == talk.track and other.id in scores:
                    scores[other.id] *= _SAME_TRACK
        talks = self._snapshot.programme.by_id
        best = sorted((id_ for id_ in scores if id_ != talk.id), key=lambda id_: -scores[id_])
        found = [talks[id_] for id_ in best if talks[id_].kind not in (Kind.BREAK, Kind.SOCIAL)]
        if not found:
            hits = index.search(talk.title, unfinished=False)
            near = (*hits.hits, *hits.closest)
            found = [hit.talk for hit in near if hit.talk.id != talk.id]
        return found[:_MOST_SIMILAR]

    def _telling(self, talk: Talk) -> list[str]:
        """The words of a talk that tell most: those of its title twice, none that only it or half of all have."""
        index, count = self._snapshot.index, len(self._snapshot.programme.talks)
        weights: dict[str, float] = {}
        for text, times in ((talk.title, 3.0), (talk.abstract[:1500], 1.0)):
            words = Counter(part for token in tokens(normalise(text)) for part in parts(token))
            for word, count_ in words.items():
                if len(word) > 2 and word not in STOP:
                    weights[word] = weights.get(word, 0.0) + times * min(count_, _MOST_TIMES)
        frequencies = {word: index.frequency(word) for word in weights}
        # A word that one talk has may still stand for another of the same meaning, if it is in the title
        titled = weights if not talk.abstract else [word for word, weight in weights.items() if weight >= _OF_A_TITLE]
        least = dict.fromkeys(titled, 0)
        shared = [word for word, number in frequencies.items() if least.get(word, 1) < number <= max(2, count // 2)]
        shared.sort(key=lambda word: -weights[word] * information(word) * log(1 + count / frequencies[word]))
        read = list(accumulate(frequencies[word] for word in shared[:_TELLING]))
        return [word for word, total in zip(shared, read, strict=False) if total <= _MOST_READ]
