"""What a question and an answer are made of: frozen records. Pure.

A question holds what was understood, resolved against one programme and one moment; an answer holds what was found.
Both are data: the sentences are made in `bot.render`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from bot.programme.model import Kind, Slot, Speaker, Talk


class Want(StrEnum):
    """What the person wants to be told."""

    WHICH = "which"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_LONG = "how long"
    HOW_MANY = "how many"
    IS_THERE = "is there"
    ABOUT = "about"  # what a talk is about
    VIDEO = "video"  # a recording, slides: whatever a talk links to
    OF_TRACK = "of track"  # which track a talk belongs to
    OF_LEVEL = "of level"
    OF_LANGUAGE = "of language"
    # The conference itself
    START = "start"
    END = "end"
    DAYS = "days"
    ROOMS = "rooms"
    TRACKS = "tracks"
    LEVELS = "levels"
    LANGUAGES = "languages"
    SPEAKERS = "speakers"
    TITLE = "title"


class Relation(StrEnum):
    """How the talks wanted lie to now, to each other, or to a talk that is referred to."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"
    EARLIER = "earlier"
    FIRST = "first"
    LAST = "last"
    FREE = "free"
    # To the talk that the question refers to
    AFTER = "after"
    BEFORE = "before"
    SIMILAR = "similar"
    CLASH = "clash"
    ELSE = "else"  # what else its speakers give


class How(StrEnum):
    """How a talk must lie to an interval."""

    STARTS = "starts"  # it starts inside
    RUNS = "runs"  # it runs at some moment inside
    WITHIN = "within"  # it lies inside as a whole
    ENDS = "ends"  # it ends inside


class Matter(StrEnum):
    """What kind of sentence an answer deserves."""

    TALKS = "talks"
    PEOPLE = "people"
    COUNT = "count"
    CONFERENCE = "conference"
    NOTHING = "nothing"  # the programme has nothing on it
    NOBODY = "nobody"  # a person whom the programme does not have
    ELSEWHERE = "elsewhere"  # not then, not there, not so: but it exists
    EMPTY = "empty"  # nothing was asked
    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    OFF_TOPIC = "off topic"


@dataclass(frozen=True, slots=True)
class Interval:
    """From one aware instant to another (the end excluded, unless both are one), and how talks must lie to it."""

    start: datetime
    end: datetime
    how: How = How.STARTS


@dataclass(frozen=True, kw_only=True)
class Slots:
    """What talks are asked for by; an empty one asks for nothing. All in the programme's own words.

    `topic` is what no rule understood, as it was typed; `speakers` are ids; several values of one slot are
    alternatives.
    """

    topic: str = ""
    days: tuple[date, ...] = ()
    rooms: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    languages: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question(Slots):
    """A question as it was understood.

    `hours`: alternatives, on the days asked for. `lasting`: least and most minutes (None: no limit). `event`: the
    break or social event asked for ("lunch"). `talks`: ids of a talk that is referred to (several share one title).
    `excluded`: what the talks must not be. `unknown`: (slot, as typed) of what the programme does not have.
    `corrections`: (typed, used). `followed`: whether it was merged with the question before it. `chat`: it
    is not about the programme, but a greeting and the like; the programme is looked into all the same.
    """

    text: str = ""
    want: Want = Want.WHICH
    hours: tuple[Interval, ...] = ()
    relation: Relation | None = None
    lasting: tuple[int | None, int | None] = (None, None)
    event: str = ""
    talks: tuple[str, ...] = ()
    excluded: Slots = Slots()
    unknown: tuple[tuple[str, str], ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    chat: Matter | None = None
    followed: bool = False

    def without(self, *names: str) -> Question:
        """The same question with some of its slots empty."""
        empty: dict[str, Any] = {field.name: field.default for field in fields(self) if field.name in names}
        return replace(self, **empty)

    def to_record(self) -> dict[str, Any]:
        """The question as small JSON: what it does not say is left out."""
        return to_record(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Question:
        """The question of a record made by `to_record`; raises ValueError, KeyError or TypeError for any other."""
        values: dict[str, Any] = {}
        for name, value in record.items():
            values[name] = read_field(name, value)
        return cls(**values)


def to_record(slots: Slots) -> dict[str, Any]:
    """The fields of a question, or of what it excludes, that are not empty, as JSON."""
    return {
        field.name: _write(value) for field in fields(slots) if (value := getattr(slots, field.name)) != field.default
    }


def _write(value: object) -> Any:
    match value:
        case Slots():
            return to_record(value)
        case Interval():
            return [value.start.isoformat(), value.end.isoformat(), value.how.value]
        case tuple():
            return [_write(part) for part in value]
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case _:
            return value


def read_field(name: str, value: Any) -> Any:
    """The value of one field of a question from its JSON; raises as `Question.from_record`."""
    match name:
        case "excluded":
            return Slots(**{part: read_field(part, inner) for part, inner in value.items()})
        case "want":
            return Want(value)
        case "relation":
            return Relation(value)
        case "chat":
            return Matter(value)
        case "days":
            return tuple(map(date.fromisoformat, value))
        case "kinds":
            return tuple(map(Kind, value))
        case "hours":
            return tuple(Interval(datetime.fromisoformat(a), datetime.fromisoformat(b), How(c)) for a, b, c in value)
        case "unknown" | "corrections":
            return tuple((str(first), str(second)) for first, second in value)
        case _:
            return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Item:
    """A talk in an answer with the slot that fits the question; None: it is not scheduled."""

    talk: Talk
    slot: Slot | None = None


@dataclass(frozen=True)
class Answer:
    """What was found.

    `items`: the answer, best first; empty when nothing is claimed. `closest`: up to three talks that come near, when
    there is no answer. `sure`: whether it may be said without "perhaps"; `coverage`: the share (0 to 1) of the topic
    that the first talk has. `missed`: the slot for which it failed, with `elsewhere`, where it would hold. `people`:
    for `Want.WHO`, or several who were meant. `count`: for `Want.HOW_MANY`. `names`: rooms, tracks and the like,
    for questions about the conference. `readings`: other questions that may have been meant. `reference`: the talk
    that was referred to. `missing`: words that the programme does not have.
    """

    question: Question
    matter: Matter
    items: tuple[Item, ...] = ()
    closest: tuple[Item, ...] = ()
    coverage: float = 0.0
    missed: str = ""
    elsewhere: tuple[Item, ...] = ()
    people: tuple[Speaker, ...] = ()
    count: int | None = None
    names: tuple[str, ...] = ()
    readings: tuple[Question, ...] = ()
    reference: Talk | None = None
    corrections: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether there is an answer that the bot stands by."""
        return self.matter in (Matter.TALKS, Matter.PEOPLE, Matter.COUNT, Matter.CONFERENCE)

    @property
    def off_topic(self) -> bool:
        """Whether the question is not about the programme at all."""
        return self.matter in (Matter.OFF_TOPIC, Matter.GREETING, Matter.THANKS, Matter.HELP, Matter.EMPTY)

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """The talks of the answer, each once, best first."""
        return tuple({item.talk.id: item.talk for item in self.items}.values())
