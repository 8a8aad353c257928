"""Answers to questions as people read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.programme.model import Kind, Link, Programme, Slot, Speaker, Talk
from bot.programme.snapshot import Snapshot
from bot.questions.model import Answer, How, Interval, Item, Matter, Question, Relation, Slots, Want
from bot.render.card import Card, Select, count_components
from bot.render.layout import lay_out
from bot.render.limits import CARD_TEXT, COMPONENTS, weight
from bot.render.question import answer_card, meant_card, question_target, read_question, reply_card

Find = Callable[[str], Talk]
Say = Callable[..., str]
BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY, THURSDAY, SATURDAY = date(2014, 7, 23), date(2014, 7, 24), date(2014, 7, 26)
DOCKER = "Supercharge your development environment using Docker"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


@pytest.fixture
def programme(default: Snapshot) -> Programme:
    return default.programme


@pytest.fixture
def find(programme: Programme) -> Callable[[str], Talk]:
    """The talk of the default programme whose title has these words."""

    def find(words: str) -> Talk:
        (talk,) = [talk for talk in programme.talks if words in talk.title]
        return talk

    return find


@pytest.fixture
def say(programme: Programme) -> Callable[..., str]:
    """`say(talk, …, want=…, matter=…, count=…)`: the text of the card that answers with these talks."""

    def say(*talks: Talk, matter: Matter = Matter.TALKS, **more: object) -> str:
        names = {field: more.pop(field) for field in list(more) if field in Question.__dataclass_fields__}
        question = Question(**names)  # type: ignore[arg-type]
        items = tuple(Item(talk, slot) for talk in talks for slot in talk.slots or (None,))
        return answer_card(programme, Answer(question, matter, items, **more)).text  # type: ignore[arg-type]

    return say


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


def labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


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
            Question(hours=(Interval(at(WEDNESDAY, 13), at(THURSDAY, 4), How.STARTS),)),
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


def test_free_time_is_filled_and_what_ends_in_time_is_said_only_where_it_is_so(say: Say, find: Find) -> None:
    talks = [find("Docker"), find("How to Setup")]
    hour = Interval(at(WEDNESDAY, 14), at(WEDNESDAY, 15), How.WITHIN)
    assert say(*talks, relation=Relation.FREE, hours=(hour,)).splitlines()[0] == (
        "You can choose between **2 talks** from 14:00 to 15:00; all end by 15:00."
    )
    short = Interval(at(WEDNESDAY, 14), at(WEDNESDAY, 14, 45), How.RUNS)
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


def test_a_video_is_a_button(programme: Programme) -> None:
    talk = Talk("t", "T", links=(Link("Video", "https://example.org/v"),))
    card = answer_card(programme, Answer(Question(want=Want.VIDEO), Matter.TALKS, (Item(talk),)))
    assert card.text.splitlines()[0] == "**T** links to: Video."
    assert next((button.label, button.url) for button in card.buttons) == ("Video", "https://example.org/v")


def test_corrections_and_words_that_are_nowhere_are_told(say: Say, find: Find) -> None:
    text = say(find("Docker"), topic="dokcer foo", corrections=(("dokcer", "docker"),), missing=("foo",))
    assert text.splitlines()[1:3] == ["-# Showing “docker”. Nothing has “dokcer”.", "-# Nothing has “foo”."]


def test_small_talk_is_answered_with_what_can_be_asked(programme: Programme) -> None:
    can = "Ask me about EuroPython 2014: what is on and when, in which room, who speaks and about what."
    card = answer_card(programme, Answer(Question(), Matter.GREETING))
    assert (card.text, labels(card)) == (f"Hello! {can}", ["Today", "Now", "What can I ask?"])
    assert answer_card(programme, Answer(Question(), Matter.THANKS)).text == "You are welcome."


def test_other_readings_are_offered(programme: Programme) -> None:
    question, other = Question(topic="nix"), Question(topic="nix", want=Want.WHO)
    card = meant_card(programme, Answer(question, Matter.TALKS, readings=(question, other, other)))
    (menu,) = [block for block in card.blocks if isinstance(block, Select)]
    assert [(option.label, option.target) for option in menu.options] == [("who · about nix", question_target(other))]
    assert labels(card) == ["Search nix", "What can I ask?"]
    assert "no other reading" in meant_card(programme, Answer(question, Matter.TALKS)).text


@pytest.mark.parametrize(
    ("question", "buttons"),
    [
        (Question(text="who is it on docker?", topic="docker"), ["Search docker", "What can I ask?"]),
        (Question(text="hm hm"), ["Search hm hm", "What can I ask?"]),
        (Question(text="what is on tomorrow?", days=(THURSDAY,)), ["What can I ask?"]),
    ],
)
def test_a_search_is_offered_for_what_is_a_topic(programme: Programme, question: Question, buttons: list[str]) -> None:
    assert labels(meant_card(programme, Answer(question, Matter.TALKS))) == buttons


def test_a_question_comes_back_from_its_target() -> None:
    question = Question(
        text="now: a|b #c?",
        topic="ünï",
        days=(WEDNESDAY,),
        hours=(Interval(at(WEDNESDAY, 14), at(WEDNESDAY, 15), How.RUNS),),
        relation=Relation.FREE,
        excluded=Slots(kinds=(Kind.WORKSHOP,)),
        unknown=(("room", "D9"),),
        lasting=(None, 40),
    )
    assert read_question(question_target(question, 2).args[0]) == question
    for broken in ("", "[]", "{", '{"colour":1}', '{"want":"why"}', "7"):
        with pytest.raises(UserError, match="older version"):
            read_question(broken)


def test_a_moderators_reply_is_theirs() -> None:
    assert reply_card("The **wifi** is\nconf\u202e.").text == (
        "The **wifi** is\nconf.\n-# A reply from the moderators of this server."
    )


hostile = st.text(st.sampled_from("*_~|`<>[]()@#-+1. \n\\:/a漢😀é\u202e"), max_size=300)
speakers = st.builds(Speaker, st.sampled_from(["a", "b", "c"]), hostile)
slots = st.builds(
    Slot,
    st.sampled_from([WEDNESDAY, THURSDAY]),
    st.sampled_from([None, at(WEDNESDAY, 10)]),
    st.sampled_from([None, at(WEDNESDAY, 11)]),
    st.lists(hostile, max_size=3).map(tuple),
)
talks = st.builds(
    Talk,
    st.sampled_from([f"t{n}" for n in range(40)]),
    hostile,
    st.lists(speakers, max_size=3).map(tuple),
    st.sampled_from(Kind),
    hostile,
    hostile,
    st.sampled_from(["", "en", "xx"]),
    hostile,
    cancelled=st.booleans(),
    slots=st.lists(slots, max_size=3).map(tuple),
)
names = st.lists(hostile, max_size=5).map(tuple)
questions = st.builds(
    Question,
    text=hostile,
    topic=hostile,
    want=st.sampled_from(Want),
    relation=st.none() | st.sampled_from(Relation),
    days=st.lists(st.sampled_from([WEDNESDAY, THURSDAY]), max_size=2).map(tuple),
    rooms=names,
    tracks=names,
    levels=names,
    kinds=st.lists(st.sampled_from(Kind), max_size=2).map(tuple),
    speakers=st.lists(st.sampled_from(["a", "b", "nobody"]), max_size=3).map(tuple),
    hours=st.lists(
        st.builds(
            Interval,
            st.just(at(WEDNESDAY, 10)),
            st.sampled_from([at(WEDNESDAY, h) for h in (10, 12)]),
            st.sampled_from(How),
        ),
        max_size=2,
    ).map(tuple),
    lasting=st.tuples(st.none() | st.just(5), st.none() | st.just(45)),
    event=hostile,
    unknown=st.lists(st.tuples(hostile, hostile), max_size=3).map(tuple),
    corrections=st.lists(st.tuples(hostile, hostile), max_size=3).map(tuple),
    excluded=st.builds(Slots, topic=hostile),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.lists(talks, max_size=25, unique_by=lambda talk: talk.id), questions, st.sampled_from(Matter))
def test_every_answer_about_any_programme_fits(
    data: st.DataObject, found: list[Talk], question: Question, matter: Matter
) -> None:
    programme = Programme(data.draw(hostile), "Europe/Berlin", tuple(found))
    items = tuple(Item(talk, slot) for talk in found for slot in talk.slots or (None,))
    answer = Answer(
        question,
        matter,
        data.draw(st.sampled_from([items, ()])),
        items[:3],
        elsewhere=data.draw(st.sampled_from([items, ()])),
        missed=data.draw(st.sampled_from(["days", "room", ""])),
        people=data.draw(st.sampled_from([programme.speakers, ()])),
        count=data.draw(st.none() | st.just(3)),
        names=data.draw(names),
        readings=tuple(data.draw(st.lists(questions, max_size=3))),
        reference=data.draw(st.none() | st.sampled_from(found)) if found else None,
        corrections=question.corrections,
        missing=data.draw(names),
    )
    for card in (answer_card(programme, answer), answer_card(programme, answer, 2), meant_card(programme, answer)):
        assert 0 < weight(card.text) <= CARD_TEXT - 150
        # With Back and Share here
        assert count_components(card) <= COMPONENTS - 4
        assert all(len(block.options) <= 25 for block in card.blocks if isinstance(block, Select))
        lay_out(card, back=card.target, share=True)
