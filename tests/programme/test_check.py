"""Faults of a programme."""

from datetime import UTC, date, datetime, timedelta

from bot.programme.check import find_problems
from bot.programme.model import Kind, Programme, Slot, Speaker, Talk
from bot.programme.problems import Problem

ADA, BOB = Speaker("ada", "Ada"), Speaker("bob", "Bob")


def _slot(hour: int, minutes: int | None = 60, *rooms: str) -> Slot:
    start = datetime(2026, 5, 14, hour, tzinfo=UTC)
    end = None if minutes is None else start + timedelta(minutes=minutes)
    return Slot(date(2026, 5, 14), start, end, rooms)


def _find(*talks: Talk) -> list[Problem]:
    return list(find_problems(Programme("P", "Europe/Berlin", talks, date(2026, 5, 14), date(2026, 5, 15))))


def test_a_good_programme_has_none() -> None:
    assert (
        _find(
            Talk("a", "A", (ADA,), slots=(_slot(9, 60, "Hall"), _slot(11, 60, "Hall"))),
            Talk("b", "B", (BOB,), slots=(_slot(10, 60, "Hall"), _slot(9, 60, "Lab"))),
            Talk("lunch", "Lunch", kind=Kind.BREAK, slots=(_slot(9, 600, "Hall", "Lab"),)),
            Talk("unscheduled", "U", (ADA,)),
            Talk("day", "D", (ADA,), slots=(Slot(date(2026, 5, 15)), Slot(date(2026, 5, 14)))),
        )
        == []
    )


def test_a_talk_needs_speakers_and_a_party_does_not() -> None:
    assert _find(
        Talk("a", "A"),
        Talk("b", "B", kind=Kind.SOCIAL),
        Talk("c", "C", cancelled=True),
        Talk("d", "D", kind=Kind.WORKSHOP),
    ) == [
        Problem("a", "speakers", "expected a speaker, as it is a talk, got nobody"),
        Problem("d", "speakers", "expected a speaker, as it is a workshop, got nobody"),
    ]


def test_a_room_used_twice() -> None:
    assert _find(
        Talk("b", "B", (BOB,), slots=(_slot(10, 30, "Lab", "hall"),)),
        Talk("a", "A", (ADA,), slots=(_slot(9, 90, "Hall"),)),
    ) == [Problem("b", "rooms", "expected hall to be free at 2026-05-14 12:00, got “A” (talk a) there")]


def test_without_an_end_only_the_same_start_collides() -> None:
    carl = Speaker("carl", "Carl")
    assert [
        problem.talk
        for problem in _find(
            Talk("a", "A", (ADA,), slots=(_slot(9, None, "Hall"),)),
            Talk("b", "B", (BOB,), slots=(_slot(9, None, "Hall"),)),
            Talk("c", "C", (carl,), slots=(_slot(10, None, "Hall"),)),
        )
    ] == ["b"]


def test_a_speaker_in_two_places() -> None:
    assert _find(
        Talk("a", "A", (ADA,), slots=(_slot(9, 60, "Hall"),)),
        Talk("b", "B", (BOB, ADA), slots=(_slot(9, 60, "Lab"),)),
    ) == [Problem("b", "speakers", "expected Ada to be free at 2026-05-14 11:00, got “A” (talk a) as well")]


def test_what_is_cancelled_is_in_nobodys_way() -> None:
    assert (
        _find(
            Talk("a", "A", (ADA,), slots=(_slot(9, 60, "Hall"),), cancelled=True),
            Talk("b", "B", (ADA,), slots=(_slot(9, 60, "Hall"),)),
        )
        == []
    )


def test_slots_out_of_order_and_out_of_range() -> None:
    late = Slot(date(2026, 5, 16))
    assert _find(Talk("a", "A", (ADA,), slots=(_slot(9, -60), late))) == [
        Problem("a", "end", "expected an end after the start at 2026-05-14 11:00, got 2026-05-14 10:00"),
        Problem("a", "slots", "expected a day of the conference (2026-05-14 to 2026-05-15), got 2026-05-16"),
    ]


def test_the_same_talk_twice() -> None:
    assert _find(Talk("a", "Über uns", (ADA,)), Talk("b", "uber UNS", (ADA,)), Talk("c", "Über uns", (BOB,))) == [
        Problem("b", "title", "expected a title of its own, got that of talk a by the same speakers")
    ]


def test_a_thousand_talks_in_one_room_give_a_problem_each() -> None:
    talks = [Talk(f"t{n}", f"T{n}", (Speaker(f"s{n}", f"S{n}"),), slots=(_slot(9, 60, "Hall"),)) for n in range(1000)]
    assert len(_find(*talks)) == 999
