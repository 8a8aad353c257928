"""A long day is cut at the hours at which people would cut it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.programme.agenda import Agenda
from bot.programme.model import Kind, Programme, Talk
from bot.render.day import View, count_parts, day_card
from bot.render.parts import cut
from bot.render.posted import daily_cards
from bot.render.reader import Reader

MakeTalk = Callable[..., Talk]
MONDAY = date(2025, 6, 2)


@pytest.fixture
def day(make_talk: MakeTalk) -> Callable[..., Agenda]:
    """`day({"09:00": 3, "12:30": "Lunch", "": 2})`: so many talks at each hour, or a break; "" has no hour."""

    def make(hours: dict[str, int | str]) -> Agenda:
        talks = []
        for hour, what in hours.items():
            when = f"2025-06-0{3 if hour < '04' and hour else 2} {hour}" if hour else "2025-06-02"
            if isinstance(what, str):
                talks.append(make_talk(what, when, 60, kind=Kind.BREAK))
            else:
                talks += [make_talk(f"T {hour} {n}", when, 30, f"R{n}") for n in range(what)]
        return Agenda(Programme("Conf", "Europe/Berlin", tuple(talks)))

    return make


@pytest.mark.parametrize(
    ("hours", "parts"),
    [
        ({"09:00": 10, "14:00": 10, "19:00": 5}, [("", 25)]),
        (
            {"09:00": 10, "11:59": 6, "12:00": 6, "17:59": 6, "18:00": 4},
            [("morning", 16), ("afternoon and evening", 16)],
        ),
        ({"09:00": 20, "14:00": 20, "18:00": 10}, [("morning", 20), ("afternoon", 20), ("evening", 10)]),
        ({"09:00": 5, "14:00": 15, "18:00": 15}, [("morning and afternoon", 20), ("evening", 15)]),
        # Lunch is where the afternoon begins, also before twelve and after
        ({"09:00": 14, "11:45": "Lunch", "11:50": 14}, [("morning", 14), ("afternoon", 14)]),
        ({"09:00": 10, "12:10": 10, "12:45": "Lunch", "14:00": 10}, [("morning", 20), ("afternoon", 10)]),
        ({"09:00": 14, "10:30": "Coffee", "10:45": 2, "13:00": 12}, [("morning", 16), ("afternoon", 12)]),
        # The hours after midnight belong to the evening before
        ({"14:00": 20, "22:00": 10, "01:00": 10}, [("afternoon", 20), ("evening", 20)]),
        # One stretch that is too long is cut evenly, and between two starts
        ({"09:00": 9, "10:00": 9, "11:00": 9, "11:30": 9}, [("morning", 18), ("morning", 18)]),
        ({"09:00": 60}, [("morning", 20)] * 3),
        # Without an hour comes last, by itself only where it must
        ({"09:00": 10, "14:00": 15, "": 5}, [("morning", 10), ("afternoon", 20)]),
        ({"09:00": 20, "14:00": 20, "": 20}, [("morning", 20), ("afternoon", 20), ("time not announced", 20)]),
        ({"09:00": 8, "14:00": 8, "18:00": 8, "": 8}, [("morning", 8), ("afternoon and evening", 24)]),
        ({"": 30}, [("time not announced", 15)] * 2),
    ],
)
def test_a_long_day_is_cut_at_natural_hours(
    day: Callable[..., Agenda], hours: dict[str, int | str], parts: list[tuple[str, int]]
) -> None:
    agenda = day(hours)
    entries = agenda.on(MONDAY)
    found = cut(entries, [10] * len(entries), 2_900, agenda.programme.zone)
    assert [(part.name, sum(not entries[n].is_break for n in part.positions)) for part in found] == parts
    assert [n for part in found for n in part.positions] == list(range(len(entries)))
    assert count_parts(agenda, MONDAY) == len(parts)


def test_what_weighs_too_much_is_cut_as_well(day: Callable[..., Agenda]) -> None:
    agenda = day({"09:00": 4, "10:00": 4, "14:00": 4})
    entries = agenda.on(MONDAY)
    found = cut(entries, [100] * 12, 500, agenda.programme.zone)
    assert [(part.name, len(part.positions)) for part in found] == [("morning", 4), ("morning", 4), ("afternoon", 4)]
    assert [len(part.positions) for part in cut(entries, [600] * 12, 500, agenda.programme.zone)] == [1] * 12


def test_the_heading_says_which_part_of_the_day_it_is(day: Callable[..., Agenda]) -> None:
    agenda = day({"09:00": 20, "14:00": 20, "18:00": 10})
    assert [card.text.splitlines()[:3] for card in daily_cards(agenda, MONDAY)] == [
        [
            f"## Monday 2 June, {name} · Conf",
            f"-# 50 talks · hours in Berlin (CEST) · day 1 of 1 · part {n} of 3",
            f"**{hour}**",
        ]
        for n, (name, hour) in enumerate([("morning", "09:00"), ("afternoon", "14:00"), ("evening", "18:00")], 1)
    ]


def test_in_the_readers_own_hours_no_time_of_day_is_said(
    day: Callable[..., Agenda], at: Callable[[str], Reader]
) -> None:
    agenda = day({"09:00": 20, "14:00": 20})
    card = day_card(agenda, MONDAY, at("2025-05-01 10:00"), View.MINE, 2)
    assert card.text.splitlines()[0] == "## Monday 2 June · Conf"
