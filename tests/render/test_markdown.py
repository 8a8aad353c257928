"""Abstracts and biographies as Discord shows them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.markdown import present


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Title\nText", "**Title**\nText"),
        ("# Only a title", "**Only a title**"),
        ("Text\n### **Bold** title ###\nText", "Text\n\n**Bold** title\nText"),
        ("### **All bold**\nText", "**All bold**\nText"),
        ("> # Loud\n- ## Loud\n1. # Loud", "> Loud\n- Loud\n1. Loud"),
        ("* a\n+ b\n• c\n  * d", "- a\n- b\n- c\n  - d"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("above\n---\nbelow\n* * *\nend", "above\n\nbelow\n\nend"),
        ("> one\n>>> all the rest", "> one\n\\>>> all the rest"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("**bold**, *slanted* and `code`", "**bold**, *slanted* and `code`"),
        ("||hidden||", r"\|\|hidden\|\|"),
        ("a\u202eb\x00c", "abc"),
        ("", ""),
        ("\u200b\n\u200b", ""),
    ],
)
def test_structure_stays_and_nothing_shouts(text: str, shown: str) -> None:
    assert present(text) == shown


def test_flattened_text_gets_its_lines_back() -> None:
    text = "How to build. ## What you need The list is short. * A boiler * A wheel ## End Here we stop."
    assert present(text) == (
        "How to build.\n\n**What you need**\nThe list is short.\n- A boiler\n- A wheel\n\n**End**\nHere we stop."
    )


def test_marks_without_end_are_read_to_their_end() -> None:
    # Each of these took hours, or many seconds, when a pattern tried all ways to divide it
    marks = " - 1. " * 500
    assert present(f"{marks}x") == f"{marks}x".strip()
    for piece in ("[", "[a](", "![a](b 'c", "`a", "*a", "__a "):
        text = piece * 20_000
        assert len(present(text)) >= len(text.strip())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[the docs](https://example.org/a_(b))", "[the docs](https://example.org/a_(b))"),
        ("[![badge](https://img.example/a.png)](https://example.org)", "badge (https://example.org)"),
        ("see [a [b] c](https://example.org)", "see \\[a \\[b] c](https://example.org)"),
        ("- [ ] to do", "- \\[ ] to do"),
        ('[docs](https://example.org "Title")', "[docs](https://example.org)"),
        ("[docs](<https://example.org>)", "[docs](https://example.org)"),
        ("<https://example.org>", "https://example.org"),
        ("[](https://example.org)", "https://example.org"),
        ("[https://example.org](https://example.org)", "https://example.org"),
        ("[https://good.org](https://evil.org)", "https://good.org (https://evil.org)"),
        ("[good.org](https://evil.org/x)", "good.org (https://evil.org/x)"),
        ("[www good](https://evil.org)", "www good (https://evil.org)"),
        ("[run](javascript:alert(1))", "run"),
        ("[mail](mailto:a@example.org)", "mail"),
        ("![a diagram](https://example.org/a.png)", "a diagram"),
        ("a ![](https://example.org/a.png) b", "a  b"),
    ],
)
def test_links_say_where_they_lead(text: str, shown: str) -> None:
    assert present(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<@1> <@&2> <#3> <t:4:R>", r"\<@1> \<@&2> \<#3> \<t:4:R>"),
        ("@everyone, @here, @ada", r"\@everyone, \@here, @ada"),
        ("`<@1>`", "`<\u200b@1>`"),
        ("`list<int>`", "`list<int>`"),
        ("a < b", r"a \< b"),
        (r"\<@1>", r"\<@1>"),
        (r"\\<@1>", r"\\\<@1>"),
        ("<\u200b@1>", r"\<@1>"),
        ("[<@1>](https://example.org)", r"[\<@1>](https://example.org)"),
        ("```\n<t:1:R>\n```", "```\n<\u200bt:1:R>\n```"),
    ],
)
def test_nothing_mentions(text: str, shown: str) -> None:
    assert present(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("```python\nprint(1)\n```\nend", "```\nprint(1)\n```\nend"),
        ("~~~\ncode\n~~~", "```\ncode\n```"),
        ("```\nnever closed", "```\nnever closed\n```"),
        ("````\n```\n````", "```\n`\u200b``\n```"),
        ("a\n```\n\n```\nb", "a\nb"),
        ("```\n# no heading\n* no *bullet*\n```", "```\n# no heading\n* no *bullet*\n```"),
        ("one ``` mark", r"one \`\`\` mark"),
    ],
)
def test_code_stays_code_and_ends(text: str, shown: str) -> None:
    assert present(text) == shown


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<@1>", "```", "`", "``", "\\", "\n", "~~~", "[", "](https://a.org)", "a ", "@here", "- "])
    )
)
def test_no_mixture_of_marks_mentions_or_leaves_code_open(pieces: list[str]) -> None:
    shown = present("".join(pieces))
    assert len(re.findall(r"(?m)^```", shown)) % 2 == 0
    assert not re.search(r"(?m)^.*[^\\`\n]```", shown)
    outside = "".join(re.split(r"(?ms)^```$", shown)[::2])
    assert not re.search(r"(?<!\\)(?:\\\\)*<@1>", outside)
    assert "<@1>" not in "".join(re.split(r"(?ms)^```$", shown)[1::2])
