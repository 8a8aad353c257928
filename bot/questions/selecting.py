"""Which occurrences of talks fit the slots of a question, and which slot is to blame when none does. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from bot.programme.model import Kind, Talk, conference_day
from bot.programme.snapshot import Snapshot
from bot.programme.text import fold
from bot.questions.hours import is_event
from bot.questions.lexicon import lexicon_of
from bot.questions.model import How, Interval, Question, Slots
from bot.questions.places import Place

# From so many alternatives on, those of other days are not even looked at
_MANY = 4
# The slots in the order in which one is suspected when nothing fits
_BLAMED = ("hours", "days", "rooms", "lasting", "levels", "kinds", "languages", "tracks", "speakers")


class Selector:
    """Chooses among the occurrences of one programme."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._lexicon = lexicon_of(snapshot)

    def places(self, talks: Iterable[Talk]) -> list[Place]:
        """Every occurrence of some talks, in their order; a talk without any once."""
        places = self._lexicon.places
        return [place for talk in talks for place in places[talk.id]]

    def everything(self, question: Question) -> list[Place]:
        """Every occurrence that a question without a topic is about, in the order of the agenda."""
        programme, by_day = self._snapshot.programme, self._lexicon.places_by_day
        days = question.days or programme.days
        found = [place for day in days for place in by_day.get(day, ())]
        if not question.days:
            found += self._lexicon.unplaced
        if question.event:
            events = [place for place in found if place.entry and is_event(place.entry, question.event)]
            if events or question.event != "party":
                return events
            return [place for place in found if place.talk.kind is Kind.SOCIAL]
        return [place for place in found if place.talk.kind is not Kind.BREAK]

    def choose(self, places: Iterable[Place], question: Question) -> list[Place]:
        """The places that fit every slot of a question, but for its topic."""
        tests = self._tests(question)
        kept = list(places)
        for test in tests:
            kept = [place for place in kept if test(place)]
        for has in self._exclusions(question.excluded):
            kept = [place for place in kept if not has(place)]
        return kept

    def blame(self, places: list[Place], question: Question) -> tuple[str, list[Place]]:
        """The one slot without which something fits, and what that is; ("", []) when no single slot is to blame."""
        asked = [name for name in _BLAMED if getattr(question, name) not in ((), (None, None))]
        for name in asked:
            if found := self.choose(places, question.without(name)):
                return name, found
        if "hours" in asked and "days" in asked and (found := self.choose(places, question.without("hours", "days"))):
            return "days", found
        return "", []

    def _tests(self, question: Question) -> list[Callable[[Place], bool]]:
        tests: list[Callable[[Place], bool]] = []
        if question.speakers:
            speakers = frozenset(question.speakers)
            tests.append(lambda place: not speakers.isdisjoint(speaker.id for speaker in place.talk.speakers))
        if question.tracks:
            tests.append(lambda place: place.talk.track in question.tracks)
        if question.levels:
            tests.append(lambda place: place.talk.level in question.levels)
        if question.kinds:
            tests.append(lambda place: place.talk.kind in question.kinds)
        if question.languages:
            tests.append(lambda place: fold(place.talk.language)[:2] in question.languages)
        if question.days:
            tests.append(lambda place: place.entry is not None and place.entry.slot.day in question.days)
        if question.rooms:
            rooms = frozenset(question.rooms)
            tests.append(lambda place: place.entry is not None and not rooms.isdisjoint(place.entry.slot.rooms))
        if question.hours:
            tests.append(self._within(question.hours))
        if question.lasting != (None, None):
            tests.append(lambda place: _lasts(place, *question.lasting))
        return tests

    def _within(self, hours: Sequence[Interval]) -> Callable[[Place], bool]:
        """Whether a place lies to one of some intervals; of many, only those of its day are looked at."""
        if len(hours) < _MANY:
            return lambda place: any(lies(place, interval) for interval in hours)
        zone, by_day = self._snapshot.programme.zone, defaultdict[date, list[Interval]](list)
        for interval in hours:
            for day in {conference_day(interval.start, zone), conference_day(interval.end, zone)}:
                by_day[day].append(interval)

        def is_within(place: Place) -> bool:
            # A loop of its own: this is asked of every talk on a common word
            if place.entry is not None:
                for interval in by_day.get(place.entry.slot.day, ()):
                    if lies(place, interval):
                        return True
            return False

        return is_within

    @staticmethod
    def _exclusions(without: Slots) -> list[Callable[[Place], bool]]:
        """For each slot that is excluded, whether a place has it."""
        tests: list[Callable[[Place], bool]] = []
        if without.tracks:
            tests.append(lambda place: place.talk.track in without.tracks)
        if without.levels:
            tests.append(lambda place: place.talk.level in without.levels)
        if without.kinds:
            tests.append(lambda place: place.talk.kind in without.kinds)
        if without.languages:
            tests.append(lambda place: fold(place.talk.language)[:2] in without.languages)
        if without.speakers:
            tests.append(lambda place: any(speaker.id in without.speakers for speaker in place.talk.speakers))
        if without.days:
            tests.append(lambda place: place.entry is not None and place.entry.slot.day in without.days)
        if without.rooms:
            rooms = frozenset(without.rooms)
            tests.append(lambda place: place.entry is not None and not rooms.isdisjoint(place.entry.slot.rooms))
        return tests


def lies(place: Place, interval: Interval) -> bool:
    """Whether an occurrence lies to an interval as that asks."""
    start, end = place.start, place.end
    if start is None or end is None:
        return False
    match interval.how:
        case How.STARTS:
            return interval.start <= start < interval.end
        case How.WITHIN:
            return interval.start <= start and end <= interval.end
        case How.ENDS:
            return interval.start < end <= interval.end
        case _:
            # An instant is in what starts then; a stretch must be more than touched
            return (
                start < interval.end and interval.start < end
                if interval.start < interval.end
                else (start <= interval.start < end)
            )


def _lasts(place: Place, least: int | None, most: int | None) -> bool:
    if place.start is None or place.end is None:
        return False
    minutes = (place.end - place.start) / timedelta(minutes=1)
    if least is not None and most is not None and least == most:
        return abs(minutes - least) < 1
    return (least is None or minutes >= least) and (most is None or minutes <= most)
