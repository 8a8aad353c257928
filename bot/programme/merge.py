"""Several programmes of one conference added up to one, as when hours and videos come from different places. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, count
from zoneinfo import ZoneInfo

from bot.programme.model import Kind, Link, Programme, Slot, Speaker, Talk, conference_day
from bot.programme.text import fold, make_id


def merge(parsed: Sequence[Programme]) -> Programme:
    """One programme of one or more; raises ValueError for none, and gives a single one back as it is.

    Talks are the same under the same id (and a common title or speaker, as plain numbers mean nothing across
    sources), else under the same title on a common day. The earlier programme wins field by field and the later fills
    what is empty: a slot that has only a day takes the hours of that day; links add up; cancelled is cancelled. The
    rest of the later programme is added behind, and where it has no track, it has the later programme's title as one
    ("Open Spaces") if that is another. Zone: the first that names a place; days follow that zone.
    """
    if not parsed:
        raise ValueError("expected at least one programme")
    if len(parsed) == 1:
        return parsed[0]
    talks = list(parsed[0].talks)
    for programme in parsed[1:]:
        origin = programme.title if fold(programme.title) != fold(parsed[0].title) else ""
        talks = _add(talks, _share_speakers(talks, programme.talks), origin)
    timezone = next((p.timezone for p in parsed if _names_place(p.timezone)), parsed[0].timezone)
    zone = ZoneInfo(timezone)
    return Programme(
        title=next((p.title for p in parsed if p.title), ""),
        timezone=timezone,
        talks=tuple(replace(talk, slots=tuple(_set_day(slot, zone) for slot in talk.slots)) for talk in talks),
        start=next((p.start for p in parsed if p.start), None),
        end=next((p.end for p in parsed if p.end), None),
        version=next((p.version for p in parsed if p.version), ""),
    )


def _names_place(timezone: str) -> bool:
    """Whether the zone is more than an offset, with which sources without a zone make do."""
    return timezone != "UTC" and not timezone.startswith("Etc/")


def _set_day(slot: Slot, zone: ZoneInfo) -> Slot:
    return replace(slot, day=conference_day(slot.start, zone)) if slot.start else slot


def _add(talks: list[Talk], others: Iterable[Talk], origin: str) -> list[Talk]:
    merged = {talk.id: talk for talk in talks}
    rest = []
    # Ids first, and each talk takes one other at most, so that twins of one source stay two
    free = set(merged)
    for other in others:
        if other.id in free and _is_same(merged[other.id], other):
            free.remove(other.id)
            merged[other.id] = _complete(merged[other.id], other)
        else:
            rest.append(other)
    by_title: dict[str, list[str]] = {}
    for talk in talks:
        by_title.setdefault(fold(talk.title), []).append(talk.id)
    for other in rest:
        alike = by_title.get(fold(other.title), ())
        if found := next((i for i in alike if i in free and _is_same(merged[i], other)), None):
            free.remove(found)
            merged[found] = _complete(merged[found], other)
        else:
            own = _make_free_id(other, merged)
            track = other.track or (origin if other.kind is not Kind.BREAK else "")
            merged[own] = replace(other, id=own, track=track)
    return list(merged.values())


def _make_free_id(talk: Talk, taken: Container[str]) -> str:
    """The talk's own id, else one made of it and the title, else of these and a number."""
    names = chain([talk.id, f"{talk.id} {talk.title}"], (f"{talk.id} {talk.title} {n}" for n in count(2)))
    return next(found for name in names if (found := make_id(name)) not in taken)


def _is_same(talk: Talk, other: Talk) -> bool:
    alike = fold(talk.title) == fold(other.title)
    if talk.id == other.id:
        return alike or bool(_list_names(talk) & _list_names(other))
    return alike and bool(_list_days(talk) & _list_days(other))


def _list_names(talk: Talk) -> set[str]:
    return {fold(speaker.name) for speaker in talk.speakers}


def _list_days(talk: Talk) -> set[date]:
    return {slot.day for slot in talk.slots}


def _complete(talk: Talk, other: Talk) -> Talk:
    """`talk` with what it lacks from `other`."""
    kind = other.kind if talk.kind is Kind.TALK and not (other.kind is Kind.BREAK and talk.speakers) else talk.kind
    return replace(
        talk,
        title=talk.title or other.title,
        speakers=_complete_speakers(talk.speakers, other.speakers),
        kind=kind,
        track=talk.track or other.track,
        level=talk.level or other.level,
        language=talk.language or other.language,
        abstract=talk.abstract or other.abstract,
        description=talk.description or other.description,
        url=talk.url or other.url,
        links=_add_links(talk.links, other.links),
        cancelled=talk.cancelled or other.cancelled,
        slots=_complete_slots(talk.slots, other.slots),
    )


def _complete_speakers(speakers: tuple[Speaker, ...], others: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    if not speakers:
        return others
    biographies = {fold(other.name): other.biography for other in others}
    return tuple(replace(s, biography=s.biography or biographies.get(fold(s.name), "")) for s in speakers)


def _add_links(links: tuple[Link, ...], others: tuple[Link, ...]) -> tuple[Link, ...]:
    known = {link.url for link in links}
    return (*links, *(other for other in others if other.url not in known))


def _complete_slots(slots: tuple[Slot, ...], others: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """A slot with a day only becomes all the slots of that day; one with a start takes its missing end and rooms."""
    if not slots:
        return others
    completed: list[Slot] = []
    for slot in slots:
        if slot.start is None:
            same_day = [other for other in others if other.day == slot.day]
            completed += [replace(other, rooms=slot.rooms or other.rooms) for other in same_day] or [slot]
        else:
            twin = next((other for other in others if other.start == slot.start), slot)
            completed.append(replace(slot, end=slot.end or twin.end, rooms=slot.rooms or twin.rooms))
    return tuple(dict.fromkeys(completed))


def _share_speakers(talks: Iterable[Talk], others: Iterable[Talk]) -> list[Talk]:
    """`others` with the ids by which `talks` know the same people: those whose name is one person's on both sides.

    An id that means another person in `talks` is made anew of id and name.
    """
    known, met = _list_people(talks), _list_people(others)
    names = {i: name for name, ids in known.items() for i in ids}

    def choose(speaker: Speaker) -> Speaker:
        name = fold(speaker.name)
        if len(met[name]) == 1 and len(known.get(name, ())) == 1:
            return replace(speaker, id=next(iter(known[name])))
        if names.get(speaker.id, name) != name:
            return replace(speaker, id=make_id(f"{speaker.id} {speaker.name}"))
        return speaker

    return [replace(talk, speakers=tuple(map(choose, talk.speakers))) for talk in others]


def _list_people(talks: Iterable[Talk]) -> dict[str, set[str]]:
    """The ids under which each folded name is known."""
    people: dict[str, set[str]] = {}
    for talk in talks:
        for speaker in talk.speakers:
            people.setdefault(fold(speaker.name), set()).add(speaker.id)
    return people
