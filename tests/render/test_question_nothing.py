"""Answers where nothing was found, or not then, or nobody knows: what is said instead."""

from __future__ import annotations

import pytest

from bot.programme.model import Kind
from bot.questions.model import How, Interval, Item, Matter, Question, Relation, Slots, Want
from tests.render.conftest import DOCKER, SATURDAY, THURSDAY, WEDNESDAY, Find, Say, berlin


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (Question(topic="kubernetes"), "Nothing on “kubernetes” in EuroPython 2014."),
        (Question(topic="go", want=Want.IS_THERE), "**No**. Nothing on “go” in EuroPython 2014."),
        (Question(days=(SATURDAY,)), "Nothing on Saturday 26 July in EuroPython 2014."),
        (Question(kinds=(Kind.WORKSHOP,), rooms=("C01",)), "No workshops in C01 in EuroPython 2014."),
        (Question(event="lunch", want=Want.WHEN), "No lunch in EuroPython 2014."),
        (Question(event="party", days=(WEDNESDAY,)), "No party on Wednesday 23 July in EuroPython 2014."),
        (Question(relation=Relation.NOW), "Nothing at this moment."),
        (Question(relation=Relation.NEXT, kinds=(Kind.KEYNOTE,)), "No keynotes after this."),
        (Question(relation=Relation.FIRST, days=(SATURDAY,)), "Nothing on Saturday 26 July in EuroPython 2014."),
        (Question(relation=Relation.FREE), "Nothing in EuroPython 2014 fits that."),
        (Question(relation=Relation.SIMILAR, topic="jam"), "Nothing on “jam” in EuroPython 2014."),
        (Question(), "Nothing in EuroPython 2014 fits that."),
        (
            Question(unknown=(("room", "room D9"),)),
            "Nothing in EuroPython 2014 fits that. The programme has no room “D9”.",
        ),
        (
            Question(unknown=(("room", "in D9"),)),
            "Nothing in EuroPython 2014 fits that. The programme has no room “D9”.",
        ),
        (
            Question(hours=(Interval(berlin(WEDNESDAY, 13), berlin(THURSDAY, 4), How.STARTS),)),
            "Nothing on Wednesday 23 July after 13:00 in EuroPython 2014.",
        ),
        (Question(topic="go", want=Want.HOW_MANY), "**0** talks on “go” in EuroPython 2014."),
        (Question(lasting=(None, 10)), "Nothing of at most 10 minutes in EuroPython 2014."),
        (
            Question(topic="c++", excluded=Slots(topic="web")),
            "Nothing on “c++”, leaving out those on “web”, in EuroPython 2014.",
        ),
        (
            Question(excluded=Slots(kinds=(Kind.WORKSHOP,), rooms=("C01",), days=(THURSDAY,))),
            "Nothing, leaving out workshops and those in C01 or on Thursday 24 July, in EuroPython 2014.",
        ),
    ],
)
def test_nothing_is_said_to_be_nothing(say: Say, question: Question, sentence: str) -> None:
    more = {name: getattr(question, name) for name in Question.__dataclass_fields__}
    assert say(matter=Matter.NOTHING, **more).splitlines()[0] == sentence


def test_the_nearest_talks_stand_apart_from_an_answer(say: Say, find: Find) -> None:
    talk = find("Docker")
    text = say(matter=Matter.NOTHING, topic="kubernetes", closest=(Item(talk, talk.slots[0]),))
    assert text.splitlines() == [
        "Nothing on “kubernetes” in EuroPython 2014.",
        "The nearest:",
        f"**{DOCKER}** — Deni Bertovic · Novice",
        "Wed 23 July, 14:30 · B05/B06",
        "-# Understood: about kubernetes",
    ]


def test_what_is_not_then_is_shown_where_it_is(say: Say, find: Find) -> None:
    talk = find("Docker")
    text = say(
        matter=Matter.ELSEWHERE,
        topic="docker",
        days=(THURSDAY,),
        missed="day",
        elsewhere=(Item(talk, talk.slots[0]),),
    )
    assert text.splitlines()[:2] == [
        "Nothing on “docker” on Thursday 24 July in EuroPython 2014. On another day:",
        f"**{DOCKER}** — Deni Bertovic · Novice",
    ]


def test_somebody_whom_nobody_knows(say: Say) -> None:
    said = say(matter=Matter.NOBODY, unknown=(("speaker", "*Guido*"),))
    assert said.splitlines()[0] == r"Nobody called **\*Guido\*** is on the programme of EuroPython 2014."


@pytest.mark.parametrize(
    ("want", "sentence"),
    [
        (
            Want.START,
            "**EuroPython 2014** starts on **Monday 21 July 2014**; "
            "its first entry starts on **Tuesday 22 July** at **11:00**.",
        ),
        (
            Want.END,
            "**EuroPython 2014** ends on **Friday 25 July 2014**; "
            "its last entry ends on **Thursday 24 July** at **12:30**.",
        ),
        (Want.DAYS, "**EuroPython 2014** has **5 days**: 21 to 25 July 2014; there are talks on 3 of them."),
        (Want.ROOMS, "**4 rooms**: B05/B06, B07/B08, B09 and C01."),
        (Want.LANGUAGES, "**1 language**: English."),
        (Want.TITLE, "This is **EuroPython 2014**, 21 to 25 July 2014."),
    ],
)
def test_the_conference_itself(say: Say, want: Want, sentence: str) -> None:
    assert say(matter=Matter.CONFERENCE, want=want).splitlines()[0] == sentence


def test_corrections_and_words_that_are_nowhere_are_told(say: Say, find: Find) -> None:
    text = say(find("Docker"), topic="dokcer foo", corrections=(("dokcer", "docker"),), missing=("foo",))
    assert text.splitlines()[1:3] == ["-# Showing “docker”. Nothing has “dokcer”.", "-# Nothing has “foo”."]
