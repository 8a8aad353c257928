"""Long texts in parts: nothing lost, nothing torn."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.limits import weight
from bot.render.markdown import present
from bot.render.pages import first_sentences, pages

words = st.text("abcd éЖ漢😀*_`\\[", min_size=1, max_size=40)
paragraphs = st.lists(words, min_size=1, max_size=60).map(" ".join)
code = st.lists(words, max_size=60).map(lambda lines: "```python\n" + "\n".join(lines) + "\n```")
texts = st.lists(paragraphs | code, max_size=6).map("\n\n".join)


def test_a_short_text_is_one_part() -> None:
    assert pages("One.\n\nTwo.", 500) == ["One.\n\nTwo."]


def test_no_text_has_no_parts() -> None:
    assert pages("", 500) == []


def test_a_long_text_is_cut_between_paragraphs() -> None:
    first, second, third = "a" * 300, "b" * 150, "c" * 100
    assert pages("\n\n".join((first, second, third)), 500) == [f"{first}\n\n{second}", third]


def test_a_long_paragraph_is_cut_between_lines() -> None:
    lines = [f"- {letter * 200}" for letter in "abc"]
    assert pages("\n".join(lines), 500) == ["\n".join(lines[:2]), lines[2]]


def test_a_long_line_is_cut_after_a_sentence() -> None:
    first = "One sentence that is long enough to fill a good part of the page. " * 7
    second = "Another one that ends the text on the page after the first"
    assert pages(first + second, 500) == [first.strip(), second]


def test_a_line_without_blanks_is_cut_where_it_must_be() -> None:
    assert pages("x" * 1200, 500) == ["x" * 500, "x" * 500, "x" * 200]


def test_a_cut_leaves_a_backslash_with_what_it_escapes() -> None:
    text = "a" * 499 + r"\*" + "b" * 20
    assert pages(text, 500) == ["a" * 499, r"\*" + "b" * 20]


def test_every_part_of_a_code_block_is_a_code_block() -> None:
    lines = [f"print({number:04})" for number in range(100)]
    parts = pages("\n".join(["```", *lines, "```"]), 500)
    assert len(parts) == 3
    assert all(part.startswith("```\n") and part.endswith("\n```") for part in parts)
    assert "\n".join(part[4:-4] for part in parts).split("\n") == lines


@settings(max_examples=60, deadline=None)
@given(texts)
def test_parts_fit_keep_all_words_and_balance_code(text: str) -> None:
    shown = present(text)
    parts = pages(shown, 500)
    assert all(0 < weight(part) <= 500 for part in parts)
    assert _letters("".join(parts)) == _letters(shown)
    assert all(part.count("```") % 2 == 0 for part in parts)


def _letters(text: str) -> str:
    return re.sub(r"\s|```", "", text)


@pytest.mark.parametrize(
    ("text", "count", "limit", "start"),
    [
        ("One. Two! Three?", 2, 100, ("One. Two!", False)),
        ("One. Two!", 2, 100, ("One. Two!", True)),
        ("Version 2.7 is old. Really", 1, 100, ("Version 2.7 is old.", False)),
        ("No end", 2, 100, ("No end", True)),
        ("A rather long sentence without any end", 2, 20, ("A rather long…", False)),
        ("", 2, 100, ("", True)),
    ],
)
def test_the_first_sentences(text: str, count: int, limit: int, start: tuple[str, bool]) -> None:
    assert first_sentences(text, count, limit) == start
