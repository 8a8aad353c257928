"""Asks the questions of the set, in this process: what came out for each, and how long it took. Judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import TypeVar

from bot.programme.model import Programme, Slot
from bot.programme.snapshot import Snapshot, take_snapshot
from bot.questions import ask
from bot.questions.model import Answer, Matter, Want
from tests.bench.question_set import Line, find_programme, read_programme

Result = TypeVar("Result")


@dataclass(frozen=True)
class Outcome:
    """What was answered to a line.

    `accepted`, `answer` and `closest` are ids of talks (names for a speaker), the latter two best first; `told` is what
    the answer can tell of what was wanted; `ms` is the time of the fastest of a few calls.
    """

    line: Line
    accepted: frozenset[str]
    answer: tuple[str, ...]
    closest: tuple[str, ...]
    told: tuple[str, ...]
    ms: float


def ask_all(lines: Iterable[Line]) -> tuple[list[Outcome], list[Line]]:
    """The outcomes of all lines whose programme is here, and the lines whose programme is not."""
    outcomes: list[Outcome] = []
    skipped: list[Line] = []
    snapshots: dict[str, Snapshot] = {}
    for line in lines:
        path = find_programme(line.programme)
        if path is None:
            skipped.append(line)
            continue
        if line.programme not in snapshots:
            snapshots[line.programme] = take_snapshot(read_programme(path))
        outcomes.append(ask_line(line, snapshots[line.programme]))
    return outcomes, skipped


def ask_line(line: Line, snapshot: Snapshot) -> Outcome:
    """The outcome of one line; raises ValueError when the programme lacks what it expects."""
    accepted = line.accepted(snapshot.programme)
    if line.as_of is None:
        people, ms = measure(lambda: snapshot.index.find_speakers(line.text))
        matches = tuple(speaker.name for speaker in people.matches)
        return Outcome(line, accepted, matches, tuple(speaker.name for speaker in people.closest), (), ms)
    now = line.as_of
    found, ms = measure(lambda: ask(line.text, snapshot, now, line.previous))
    closest = tuple(item.talk.id for item in (*found.closest, *found.elsewhere))
    told = tuple(tell(found, snapshot.programme))
    return Outcome(line, accepted, tuple(talk.id for talk in found.talks), closest, told, ms)


def measure(call: Callable[[], Result], repeat: int = 3) -> tuple[Result, float]:
    """What a call returns, and the milliseconds of the fastest of its runs."""
    fastest = float("inf")
    for _ in range(repeat):
        start = perf_counter()
        result = call()
        fastest = min(fastest, perf_counter() - start)
    return result, fastest * 1000


def tell(answer: Answer, programme: Programme) -> Iterable[str]:
    """What an answer holds of what its question wants to be told: names, days, hours, minutes, counts."""
    want = answer.question.want
    yield from answer.names
    if answer.count is not None:
        yield str(answer.count)
    if answer.matter in (Matter.NOTHING, Matter.ELSEWHERE):
        yield "nothing"
    if want is Want.WHO:
        yield from (person.name for person in answer.people)
        yield from (speaker.name for talk in answer.talks[:1] for speaker in talk.speakers)
    if want is Want.SPEAKERS:
        yield str(len(programme.speakers))
    if want in (Want.START, Want.END, Want.DAYS):
        first, last = (want is not Want.END) * programme.days[:1], (want is not Want.START) * programme.days[-1:]
        yield from map(_day, first + last)
    for item in answer.items[:1]:
        if item.slot:
            yield from _slot(item.slot, want, programme)


def _slot(slot: Slot, want: Want, programme: Programme) -> Iterable[str]:
    if want is Want.WHEN:
        yield _day(slot.day)
        if slot.start:
            yield slot.start.astimezone(programme.zone).strftime("%H:%M")
    if want is Want.WHERE:
        yield from slot.rooms
    if want is Want.HOW_LONG and slot.start and slot.end:
        yield str(round((slot.end - slot.start).total_seconds() / 60))


def _day(day: date) -> str:
    return day.strftime("%A %-d %B")
