"""reStructuredText made into Markdown."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sources._rst import clean_rst, convert_rst


@pytest.mark.parametrize(
    ("rst", "markdown"),
    [
        ("Rivers are hard to draw, and lakes are no\r\nbetter.", "Rivers are hard to draw, and lakes are no better."),
        ("Level: low\nNeeds: a boat", "Level: low\nNeeds: a boat"),
        ("One\n\n\n\nTwo", "One\n\nTwo"),
        ("A\n===\n\nB\n~~~~~\nb\n\nC\n======\nc", "## A\n\n### B\nb\n\n## C\nc"),
        ("=====\nTitle\n=====\ntext", "## Title\ntext"),
        ("one\n\n--------\n\ntwo", "one\n\ntwo"),
        ("- a\n- b\n  goes on\n\n  * c\n\n    d\n\n- e", "- a\n- b goes on\n  - c\n\n    d\n\n- e"),
        ("Plan:\n\n   - a\n\n     - b\n", "Plan:\n\n- a\n  - b"),
        ("- a\nthen", "- a\nthen"),
        ("- an item that is longer than a line that is short\nand goes on", None),
        ("#. a\n#. b\n\n   1) c\n   #) d\n", "1. a\n2. b\n  1. c\n  2. d"),
        ("| a line\n  that goes on\n| \\* b\n|\n| 1. c", "a line that goes on\n- b\n1. c"),
        ("Term\n  its meaning", "**Term**\nits meaning"),
        ("  a quotation of a sentence that is so long\n  that it goes on", None),
        ("Like this::\n\n  x = 1\n\n    y\n\nend", "Like this:\n```\nx = 1\n\n  y\n```\n\nend"),
        ("::\n\n  a ``` b", "```\na ''' b\n```"),
        (".. code-block:: python\n\n   import this\n", "```python\nimport this\n```"),
        (".. note:: Bring a boat.\n\n   And oars.", "Bring a boat.\n\nAnd oars."),
        (".. image:: x.png\n   :alt: x\n\nend", "end"),
        (".. a comment\n   that goes on\nend", "end"),
        ("... and so on", "... and so on"),
        (".. [1] See there.", "[1] See there."),
        ("# One\n* two", "# One\n- two"),
    ],
)
def test_blocks(rst: str, markdown: str | None) -> None:
    assert clean_rst(rst) == (markdown or " ".join(rst.split()))


@pytest.mark.parametrize(
    ("rst", "markdown"),
    [
        ("``a_b`` and ``x`y``", "`a_b` and ``x`y``"),
        ("**bold** *soft* `name`", "**bold** *soft* `name`"),
        (":func:`len` and :py:class:`int`", "`len` and `int`"),
        ("`docs <https://example.org/a\nb>`_", "[docs](https://example.org/ab)"),
        ("`<https://example.org/>`__", "[https://example.org/](https://example.org/)"),
        ("`bad <javascript:x>`_", "bad"),
        ("docs_ and `the docs`_\n\n.. _docs: https://a.org\n.. _The Docs: https://b.org", None),
        ("`t <docs_>`_\n\n.. _docs: https://a.org", "[t](https://a.org)"),
        ("`lost`_ and lost_ and lost_word", "lost and lost_ and lost_word"),
        ("run\\_it a\\ b \\(c\\)", "run\\_it ab (c)"),
        ("https://a.org/x\\_y", "https://a.org/x_y"),
        ("Slides: https://a.org/a-long-\nname", "Slides:\nhttps://a.org/a-long-name"),
        ("<p>a <b>b</b></p>", "a **b**"),
        ("unclosed `` and ` and **", "unclosed `` and ` and **"),
    ],
)
def test_marks_within_a_line(rst: str, markdown: str | None) -> None:
    if markdown is None:
        markdown = "[docs](https://a.org) and [the docs](https://b.org)"
    if rst.startswith("Slides"):
        rst = rst.replace(" ", "\n")
    assert clean_rst(rst) == markdown


PIECES = ["`", "``x```", "\\", "- ", "a_ ", ".. x\n", "====\n", "a\n  b\n", "| x\n  y\n", " ", ":a:`", ":a"]
SIGNS = [*"ab -*|.:`_<>\\=#1)\n\t", "\n\n", "  ", ".. ", "::", "``", "====", "https://"]


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long(piece: str) -> None:
    began = time.process_time()
    clean_rst(piece * (200_000 // len(piece)))
    assert time.process_time() - began < 2


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=40))
def test_anything_is_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert isinstance(clean_rst(text), str)
    kept = {letter for letter in text if letter in "b"}
    hidden = ".. " in text or "_" in text
    assert hidden or kept <= set(convert_rst(text))
