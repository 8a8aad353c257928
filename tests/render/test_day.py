"""The card of a day, as a person reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.programme.agenda import Agenda
from bot.programme.model import Kind, Talk
from bot.programme.snapshot import Snapshot
from bot.render.card import Card, Select
from bot.render.day import View, day_card, days_card, today_card
from bot.render.reader import Reader
from bot.render.target import target

At = Callable[[str], Reader]
MakeTalk = Callable[..., Talk]
MakeAgenda = Callable[..., Agenda]
MONDAY = date(2025, 6, 2)


def _labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


def _options(card: Card) -> list[str]:
    return [str(option.target) for block in card.blocks if isinstance(block, Select) for option in block.options]


def test_a_day_of_the_conference(default: Snapshot, at: At) -> None:
    card = today_card(default.agenda, at("2014-07-23 10:10"))
    assert card.text == (
        "## Wednesday 23 July · EuroPython 2014\n"
        "-# 4 talks · hours in Berlin (CEST) · day 3 of 5\n"
        "**10:00** · C01 · on now, 20 minutes left\n"
        "**Embedding Python: Charming the Snake with C++** — Michael König · Advanced\n"
        "**14:00** · C01\n"
        "**How to Setup a new Python Project** — Felix Wick and Florian Wilhelm · Novice · Best Practices\n"
        "**14:30** · B05/B06\n"
        "**Supercharge your development environment using Docker** — Deni Bertovic · Novice · System Administration\n"
        "**15:00** · C01\n"
        "**I want to help! How to make your first contribution to open-source.** — Julie Pichon · Novice"
    )
    assert _labels(card) == ["‹ Tue 22 July", "Thu 24 July ›", "Now", "In my time"]
    assert _options(card) == ["talk:embedding", "talk:new-project", "talk:docker", "talk:first-contribution"]
    assert card.target == target("day", "2014-07-23")


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (
            "2014-07-18 10:00",
            "EuroPython 2014 starts in 3 days, on Monday 21 July. Here is the first day with talks.",
        ),
        (
            "2014-07-20 10:00",
            "EuroPython 2014 starts tomorrow, on Monday 21 July. Here is the first day with talks.",
        ),
        ("2014-07-21 10:00", "Nothing is on today, Monday 21 July. Here is the next day with talks."),
        ("2014-07-25 10:00", "Nothing is on today, Friday 25 July. Here is the last day with talks."),
        (
            "2014-07-26 10:00",
            "EuroPython 2014 is over (21 to 25 July 2014). Here is the last day with talks; /day shows any other.",
        ),
    ],
)
def test_around_the_conference_a_sentence_says_which_day_is_shown(
    default: Snapshot, at: At, now: str, sentence: str
) -> None:
    card = today_card(default.agenda, at(now))
    first, second = card.text.split("\n")[:2]
    shown = "Tuesday 22 July" if now < "2014-07-23" else "Thursday 24 July"
    assert (first, second) == (sentence, f"## {shown} · EuroPython 2014")
    assert card.target == target("today")
    assert "Now" not in _labels(card)


def test_a_first_and_last_day_with_talks_is_simply_the_first_and_last(
    make_talk: MakeTalk, make_agenda: MakeAgenda, at: At
) -> None:
    agenda = make_agenda(make_talk("One", "2025-06-02 10:00"))
    before = "Conf starts in 2 days, on Monday 2 June. Here is the first day."
    after = "Conf is over (2 June 2025). Here is the last day; /day shows any other."
    assert today_card(agenda, at("2025-05-31 10:00")).text.split("\n")[0] == before
    assert today_card(agenda, at("2025-06-03 10:00")).text.split("\n")[0] == after


def test_past_talks_fold_into_a_line_with_a_button(default: Snapshot, at: At) -> None:
    card = today_card(default.agenda, at("2014-07-23 14:10"))
    assert card.text.split("\n")[2:4] == ["-# 1 talk earlier today", "**14:00** · C01 · on now, 20 minutes left"]
    assert card.buttons[0].label == "Earlier today"
    assert card.buttons[0].target == target("day", "2014-07-23", "whole", 1)
    whole = day_card(default.agenda, date(2014, 7, 23), at("2014-07-23 14:10"), View.WHOLE, 1)
    assert len(_options(whole)) == 4
    assert "Earlier today" not in _labels(whole)


def test_in_the_evening_the_day_is_shown_whole(default: Snapshot, at: At) -> None:
    card = today_card(default.agenda, at("2014-07-23 20:00"))
    assert card.text.split("\n")[2] == "-# All talks of today are over."
    assert len(_options(card)) == 4


def test_in_my_time_shows_marks_that_discord_fills(default: Snapshot, at: At) -> None:
    card = day_card(default.agenda, date(2014, 7, 22), at("2014-07-23 10:10"), View.MINE)
    assert card.text.split("\n")[1:3] == [
        "-# 2 talks · hours in your own time zone · day 2 of 5",
        "**<t:1406019600:t>** · B07/B08",
    ]
    assert _labels(card) == ["Wed 23 July ›", "In the hall's time"]


def test_a_day_without_talks_says_so(default: Snapshot, at: At) -> None:
    card = day_card(default.agenda, date(2014, 7, 21), at("2014-07-23 10:10"))
    assert card.text.strip() == (
        "## Monday 21 July · EuroPython 2014\n-# day 1 of 5\nNothing is scheduled on Monday 21 July."
    )
    assert _labels(card) == ["Tue 22 July ›"]


def test_talks_of_one_hour_stand_under_it_and_breaks_are_muted(
    make_talk: MakeTalk, make_agenda: MakeAgenda, at: At
) -> None:
    agenda = make_agenda(
        make_talk("Zebras", "2025-06-02 10:00", 30, "B", by="Ada"),
        make_talk("Apes", "2025-06-02 10:00", 30, "A", level="Novice", kind=Kind.WORKSHOP),
        make_talk("Lunch", "2025-06-02 12:30", 60, kind=Kind.BREAK),
        make_talk("Off", "2025-06-02 14:00", 30, "A", cancelled=True),
        make_talk("Some time", "2025-06-02", 0, "A", by="Ben"),
    )
    assert day_card(agenda, MONDAY, at("2025-05-01 10:00")).text == (
        "## Monday 2 June · Conf\n"
        "-# 4 talks · hours in Berlin (CEST) · day 1 of 1\n"
        "**10:00**\n"
        "A · **Apes** · Workshop · Novice\n"
        "B · **Zebras** — Ada\n"
        "-# 12:30 Lunch\n"
        "**14:00** · A\n"
        "~~**Off**~~ (cancelled)\n"
        "**Time not announced** · A\n"
        "**Some time** — Ben"
    )


def test_what_is_on_now_is_marked_once_for_the_hour_or_at_each(
    make_talk: MakeTalk, make_agenda: MakeAgenda, at: At
) -> None:
    def lines(*lengths: int) -> list[str]:
        talks = [make_talk(f"T{n}", "2025-06-02 10:00", length, f"R{n}") for n, length in enumerate(lengths)]
        return day_card(make_agenda(*talks), MONDAY, at("2025-06-02 10:10")).text.split("\n")[2:]

    assert lines(30, 30) == ["**10:00** · on now, 20 minutes left", "R0 · **T0**", "R1 · **T1**"]
    assert lines(30, 90) == [
        "**10:00**",
        "R0 · **T0** · on now, 20 minutes left",
        "R1 · **T1** · on now, 1 hour 20 minutes left",
    ]
    assert lines(0) == ["**10:00** · R0 · on now", "**T0**"]


def test_an_invented_programme_without_anything(make_agenda: MakeAgenda, make_talk: MakeTalk, at: At) -> None:
    now = at("2025-06-02 10:00")
    assert today_card(make_agenda(), now).text == "## Conf\nThere are no talks in the programme yet."
    assert today_card(make_agenda(make_talk("One")), now).text == (
        "## Conf\nThe programme has no days yet; /search finds talks all the same."
    )


def test_a_day_without_hours_offers_none(make_talk: MakeTalk, make_agenda: MakeAgenda, at: At) -> None:
    card = day_card(make_agenda(make_talk("One", "2025-06-02")), MONDAY, at("2025-06-02 10:00"))
    assert card.text == "## Monday 2 June · Conf\n-# 1 talk · day 1 of 1\n**Time not announced**\n**One**"
    assert _labels(card) == []


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("apart", [0, 10])
def test_of_a_long_day_every_talk_is_in_exactly_one_part(
    make_talk: MakeTalk, make_agenda: MakeAgenda, at: At, view: View, apart: int
) -> None:
    talks = []
    for number in range(60):
        minutes = 8 * 60 + apart * number
        when = f"2025-06-02 {minutes // 60:02}:{minutes % 60:02}"
        talks.append(make_talk(f"Talk number {number:02} {'x' * 60}", when, 30, f"R{number:02}", by="Ada Lovelace"))
    agenda = make_agenda(*talks)
    shown: list[str] = []
    for page in range(1, 100):
        card = day_card(agenda, MONDAY, at("2025-05-01 10:00"), view, page)
        options = _options(card)
        assert options == [f"talk:{talk.id}" for talk in talks if f"**{talk.title}**" in card.text]
        shown += options
        if "Later" not in _labels(card):
            break
    assert shown == [f"talk:{talk.id}" for talk in talks]
    assert f"part {page} of {page}" in card.text
    assert _labels(card)[0] == "Earlier"


def test_the_part_of_a_long_day_that_is_on_comes_first(make_talk: MakeTalk, make_agenda: MakeAgenda, at: At) -> None:
    talks = [
        make_talk(f"T{number:02}", f"2025-06-02 {8 + number // 6:02}:{number % 6 * 10:02}", 10) for number in range(60)
    ]
    card = today_card(make_agenda(*talks), at("2025-06-02 12:55"))
    assert card.text.split("\n")[1:5] == [
        "-# 60 talks · hours in Berlin (CEST) · day 1 of 1 · part 2 of 3",
        "-# 29 talks earlier today",
        "**12:50** · on now, 5 minutes left",
        "**T29**",
    ]


def test_a_talk_with_several_slots_is_listed_by_slot(make_talk: MakeTalk, make_agenda: MakeAgenda, at: At) -> None:
    first, second = make_talk("Tour", "2025-06-02 10:00"), make_talk("Tour", "2025-06-02 15:00")
    both = Talk("tour", "Tour", slots=first.slots + second.slots + first.slots)
    card = day_card(make_agenda(both), MONDAY, at("2025-05-01 10:00"))
    assert _options(card) == ["talk:tour:0", "talk:tour:1"]
    assert card.text.count("**Tour**") == 2


def test_the_night_in_which_the_clocks_change(make_talk: MakeTalk, make_agenda: MakeAgenda, at: At) -> None:
    party = make_talk("Party", "2025-03-29 23:30", 180)
    card = today_card(make_agenda(party), at("2025-03-30 03:10"))
    assert card.text.split("\n")[0] == "## Saturday 29 March · Conf"
    assert card.text.split("\n")[2] == "**23:30** · on now, 20 minutes left"
    assert party.slots[0].start is not None
    assert party.slots[0].end == party.slots[0].start + timedelta(hours=3)


def test_what_is_no_day_gets_those_that_are(default: Snapshot) -> None:
    card = days_card(default.agenda, "caturday *")
    assert card.text == (
        'I can\'t find a day "caturday \\*" in EuroPython 2014. '
        "Its days are 21 to 25 July 2014. Choose one of those offered."
    )
    assert _options(card) == [f"day:2014-07-{day}" for day in range(21, 26)]
    assert not card.shareable
