"""What can be pressed below an answer, and how a question comes back from there."""

from __future__ import annotations

import pytest

from bot.errors import UserError
from bot.programme.model import Kind, Link, Programme, Talk
from bot.questions.model import Answer, How, Interval, Item, Matter, Question, Relation, Slots, Want
from bot.render.card import Select
from bot.render.question import answer_card, meant_card, question_target, read_question, reply_card
from tests.render.conftest import THURSDAY, WEDNESDAY, berlin, labels


def test_a_video_is_a_button(programme: Programme) -> None:
    talk = Talk("t", "T", links=(Link("Video", "https://example.org/v"),))
    card = answer_card(programme, Answer(Question(want=Want.VIDEO), Matter.TALKS, (Item(talk),)))
    assert card.text.splitlines()[0] == "**T** links to: Video."
    assert next((button.label, button.url) for button in card.buttons) == ("Video", "https://example.org/v")


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
        hours=(Interval(berlin(WEDNESDAY, 14), berlin(WEDNESDAY, 15), How.RUNS),),
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
