"""What is on a day, on now and next, and where a moment lies in the conference."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.programme.agenda import Agenda, Entry, Phase, Today, group_by_start
from bot.programme.model import Kind, Programme, Slot, Talk, conference_day

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2025, 6, 2)


def local(text: str) -> datetime:
    """An hour in Berlin, in UTC as in every programme; a bare "10:00" is on Monday."""
    return datetime.fromisoformat(text if " " in text else f"{MONDAY} {text}").replace(tzinfo=BERLIN).astimezone(UTC)


def talk(
    name: str, start: str = "", end: str = "", *rooms: str, kind: Kind = Kind.TALK, cancelled: bool = False
) -> Talk:
    """A talk with one slot, whose title is its id; a bare date as `start` has no hour."""
    if not start:
        return Talk(name, name, kind=kind)
    if len(start) == 10:
        slot = Slot(date.fromisoformat(start), rooms=rooms)
    else:
        first = local(start)
        slot = Slot(conference_day(first, BERLIN), first, local(end) if end else None, rooms)
    return Talk(name, name, kind=kind, cancelled=cancelled, slots=(slot,))


def agenda_of(*talks: Talk, start: date | None = None, end: date | None = None) -> Agenda:
    return Agenda(Programme("Conf", "Europe/Berlin", talks, start=start, end=end))


def names(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.talk.id for entry in entries]


def test_rooms_are_sorted_as_people_count() -> None:
    rooms = ["Room 10", "room 2", "Room 2b", "Aula", "3.10", "3.9"]
    agenda = agenda_of(*(talk(room, "10:00", "11:00", room) for room in rooms))
    assert agenda.programme.rooms == ("3.9", "3.10", "Aula", "room 2", "Room 2b", "Room 10")
    assert names(agenda.on(MONDAY)) == ["3.9", "3.10", "Aula", "Room 2b", "Room 10", "room 2"]


def test_a_day_is_sorted_by_hour_then_room_and_what_has_no_hour_comes_last() -> None:
    agenda = agenda_of(
        talk("unknown", "2025-06-02"),
        talk("late", "14:00", "15:00", "A"),
        talk("b", "10:00", "11:00", "B"),
        talk("lunch", "10:00", "11:00", kind=Kind.BREAK),
        talk("a", "10:00", "10:30", "A"),
        talk("other day", "2025-06-03 09:00", "2025-06-03 10:00"),
    )
    assert names(agenda.on(MONDAY)) == ["a", "b", "lunch", "late", "unknown"]
    assert names(agenda.talks_on(MONDAY)) == ["a", "b", "late", "unknown"]
    assert agenda.on(date(2025, 6, 9)) == ()
    assert [(start, len(group)) for start, group in group_by_start(agenda.on(MONDAY))] == [
        (local("10:00"), 3),
        (local("14:00"), 1),
        (None, 1),
    ]


def test_after_midnight_it_is_still_the_evening_before() -> None:
    agenda = agenda_of(
        talk("party", "2025-06-03 00:30", "2025-06-03 03:00"),
        talk("dinner", "20:00", "22:00"),
        talk("run", "2025-06-03 04:00", "2025-06-03 05:00"),
    )
    assert names(agenda.on(MONDAY)) == ["dinner", "party"]
    assert names(agenda.on(date(2025, 6, 3))) == ["run"]
    assert agenda.today(local("2025-06-03 01:00")) == Today(Phase.DURING, MONDAY, MONDAY)
    assert names(agenda.running(local("2025-06-03 01:00"))) == ["party"]


def test_a_talk_runs_from_its_start_to_just_before_its_end() -> None:
    agenda = agenda_of(talk("a", "10:00", "10:30", "A"), talk("b", "10:30", "11:00", "A"))
    assert names(agenda.running(local("09:59"))) == []
    assert names(agenda.running(local("10:00"))) == ["a"]
    assert names(agenda.running(local("10:30") - timedelta(microseconds=1))) == ["a"]
    assert names(agenda.running(local("10:30"))) == ["b"]
    assert names(agenda.running(local("11:00"))) == []


def test_a_long_talk_is_found_while_short_ones_come_and_go() -> None:
    agenda = agenda_of(talk("sprint", "09:00", "18:00", "A"), talk("short", "10:00", "10:05", "B"))
    assert names(agenda.running(local("17:59"))) == ["sprint"]
    assert names(agenda.running(local("10:01"))) == ["sprint", "short"]


def test_one_room_has_its_own_talks_and_the_breaks_without_a_room() -> None:
    agenda = agenda_of(
        talk("a", "10:00", "11:00", "A"),
        talk("both", "10:00", "11:00", "A", "B"),
        talk("b", "10:00", "11:00", "B"),
        talk("coffee", "10:00", "11:00", kind=Kind.BREAK),
        talk("b coffee", "10:00", "11:00", "B", kind=Kind.BREAK),
    )
    assert names(agenda.running(local("10:00"), "A")) == ["a", "both", "coffee"]
    assert names(agenda.upcoming(local("09:00"), "B")) == ["both", "b", "coffee", "b coffee"]


def test_a_cancelled_talk_neither_runs_nor_comes() -> None:
    agenda = agenda_of(talk("off", "10:00", "11:00", "A", cancelled=True), talk("on", "12:00", "13:00", "A"))
    assert names(agenda.running(local("10:30"))) == []
    assert names(agenda.upcoming(local("09:00"))) == ["on"]
    assert names(agenda.talks_on(MONDAY)) == ["off", "on"]


@pytest.mark.parametrize(
    ("rooms", "other", "end"),
    [
        (("A",), talk("next", "10:40", "11:00", "A"), "10:40"),
        (("A", "B"), talk("next", "10:40", "11:00", "B"), "10:40"),
        (("A",), talk("next", "10:40", "11:00", "B"), "11:00"),
        (("A",), talk("next", "11:30", "12:00", "A"), "11:00"),
        (("A",), talk("next", "10:00", "12:00", "A"), "11:00"),
        ((), talk("next", "10:40", "11:00"), "11:00"),
    ],
)
def test_an_end_unknown_is_an_hour_later_or_when_the_room_is_needed(
    rooms: tuple[str, ...], other: Talk, end: str
) -> None:
    agenda = agenda_of(talk("open", "10:00", "", *rooms), other)
    assert {entry.talk.id: entry.end for entry in agenda.on(MONDAY)}["open"] == local(end)


def test_next_are_all_that_start_together_and_the_breaks_before_them() -> None:
    agenda = agenda_of(
        talk("a", "10:00", "10:30", "A"),
        talk("coffee", "10:30", "11:00", kind=Kind.BREAK),
        talk("b", "11:00", "12:00", "A"),
        talk("c", "11:00", "12:00", "B"),
        talk("d", "11:30", "12:00", "C"),
    )
    assert names(agenda.upcoming(local("10:00"))) == ["coffee", "b", "c"]
    assert names(agenda.upcoming(local("10:30"))) == ["b", "c"]
    assert names(agenda.upcoming(local("11:00"))) == ["d"]
    assert names(agenda.upcoming(local("11:30"))) == []


def test_after_the_last_talk_of_a_day_the_first_of_the_next_comes() -> None:
    agenda = agenda_of(talk("a", "10:00", "11:00"), talk("b", "2025-06-04 09:00", "2025-06-04 10:00"))
    assert names(agenda.upcoming(local("18:00"))) == ["b"]


def test_a_break_after_which_nothing_comes_is_not_next() -> None:
    agenda = agenda_of(talk("a", "10:00", "11:00"), talk("clean up", "11:00", "12:00", kind=Kind.BREAK))
    assert names(agenda.upcoming(local("10:30"))) == []


@pytest.mark.parametrize(
    ("now", "phase", "asked", "day"),
    [
        ("2025-05-30 12:00", Phase.BEFORE, date(2025, 5, 30), date(2025, 6, 2)),
        ("2025-06-01 12:00", Phase.BETWEEN, date(2025, 6, 1), date(2025, 6, 2)),
        ("2025-06-02 03:59", Phase.BETWEEN, date(2025, 6, 1), date(2025, 6, 2)),
        ("2025-06-02 04:00", Phase.DURING, date(2025, 6, 2), date(2025, 6, 2)),
        ("2025-06-03 12:00", Phase.BETWEEN, date(2025, 6, 3), date(2025, 6, 4)),
        ("2025-06-05 03:59", Phase.DURING, date(2025, 6, 4), date(2025, 6, 4)),
        ("2025-06-05 12:00", Phase.BETWEEN, date(2025, 6, 5), date(2025, 6, 4)),
        ("2025-06-06 12:00", Phase.AFTER, date(2025, 6, 6), date(2025, 6, 4)),
    ],
)
def test_today_is_the_day_itself_or_the_nearest_with_talks(now: str, phase: Phase, asked: date, day: date) -> None:
    agenda = agenda_of(
        talk("a", "10:00", "11:00"),
        talk("b", "2025-06-04 10:00", "2025-06-04 11:00"),
        talk("coffee", "2025-06-03 10:00", "2025-06-03 11:00", kind=Kind.BREAK),
        start=date(2025, 6, 1),
        end=date(2025, 6, 5),
    )
    assert agenda.today(local(now)) == Today(phase, asked, day)


def test_without_days_there_is_no_today() -> None:
    assert agenda_of(talk("a")).today(local("10:00")) == Today(Phase.UNKNOWN, MONDAY, None)
    assert agenda_of(start=MONDAY, end=MONDAY).today(local("10:00")) == Today(Phase.UNKNOWN, MONDAY, None)


def test_the_next_day_is_one_with_talks() -> None:
    agenda = agenda_of(
        talk("a", "10:00", "11:00"),
        talk("coffee", "2025-06-03 10:00", "2025-06-03 11:00", kind=Kind.BREAK),
        talk("b", "2025-06-04"),
    )
    assert agenda.next_day(MONDAY) == date(2025, 6, 4)
    assert agenda.next_day(date(2025, 6, 4)) is None
    assert agenda.next_day(date(2025, 6, 4), -1) == MONDAY
    assert agenda.next_day(MONDAY, -1) is None


def test_talks_by_closeness_run_then_come_then_are_past() -> None:
    agenda = agenda_of(
        talk("never"),
        talk("past", "09:00", "10:00"),
        talk("soon", "11:00", "12:00"),
        talk("running", "10:00", "11:00"),
        talk("some time today", "2025-06-02"),
        talk("yesterday", "2025-06-01"),
        talk("coffee", "11:00", "12:00", kind=Kind.BREAK),
    )
    found = [talk.id for talk in agenda.by_closeness(local("10:30"))]
    assert found == ["running", "soon", "some time today", "yesterday", "past", "never"]


def test_the_night_that_skips_an_hour_shortens_nothing_else() -> None:
    # 30 March 2025: after 01:59 comes 03:00
    agenda = agenda_of(talk("party", "2025-03-29 23:00", "2025-03-30 03:30"), talk("run", "2025-03-30 04:00"))
    assert names(agenda.running(datetime(2025, 3, 30, 1, 29, tzinfo=UTC))) == ["party"]
    assert names(agenda.running(datetime(2025, 3, 30, 1, 30, tzinfo=UTC))) == []
    assert names(agenda.on(date(2025, 3, 29))) == ["party"]
    assert agenda.on(date(2025, 3, 30))[0].end == datetime(2025, 3, 30, 3, 0, tzinfo=UTC)


def test_the_night_that_has_an_hour_twice_keeps_its_order() -> None:
    # 26 October 2025: 02:30 comes twice
    first = datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    second = first + timedelta(hours=1)
    assert first.astimezone(BERLIN).hour == second.astimezone(BERLIN).hour
    starts = {"second": second, "first": first}
    talks = [Talk(key, key, slots=(Slot(date(2025, 10, 25), start, rooms=("A",)),)) for key, start in starts.items()]
    agenda = agenda_of(*talks)
    assert names(agenda.on(date(2025, 10, 25))) == ["first", "second"]
    assert names(agenda.running(first)) == ["first"]
    assert names(agenda.running(second)) == ["second"]
    assert names(agenda.upcoming(first)) == ["second"]


hours = st.integers(0, 72)
slots_drawn = st.tuples(
    hours, st.none() | st.integers(0, 12), st.sampled_from([(), ("A",), ("B",), ("A", "B")]), st.booleans()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(slots_drawn, max_size=15), hours, st.sampled_from(["", "A"]))
def test_what_runs_and_what_comes_is_what_looking_at_everything_gives(
    drawn: list[tuple[int, int | None, tuple[str, ...], bool]], hour: int, room: str
) -> None:
    zero = local("06:00")
    talks = []
    for number, (start, length, rooms, is_break) in enumerate(drawn):
        begin = zero + timedelta(hours=start)
        end = begin + timedelta(hours=length) if length is not None else None
        slot = Slot(conference_day(begin, BERLIN), begin, end, rooms)
        talks.append(Talk(str(number), "", kind=Kind.BREAK if is_break else Kind.TALK, slots=(slot,)))
    agenda = agenda_of(*talks)
    now = zero + timedelta(hours=hour)
    everything = [entry for day in agenda.programme.days for entry in agenda.on(day)]
    here = [e for e in everything if not room or room in e.slot.rooms or (e.is_break and not e.slot.rooms)]
    assert sorted(names(tuple(everything))) == sorted(talk.id for talk in talks)
    assert sorted(names(agenda.running(now, room))) == sorted(
        e.talk.id for e in here if e.slot.start and e.end and e.slot.start <= now < e.end
    )
    starts = [e.slot.start for e in here if e.slot.start and e.slot.start > now and not e.is_break]
    assert sorted(names(agenda.upcoming(now, room))) == sorted(
        e.talk.id for e in here if starts and e.slot.start and now < e.slot.start <= min(starts)
    )
