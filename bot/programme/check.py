"""Faults of a programme that its source did not mind: overlaps, missing speakers, days out of range. Pure.

None of them loses a talk; they are told to moderators and by `check`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import datetime

from bot.programme.model import Kind, Programme, Slot, Talk
from bot.programme.problems import Problem
from bot.programme.text import fold

_NEEDS_SPEAKERS = {Kind.TALK, Kind.WORKSHOP, Kind.KEYNOTE}
# Posters hang side by side; a party and a break share the place with whatever goes on
_SHARES_PLACE = {Kind.POSTER, Kind.BREAK, Kind.SOCIAL}


def find_problems(programme: Programme) -> tuple[Problem, ...]:
    """Every fault, by talk in the programme's order.

    Told of each talk: it has no speakers though its kind needs some; a slot ends before it starts or lies outside of
    the conference; its room is taken, or a speaker is elsewhere, at the same time; another talk has its title and
    speakers. An overlap is told once, of the later talk. A cancelled talk is in nobody's way.
    """
    found: dict[str, list[Problem]] = {talk.id: [] for talk in programme.talks}
    for problem in (
        *_find_missing_speakers(programme),
        *_find_bad_slots(programme),
        *_find_shared_rooms(programme),
        *_find_split_speakers(programme),
        *_find_twins(programme),
    ):
        found[problem.talk].append(problem)
    return tuple(problem for problems in found.values() for problem in problems)


def _find_missing_speakers(programme: Programme) -> Iterator[Problem]:
    for talk in programme.talks:
        if not talk.speakers and talk.kind in _NEEDS_SPEAKERS and not talk.cancelled:
            yield Problem(talk.id, "speakers", f"expected a speaker, as it is a {talk.kind.value}, got nobody")


def _find_bad_slots(programme: Programme) -> Iterator[Problem]:
    for talk in programme.talks:
        for slot in talk.slots:
            if slot.start and slot.end and slot.end <= slot.start:
                begins, ends = (_show(instant, programme) for instant in (slot.start, slot.end))
                yield Problem(talk.id, "end", f"expected an end after the start at {begins}, got {ends}")
            early = programme.start and slot.day < programme.start
            late = programme.end and slot.day > programme.end
            if early or late:
                dates = f"{programme.start or 'its start'} to {programme.end or 'its end'}"
                yield Problem(talk.id, "slots", f"expected a day of the conference ({dates}), got {slot.day}")


def _find_shared_rooms(programme: Programme) -> Iterator[Problem]:
    placed = [
        (fold(room), talk, slot)
        for talk, slot in _list_hours(programme)
        if talk.kind not in _SHARES_PLACE
        for room in slot.rooms
    ]
    for earlier, _, talk, slot in _find_overlaps(placed):
        room = next(room for room in slot.rooms if fold(room) in {fold(other) for other in earlier[1].rooms})
        when = _show(slot.start, programme)
        yield Problem(talk.id, "rooms", f"expected {room} to be free at {when}, got {_name(earlier[0])} there")


def _find_split_speakers(programme: Programme) -> Iterator[Problem]:
    names = {speaker.id: speaker.name for speaker in programme.speakers}
    placed = [
        (speaker.id, talk, slot)
        for talk, slot in _list_hours(programme)
        if talk.kind is not Kind.POSTER
        for speaker in talk.speakers
    ]
    for earlier, speaker, talk, slot in _find_overlaps(placed):
        if slot.rooms and set(slot.rooms) == set(earlier[1].rooms):
            continue
        name, when = names[str(speaker)], _show(slot.start, programme)
        yield Problem(talk.id, "speakers", f"expected {name} to be free at {when}, got {_name(earlier[0])} as well")


def _find_twins(programme: Programme) -> Iterator[Problem]:
    first: dict[object, Talk] = {}
    for talk in programme.talks:
        if talk.speakers:
            key = fold(talk.title), frozenset(speaker.id for speaker in talk.speakers)
            other = first.setdefault(key, talk)
            if other is not talk:
                message = f"expected a title of its own, got that of talk {other.id} by the same speakers"
                yield Problem(talk.id, "title", message)


def _list_hours(programme: Programme) -> list[tuple[Talk, Slot]]:
    """Every talk that takes place, with each of its slots that has an hour, by start."""
    hours = [(talk, slot) for talk in programme.talks if not talk.cancelled for slot in talk.slots if slot.start]
    return sorted(hours, key=lambda pair: pair[1].start.timestamp() if pair[1].start else 0.0)


def _find_overlaps(
    placed: list[tuple[str, Talk, Slot]],
) -> Iterator[tuple[tuple[Talk, Slot], Hashable, Talk, Slot]]:
    """Of slots by start, each that begins before the one in its place has ended: (earlier, place, talk, slot).

    Compared only with the slot that ends last so far, so that a thousand talks in one place give no million pairs.
    """
    last: dict[str, tuple[Talk, Slot]] = {}
    for place, talk, slot in placed:
        earlier = last.get(place)
        if earlier and earlier[0] is not talk and _overlap(earlier[1], slot):
            yield earlier, place, talk, slot
        if earlier is None or _get_end(slot) >= _get_end(earlier[1]):
            last[place] = (talk, slot)


def _overlap(earlier: Slot, later: Slot) -> bool:
    """Whether `later`, which does not start before `earlier`, starts during it; without an end it lasts no time."""
    if earlier.start is None or later.start is None:
        return False
    return later.start == earlier.start or later.start < _get_end(earlier)


def _get_end(slot: Slot) -> datetime:
    found = slot.end or slot.start
    if found is None:
        raise ValueError("expected a slot with an hour")
    return found


def _show(instant: datetime | None, programme: Programme) -> str:
    return f"{instant.astimezone(programme.zone):%Y-%m-%d %H:%M}" if instant else ""


def _name(talk: Talk) -> str:
    return f"“{talk.title}” (talk {talk.id})"
