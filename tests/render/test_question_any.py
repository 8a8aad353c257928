"""Answers to any question about any programme fit what Discord takes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.programme.model import Kind, Programme, Slot, Speaker, Talk
from bot.questions.model import Answer, How, Interval, Item, Matter, Question, Relation, Slots, Want
from bot.render.card import Select, count_components
from bot.render.layout import lay_out
from bot.render.limits import CARD_TEXT, COMPONENTS, weight
from bot.render.question import answer_card, meant_card
from tests.render.conftest import THURSDAY, WEDNESDAY, berlin

hostile = st.text(st.sampled_from("*_~|`<>[]()@#-+1. \n\\:/a漢😀é\u202e"), max_size=300)
speakers = st.builds(Speaker, st.sampled_from(["a", "b", "c"]), hostile)
slots = st.builds(
    Slot,
    st.sampled_from([WEDNESDAY, THURSDAY]),
    st.sampled_from([None, berlin(WEDNESDAY, 10)]),
    st.sampled_from([None, berlin(WEDNESDAY, 11)]),
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
            st.just(berlin(WEDNESDAY, 10)),
            st.sampled_from([berlin(WEDNESDAY, h) for h in (10, 12)]),
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
