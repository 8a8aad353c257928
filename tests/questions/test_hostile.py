"""Any text is borne by any programme: an answer comes back, soon, and can be stored and asked again."""

from __future__ import annotations

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.programme.model import Kind, Programme, Slot, Speaker, Talk
from bot.programme.snapshot import take_snapshot
from bot.questions import Question, answer, ask, understood
from bot.questions.grammar import LANGUAGES, grammar_of

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2031, 9, 11, 10, 10, tzinfo=ZONE)
START, END = datetime(2031, 9, 11, 8, tzinfo=ZoneInfo("UTC")), datetime(2031, 9, 11, 9, tzinfo=ZoneInfo("UTC"))
ADA = Speaker("ada", "Ada Lovelace")
WHOLE = Talk("a", "Docker on Friday", (ADA,), track="Web", level="Novice", language="en",
             slots=(Slot(date(2031, 9, 11), START, END, ("C01",)),))  # fmt: skip
PROGRAMMES = {
    "nothing": (),
    "one talk": (WHOLE,),
    "no hours": (
        Talk("a", "Docker", slots=(Slot(date(2031, 9, 11)),)),
        Talk("b", "Nix", slots=(Slot(date(2031, 9, 12)),)),
    ),
    "no speakers, no slots": (Talk("a", "Lightning Talks", kind=Kind.LIGHTNING), Talk("b", "Lightning Talks")),
    "only a break": (Talk("a", "Lunch", kind=Kind.BREAK, slots=(Slot(date(2031, 9, 11), START, END),)),),
}
SNAPSHOTS = {name: take_snapshot(Programme("Conference", "Europe/Berlin", talks)) for name, talks in PROGRAMMES.items()}
WORDS = sorted({word for name in LANGUAGES for word in grammar_of(name).known} | {"docker", "ada", "c01", "14:00", "9"})
texts = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))


@pytest.mark.parametrize(
    "text", ["፱ talks at ፱", "Jan -5.6", "5.6 past 10 on day 2.5", "31 february", "at 24:00", "day 99"]
)
def test_figures_that_are_no_day_and_no_hour(text: str) -> None:
    assert ask(text, SNAPSHOTS["one talk"], NOW).question.text == text.strip()


@pytest.mark.parametrize("name", PROGRAMMES)
@settings(max_examples=400, deadline=None)
@given(text=texts, previous=st.lists(texts, max_size=2))
def test_any_text_is_answered_and_kept(name: str, text: str, previous: list[str]) -> None:
    snapshot = SNAPSHOTS[name]
    found = ask(text, snapshot, NOW, previous)
    assert Question.from_record(json.loads(json.dumps(found.question.to_record()))) == found.question
    assert answer(found.question, snapshot, NOW) == found
    assert len(understood(found.question, snapshot.programme)) < 200
    for reading in found.readings:
        answer(reading, snapshot, NOW)
