"""What is remembered of conversations, and what may be taken for a question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation import Memory, is_question
from bot.questions.model import Answer, Matter, Question, Want

START = datetime(2014, 7, 23, 8, tzinfo=UTC)


def test_a_memory_is_short() -> None:
    now = START
    memory: Memory[str] = Memory(timedelta(minutes=5), lambda: now)
    memory.put("ada", "docker")
    now = START + timedelta(minutes=4)
    assert (memory.get("ada"), memory.get("grace")) == ("docker", None)
    now = START + timedelta(minutes=5)
    assert memory.get("ada") is None
    memory.put("ada", "nix")
    assert memory.get("ada") == "nix"


def test_a_memory_is_bounded_and_forgets_the_oldest() -> None:
    memory: Memory[int] = Memory(timedelta(minutes=5), lambda: START, most=3)
    for number in (1, 2, 3, 1, 4):
        memory.put(number, number)
    assert len(memory) == 3
    assert [memory.get(number) for number in (1, 2, 3, 4)] == [1, None, 3, 4]


@pytest.mark.parametrize(
    ("question", "matter", "asks"),
    [
        (Question(text="docker"), Matter.TALKS, True),
        (Question(text="haha nice"), Matter.NOTHING, False),
        (Question(text="kubernetes?"), Matter.NOTHING, True),
        (Question(text="who else", followed=True), Matter.NOTHING, True),
        (Question(text="who does cobol", want=Want.WHO), Matter.NOTHING, True),
        (Question(text="thanks?"), Matter.THANKS, False),
    ],
)
def test_a_reply_is_answered_where_it_asks(question: Question, matter: Matter, asks: bool) -> None:
    assert is_question(Answer(question, matter)) == asks
