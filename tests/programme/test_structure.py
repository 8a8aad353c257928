"""Flattened Markdown that gets its lines back."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.programme.structure import restore


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Who I am and why", "I work on trains."),
        ("The green signal", "The most common signal is simple."),
        ("The buffer stop", "The buffer stop is the end."),
        ("Importance of good brakes", "Thus, we must stop in time."),
        ("Building carriages", "The way they are built must be safe."),
        ("Track segments", "A Roman road consists of stones."),
        ("Wheels", "Wheels like round shapes."),
        ("Sleepers of wood", "Much like a bed is made of slats."),
        ("Common mistakes", "We must look both ways."),
        ("Summary", "We've seen trains."),
        ("Why Rust?", "it is brown."),
        ("Getting Started With Steam", "Boilers are hot."),
        ("Getting Started With Steam", "In this part we boil water."),
    ],
)
def test_a_heading_ends_where_a_sentence_starts(heading: str, body: str) -> None:
    assert restore(f"First words. ## {heading} {body} ## End Here we stop.") == (
        f"First words.\n\n## {heading}\n{body}\n\n## End\nHere we stop."
    )


def test_a_heading_without_an_end_is_a_paragraph() -> None:
    text = "## this goes on and on without any capital that could begin anything at all"
    assert restore(text) == text.removeprefix("## ")


def test_a_heading_with_nothing_below_it() -> None:
    assert restore("Some text. ## Questions") == "Some text."
    assert (
        restore("Some text. ## Answers We give them. ## More ## Questions") == "Some text.\n\n## Answers\nWe give them."
    )
    assert restore("## One ## Two The text of two.") == "## One\n\n## Two\nThe text of two."


def test_bullets_with_a_lead_in_and_a_list_in_between() -> None:
    text = (
        "Trains are fun! What to pack: * Tickets * Food: * Kinds: bread, cheese * Drinks - water"
        " The parts of a train: * Engine: * Steam"
    )
    assert restore(text) == (
        "Trains are fun!\n\nWhat to pack:\n- Tickets\n- Food:\n- Kinds: bread, cheese\n- Drinks - water\n\n"
        "The parts of a train:\n- Engine:\n- Steam"
    )


def test_bullets_in_lower_case_need_a_lead_in() -> None:
    assert restore("Tools: * pip * tox") == "Tools:\n- pip\n- tox"
    assert restore("Let a * b * c be a product") == "Let a * b * c be a product"
    assert restore("Sizes: 2 * 3 * 4") == "Sizes: 2 * 3 * 4"


def test_points_are_numbered_anew() -> None:
    assert restore("It is fast! Plan: 1. Stop 2. Look 2. Listen 3. Go") == (
        "It is fast!\n\nPlan:\n1. Stop\n2. Look\n3. Listen\n4. Go"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No marks at all.",
        "We moved to version 3. Then came 4. And so on.",
        "C# and F# are languages, issue #12 is not.",
        "Nix (http://example.org/nix/) and http://example.org/#a*b are addresses.",
        "## Already\nwith lines * One * Two",
        "1. One point only",
        "* alone",
    ],
)
def test_what_has_no_lost_lines_stays(text: str) -> None:
    assert restore(text) == text


def test_addresses_stay_whole() -> None:
    text = "See (https://example.org/a-b). ## More Look at https://example.org/x#y for more."
    assert restore(text) == "See (https://example.org/a-b).\n\n## More\nLook at https://example.org/x#y for more."


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.sampled_from(["## ", "* ", "1. ", "2. ", "The ", "word ", "Word ", "end. ", "What? ", "list: ", "שלום "])
    )
)
def test_no_word_is_lost_but_headings_at_the_end(parts: list[str]) -> None:
    text = "".join(parts).strip()

    def words(of: str) -> list[str]:
        return re.findall(r"(?!\d)\w+", of)

    found = words(restore(text))
    assert words(text)[: len(found)] == found
