"""What moderators see of questions that were asked in vain."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.card import Select, count_components
from bot.render.layout import lay_out
from bot.render.limits import CARD_TEXT, COMPONENTS, weight
from bot.render.unanswered import unanswered_card

texts = st.text(st.sampled_from("*_~|`<>[]()@#-+1. %:/a漢😀é\u202e"), min_size=1, max_size=200)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(texts, st.integers(1, 10**6)), max_size=25),
    st.dictionaries(texts, texts, max_size=50),
    st.booleans(),
)
def test_it_always_fits(asked: list[tuple[str, int]], replies: dict[str, str], kept: bool) -> None:
    card = unanswered_card(asked, replies, kept=kept)
    assert weight(card.text) <= CARD_TEXT
    assert count_components(card) <= COMPONENTS
    for block in card.blocks:
        if isinstance(block, Select):
            values = [str(option.target) for option in block.options]
            assert len(set(values)) == len(values) <= 25
            assert max(map(len, values)) <= 100
    lay_out(card)


def test_more_than_a_card_holds_is_counted() -> None:
    card = unanswered_card([("*" * 200, 1)] * 25, {f"word {n}": "漢" * 300 for n in range(50)}, kept=True)
    assert "-# and 17 more" in card.text.splitlines()
    assert card.text.endswith("-# and 42 more replies")
