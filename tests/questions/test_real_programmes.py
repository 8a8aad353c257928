"""What went wrong on real programmes, on a small one like them: two days of talks, with ceremonies that people hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.programme.model import Programme, Slot, Speaker, Talk
from bot.programme.snapshot import take_snapshot
from bot.questions import ask
from bot.questions.model import Matter

NOW = datetime(2031, 8, 16, 8, tzinfo=UTC)
FAR = f"Readings are in SQL tables. {'The beam of a synchrotron is bright and narrow. ' * 6}Fuel injection is next."


def talk(id_: str, title: str, abstract: str = "", *, day: int = 16, hour: int = 9, minutes: int = 30) -> Talk:
    """A talk by a person of its own."""
    start = datetime(2031, 8, day, hour, tzinfo=UTC)
    slot = Slot(date(2031, 8, day), start, start + timedelta(minutes=minutes), ("Hall A",))
    return Talk(id_, title, (Speaker(f"by-{id_}", f"Speaker{id_} Name{id_}"),), abstract=abstract, slots=(slot,))


SNAPSHOT = take_snapshot(
    Programme(
        "Conference",
        "UTC",
        (
            talk("open-sat", "Conference Opening (Saturday)", hour=9),
            talk("ethics", "How to make the world more ethical", "On AI and those whom it judges.", hour=10),
            talk("beam", "From a beam to a file", FAR, hour=11),
            talk("wheel", "WASM in your wheel?", "Packages for the browser.", hour=12),
            talk("close-sat", "Our Data and Education Tracks Closing Address", hour=17),
            talk("open-sun", "Conference Opening (Sunday)", day=17, hour=9),
            talk("cannot", "What can't WebAssembly do?", "A tour of the browser.", day=17, hour=10),
            talk("commit", "Commit to better code", "Checking code with hooks.", day=17, hour=11),
            talk("docker", "Docker at home", "Containers.", day=17, hour=12),
            talk("snake", "Wasm, a snake and WebAssembly", "Again the browser.", day=17, hour=13),
            talk("school", "Turtles in the classroom", "Kids draw.", day=17, hour=14),
            talk("close-sun", "Closing Address (Sunday)", day=17, hour=17),
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("where is the closing address today", ["close-sat"]),
        ("opening tomorrow", ["open-sun"]),
        ("welcome session tomorrow", ["open-sun"]),
        ("when is the conference opening on sunday", ["open-sun"]),
        ("when does the conference start on sunday", ["open-sun"]),
        ("when do doors open", ["open-sat"]),
        ("ethics of ai", ["ethics"]),
        ("anything for kids or schools", ["school"]),
        ("docker 4.2", []),
        ("is there something about sql injection", []),
        ("checking code before it is merged", ["commit"]),
        ("what else is there like docker at home", []),
        ("talks by women", []),
        ("speech packages", []),
        ("clasrooms", ["school"]),
        ("when does everything wrap up on sunday", ["close-sun"]),
        ("i have a 30 minute break at 1pm on sunday", ["snake"]),
        ("anything starting in the next hour", ["open-sat"]),
        ("sunday 10 to 12", ["cannot", "commit"]),
        ("sunday 12 onwards", ["docker", "snake", "school", "close-sun"]),
        ("nothing planned sunday 10 to 11, suggestions?", ["cannot"]),
        ("what fits in a 30 minute gap after 1pm sunday", ["snake", "school", "close-sun"]),
    ],
)
def test_talks_that_answer(text: str, expected: list[str]) -> None:
    assert sorted(talk.id for talk in ask(text, SNAPSHOT, NOW).talks) == sorted(expected)


def test_by_whom_no_name_stands_is_a_topic() -> None:
    assert ask("talks by women", SNAPSHOT, NOW).matter is Matter.NOTHING


def test_words_that_stand_far_apart_come_close_at_most() -> None:
    found = ask("sql injection", SNAPSHOT, NOW)
    assert (found.matter, found.closest[0].talk.id) == (Matter.NOTHING, "beam")


def test_money_among_many_other_words_is_a_topic() -> None:
    assert ask("saving money on technical shortcuts", SNAPSHOT, NOW).matter is Matter.NOTHING
    assert ask("how can i pay with money", SNAPSHOT, NOW).matter is Matter.OFF_TOPIC


def test_another_talk_that_may_have_been_referred_to_is_another_reading() -> None:
    found = ask("anything similar to the wasm talk", SNAPSHOT, NOW)
    assert found.reference is not None
    others = {"wheel", "cannot", "snake"} - {found.reference.id}
    assert {talk.id for talk in found.talks} == others
    assert {reading.talks for reading in found.readings if reading.talks} <= {(other,) for other in others}
    assert any(reading.talks for reading in found.readings)
