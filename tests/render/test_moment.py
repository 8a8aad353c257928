"""What is on now and next, as a person reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.programme.agenda import Agenda
from bot.programme.model import Kind, Talk
from bot.programme.snapshot import Snapshot
from bot.render.card import Card, Select
from bot.render.moment import next_card, now_card
from bot.render.reader import Reader
from bot.render.target import target

At = Callable[[str], Reader]
MakeTalk = Callable[..., Talk]
MakeAgenda = Callable[..., Agenda]

FIRST = "B07/B08 · **Rethinking packaging, development and deployment** — Domen Kožar · Advanced"
EMBEDDING = "C01 · **Embedding Python: Charming the Snake with C++** — Michael König · Advanced"
PROJECT = "C01 · **How to Setup a new Python Project** — Felix Wick and Florian Wilhelm · Novice"


def _labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


def test_what_is_on_has_its_minutes_left(default: Snapshot, at: At) -> None:
    card = now_card(default.agenda, at("2014-07-23 10:10"))
    assert card.text == f"## On now · 10:10 in Berlin (CEST)\n{EMBEDDING} · 20 minutes left"
    assert _labels(card) == ["Next"]


def test_what_comes_next_says_when(default: Snapshot, at: At) -> None:
    card = next_card(default.agenda, at("2014-07-23 10:10"))
    assert card.text == (
        f"## Next: 14:00, in 3 hours 50 minutes\n-# hours in Berlin (CEST) · for you <t:1406116800:f>\n{PROJECT}"
    )
    assert _labels(card) == ["Now", "All of Wednesday"]


@pytest.mark.parametrize(
    ("now", "sentence", "following"),
    [
        ("2014-07-18 10:00", "EuroPython 2014 starts in 3 days, on Monday 21 July.", "11:00, on Tuesday 22 July"),
        ("2014-07-21 10:00", "Nothing is on right now.", "11:00, on Tuesday 22 July"),
        ("2014-07-22 10:59", "Nothing is on right now.", "11:00, in 1 minute"),
    ],
)
def test_when_nothing_is_on_what_comes_next_is_shown(
    default: Snapshot, at: At, now: str, sentence: str, following: str
) -> None:
    card = now_card(default.agenda, at(now))
    assert card.text.split("\n") == [
        sentence,
        f"## Next: {following}",
        "-# hours in Berlin (CEST) · for you <t:1406019600:f>",
        FIRST,
    ]
    assert card.target == target("now")


def test_after_the_last_talk_it_is_over(default: Snapshot, at: At) -> None:
    card = now_card(default.agenda, at("2014-08-18 10:00"))
    assert card.text == (
        "EuroPython 2014 is over (21 to 25 July 2014).\nNothing comes after this: the programme is over."
    )
    assert _labels(card) == ["All of Thursday"]
    assert next_card(default.agenda, at("2014-07-24 20:00")).text == "Nothing comes after this: the programme is over."


def test_what_comes_after_midnight_has_the_date_of_the_calendar(
    make_talk: MakeTalk, make_agenda: MakeAgenda, at: At
) -> None:
    agenda = make_agenda(make_talk("Stars", "2025-06-04 00:30", 60, "A"))
    card = next_card(agenda, at("2025-06-02 10:00"))
    assert card.text.split("\n")[0] == "## Next: 00:30, on Wednesday 4 June"
    assert _labels(card) == ["Now", "All of Tuesday"]


def test_one_room(default: Snapshot, at: At) -> None:
    assert now_card(default.agenda, at("2014-07-23 10:10"), "C01").text == (
        f"## On now in C01 · 10:10 in Berlin (CEST)\n{EMBEDDING} · 20 minutes left"
    )
    assert now_card(default.agenda, at("2014-07-23 10:10"), "B09").text == (
        "Nothing is on in B09 right now.\nNothing more comes in B09."
    )
    assert next_card(default.agenda, at("2014-07-23 10:10"), "C01").text.split("\n")[0] == (
        "## Next in C01: 14:00, in 3 hours 50 minutes"
    )


def test_a_room_in_which_nothing_more_comes_offers_the_others(default: Snapshot, at: At) -> None:
    card = next_card(default.agenda, at("2014-07-23 10:10"), "B09")
    assert card.text == "Nothing more comes in B09."
    assert [(button.label, button.target) for button in card.buttons] == [
        ("In any room", target("next")),
        ("All of Wednesday", target("day", "2014-07-23")),
    ]


def test_in_a_break_the_break_is_said_and_what_follows(make_talk: MakeTalk, make_agenda: MakeAgenda, at: At) -> None:
    agenda = make_agenda(
        make_talk("Lunch *", "2025-06-02 12:00", 60, kind=Kind.BREAK),
        make_talk("Coffee", "2025-06-02 13:00", 0, kind=Kind.BREAK),
        make_talk("After", "2025-06-02 13:15", 30, "A"),
    )
    assert now_card(agenda, at("2025-06-02 12:30")).text == (
        "12:00 Lunch \\* (until 13:00)\n"
        "## Next: 13:15, in 45 minutes\n"
        "-# hours in Berlin (CEST) · for you <t:1748862900:f>\n"
        "-# 13:00 Coffee\n"
        "A · **After**"
    )


def test_a_break_without_a_title_is_still_a_line(make_talk: MakeTalk, make_agenda: MakeAgenda, at: At) -> None:
    agenda = make_agenda(
        make_talk("\u200b", "2025-06-02 12:00", 60, kind=Kind.BREAK), make_talk("T", "2025-06-02 12:00", 60)
    )
    assert now_card(agenda, at("2025-06-02 12:30")).text.split("\n")[1:] == [
        "**T** · 30 minutes left",
        "-# 12:00 (no title) (until 13:00)",
    ]


def test_an_end_that_is_not_known_is_not_invented(make_talk: MakeTalk, make_agenda: MakeAgenda, at: At) -> None:
    agenda = make_agenda(make_talk("Open", "2025-06-02 12:00", 0, "A"))
    assert now_card(agenda, at("2025-06-02 12:30")).text == "## On now · 12:30 in Berlin (CEST)\nA · **Open**"


def test_without_hours_nothing_is_on_and_the_reason_is_said(
    make_talk: MakeTalk, make_agenda: MakeAgenda, at: At
) -> None:
    agenda = make_agenda(make_talk("One", "2025-06-02"))
    assert next_card(agenda, at("2025-06-02 12:30")).text == (
        "The hours of this programme are not announced yet; /day shows what is on each day."
    )
    assert next_card(make_agenda(make_talk("One")), at("2025-06-02 12:30")).text == (
        "The programme has no days yet; /search finds talks all the same."
    )


def test_forty_rooms_at_one_hour_come_in_parts(make_talk: MakeTalk, make_agenda: MakeAgenda, at: At) -> None:
    talks = [make_talk(f"T{number:02}", "2025-06-02 12:00", 60, f"R{number:02}") for number in range(40)]
    agenda = make_agenda(*talks)
    first = now_card(agenda, at("2025-06-02 12:30"))
    second = now_card(agenda, at("2025-06-02 12:30"), page=2)
    assert first.text.split("\n")[1] == "-# 40 entries, part 1 of 2"
    assert (_labels(first), _labels(second)) == (["Later", "Next"], ["Earlier", "Next"])
    shown = [
        str(option.target)
        for card in (first, second)
        for block in card.blocks
        if isinstance(block, Select)
        for option in block.options
    ]
    assert shown == [f"talk:t{number:02}" for number in range(40)]
    assert all(f"R{number:02} · **T{number:02}**" in first.text + second.text for number in range(40))
