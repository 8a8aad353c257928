"""Answers to questions as people read them: what was wanted comes first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.programme.model import Programme, Slot, Talk
from bot.questions.model import Answer, How, Interval, Item, Matter, Question, Relation, Want
from bot.render.card import Select
from bot.render.question import answer_card
from tests.render.conftest import BERLIN, DOCKER, THURSDAY, WEDNESDAY, Find, Say, berlin, labels


def test_when_somebody_speaks(say: Say, find: Find) -> None:
    talk = find("Rethinking")
    speaker = talk.speakers[0]
    assert say(talk, want=Want.WHEN, speakers=(speaker.id,), topic="nix") == (
        "Domen Kožar speaks on **Tuesday 22 July at 11:00** in **B07/B08**.\n"
        "**Rethinking packaging, development and deployment** — Domen Kožar · Advanced\n"
        "Tue 22 July, 11:00 · B07/B08\n"
        "-# Understood: when · speaker Domen Kožar · about nix"
    )


@pytest.mark.parametrize(
    ("want", "sentence"),
    [
        (Want.WHICH, f"**{DOCKER}** is on **Wednesday 23 July at 14:30** in **B05/B06**."),
        (Want.WHEN, f"**{DOCKER}** is on **Wednesday 23 July at 14:30** in **B05/B06**."),
        (Want.WHERE, f"**{DOCKER}** is in **B05/B06**, on **Wednesday 23 July at 14:30**."),
        (Want.WHO, f"**Deni Bertovic** gives **{DOCKER}**."),
        (Want.HOW_LONG, f"**{DOCKER}** takes **30 minutes**, from 14:30 to 15:00."),
        (Want.HOW_MANY, "**1 talk** on “docker”."),
        (Want.IS_THERE, f"**Yes**: **{DOCKER}** is on **Wednesday 23 July at 14:30** in **B05/B06**."),
        (Want.OF_LEVEL, f"The level of **{DOCKER}** is **Novice**."),
        (Want.OF_LANGUAGE, f"The language of **{DOCKER}** is **English**."),
    ],
)
def test_one_talk_answers_what_was_wanted_first(say: Say, find: Find, want: Want, sentence: str) -> None:
    assert say(find("Docker"), want=want, topic="docker").splitlines()[0] == sentence


def test_a_title_that_was_said_is_not_said_again(say: Say, find: Find) -> None:
    assert say(find("Docker"), topic="docker").splitlines()[1:] == [
        "Deni Bertovic · Novice",
        "-# Understood: about docker",
    ]


def test_what_is_on_around_a_talk_without_a_time_is_not_known(
    programme: Programme, make_talk: Callable[..., Talk]
) -> None:
    question, talk = Question(relation=Relation.CLASH), make_talk("Jam")
    text = answer_card(programme, Answer(question, Matter.NOTHING, reference=talk)).text
    assert text.splitlines()[0] == "**Jam** has no time yet, so I can't tell what is on around it."


def test_a_sentence_has_one_full_stop(say: Say, find: Find) -> None:
    helping = find("I want to help")
    assert say(helping, want=Want.WHO).splitlines()[0] == f"**Julie Pichon** gives **{helping.title}**"
    assert say(helping, want=Want.OF_LANGUAGE).splitlines()[0] == f"The language of **{helping.title}** is **English**."


def test_several_talks_are_counted_and_listed_with_a_select(programme: Programme) -> None:
    talks = [talk for talk in programme.talks if talk.slots[0].day == THURSDAY]
    items = tuple(Item(talk, talk.slots[0]) for talk in talks)
    card = answer_card(programme, Answer(Question(days=(THURSDAY,)), Matter.TALKS, items))
    lines = card.text.splitlines()
    assert lines[0] == "**3 talks** on Thursday 24 July:"
    assert lines[-1] == "-# Understood: Thursday 24 July"
    assert lines[2::2][:3] == [
        f"Thu 24 July, {talk.slots[0].start.astimezone(BERLIN):%H:%M} · {talk.slots[0].rooms[0]}"  # type: ignore[union-attr]
        for talk in talks
    ]
    (menu,) = [block for block in card.blocks if isinstance(block, Select)]
    assert [option.label for option in menu.options] == [talk.title for talk in talks]
    assert labels(card) == ["Not what I meant"]


def test_many_talks_are_folded_and_shown_ten_at_a_time(programme: Programme, make_talk: Callable[..., Talk]) -> None:
    items = tuple(Item(talk, talk.slots[0]) for talk in (make_talk(f"No {n}", "2014-07-23 10:00") for n in range(23)))
    answer = Answer(Question(), Matter.TALKS, items)
    assert labels(answer_card(programme, answer)) == ["Show all 23", "Not what I meant"]
    assert answer_card(programme, answer).text.count("**No ") == 5
    assert labels(answer_card(programme, answer, 1)) == ["Next", "Not what I meant"]
    assert labels(answer_card(programme, answer, 2)) == ["Previous", "Next", "Not what I meant"]
    last = answer_card(programme, answer, 99)
    assert last == answer_card(programme, answer, 3)
    assert last.text.count("**No ") == 3
    assert "-# part 3 of 3" in last.text.splitlines()
    six = Answer(Question(), Matter.TALKS, items[:6])
    assert labels(answer_card(programme, six)) == ["Not what I meant"]


def test_people_are_named_first_with_a_button_each(programme: Programme, find: Find) -> None:
    people = find("How to Setup").speakers
    card = answer_card(programme, Answer(Question(want=Want.WHO), Matter.PEOPLE, people=people))
    assert card.text.splitlines()[0] == "**Felix Wick and Florian Wilhelm**: 2 people."
    assert labels(card) == ["Felix Wick", "Florian Wilhelm", "Not what I meant"]


def test_who_talks_is_answered_with_names_and_the_talk(say: Say, find: Find) -> None:
    docker, setup = find("Docker"), find("How to Setup")
    people = docker.speakers
    assert say(docker, matter=Matter.PEOPLE, want=Want.WHO, people=people).splitlines()[0] == (
        f"**Deni Bertovic** gives **{DOCKER}**."
    )
    assert say(docker, setup, matter=Matter.PEOPLE, want=Want.WHO, people=people).splitlines()[0] == (
        f"**Deni Bertovic** gives **{DOCKER}**. 1 talk more fits."
    )
    everybody = people + setup.speakers
    assert say(docker, setup, matter=Matter.PEOPLE, want=Want.WHO, people=everybody, topic="x").splitlines()[0] == (
        "**Deni Bertovic, Felix Wick and Florian Wilhelm**: **2 talks** on “x”."
    )


def test_people_who_come_near_an_unknown_name_have_buttons(programme: Programme, find: Find) -> None:
    question = Question(unknown=(("name", "Wik"),))
    card = answer_card(programme, Answer(question, Matter.NOBODY, people=find("How to Setup").speakers[:1]))
    assert card.text.splitlines()[0] == "Nobody called **Wik** is on the programme of EuroPython 2014."
    assert labels(card) == ["Felix Wick", "Not what I meant"]


def test_a_count_comes_first(say: Say) -> None:
    assert say(matter=Matter.COUNT, want=Want.HOW_MANY, count=4, days=(WEDNESDAY,)).splitlines()[0] == (
        "**4 talks** on Wednesday 23 July."
    )


def test_free_time_is_filled_and_what_ends_in_time_is_said_only_where_it_is_so(say: Say, find: Find) -> None:
    talks = [find("Docker"), find("How to Setup")]
    hour = Interval(berlin(WEDNESDAY, 14), berlin(WEDNESDAY, 15), How.WITHIN)
    assert say(*talks, relation=Relation.FREE, hours=(hour,)).splitlines()[0] == (
        "You can choose between **2 talks** from 14:00 to 15:00; all end by 15:00."
    )
    short = Interval(berlin(WEDNESDAY, 14), berlin(WEDNESDAY, 14, 45), How.RUNS)
    assert say(*talks, relation=Relation.FREE, hours=(short,)).splitlines()[0] == (
        "You can choose between **2 talks** from 14:00 to 14:45."
    )


def test_talks_lie_so_to_another(say: Say, find: Find) -> None:
    docker, setup, first = find("Docker"), find("How to Setup"), find("Embedding")
    assert say(docker, relation=Relation.CLASH, reference=setup).splitlines()[0] == (
        f"At the same time as **How to Setup a new Python Project** there is **{DOCKER}**, "
        "on **Wednesday 23 July at 14:30** in **B05/B06**."
    )
    assert say(docker, first, relation=Relation.SIMILAR, reference=setup).splitlines()[0] == (
        "Closest to **How to Setup a new Python Project** are **2 talks**:"
    )
    assert say(matter=Matter.NOTHING, relation=Relation.CLASH, topic="setup", reference=setup).splitlines()[0] == (
        "Nothing at the same time as **How to Setup a new Python Project**."
    )


def test_what_else_somebody_gives(say: Say, find: Find) -> None:
    nix, setup = find("Rethinking"), find("How to Setup")
    speaker = nix.speakers[0].id
    assert say(nix, relation=Relation.ELSE, speakers=(speaker,)).splitlines()[0] == "**Domen Kožar** gives **1 talk**."
    assert say(nix, relation=Relation.ELSE, reference=setup).splitlines()[0] == (
        "**Felix Wick and Florian Wilhelm** also give **1 talk**."
    )


def test_what_the_programme_does_not_say_is_not_made_up(say: Say) -> None:
    bare = Talk("bare", "A <@1> talk", slots=(Slot(WEDNESDAY),))
    title = r"**A \<@1\> talk**"
    for want, sentence in {
        Want.WHEN: f"{title} is on **Wednesday 23 July**, time not announced.",
        Want.WHERE: f"The programme names no room for {title}; it is on **Wednesday 23 July**, time not announced.",
        Want.WHO: f"The programme names no speaker for {title}.",
        Want.HOW_LONG: f"The programme does not say how long {title} takes.",
        Want.ABOUT: f"The programme has no description of {title}.",
        Want.VIDEO: f"The programme has no video, slides or other link for {title}.",
        Want.OF_TRACK: f"The programme names no track for {title}.",
    }.items():
        assert say(bare, want=want).splitlines()[0] == sentence
    assert say(Talk("t", "T"), want=Want.WHEN).splitlines()[0] == "**T** is not scheduled yet."
    assert say(Talk("t", "T", cancelled=True), want=Want.WHEN).splitlines()[0] == (
        "~~**T**~~ (cancelled), not scheduled yet."
    )
