"""Text made harmless and short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.limits import width
from bot.render.text import bold_words, clean, escape, join_names, plural, shorten


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("C++ & Rust", "C++ & Rust"),
        ("*a* _b_ ~~c~~ `d` ||e||", r"\*a\* \_b\_ \~\~c\~\~ \`d\` \|\|e\|\|"),
        (r"a\*b", r"a\\\*b"),
        ("<@1> <#1> <t:1> </x:1> <:y:1>", r"\<@1\> \<#1\> \<t:1\> \</x:1\> \<:y:1\>"),
        ("@everyone and @here, not me@example.org", r"\@everyone and \@here, not me@example.org"),
        ("[x](https://example.org)", r"\[x\](https\://example.org)"),
        ("see https://example.org", r"see https\://example.org"),
        ("# Loud", r"\# Loud"),
        ("-# small", r"\-# small"),
        ("- point", r"\- point"),
        ("+ point", r"\+ point"),
        ("> quoted", r"\> quoted"),
        ("2. Second", r"2\. Second"),
        ("12) Twelfth", r"12\) Twelfth"),
        ("1.0", r"1\.0"),
        ("a # b - c 1. d", "a # b - c 1. d"),
        ("two\nlines\r\n# here", "two lines # here"),
        ("  blanks \t around ", "blanks around"),
        ("", ""),
    ],
)
def test_escaped_text_is_shown_letter_by_letter(text: str, shown: str) -> None:
    assert escape(text) == shown


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("abc\u202edef", "abcdef"),
        ("\u2066a\u2069", "a"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("a\x00\x07b\x1b", "ab"),
        ("a\u2028b", "a b"),
        ("\ud800a", "a"),
        ("e\u0301", "é"),
        ("\u3164\u200b", ""),
        ("\u0301", ""),
        ("\u200d", ""),
        ("👩\u200d💻 codes", "👩\u200d💻 codes"),
        ("a \u200d b", "a b"),
        ("<\u200b@1>", "<@1>"),
        ("שלום", "שלום"),
    ],
)
def test_clean_text_has_no_invisible_characters(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_clean_text_keeps_its_lines_where_they_are_wanted() -> None:
    assert clean("a\r\nb\u2029c  d", lines=True) == "a\nb\nc  d"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short enough", 12, "short enough"),
        ("one two three four", 12, "one two…"),
        ("one two, three four", 12, "one two…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("ab👩\u200d💻", 6, "ab…"),
        ("abc🇩🇪🇫🇷", 9, "abc🇩🇪…"),
        ("abcde\u0301\u0323f", 6, "abcd…"),
        ("👍🏽👍🏽", 6, "👍🏽…"),
    ],
)
def test_shortened_text_ends_between_graphemes(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@given(st.text(), st.integers(1, 40))
def test_shortened_text_is_never_longer_than_wanted(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert width(short) <= limit
    assert (short == text) == (width(text) <= limit)


@given(st.text(st.sampled_from("*_~|`<>[]()@#-+1.) \n\\:/a") | st.characters(), max_size=60))
def test_escaped_text_can_neither_mention_nor_format(text: str) -> None:
    shown = escape(text)
    bare = _without_escapes(shown)
    assert not set(bare) & set("*_~|`<>[]\\\n")
    assert "://" not in bare
    assert "@everyone" not in bare
    assert not bare.startswith(("#", "-", "+"))
    assert shown.replace("\\", "") == clean(text).replace("\\", "")


def _without_escapes(text: str) -> str:
    """What is left when each backslash is taken away together with what it escapes."""
    signs = iter(text)
    return "".join("\ufffc" if sign == "\\" and next(signs, "") else sign for sign in signs)


@pytest.mark.parametrize(("count", "words"), [(0, "0 talks"), (1, "1 talk"), (2, "2 talks"), (1300, "1,300 talks")])
def test_plural(count: int, words: str) -> None:
    assert plural(count, "talk") == words


def test_plural_takes_a_form_of_its_own() -> None:
    assert plural(2, "copy", "copies") == "2 copies"


@pytest.mark.parametrize(
    ("names", "joined"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "", "B", "C"), "A, B and C"), (("", ""), "")],
)
def test_names_are_joined_as_one_says_them(names: tuple[str, ...], joined: str) -> None:
    assert join_names(names) == joined


def test_matching_words_are_bold_and_the_rest_is_escaped() -> None:
    fragments = [("… all *about* ", False), ("docker", True), (" and <@1>, ", False), ("c++_", True)]
    assert bold_words(fragments) == r"… all \*about\* **docker** and \<@1\>, **c++\_**"
