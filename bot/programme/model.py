"""What a programme is made of: frozen records, the words of the field. Pure.

Unknown text is `""`; only unknown times are `None`. Instants are aware. Behaviour that answers questions lives in
`agenda`, `index`, `changes` and `check`, never here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.programme.text import natural

# The hour at which a conference day begins: the party after midnight belongs to the evening before
DAY_STARTS = timedelta(hours=4)


def conference_day(instant: datetime, zone: ZoneInfo) -> date:
    """The conference day (04:00 to 04:00 on the hall's wall clock) to which an aware `instant` belongs."""
    # On wall-clock time, so that a night that changes the clocks keeps the hour at which people say "tomorrow"
    return (instant.astimezone(zone).replace(tzinfo=None) - DAY_STARTS).date()


class Kind(StrEnum):
    """What sort of thing a talk is."""

    TALK = "talk"
    WORKSHOP = "workshop"
    KEYNOTE = "keynote"
    LIGHTNING = "lightning"
    POSTER = "poster"
    BREAK = "break"
    SOCIAL = "social"


@dataclass(frozen=True, slots=True)
class Link:
    """An address that belongs to a talk, such as its video or slides: an http(s) URL and what it leads to."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person giving a talk. `id` follows the rule of talk ids; `biography` is Markdown."""

    id: str
    name: str
    biography: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One occurrence of a talk: its conference day, its hours where known, the rooms it fills (0..n).

    The hours are in UTC: within any other zone Python compares by the wall clock, where an hour can come twice.
    """

    day: date
    start: datetime | None = None
    end: datetime | None = None
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """Something on the programme; it may be unscheduled (no slot) or cancelled.

    `abstract` and `description` are Markdown;
    `language` is a code such as "en"; `level` and `track` are the conference's own words.
    """

    id: str
    title: str
    speakers: tuple[Speaker, ...] = ()
    kind: Kind = Kind.TALK
    track: str = ""
    level: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    url: str = ""
    links: tuple[Link, ...] = ()
    cancelled: bool = False
    slots: tuple[Slot, ...] = ()

    def __hash__(self) -> int:
        # By its id alone: talks are keys of caches, and hashing every text each time would cost more than it saves
        return hash(self.id)


@dataclass(frozen=True)
class Programme:
    """All talks of one conference. `start` and `end` are its first and last day where the source says so.

    `timezone` is an IANA name. `version` is what the source calls its release (`""`: it does not).
    """

    title: str
    timezone: str
    talks: tuple[Talk, ...] = ()
    start: date | None = None
    end: date | None = None
    version: str = ""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The hall's time zone."""
        return ZoneInfo(self.timezone)

    @cached_property
    def by_id(self) -> dict[str, Talk]:
        """Every talk, breaks included, by its id."""
        return {talk.id: talk for talk in self.talks}

    @cached_property
    def talk_days(self) -> tuple[date, ...]:
        """The days on which something other than a break is scheduled, in order."""
        return tuple(sorted({slot.day for talk in self.talks if talk.kind is not Kind.BREAK for slot in talk.slots}))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day of the conference, in order: from `start` to `end`, and any other day that has a slot."""
        days = {slot.day for talk in self.talks for slot in talk.slots}
        if self.start and self.end:
            days |= {self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1)}
        return tuple(sorted(days))

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        """Every room, as people sort names: 2 before 10."""
        return _distinct(room for talk in self.talks for slot in talk.slots for room in slot.rooms)

    @cached_property
    def tracks(self) -> tuple[str, ...]:
        """Every track, in alphabetical order."""
        return _distinct(talk.track for talk in self.talks)

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """Every level, in alphabetical order."""
        return _distinct(talk.level for talk in self.talks)

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """Every speaker once, by name; of two records with one id the first that has a biography wins."""
        found: dict[str, Speaker] = {}
        for talk in self.talks:
            for speaker in talk.speakers:
                if speaker.id not in found or (speaker.biography and not found[speaker.id].biography):
                    found[speaker.id] = speaker
        return tuple(sorted(found.values(), key=lambda speaker: (speaker.name.casefold(), speaker.id)))

    @cached_property
    def speakers_by_id(self) -> dict[str, Speaker]:
        """Every speaker by id."""
        return {speaker.id: speaker for speaker in self.speakers}

    @cached_property
    def talks_by_speaker(self) -> dict[str, tuple[Talk, ...]]:
        """The talks of each speaker, by the speaker's id, in the programme's order."""
        found: dict[str, list[Talk]] = {}
        for talk in self.talks:
            for speaker in talk.speakers:
                found.setdefault(speaker.id, []).append(talk)
        return {speaker: tuple(talks) for speaker, talks in found.items()}


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}, key=lambda name: natural(name.casefold())))
