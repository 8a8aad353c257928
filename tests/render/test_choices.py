"""What autocomplete offers, and what free text means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from discord.app_commands import Choice
from hypothesis import given
from hypothesis import strategies as st

from bot.programme.agenda import Agenda
from bot.programme.model import Kind, Programme, Slot, Speaker, Talk
from bot.programme.snapshot import Snapshot
from bot.render import choices

NOW = datetime.fromisoformat("2014-07-23T10:10:00+02:00")
ROOMS = ("B05/B06", "B07/B08", "B09", "C01", "C10", "Große Halle")


def _offered(found: list[Choice[str]]) -> list[tuple[str, str]]:
    return [(choice.name, choice.value) for choice in found]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2014-07-23", date(2014, 7, 23)),
        ("20140724", date(2014, 7, 24)),
        ("Wednesday", date(2014, 7, 23)),
        ("wed", date(2014, 7, 23)),
        (" WED 23 ", date(2014, 7, 23)),
        ("23 July", date(2014, 7, 23)),
        ("July 23rd, 2014", date(2014, 7, 23)),
        ("23rd", date(2014, 7, 23)),
        ("22nd", date(2014, 7, 22)),
        ("day 2", date(2014, 7, 22)),
        ("Day 5", date(2014, 7, 25)),
        ("today", date(2014, 7, 23)),
        ("Tomorrow", date(2014, 7, 24)),
        ("yesterday", date(2014, 7, 22)),
        ("day 6", None),
        ("day 0", None),
        ("wed 24", None),
        ("Sunday", None),
        ("we", None),
        ("2014-02-30", None),
        ("", None),
        ("docker", None),
    ],
)
def test_a_day_is_found_as_people_write_it(default: Snapshot, typed: str, day: date | None) -> None:
    assert choices.find_day(default.programme, typed, NOW) == day


@pytest.mark.parametrize(
    ("typed", "room"),
    [
        ("C01", "C01"),
        ("c01", "C01"),
        ("C1", "C01"),
        ("C 1", "C01"),
        ("c10", "C10"),
        ("b05", "B05/B06"),
        ("B9", "B09"),
        ("grosse halle", "Große Halle"),
        ("halle", "Große Halle"),
        ("B0", None),
        ("C", None),
        ("D01", None),
        ("", None),
    ],
)
def test_a_room_is_found_as_people_write_it(typed: str, room: str | None) -> None:
    assert choices.find_name(ROOMS, typed) == room


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("08:00", 480), ("8:00", 480), ("8.30", 510), ("8", 480), ("0800", 480), ("800", 480), ("8h30", 510),
        ("8 h", 480), ("8 Uhr", 480), ("8am", 480), ("12 a.m.", 0), ("12pm", 720), ("6:15 PM", 1095), ("0:00", 0),
        ("23:59", 1439), ("24:00", None), ("8:60", None), ("8:0", None), ("13 pm", None), ("0am", None), ("", None),
        ("soon", None), ("8:00 or 9", None), ("٨", 480),
    ],
)  # fmt: skip
def test_an_hour_is_found_as_people_write_it(typed: str, minutes: int | None) -> None:
    assert choices.find_hour(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "first", "count"),
    [("", "06:00", 12), ("8", "08:00", 2), ("1", "01:00", 22), ("18:4", "18:4", 0), ("6 pm", "18:00", 1), ("x", "", 0)],
)
def test_hours_are_offered_as_they_are_meant(typed: str, first: str, count: int) -> None:
    offered = [choice.value for choice in choices.hours(typed)]
    assert len(offered) == count
    assert offered[:1] == [first][:count]


def test_a_name_too_long_for_a_choice_is_found_by_what_was_offered() -> None:
    known = ("An endless track name " * 10, "An endless track name " * 10 + "and another")
    offered = choices.names(known, "endless")
    assert choices.find_name(known, offered[0].value) == known[0]


def test_names_that_begin_with_what_is_typed_come_first() -> None:
    assert _offered(choices.names(("Data and web", "Web", "Other"), "web")) == [
        ("Web", "Web"),
        ("Data and web", "Data and web"),
    ]


def test_days_are_offered_with_their_talks(default: Snapshot) -> None:
    assert _offered(choices.days(default.agenda, "")) == [
        ("Monday 21 July · no talks", "2014-07-21"),
        ("Tuesday 22 July · 2 talks", "2014-07-22"),
        ("Wednesday 23 July · 4 talks", "2014-07-23"),
        ("Thursday 24 July · 3 talks", "2014-07-24"),
        ("Friday 25 July · no talks", "2014-07-25"),
    ]
    assert _offered(choices.days(default.agenda, "wed")) == [("Wednesday 23 July · 4 talks", "2014-07-23")]


def test_a_day_that_fits_nothing_offers_all(default: Snapshot) -> None:
    assert len(choices.days(default.agenda, "sunday")) == 5


def test_of_a_programme_of_weeks_the_days_with_talks_are_offered() -> None:
    start = date(2025, 1, 1)
    busy = [start + timedelta(days=40 * number) for number in range(3)]
    talks = tuple(Talk(f"t{number}", "Talk", slots=(Slot(day),)) for number, day in enumerate(busy))
    agenda = Agenda(Programme("Long", "UTC", talks, start=start, end=start + timedelta(days=99)))
    assert [choice.value for choice in choices.days(agenda, "")] == [day.isoformat() for day in busy]


def test_talks_are_offered_with_their_hour(default: Snapshot) -> None:
    programme = default.programme
    assert _offered(choices.talks(programme, [programme.by_id["docker"]])) == [
        ("Supercharge your development environment using Docker · Wed 23 July, 14:30", "docker")
    ]


def test_speakers_are_offered_with_the_number_of_their_talks(make_talk: Callable[..., Talk]) -> None:
    talks = (make_talk("One", by="Ada, Ben"), make_talk("Two", by="Ada"))
    programme = Programme("Conf", "UTC", talks)
    assert _offered(choices.speakers(programme, programme.speakers)) == [("Ada · 2 talks", "ada"), ("Ben", "ben")]


def test_what_was_typed_is_offered_first(default: Snapshot) -> None:
    found = [default.programme.by_id["docker"]]
    title = "Supercharge your development environment using Docker"
    assert _offered(choices.queries("dock", found)) == [("dock", "dock"), (title, title)]
    assert _offered(choices.queries(title, found)) == [(title, title)]


@given(st.lists(st.text(max_size=300), max_size=30), st.text(max_size=100))
def test_choices_are_always_within_discords_limits(texts: list[str], typed: str) -> None:
    day = date(2025, 1, 1)
    talks = tuple(
        Talk(f"t{n}", text, (Speaker(f"s{n}", text), Speaker("all", text)), Kind.TALK, slots=(Slot(day),))
        for n, text in enumerate(texts)
    )
    programme = Programme("Conf", "UTC", talks)
    for found in (
        choices.talks(programme, talks),
        choices.speakers(programme, programme.speakers),
        choices.queries(typed, talks),
        choices.names(texts, typed[:1]),
        choices.days(Agenda(programme), typed),
    ):
        assert len(found) <= 25
        for choice in found:
            assert 1 <= len(choice.name) <= 100
            assert 1 <= len(choice.value) <= 100


def test_of_two_names_that_differ_in_case_the_chosen_one_is_found() -> None:
    assert [choices.find_name(["A", "a"], chosen) for chosen in ("A", "a")] == ["A", "a"]


@given(st.lists(st.text(min_size=1, max_size=120), max_size=12))
def test_a_name_that_is_offered_is_found(known: list[str]) -> None:
    for choice in choices.names(known, ""):
        found = choices.find_name(known, choice.value)
        assert found is not None
        assert choice.value in [offered.value for offered in choices.names([found], "")]
