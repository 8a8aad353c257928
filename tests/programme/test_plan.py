"""What is due in a server at a moment, also in nights that change the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.programme.agenda import Agenda
from bot.programme.model import Kind, Programme, Slot, Talk
from bot.programme.plan import (
    Daily,
    Due,
    Notices,
    PostKind,
    Posts,
    missed,
    mute_key,
    parse_start_key,
    plan,
    preview,
    start_key,
)

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def talk(name: str, start: str, *rooms: str, kind: Kind = Kind.TALK, cancelled: bool = False) -> Talk:
    first = at(start)
    slot = Slot(datetime.fromisoformat(start).date(), first, first + timedelta(minutes=30), rooms)
    return Talk(name, name, kind=kind, cancelled=cancelled, slots=(slot,))


def agenda(*talks: Talk, zone: str = "Europe/Berlin") -> Agenda:
    return Agenda(Programme("Conf", zone, talks))


def keys(found: list[Due]) -> list[tuple[str, str]]:
    return [(str(due.kind), due.key) for due in found]


MONDAY = agenda(
    talk("a", "2025-06-02T10:00+02:00", "A"),
    talk("b", "2025-06-02T10:00+02:00", "B"),
    talk("lunch", "2025-06-02T12:00+02:00", kind=Kind.BREAK),
    talk("off", "2025-06-02T13:00+02:00", "A", cancelled=True),
)


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("2025-06-02T07:59:59+02:00", []),
        ("2025-06-02T08:00:00+02:00", [("daily", "2025-06-02")]),
        ("2025-06-02T10:59:59+02:00", [("daily", "2025-06-02")]),
        ("2025-06-02T11:00:00+02:00", []),
        ("2025-06-03T08:00:00+02:00", []),
    ],
)
def test_the_day_is_due_at_its_hour_and_for_three_hours(now: str, found: list[tuple[str, str]]) -> None:
    assert keys(plan(MONDAY, Posts(1, Daily(5, LONG_AGO)), at(now))) == found


def test_the_evening_before_is_asked_for() -> None:
    now = at("2025-06-01T20:00+02:00")
    assert plan(MONDAY, Posts(1, Daily(5, LONG_AGO)), now) == []
    (due,) = plan(MONDAY, Posts(1, Daily(5, LONG_AGO, evening=True)), now)
    assert (due.kind, due.key, due.day, due.due) == (PostKind.EVENING, "2025-06-02", date(2025, 6, 2), now)


def test_the_hour_is_that_of_the_zone_that_was_chosen() -> None:
    posts = Posts(1, Daily(5, LONG_AGO, zone="Australia/Sydney"))
    assert [due.due for due in preview(MONDAY, posts, LONG_AGO, at("2030-01-01T00:00Z"))] == [
        at("2025-06-02T08:00+10:00")
    ]


def test_nothing_from_before_it_was_asked_for_is_due() -> None:
    now = at("2025-06-02T08:10+02:00")
    assert plan(MONDAY, Posts(1, Daily(5, now)), now) == []
    assert len(plan(MONDAY, Posts(1, Daily(5, at("2025-06-02T08:00+02:00"))), now)) == 1
    late = at("2025-06-02T09:55+02:00")
    assert plan(MONDAY, Posts(1, None, (Notices(5, late),)), late) == []


@pytest.mark.parametrize(
    ("zone", "day", "hour", "due"),
    [
        # Left out: Berlin goes from 02:00 to 03:00 on 30 March, New York on 9 March, Lord Howe by half an hour
        ("Europe/Berlin", "2025-03-30", time(2, 30), "2025-03-30T01:30Z"),
        ("America/New_York", "2025-03-09", time(2, 30), "2025-03-09T07:30Z"),
        ("Australia/Lord_Howe", "2025-10-05", time(2, 15), "2025-10-04T15:45Z"),
        # Twice: the first one counts
        ("Europe/Berlin", "2025-10-26", time(2, 30), "2025-10-26T00:30Z"),
        ("America/New_York", "2025-11-02", time(1, 30), "2025-11-02T05:30Z"),
        ("Australia/Lord_Howe", "2025-04-06", time(1, 45), "2025-04-05T14:45Z"),
    ],
)
def test_a_night_that_changes_the_clocks_has_one_post(zone: str, day: str, hour: time, due: str) -> None:
    there = agenda(Talk("x", "x", slots=(Slot(date.fromisoformat(day)),)), zone=zone)
    posts = Posts(1, Daily(5, LONG_AGO, hour))
    assert [found.due for found in preview(there, posts, LONG_AGO, at("2030-01-01T00:00Z"))] == [at(due)]
    minutes = (at(due) + timedelta(minutes=n) for n in range(-24 * 60, 24 * 60))
    assert sum(bool(plan(there, posts, now)) for now in minutes) == 180


def test_a_notice_comes_minutes_before_in_a_night_that_changes_the_clocks() -> None:
    there = agenda(talk("early", "2025-10-26T02:05+01:00"))
    posts = Posts(1, None, (Notices(5, LONG_AGO, minutes=10),))
    assert plan(there, posts, at("2025-10-26T00:54:59Z")) == []
    (due,) = plan(there, posts, at("2025-10-26T00:55Z"))
    assert (due.key, due.expires) == ("2025-10-26T0105Z", at("2025-10-26T01:05Z"))
    assert plan(there, posts, at("2025-10-26T01:05Z")) == []


def test_talks_that_start_together_are_one_notice_in_each_channel() -> None:
    now = at("2025-06-02T09:50+02:00")
    posts = Posts(1, None, (Notices(5, LONG_AGO, "A"), Notices(5, LONG_AGO, "B"), Notices(6, LONG_AGO, "B")))
    assert [(due.channel, [entry.talk.id for entry in due.entries]) for due in plan(MONDAY, posts, now)] == [
        (5, ["a", "b"]),
        (6, ["b"]),
    ]


def test_breaks_and_cancelled_talks_have_no_notice() -> None:
    posts = Posts(1, None, (Notices(5, LONG_AGO),))
    whole = preview(MONDAY, posts, LONG_AGO, at("2030-01-01T00:00Z"))
    assert keys(whole) == [("notice", "2025-06-02T0800Z")]


@pytest.mark.parametrize(
    ("after", "now", "found"),
    [
        ("2025-06-02T10:59:59+02:00", "2025-06-02T11:00:00+02:00", [("daily", "2025-06-02")]),
        ("2025-06-02T11:00:00+02:00", "2025-06-02T20:00:00+02:00", []),
        ("2025-06-02T09:59:59+02:00", "2025-06-02T10:00:00+02:00", [("notice", "2025-06-02T0800Z")]),
        ("2025-06-02T10:00:00+02:00", "2025-06-02T10:59:59+02:00", []),
        (
            "2025-06-01T11:00:00+02:00",
            "2025-06-02T11:00:00+02:00",
            [("daily", "2025-06-02"), ("notice", "2025-06-02T0800Z")],
        ),
    ],
)
def test_what_could_be_posted_until_just_now_is_missed(after: str, now: str, found: list[tuple[str, str]]) -> None:
    posts = Posts(1, Daily(5, LONG_AGO), (Notices(6, LONG_AGO),))
    assert keys(missed(MONDAY, posts, at(after), at(now))) == found
    assert keys(plan(MONDAY, posts, at(now))) == [
        key for key in keys(plan(MONDAY, posts, at(after))) if key not in found
    ]


def test_nobody_misses_what_was_not_asked_for() -> None:
    after, now = at("2025-06-02T00:00+02:00"), at("2025-06-03T00:00+02:00")
    late = at("2025-06-02T09:00+02:00")
    assert keys(missed(MONDAY, Posts(1, Daily(5, late), (Notices(6, late),)), after, now)) == [
        ("notice", "2025-06-02T0800Z")
    ]
    muted = frozenset({mute_key("daily"), "a", "b"})
    assert missed(MONDAY, Posts(1, Daily(5, LONG_AGO), (Notices(6, LONG_AGO),), muted=muted), after, now) == []


def test_a_key_is_read_back() -> None:
    start = at("2025-06-02T10:00+02:00")
    assert (parse_start_key(start_key(start)), parse_start_key(start_key(start) + "+a")) == (start, start)


def test_a_zone_that_the_machine_no_longer_knows_is_taken_as_the_conference_s() -> None:
    posts = Posts(1, Daily(5, LONG_AGO, zone="Europe/Atlantis"), (Notices(6, LONG_AGO),))
    there = [(due.kind, due.due) for due in preview(MONDAY, posts, LONG_AGO, at("2025-06-03T00:00+02:00"))]
    assert there == [
        (PostKind.DAILY, at("2025-06-02T08:00+02:00")),
        (PostKind.NOTICE, at("2025-06-02T09:50+02:00")),
    ]
