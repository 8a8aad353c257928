"""What each rule does to the question that is being read; the names of the rules stand in the tables. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.programme.snapshot import Snapshot
from bot.questions.hours import fill_gaps
from bot.questions.lexicon import Lexicon, lexicon_of
from bot.questions.model import How, Interval, Matter, Question, Relation, Slots, Want
from bot.questions.patterns import Match
from bot.questions.timing import days_meant, resolve

_DAY = timedelta(days=1)
# The rules that fill a slot of the same value as their last atom
_FILLED = {
    "room": "rooms",
    "track": "tracks",
    "level": "levels",
    "kind": "kinds",
    "language": "languages",
    "name": "speakers",
}
_FREE = ("free", "spare", "spare time", "free time", "gap", "a gap", "some free time")
# What people call short and long, in minutes
_LENGTHS = {"short": 30, "long": 60}
_ASKED_FIRST = (("who ", Want.WHO), ("when ", Want.WHEN), ("what time ", Want.WHEN))
_CONFERENCE = frozenset(["conference", "konferenz", "conferencia", "conferenza", "konferencja", "konference"])
# "Right after lunch" is what comes first after it
_DIRECTLY = ("right ", "straight ", "directly ", "immediately ", "just ", "direkt ", "juste ", "justo ", "subito ")
_NEAREST = {"after": Relation.FIRST, "before": Relation.LAST}
_OF_CONFERENCE = {Want.START: Relation.FIRST, Want.END: Relation.LAST}
_ENDS = frozenset(["end", "ends", "ending", "over", "finish", "finishes", "close", "closes", "until"])
_TO_A_TALK = (Relation.AFTER, Relation.BEFORE, Relation.SIMILAR, Relation.CLASH, Relation.ELSE)


class Draft:
    """A question while it is being read. `said`: the names of the slots that its text gave."""

    def __init__(self, snapshot: Snapshot, now: datetime) -> None:
        self._snapshot, self._now = snapshot, now
        self._lexicon: Lexicon = lexicon_of(snapshot)
        self._zone = snapshot.programme.zone
        self.want: Want | None = None
        self.relation: Relation | None = None
        self.filled: dict[str, list[Any]] = defaultdict(list)
        self.excluded: dict[str, list[Any]] = defaultdict(list)
        self.unknown: list[tuple[str, str]] = []
        self.talks: tuple[str, ...] = ()
        self.event = ""
        self.lasting: tuple[int | None, int | None] = (None, None)
        self.free = False
        self.spell: int | None = None
        self.follows = False
        self.looks = False
        self.refers = ""
        self.pick: int | None = None
        self.topic = ""
        self.topic_excluded = ""
        self.today = False
        self.chat: Matter | None = None
        self.corrections: list[tuple[str, str]] = []
        self._hours: list[tuple[str, list[Any]]] = []
        self.intervals: list[Interval] = []

    def take(self, match: Match, typed: str, *, negated: bool) -> None:
        """Do what a rule says; `typed` are its words, `negated` whether it is said of what is not wanted."""
        effect, value = match.row.effect, match.row.value
        values = [atom.value for atom in match.atoms]
        if effect in _FILLED and value != "unknown":
            self._fill(effect, values[0] if value == "of_all" else values[-1], negated=negated or value == "not")
            if value == "of_all":
                self._take_atoms(match)
        elif value == "unknown":
            self.unknown.append((effect, typed))
        elif effect == "days":
            self._take_days(value, values, negated=negated)
        elif effect == "event":
            if not negated:
                self.event = str(values[-1])
        elif effect == "dayhour":
            self._take_days("on", values[:1], negated=negated)
            self._take_hours(value, values[1:])
        elif effect == "hours":
            self._take_hours(value, values)
            if value in _NEAREST and typed.lower().startswith(_DIRECTLY):
                self.relation = self.relation or _NEAREST[value]
        elif effect == "when":
            day, _, part = value.partition(" ")
            self.filled["days"].append(self._today() - (_DAY if day == "yesterday" else 0 * _DAY))
            self._hours.append(("part", [part]))
        else:
            self._take_other(match, values, typed)

    def _take_atoms(self, match: Match) -> None:
        """What else stands in a rule: the kind in "the last keynote", the day in "when does Friday end"."""
        for atom in match.atoms:
            if atom.kind in ("KIND", "LEVEL"):
                self._fill(atom.kind.lower(), atom.value, negated=False)
            elif atom.kind == "DAY":
                self._take_days("on", [atom.value], negated=False)
            elif atom.kind == "EVENT":
                self.event = str(atom.value)

    def _take_other(self, match: Match, values: list[Any], typed: str) -> None:
        value = match.row.value
        match match.row.effect:
            case "want":
                # What is asked first is what is wanted, but for "which" talk and when it is
                if self.want in (None, Want.IS_THERE):
                    self.want = Want(value.replace("_", " "))
            case "relation":
                relation = Relation(value)
                if self.relation is None or (relation in _TO_A_TALK and relation is not Relation.ELSE):
                    self.relation = relation
                asked = next((want for word, want in _ASKED_FIRST if typed.lower().startswith(word)), None)
                self.want = self.want or asked
                self._take_atoms(match)
            case "free":
                self.free = True
                self.lasting = (None, int(values[-1])) if values else self.lasting
            case "lasting":
                minutes = _LENGTHS[value] if value in _LENGTHS else int(values[-1]) if values else 60
                self.lasting = _limits(value, minutes)
                self._take_atoms(match)
            case "for":
                self.spell = int(values[-1])
            case "look":
                self.looks = True
            case "follow":
                self.follows = True
            case "refer":
                self.refers = value
            case "pick":
                self.pick = -1 if value == "last" else int(values[-1]) - 1

    def _fill(self, effect: str, value: Any, *, negated: bool) -> None:
        target = (self.excluded if negated else self.filled)[_FILLED[effect]]
        parts = value if isinstance(value, tuple) else (value,)
        target += [part for part in parts if part not in target]

    def _today(self) -> date:
        return self._snapshot.agenda.today(self._now).asked

    def _take_days(self, how: str, values: Sequence[Any], *, negated: bool) -> None:
        days = self._lexicon.days
        if how == "any":
            return
        first: date = values[0][0]
        last: date = values[-1][-1]
        match how:
            case "between":
                found = [day for day in days if first <= day <= last]
            case "after":
                found = [day for day in days if day > last]
            case "before":
                found = [day for day in days if day < first]
            case "from":
                found = [day for day in days if day >= first]
            case "until":
                found = [day for day in days if day <= last]
            case _:
                found = list(values[0])
        target = (self.excluded if negated else self.filled)["days"]
        target += [day for day in found if day not in target]

    def _take_hours(self, how: str, values: list[Any]) -> None:
        now = self._now
        match how:
            case "in":
                at = now + timedelta(minutes=values[0])
                self.intervals.append(Interval(at, at, How.RUNS))
            case "next":
                minutes = values[0] if values else 60
                # What starts at the very end of the next hour starts in it
                self.intervals.append(Interval(now, now + timedelta(minutes=minutes + 1)))
            case "ago":
                at = now - timedelta(minutes=values[0])
                self.intervals.append(Interval(at, at, How.RUNS))
            case "today_part":
                self.today = True
                self._hours.append(("part", values))
            case _:
                self._hours.append((how, values))

    @property
    def has_hours(self) -> bool:
        """Whether some hour was said."""
        return bool(self._hours or self.intervals)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said that talks could be chosen by."""
        return not (
            any(self.filled.values())
            or any(self.excluded.values())
            or self.topic
            or self.topic_excluded
            or self.talks
            or self.event
            or self.has_hours
            or self.unknown
            or self.free
            or self.lasting != (None, None)
        )

    def settle(self, words: Sequence[str]) -> None:
        """What only the whole text tells: "the last one today", "when was it, did I miss it"."""
        self._settle_free()
        if self.relation is Relation.EARLIER and (self.topic or self.talks):
            self.relation = None
        of_talks = bool(self.topic or self.talks or self.filled["speakers"])
        if self.relation in (Relation.AFTER, Relation.BEFORE) and not of_talks:
            self._settle_beside()
        if self.want in _OF_CONFERENCE:
            self._settle_conference()
        of_kinds = bool(self.filled["kinds"] or self.event or self.filled["rooms"])
        if self.want is Want.WHEN and self.filled["days"] and not (of_talks or of_kinds or self.has_hours):
            self.relation = self.relation or (Relation.FIRST if _ENDS.isdisjoint(words) else Relation.LAST)
        if self.want is Want.WHEN and [how for how, _ in self._hours] == ["during"] and not of_talks:
            # "When must I be at registration" asks for the hour that it seems to give
            self.event, self._hours = str(self._hours[0][1][0]), []
        if self.event and self.want in (Want.WHEN, Want.WHERE, Want.HOW_LONG):
            self.topic = ""
        if self.looks and self.is_empty and self.want is None and self.relation is None:
            day = self._snapshot.agenda.today(self._now).day
            self.filled["days"] += [day] if day else []
        ends = self.relation in (Relation.FIRST, Relation.LAST) and not _CONFERENCE.isdisjoint(words)
        if ends and not self.filled["days"] and self._lexicon.days:
            self.filled["days"].append(self._lexicon.days[0 if self.relation is Relation.FIRST else -1])
        if self.pick in (0, -1) and self.relation is None and not self.is_empty:
            self.relation, self.pick = (Relation.LAST if self.pick else Relation.FIRST), None

    def _settle_free(self) -> None:
        """Time to fill: "free at noon", "for half an hour", "what now, until lunch"."""
        if self.topic.lower() in _FREE and (self.has_hours or self.filled["days"]):
            self.topic, self.free = "", True
        if self.spell is not None and self.lasting == (None, None):
            self.lasting = (None, self.spell) if self.free else _limits("about", self.spell)
        if self.relation is Relation.NOW and any(how == "before" for how, _ in self._hours):
            # "What now, until lunch": the time until then is free
            self.relation, self.free = None, True

    def _settle_conference(self) -> None:
        """The start or end of one day of the conference, or of what opens or closes it, rather than of all of it."""
        if self.event:
            self.want = Want.WHEN
        elif self.filled["days"] and self.want:
            self.relation, self.want = _OF_CONFERENCE[self.want], Want.WHEN

    def _settle_beside(self) -> None:
        """After or before something that is no talk: "what comes after the lightning talks"."""
        values = [*self.filled["kinds"], *([self.event] if self.event else [])]
        if values and self.relation:
            self._hours.append((self.relation.value, values[:1]))
            self.relation, self.event = _NEAREST[self.relation.value], ""
            self.filled["kinds"] = []
        elif self.has_hours:
            self.relation = None

    def finish(self, text: str, days: tuple[date, ...] = ()) -> Question:
        """The question as read; `days` are those of the question before it, where hours need one."""
        filled: dict[str, Any] = {name: tuple(values) for name, values in self.filled.items() if values}
        excluded: dict[str, Any] = {name: tuple(values) for name, values in self.excluded.items() if values}
        relation = Relation.FREE if self.free and self.relation not in _TO_A_TALK else self.relation
        hours = tuple(self._resolve(filled.get("days", ()) or days))
        if relation is Relation.FREE:
            hours = tuple(fill_gaps(hours, self.lasting[1], self._now, any_day=not filled.get("days")))
        return Question(
            **filled,
            text=text,
            topic=self.topic,
            want=self.want or Want.WHICH,
            hours=hours,
            relation=relation,
            lasting=self.lasting,
            event=self.event,
            talks=self.talks,
            excluded=Slots(**excluded, topic=self.topic_excluded),
            unknown=tuple(self.unknown),
        )

    def _resolve(self, days: Sequence[date]) -> list[Interval]:
        if not self._hours:
            return self.intervals
        asks_for_one = bool(self.topic or self.filled["speakers"] or self.talks)
        meant = days or days_meant(self._snapshot, self._now, today=self.today, asks_for_one=asks_for_one)
        found = resolve(self._hours, meant, self._snapshot, self._now)
        if not found and not days:
            # "before the closing" is said of a day that has one
            found = resolve(self._hours, self._lexicon.days, self._snapshot, self._now)
        return [*self.intervals, *found]


def _limits(how: str, minutes: int) -> tuple[int | None, int | None]:
    """The least and the most minutes that a talk may last."""
    return None if how in ("under", "short") else minutes, None if how in ("over", "long") else minutes
