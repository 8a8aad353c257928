"""What a search found, as a person reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.programme.index import Filters, Found
from bot.programme.model import Programme, Talk
from bot.programme.snapshot import Snapshot, take_snapshot
from bot.render.card import Card, Select
from bot.render.search import search_card
from bot.render.target import target

MakeTalk = Callable[..., Talk]
NO_FILTERS = Filters()
DOCKER = (
    "**Supercharge your development environment using Docker** — Deni Bertovic",
    "Wed 23 July, 14:30 · B05/B06 · Novice",
)


def _ask(snapshot: Snapshot, query: str, filters: Filters = NO_FILTERS) -> Card:
    return search_card(snapshot.programme, query, filters, snapshot.index.search(query, filters))


def test_a_hit_has_title_place_and_the_word_in_its_context(default: Snapshot) -> None:
    heading, title, place, context = _ask(default, "docker").text.split("\n")
    assert (heading, title, place) == ("## 1 talk on “docker”", *DOCKER)
    assert context.startswith("-# … ")
    assert " **Docker** " in context


def test_a_corrected_word_is_said(default: Snapshot) -> None:
    assert _ask(default, "dokcer").text.split("\n")[:3] == [
        "## 1 talk on “dokcer”",
        '-# Showing "docker". Nothing has "dokcer".',
        DOCKER[0],
    ]


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        (Filters(day=date(2014, 7, 24)), "Nothing on **docker** on Thursday 24 July. On Wednesday 23 July:"),
        (Filters(room="C01"), "Nothing on **docker**, room C01. On Wednesday 23 July:"),
        (
            Filters(day=date(2014, 7, 23), room="C01", level="Novice"),
            "Nothing on **docker** on Wednesday 23 July, room C01, level Novice. On Wednesday 23 July:",
        ),
    ],
)
def test_filters_that_leave_nothing_say_where_it_is(default: Snapshot, filters: Filters, sentence: str) -> None:
    card = _ask(default, "docker", filters)
    assert card.text.split("\n")[:3] == [sentence, *DOCKER]
    assert [(button.label, button.target) for button in card.buttons] == [
        ("Search everywhere", target("search", "docker"))
    ]


def test_nothing_found_names_what_is_closest(default: Snapshot) -> None:
    assert _ask(default, "kubernetes").text.split("\n")[:4] == [
        "Nothing on **kubernetes** in EuroPython 2014.",
        "Closest:",
        *DOCKER,
    ]


def test_an_empty_programme_has_nothing_yet() -> None:
    card = search_card(Programme("Conf", "UTC"), "*docker*", Filters(), Found())
    assert card.text == "Nothing on **\\*docker\\*** in Conf.\nThere are no talks in the programme yet."


def test_ten_hits_a_page(make_talk: MakeTalk) -> None:
    titles = [f"On apples {number:02}" for number in range(23)]
    talks = tuple(make_talk(title, "2025-06-02 10:00", level="Novice") for title in titles)
    snapshot = take_snapshot(Programme("Conf", "UTC", talks))
    filters = Filters(level="Novice")
    found = snapshot.index.search("apples", filters)
    shown = []
    for page, labels in ((1, ["Next"]), (2, ["Previous", "Next"]), (3, ["Previous"])):
        card = search_card(snapshot.programme, "apples", filters, found, page)
        assert card.text.split("\n")[:2] == ["## 23 talks on “apples”, level Novice", f"-# part {page} of 3"]
        assert [button.label for button in card.buttons] == labels
        shown += [o.label for block in card.blocks if isinstance(block, Select) for o in block.options]
    assert sorted(shown) == titles
    assert card.buttons[0].target == target("search", "apples", "", "", "", "Novice", 2)
