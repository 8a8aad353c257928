"""From a text to a question: rules take out what they understand, the rest is the topic. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.programme.snapshot import Snapshot
from bot.programme.technical import TECHNICAL
from bot.programme.words import STOP
from bot.questions.chat import asks_for_all, asks_for_programme, find_chat
from bot.questions.draft import Draft
from bot.questions.following import follow
from bot.questions.model import Matter, Question, Relation, Want
from bot.questions.people import find_person
from bot.questions.scope import is_empty
from bot.questions.segments import Cut, Segment, cut
from bot.questions.tokens import Token, clean, tokenise

# Words that carry a negation on to what follows: "not about web or databases"
_JOINS = frozenset(["and", "or", "nor", "und", "oder", "et", "ou", "y", "o", "e", "i", "lub", "a", "nebo"])
# Rules that end in one of these say that a topic follows
_ABOUT = frozenset(["about", "on", "covering", "regarding", "concerning", "uber", "zu", "sur", "sobre", "su", "o"])
_SLOTS = frozenset(["room", "track", "level", "kind", "language", "name", "days", "dayhour", "event", "hours", "when"])
# Words that say little alone, but are the first half of a thing: type hints, time zones, event loops
_HALVES = frozenset(["speech", "type", "time", "event", "search", "team", "people"])
_CONJUNCTIONS = frozenset(["before", "after"])
_PRONOUNS = frozenset(["it", "you", "they", "we", "i", "he", "she", "someone", "your", "their"])
_TRACK = frozenset(["track", "stream"])
_MOST_PREVIOUS = 5


def read(text: str, snapshot: Snapshot, now: datetime, previous: Sequence[str] | Question | None = None) -> Question:
    """Any text as a question at the aware instant `now`, merged with the one before it where it refers to it."""
    before: Question | None = None
    if isinstance(previous, Question):
        before = previous
    else:
        for earlier in (previous or ())[-_MOST_PREVIOUS:]:
            before = _read(earlier, snapshot, now, before)
    return _read(text, snapshot, now, before)


def _read(text: str, snapshot: Snapshot, now: datetime, before: Question | None) -> Question:
    cleaned = clean(text)
    tokens = tokenise(cleaned)
    draft = Draft(snapshot, now)
    understood = cut(tokens, snapshot, now)
    _Reader(cleaned, tokens, understood, draft, snapshot).read()
    question = follow(draft, cleaned, understood, before, snapshot, now)
    if question.followed or question.chat or not is_empty(question) or question.want is not Want.WHICH:
        return question
    if not tokens:
        return replace(question, chat=Matter.EMPTY)
    if asks_for_all(understood.words):
        return replace(question, want=Want.HOW_MANY)
    day = snapshot.agenda.today(now).day
    return replace(question, days=(day,)) if day and asks_for_programme(understood.words) else question


class _Reader:
    def __init__(self, text: str, tokens: Sequence[Token], understood: Cut, draft: Draft, snapshot: Snapshot) -> None:
        self._text, self._tokens, self._cut, self._draft, self._snapshot = text, tokens, understood, draft, snapshot

    def read(self) -> None:
        """Fill the draft with what the segments say, then with the topic that is left."""
        self._draft.corrections = list(self._cut.corrections)
        words: list[tuple[int, bool]] = []
        negated = False
        for segment in self._cut.segments:
            joined = segment.start > 0 and self._cut.words[segment.start - 1] in _JOINS
            if negated and words and words[-1][1] and not joined:
                # "not about web on Tuesday", "not web, data": what is denied ends with its words
                negated = not (self._tokens[segment.start].apart or segment.effect in _SLOTS)
            if segment.effect == "negate":
                negated = segment.end == len(self._tokens) or not self._tokens[segment.end].apart
            elif segment.talks:
                negated = self._take_title(segment, negated=negated)
            elif segment.match:
                self._draft.take(segment.match, self._typed(segment.start, segment.end), negated=negated)
                if segment.effect in _SLOTS:
                    negated = False
            else:
                words.append((segment.start, negated))
        self._take_person([at for at, _ in words], words)
        self._take_track(words)
        self._draft.topic = self._topic([at for at, without in words if not without])
        self._forget_a_conjunction([at for at, without in words if not without])
        self._draft.topic_excluded = self._topic([at for at, without in words if without])
        if self._draft.is_empty:
            # Nothing but a word that usually says nothing, yet is a name of the field: "and go?"
            names = [at for at, without in words if not without and self._cut.words[at] in TECHNICAL]
            self._draft.topic = " ".join(self._cut.words[at] for at in names)
        self._draft.chat = find_chat(self._cut.words, bool(self._draft.topic))
        self._draft.settle(self._cut.words)

    def _forget_a_conjunction(self, left: list[int]) -> None:
        """No talk is referred to by "before" in the middle of a topic: "checking code before it is merged"."""
        for segment in self._cut.segments:
            if segment.match and segment.effect == "relation" and segment.match.row.value in _CONJUNCTIONS:
                led = [at for at in left if at < segment.start and not self._cut.is_stop(at)]
                follows = self._cut.words[segment.end : segment.end + 1]
                if led and follows and follows[0] in _PRONOUNS and self._draft.topic:
                    self._draft.relation = None

    def _take_title(self, segment: Segment, *, negated: bool) -> bool:
        if negated:
            self._draft.topic_excluded = self._typed(segment.start, segment.end)
        else:
            self._draft.talks = segment.talks
        return False

    def _take_person(self, left: list[int], words: list[tuple[int, bool]]) -> None:
        if self._draft.filled["speakers"]:
            return
        free = [at in left and not self._cut.is_stop(at) for at in range(len(self._tokens))]
        person = find_person(self._tokens, free, self._snapshot.index)
        if person is None:
            return
        typed = self._typed(person.start, person.end)
        if person.ids:
            self._draft.filled["speakers"] += person.ids
            names = [self._snapshot.programme.speakers_by_id[speaker].name for speaker in person.ids[:1]]
            self._draft.corrections += [(typed, name) for name in names]
        else:
            self._draft.unknown.append(("name", typed))
        words[:] = [(at, without) for at, without in words if not person.start <= at < person.end]

    def _take_track(self, words: list[tuple[int, bool]]) -> None:
        """A track that the programme does not have: "the web track"."""
        left = [at for at, _ in words]
        for at in left:
            named = at > 0 and at - 1 in left and not self._cut.is_stop(at - 1)
            if self._cut.words[at] in _TRACK and named and self._snapshot.programme.tracks:
                self._draft.unknown.append(("track", self._typed(at - 1, at)))
                words[:] = [(place, without) for place, without in words if place not in (at - 1, at)]
                return

    def _topic(self, left: list[int]) -> str:
        """The words that no rule took, as typed, without those that say nothing at either end of each stretch."""
        parts = []
        for stretch in _stretches(left):
            begin, end = stretch[0], stretch[-1] + 1
            led = begin > 0 and self._cut.words[begin - 1] in _ABOUT
            if led:
                is_idle = [self._cut.words[at] in STOP for at in range(begin, end)]
            else:
                is_idle = [self._cut.is_stop(at) or self._cut.words[at] in STOP for at in range(begin, end)]
            telling = [begin + n for n, idle in enumerate(is_idle) if not idle]
            if telling and telling[0] > begin and self._cut.words[telling[0] - 1] in _HALVES:
                telling.insert(0, telling[0] - 1)
            if telling:
                parts.append(self._joined(telling[0], telling[-1] + 1))
        return (" and " if self._draft.relation is Relation.CLASH else " ").join(parts)

    def _joined(self, start: int, end: int) -> str:
        """Words as typed, but for two that the programme knows as one only: "burn out"."""
        index, words = self._snapshot.index, self._cut.words
        for at in range(start, min(end, len(words) - 1)):
            whole = words[at] + words[at + 1]
            if whole.isalpha() and index.frequency(whole) and not index.frequency(words[at]):
                before = [self._typed(start, at)] if at > start else []
                after = [self._typed(at + 2, end)] if end > at + 2 else []
                return " ".join([*before, whole, *after])
        return self._typed(start, end)

    def _typed(self, start: int, end: int) -> str:
        return self._text[self._tokens[start].start : self._tokens[end - 1].end]


def _stretches(places: Sequence[int]) -> list[list[int]]:
    """Neighbouring places together: 1, 2, 5 -> (1, 2), (5)."""
    found: list[list[int]] = []
    for at in places:
        if found and at == found[-1][-1] + 1:
            found[-1].append(at)
        else:
            found.append([at])
    return found
