"""From a question to its answer: the talks that fit, or where they would, or what comes closest. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.programme.index import Found
from bot.programme.model import Kind, Speaker, Talk
from bot.programme.snapshot import Snapshot
from bot.questions.conference import CONFERENCE, about_conference
from bot.questions.model import Answer, How, Item, Matter, Question, Relation, Want
from bot.questions.other_readings import other_readings
from bot.questions.places import Place
from bot.questions.relations import Neighbours, by_start, coming_first, first_of, in_time, last_of
from bot.questions.scope import days_needed, is_about_something, is_empty, with_its_day
from bot.questions.selecting import Selector
from bot.questions.topics import find_references, find_talks_of_misspelt, other_references, search_topic

CLOSEST = 3
_TO_A_TALK = (Relation.AFTER, Relation.BEFORE, Relation.SIMILAR, Relation.CLASH, Relation.ELSE)
_OF_A_TALK = (Want.WHO, Want.WHERE, Want.HOW_LONG, Want.ABOUT, Want.VIDEO, Want.OF_TRACK, Want.OF_LEVEL)


def answer(question: Question, snapshot: Snapshot, now: datetime) -> Answer:
    """The answer to a question at the aware instant `now`; also to a stored one, or to another reading."""
    return _Answerer(question, snapshot, now).answer()


class _Answerer:
    def __init__(self, question: Question, snapshot: Snapshot, now: datetime) -> None:
        self._question, self._snapshot, self._now = question, snapshot, now
        self._programme, self._index = snapshot.programme, snapshot.index
        self._selector = Selector(snapshot)
        self._found = Found()

    def answer(self) -> Answer:
        question = self._question
        of_some = question.want is Want.SPEAKERS and not is_empty(self._question)
        if question.want in CONFERENCE and not question.topic and not of_some:
            return about_conference(question, self._snapshot)
        alone = self._nothing_else()
        if alone is not None:
            return alone
        if self._says_nothing():
            return self._make(question.chat or (Matter.EMPTY if not question.text else Matter.OFF_TOPIC))
        if question.unknown:
            return self._unknown()
        if question.relation in _TO_A_TALK and (question.topic or question.talks or question.speakers):
            return self._beside()
        return self._judge(self._candidates())

    def _says_nothing(self) -> bool:
        return is_empty(self._question) and (
            self._question.want in (Want.WHICH, *_OF_A_TALK) or self._question.chat is not None
        )

    def _unknown(self) -> Answer:
        slot, typed = self._question.unknown[0]
        if slot == "name":
            closest = self._index.find_speakers(typed).closest
            talks = [talk for person in closest for talk in self._programme.talks_by_speaker.get(person.id, ())]
            matter = Matter.NOBODY
        else:
            found = self._index.search(self._question.topic, unfinished=False) if self._question.topic else Found()
            talks = [hit.talk for hit in (*found.hits, *found.closest)]
            closest, matter = (), Matter.NOTHING
        return self._make(matter, closest=self._items(talks[:CLOSEST]), missed=slot, people=closest)

    def _candidates(self) -> list[Place]:
        """Every place that is about what was asked, best first."""
        question = self._question
        if question.talks:
            talks = [self._programme.by_id[talk] for talk in question.talks if talk in self._programme.by_id]
            return self._without_topic(self._selector.places(talks))
        if question.topic:
            self._found = search_topic(question, self._index)
            if not self._found.hits and (own := find_talks_of_misspelt(question.topic, self._snapshot)):
                return self._without_topic(self._selector.places(own))
            return self._without_topic(self._selector.places(hit.talk for hit in self._found.hits))
        return self._without_topic(
            self._selector.everything(replace(question, days=days_needed(question, self._snapshot, self._now)))
        )

    def _without_topic(self, places: list[Place]) -> list[Place]:
        topic = self._question.excluded.topic
        if not topic:
            return places
        without = {hit.talk.id for hit in self._index.search(topic, unfinished=False, near=False).hits}
        return [place for place in places if place.talk.id not in without]

    def _judge(self, places: list[Place]) -> Answer:
        """The answer from places that are about what was asked, and may be on the days asked for."""
        question = with_its_day(self._question, self._snapshot, self._now)
        chosen = self._selector.choose(places, question)
        if question.relation:
            if question.relation in (Relation.FIRST, Relation.LAST) and not question.kinds:
                # What opens or ends a day is a talk, not the run before breakfast or the dinner
                chosen = [place for place in chosen if place.talk.kind is not Kind.SOCIAL] or chosen
            chosen = in_time(chosen, question.relation, self._now)
        if not chosen and question.relation is Relation.FREE and question.lasting == (None, None):
            # Nothing fits into the gap as a whole, but something begins in it
            begun = tuple(replace(interval, how=How.STARTS) for interval in question.hours)
            chosen = self._selector.choose(places, replace(question, hours=begun))
        chosen = chosen or self._break_now(question)
        if chosen:
            return self._give(chosen)
        return self._blame(question, places)

    def _blame(self, question: Question, places: list[Place]) -> Answer:
        """The answer where no place fits: the slot for which it fails, and where it would hold."""
        pool = places
        if not (question.topic or question.talks or question.relation is Relation.ELSE):
            pool = self._without_topic(self._selector.everything(question.without("days")))
        if not pool:
            return self._nothing()
        missed, elsewhere = self._selector.blame(pool, replace(question, relation=None))
        if not missed:
            missed, elsewhere = ("relation", self._selector.choose(pool, replace(question, days=self._question.days)))
        if not elsewhere or (missed == "relation" and not question.relation):
            return self._nothing(pool)
        if not question.topic and not question.talks:
            elsewhere = coming_first(by_start(elsewhere), self._now)
        elsewhere = self._nearest_first(question, missed, pool, elsewhere)
        if not is_about_something(self._question.without(missed)):
            if question.want is Want.HOW_MANY:
                return self._make(Matter.COUNT, missed=missed, closest=self._some(elsewhere), count=0)
            return self._make(Matter.NOTHING, missed=missed, closest=self._some(elsewhere))
        return self._make(Matter.ELSEWHERE, missed=missed, elsewhere=self._some(elsewhere))

    def _nearest_first(self, question: Question, missed: str, pool: list[Place], found: list[Place]) -> list[Place]:
        """What would hold elsewhere, nearest to the hours asked for; for a gap too short what runs in it."""
        if question.relation is Relation.FREE and question.hours:
            running = tuple(replace(interval, how=How.RUNS) for interval in question.hours)
            found = self._selector.choose(pool, replace(question, hours=running, lasting=(None, None))) or found
        if missed == "hours":
            wanted = question.hours[0].start
            found.sort(key=lambda place: abs(place.start - wanted) if place.start else timedelta.max)
        return found

    def _break_now(self, question: Question) -> list[Place]:
        """The break that runs, for who asks what is on now, or at an hour, when no talk is."""
        instants = [interval.start for interval in question.hours if interval.start == interval.end]
        if question.relation is Relation.NOW:
            instants = [self._now]
        if is_about_something(question):
            return []
        running = [entry for instant in instants for entry in self._snapshot.agenda.running(instant)]
        return self._selector.choose([Place(entry.talk, entry) for entry in running if entry.is_break], question)

    def _give(self, chosen: list[Place]) -> Answer:
        question = self._question
        if not question.topic and question.relation is None and not question.talks:
            chosen = by_start(chosen)
            if not (question.days or question.hours):
                chosen = coming_first(chosen, self._now)
        chosen = self._starting_first(chosen)
        items = tuple(place.item for place in chosen)
        coverage = self._found.hits[0].covered if self._found.hits else 1.0
        matter, count = Matter.TALKS, None
        people: tuple[Speaker, ...] = ()
        if question.want is Want.HOW_MANY:
            matter, count = Matter.COUNT, len({place.talk.id for place in chosen})
        if question.want in (Want.WHO, Want.SPEAKERS):
            matter, people = Matter.PEOPLE, self._people(chosen)
            count = len(people)
        if len(question.speakers) > 1 and question.want is not Want.WHO:
            people = tuple(self._programme.speakers_by_id[person] for person in question.speakers)
        return self._make(matter, items=items, coverage=coverage, count=count, people=people)

    def _starting_first(self, places: list[Place]) -> list[Place]:
        """At one instant, what starts then before what has long begun."""
        if self._question.relation is Relation.FREE and self._question.hours:
            begin = self._question.hours[0].start
            return sorted(places, key=lambda place: place.start is None or place.start < begin)
        instants = [interval.start for interval in self._question.hours if interval.start == interval.end]
        if not instants and self._question.relation is not Relation.NOW:
            return places
        return sorted(places, key=lambda place: -place.start.timestamp() if place.start else 0)

    def _people(self, chosen: Sequence[Place]) -> tuple[Speaker, ...]:
        of = chosen[:1] if self._question.topic and self._question.want is Want.WHO else chosen
        return tuple({speaker.id: speaker for place in of for speaker in place.talk.speakers}.values())

    def _nothing(self, pool: Sequence[Place] = ()) -> Answer:
        question = self._question
        if question.chat and not pool:
            return self._make(question.chat)
        closest = self._items([hit.talk for hit in self._found.closest]) or self._some(pool)
        if question.event and not question.topic:
            closest = ()
        own = [talk for person in question.speakers for talk in self._programme.talks_by_speaker.get(person, ())]
        closest = self._items(own) or closest
        count = 0 if question.want is Want.HOW_MANY else None
        return self._make(Matter.NOTHING, closest=closest, count=count)

    def _nothing_else(self) -> Answer | None:
        """That there is nothing else by somebody who has one talk, where nothing was asked before; else None."""
        question = self._question
        if question.relation is not Relation.ELSE or question.followed or question.topic or question.talks:
            return None
        talks = {talk for person in question.speakers for talk in self._programme.talks_by_speaker.get(person, ())}
        if len(talks) != 1:
            return None
        talk = talks.pop()
        return self._make(Matter.NOTHING, missed="relation", reference=talk, closest=self._items([talk]))

    def _beside(self) -> Answer:
        """What lies around the talk that is referred to."""
        question, relation = self._question, self._question.relation
        around = Neighbours(self._snapshot, self._now)
        if relation is Relation.ELSE and question.speakers:
            talks = [talk for person in question.speakers for talk in self._programme.talks_by_speaker.get(person, ())]
            return self._judge(self._selector.places(dict.fromkeys(talks)))
        references, self._found = find_references(question, self._snapshot)
        if not references:
            return self._nothing()
        if len(references) > 1:
            return self._make(
                Matter.TALKS,
                items=tuple(around.occurrence(talk).item for talk in references),
                reference=references[0],
                coverage=1.0,
            )
        talk = references[0]
        if relation is Relation.SIMILAR:
            places = self._selector.places(around.similar(talk))
        elif relation is Relation.ELSE:
            places = self._selector.places(around.by_same_speakers(talk))
        elif relation is not None:
            places = around.around(talk, relation)
        else:
            places = []
        asked = replace(question, speakers=())
        if talk.kind in question.kinds and relation is not Relation.SIMILAR:
            # "After the ocean keynote" says what that is, not what is looked for
            asked = asked.without("kinds")
        kept = self._selector.choose(self._without_topic(places), asked)
        if not kept and talk.kind in question.kinds:
            kept = self._selector.choose(self._without_topic(places), asked.without("kinds"))
        if relation in (Relation.AFTER, Relation.BEFORE):
            kept = first_of(kept) if relation is Relation.AFTER else last_of(kept)
        if not kept:
            return self._make(Matter.NOTHING, missed="relation", reference=talk)
        given = self._give(kept)
        others = other_references(question, talk, self._found)
        return replace(given, reference=talk, readings=(*others, *given.readings))

    def _items(self, talks: Sequence[Talk]) -> tuple[Item, ...]:
        return tuple(place.item for place in self._selector.places(talks))[:CLOSEST]

    @staticmethod
    def _some(places: Sequence[Place]) -> tuple[Item, ...]:
        return tuple(place.item for place in places[:CLOSEST])

    def _make(
        self,
        matter: Matter,
        *,
        items: tuple[Item, ...] = (),
        closest: tuple[Item, ...] = (),
        elsewhere: tuple[Item, ...] = (),
        missed: str = "",
        coverage: float = 0.0,
        people: tuple[Speaker, ...] = (),
        count: int | None = None,
        names: tuple[str, ...] = (),
        reference: Talk | None = None,
    ) -> Answer:
        return Answer(
            self._question,
            matter,
            items=items,
            closest=closest,
            elsewhere=elsewhere,
            missed=missed,
            coverage=coverage,
            people=people,
            count=count,
            names=names,
            reference=reference,
            readings=other_readings(self._question),
            corrections=(*self._question.corrections, *self._found.corrections),
            missing=self._found.missing,
        )
