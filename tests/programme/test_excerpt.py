"""The plain text of an abstract, and the piece of it that a search shows."""

from __future__ import annotations

import pytest

from bot.programme.excerpt import excerpt, plain
from bot.programme.words import stem


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("[![badge](https://img.example/a.png)](https://example.org)", "badge"),
        ('[docs](https://example.org "Title") and [x](https://example.org/a_(b)), [1]', "docs and x, [1]"),
        ("**bold *and slanted***, ~~gone~~, `code`, ||hidden||", "bold and slanted, gone, code, hidden"),
        (
            "_slanted_, snake_case, 2 * 3 * 4, **kwargs",
            "slanted, snake_case, 2 * 3 * 4, **kwargs",
        ),
        ("# Title\n> quoted\n1. one\n- two\n---\n<b>three</b>", "Title quoted one two three"),
    ],
)
def test_markdown_as_plain_text(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@pytest.mark.parametrize("piece", ["[", "[a](", '[a](b "', "*a", "_a ", "`a", " - 1. "])
def test_marks_without_end_are_read_to_their_end(piece: str) -> None:
    # Some of these took many seconds when a pattern tried all ways to divide them
    assert plain(piece * 20_000)


def test_an_excerpt_stands_around_the_words() -> None:
    text = "Much is said before. " * 20 + "Then come **containers**, at last. " + "Much is said after. " * 20
    shown = excerpt(text, frozenset([stem("containers")]), 60)
    assert [fragment for fragment, found in shown if found] == ["containers"]
    whole = "".join(fragment for fragment, _ in shown)
    assert (whole[:2], whole[-2:], len(whole) <= 60) == ("… ", " …", True)
