"""What people ask of the shipped programme, and what they are told: asked on Wednesday 23 July at 09:00 unless said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.programme.model import Kind
from bot.programme.snapshot import Snapshot
from bot.questions import Answer, answer, ask, understood
from bot.questions.model import Matter, Want

Ask = Callable[..., Answer]
TUESDAY = ["packaging", "jigna"]
WEDNESDAY = ["embedding", "new-project", "docker", "first-contribution"]
THURSDAY = ["client-apps", "command-line", "elasticsearch"]


def ids(found: Answer) -> list[str]:
    """The talks of an answer."""
    return [talk.id for talk in found.talks]


@pytest.mark.parametrize(
    ("text", "when", "expected"),
    [
        ("hey, can you tell me what's on about docker?", "22 09:00", ["docker"]),
        ("DOCKER!!!", "22 09:00", ["docker"]),
        ("dokcer", "22 09:00", ["docker"]),
        ("kozar when", "22 09:00", ["packaging"]),
        ("talks by Julie Pichon", "22 09:00", ["first-contribution"]),
        ("juliass", "22 09:00", ["client-apps"]),
        ("talk by prashan agarwal", "22 09:00", ["jigna"]),
        ("what is on today", "22 09:00", TUESDAY),
        ("thurday", "22 09:00", THURSDAY),
        ("what was on monday", "22 09:00", []),
        ("and the day after tomorrow", "22 09:00", THURSDAY),
        ("the 24th", "22 09:00", THURSDAY),
        ("day 2", "22 09:00", WEDNESDAY),
        ("the last day", "22 09:00", THURSDAY),
        ("from tuesday to wednesday", "21 09:00", TUESDAY + WEDNESDAY),
        ("wednesday after lunch", "22 09:00", ["new-project", "docker", "first-contribution"]),
        ("what is on at 14:15", "23 09:00", ["new-project"]),
        ("wednesday at 2", "22 09:00", ["new-project"]),
        ("this morning", "23 08:00", ["embedding"]),
        ("what is on in half an hour", "23 09:35", ["embedding"]),
        ("c01 now", "23 10:10", ["embedding"]),
        ("C1 on wednesday", "22 09:00", ["embedding", "new-project", "first-contribution"]),
        ("what's next", "23 14:05", ["docker"]),
        ("what's next", "24 12:45", []),
        ("first talk tomorrow", "23 09:00", ["client-apps"]),
        ("what comes right before elasticsearch", "23 09:00", ["command-line"]),
        ("what is after the new project talk", "23 09:00", ["docker"]),
        ("what clashes with docker", "23 09:00", []),
        ("what else does mark smith give", "23 09:00", []),
        ("how not to get lost in docker", "23 09:00", ["docker"]),
        ("i've got a gap between 14:00 and 15:00 on wednesday", "23 09:00", ["new-project", "docker"]),
        ("python 3.14", "23 09:00", []),
        ("i am free on wednesday at 2pm for half an hour", "22 09:00", ["new-project"]),
        ("I have two free hours on wednesday morning", "22 09:00", ["embedding"]),
        ("wednesday 2pm to 3", "22 09:00", ["new-project", "docker"]),
        ("when does the conference start on wednesday", "22 09:00", ["embedding"]),
        ("when does the conference end tomorrow", "22 09:00", ["first-contribution"]),
        ("talks not about docker on wednesday", "22 09:00", ["embedding", "new-project", "first-contribution"]),
        ("i have 30 minutes at 14:00", "23 09:00", ["new-project"]),
        ("beginner talks on thursday", "23 09:00", ["command-line"]),
        ("thursday but not elasticsearch", "23 09:00", ["client-apps", "command-line"]),
        ("not about docker on wednesday", "22 09:00", ["embedding", "new-project", "first-contribution"]),
        ("best practices track", "23 09:00", ["new-project"]),
        ("keynotes", "23 09:00", []),
        ("talks in spanish", "23 09:00", []),
        ("talks longer than 40 minutes on thursday", "23 09:00", ["command-line", "elasticsearch"]),
        ("was läuft am Mittwoch um 14 Uhr", "22 09:00", ["new-project"]),
        ("il y a quoi jeudi après-midi ?", "22 09:00", []),
        ("co jest teraz", "23 10:10", ["embedding"]),
        ("kdy mluví Domen Kožar", "22 09:00", ["packaging"]),
        ("who closes the conference", "22 09:00", ["elasticsearch"]),
        ("tomorrow 10", "23 09:00", ["client-apps"]),
        ("elasticsearch or solr", "23 09:00", ["elasticsearch"]),
        ("my train leaves at 11:00 on thursday, what can i see", "23 09:00", ["client-apps"]),
        ("wednesday, nothing for beginners", "22 09:00", ["embedding"]),
        ("can i see both docker and the new project one", "22 09:00", ["docker", "new-project"]),
        ("talks by someone from nasa", "22 09:00", []),
        ("kubernetes operators in python", "22 09:00", []),
        ("cobol", "22 09:00", []),
        ("Raymond Hettinger", "22 09:00", []),
    ],
)
def test_talks_that_answer(ask_at: Ask, text: str, when: str, expected: list[str]) -> None:
    assert sorted(ids(ask_at(text, when))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("", Matter.EMPTY),
        ("🎉🎉🎉", Matter.EMPTY),
        ("?", Matter.EMPTY),
        ("hello there", Matter.GREETING),
        ("thanks a lot!", Matter.THANKS),
        ("help", Matter.HELP),
        ("what's the wifi password?", Matter.OFF_TOPIC),
        ("terraform", Matter.NOTHING),
        ("when does Armin Ronacher speak", Matter.NOBODY),
        ("docker on thursday", Matter.ELSEWHERE),
        ("which rooms are there", Matter.CONFERENCE),
        ("how many talks on wednesday", Matter.COUNT),
        ("who talks about nix", Matter.PEOPLE),
        ("docker", Matter.TALKS),
    ],
)
def test_kind_of_sentence_an_answer_deserves(ask_at: Ask, text: str, matter: Matter) -> None:
    assert ask_at(text).matter is matter


@pytest.mark.parametrize(
    ("before", "text", "expected", "want"),
    [
        ("when is the docker talk", "and in which room?", ["docker"], Want.WHERE),
        ("who talks about elasticsearch", "when?", ["elasticsearch"], Want.WHEN),
        ("what is on in C01 on thursday", "and in B07/B08?", ["elasticsearch"], Want.WHICH),
        ("what's on tomorrow", "the second one", ["command-line"], Want.WHICH),
        ("docker", "what comes after it", ["first-contribution"], Want.WHICH),
        ("what is on today", "and tomorrow?", THURSDAY, Want.WHICH),
        ("what is on today", "docker", ["docker"], Want.WHICH),
    ],
)
def test_follow_up(ask_at: Ask, before: str, text: str, expected: list[str], want: Want) -> None:
    found = ask_at(text, "23 09:00", before)
    assert (ids(found), found.question.want) == (expected, want)


def test_a_slot_that_fails_says_where_it_would_hold(ask_at: Ask) -> None:
    found = ask_at("docker on thursday")
    assert (found.missed, [item.talk.id for item in found.elsewhere]) == ("days", ["docker"])


def test_nobody_of_that_name_gives_near_names_apart(ask_at: Ask) -> None:
    found = ask_at("talks by Armin Ronacher")
    assert found.items == ()
    assert len(found.people) == 3


def test_counts_and_names(ask_at: Ask) -> None:
    assert ask_at("how many talks on wednesday").count == 4
    assert (ask_at("how many talks on friday").matter, ask_at("how many talks on friday").count) == (Matter.COUNT, 0)
    assert ask_at("how many speakers are there").count == 10
    assert ask_at("which tracks are there").names == ("Best Practices", "Other", "System Administration")
    assert [person.name for person in ask_at("who talks about nix").people] == ["Domen Kožar"]


def test_corrections_are_told(ask_at: Ask) -> None:
    assert ask_at("elasticsaerch thurday").corrections == (("thurday", "thursday"), ("elasticsaerch", "elasticsearch"))


def test_how_a_question_was_understood(ask_at: Ask, europython: Snapshot) -> None:
    question = ask_at("when does Domen Kožar talk about nix").question
    assert understood(question, europython.programme) == [
        ("want", Want.WHEN),
        ("speaker", "Domen Kožar"),
        ("about", "nix"),
    ]


def test_another_reading_can_be_answered(ask_at: Ask, europython: Snapshot) -> None:
    found = ask_at("docker on thursday")
    readings = [answer(reading, europython, datetime(2014, 7, 23, 9, tzinfo=UTC)) for reading in found.readings]
    assert ids(readings[0]) == ["docker"]


def test_who_has_one_talk_gives_nothing_else(ask_at: Ask) -> None:
    found = ask_at("what else does mark smith give")
    assert (found.matter, found.missed) == (Matter.NOTHING, "relation")
    assert [item.talk.id for item in found.closest] == ["command-line"]


@pytest.mark.parametrize(
    "text",
    [
        "which talks are there?",
        "all talks",
        "welche Vorträge gibt es?",
        "qué charlas hay?",
        "show me the list of talks",
    ],
)
def test_whoever_asks_for_all_talks_is_told_of_all(ask_at: Ask, text: str) -> None:
    found = ask_at(text)
    assert (found.count, sorted(ids(found))) == (9, sorted(TUESDAY + WEDNESDAY + THURSDAY))


def test_the_programme_is_that_of_the_day(ask_at: Ask) -> None:
    assert [ids(ask_at(text)) for text in ("what's the programme?", "jaki program", "agenda")] == [WEDNESDAY] * 3


def test_a_kind_can_be_long_or_short(conference: Snapshot) -> None:
    now = datetime(2031, 9, 11, 10, 10, tzinfo=UTC)
    found = {text: ask(text, conference, now).question for text in ("long workshop", "a short workshop")}
    assert [(question.kinds, question.lasting) for question in found.values()] == [
        ((Kind.WORKSHOP,), (60, None)),
        ((Kind.WORKSHOP,), (None, 30)),
    ]
