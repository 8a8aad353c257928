"""What a search finds, and what it does not claim to find."""

from __future__ import annotations

from datetime import date

import pytest

from bot.programme.index import Filters, Index
from bot.programme.model import Kind, Programme, Slot, Speaker, Talk

WEDNESDAY, THURSDAY = date(2031, 5, 7), date(2031, 5, 8)


def _talk(number: int, title: str, *names: str, day: date = WEDNESDAY, room: str = "Aula", **more: str) -> Talk:
    speakers = tuple(Speaker(name.replace(" ", "-"), name) for name in names)
    return Talk(f"t{number}", title, speakers, slots=(Slot(day, rooms=(room,)),), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def index() -> Index:
    talks = (
        _talk(1, "Shipping images with Docker", "Ole Bjørnsen", description="Containers on every laptop in Python."),
        _talk(2, "Charming C++ from Python", "Ana Müller", day=THURSDAY, room="Étage", level="Advanced"),
        _talk(3, "Elasticsearch in an hour", "Ana Peralta", description="Lucene segments, and Python clients."),
        Talk("lunch", "Lunch", kind=Kind.BREAK, slots=(Slot(WEDNESDAY),)),
    )
    return Index(Programme("Invented", "Europe/Oslo", talks))


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("docker", "Shipping images with Docker"),
        ("DOKCER", "Shipping images with Docker"),
        ("container", "Shipping images with Docker"),
        ("c++", "Charming C++ from Python"),
        ("elastic", "Elasticsearch in an hour"),
        ("elastic search", "Elasticsearch in an hour"),
        ("muller", "Charming C++ from Python"),
        ("mueller", "Charming C++ from Python"),
        ("lunch", "Lunch"),
    ],
)
def test_a_word_finds_its_talk(index: Index, query: str, title: str) -> None:
    assert [hit.talk.title for hit in index.search(query).hits] == [title]


def test_a_filter_that_leaves_nothing_says_where_it_is(index: Index) -> None:
    found = index.search("docker", Filters(day=THURSDAY))
    assert (found.hits, [hit.talk.id for hit in found.elsewhere]) == ((), ["t1"])


@pytest.mark.parametrize("query", ["kubernetes", "kubernetes operators in python", "cobol", "solr"])
def test_an_absent_topic_is_not_claimed(index: Index, query: str) -> None:
    found = index.search(query)
    assert found.hits == ()
    assert len(found.closest) == 3
