"""A talk's page and its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.programme.model import Link, Programme, Speaker, Talk
from bot.programme.snapshot import Snapshot
from bot.render.card import Card
from bot.render.reader import Reader
from bot.render.talk import gone_card, talk_card, text_card, which_card, whole_text
from bot.render.target import target

At = Callable[[str], Reader]
MakeTalk = Callable[..., Talk]


def _labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


def _page(talk: Talk, reader: Reader) -> Card:
    return talk_card(Programme("Conf", "Europe/Berlin", (talk,)), talk, reader)


def test_a_page_says_what_who_when_and_where(default: Snapshot, at: At) -> None:
    talk = default.programme.by_id["embedding"]
    card = talk_card(default.programme, talk, at("2014-07-23 10:10"))
    head = card.text.split("\n")[:5]
    assert head == [
        "## Embedding Python: Charming the Snake with C++",
        "**Michael König**",
        "Wednesday 23 July, 10:00 to 10:30 · C01 · Berlin",
        "for you <t:1406102400:f>, <t:1406102400:R>",
        "-# Talk · Other · Advanced · English",
    ]
    assert whole_text(talk) in card.text
    assert _labels(card)[-3:] == ["Michael König", "More like this", "All of Wednesday"]


def test_a_clock_that_is_set_makes_no_relative_promises(default: Snapshot, at: At) -> None:
    reader = replace(at("2014-07-23 10:10"), relative=False)
    card = talk_card(default.programme, default.programme.by_id["embedding"], reader)
    assert card.text.split("\n")[3] == "for you <t:1406102400:f>"


def test_a_cancelled_talk_says_so_first(make_talk: MakeTalk, at: At) -> None:
    card = _page(make_talk("Off", "2025-06-02 10:00", cancelled=True), at("2025-06-01 10:00"))
    assert card.text.split("\n")[:2] == ["**This talk is cancelled.**", "## Off"]


def test_what_is_not_known_is_said(make_talk: MakeTalk, at: At) -> None:
    reader = at("2025-06-01 10:00")
    assert _page(make_talk("One"), reader).text == "## One\nNot scheduled yet\n-# Talk\n-# No description yet."
    assert _page(make_talk("One", "2025-06-02", 0, "A"), reader).text == (
        "## One\nMonday 2 June, time not announced · A\n-# Talk\n-# No description yet."
    )
    assert _page(make_talk("\u200b", "2025-06-02"), reader).text.split("\n")[0] == "## (no title)"


def test_a_talk_over_midnight_names_the_day_it_began(make_talk: MakeTalk, at: At) -> None:
    reader = at("2025-06-01 10:00")
    party = _page(make_talk("Party", "2025-06-02 23:00", 150), reader).text.split("\n")
    camp = _page(make_talk("Camp", "2025-06-02 10:00", 2 * 24 * 60), reader).text.split("\n")
    assert party[1] == "Monday 2 June, 23:00 to 01:30 · Berlin"
    assert camp[1] == "Monday 2 June, 10:00 to Wed 4 June, 10:00 · Berlin"


def test_a_talk_after_midnight_has_the_date_of_the_calendar(make_talk: MakeTalk, at: At) -> None:
    card = _page(make_talk("Stars", "2025-06-03 00:30", 60), at("2025-06-01 10:00"))
    assert card.text.split("\n")[1] == "Tuesday 3 June, 00:30 to 01:30 · Berlin"
    # The night belongs to the day before all the same
    assert _labels(card) == ["All of Monday"]


def test_hours_between_which_clocks_change_have_their_zones(make_talk: MakeTalk, at: At) -> None:
    card = _page(make_talk("Stars", "2025-10-26 02:30", 30), at("2025-06-01 10:00"))
    assert card.text.split("\n")[1] == "Sunday 26 October, 02:30 CEST to 02:00 CET · Berlin"


def test_many_slots_are_counted(make_talk: MakeTalk, at: At) -> None:
    slots = tuple(make_talk("x", f"2025-06-{day:02} 10:00", 30, "A").slots[0] for day in range(2, 11))
    lines = _page(Talk("x", "Tour", slots=slots), at("2025-06-01 10:00")).text.split("\n")
    assert lines[1] == "Monday 2 June, 10:00 to 10:30 · A · Berlin"
    assert lines[13] == "-# and 3 more times"


def test_a_long_text_has_a_button_and_parts(make_talk: MakeTalk, at: At) -> None:
    paragraphs = [f"Paragraph {number}. " + "word " * 100 for number in range(12)]
    talk = replace(make_talk("Long"), abstract="\n\n".join(paragraphs))
    card = _page(talk, at("2025-06-01 10:00"))
    assert _labels(card) == ["Read all"]
    first, second = text_card(talk), text_card(talk, 2)
    assert first.text.split("\n")[:2] == ["## Long", "-# part 1 of 3"]
    assert (_labels(first), _labels(second)) == (["Next", "The talk"], ["Previous", "Next", "The talk"])
    together = first.text + second.text + text_card(talk, 3).text
    assert [n for n in range(12) if together.count(f"Paragraph {n}.") == 1] == list(range(12))
    assert text_card(talk, 99) == text_card(talk, 3)


@pytest.mark.parametrize(
    ("abstract", "description", "whole"),
    [
        ("One.", "Two.", "One.\n\nTwo."),
        ("One.", "One. And more.", "One. And more."),
        ("One.", "", "One."),
        ("", "Two.", "Two."),
        ("", "", ""),
    ],
)
def test_abstract_and_description_are_shown_once(
    make_talk: MakeTalk, abstract: str, description: str, whole: str
) -> None:
    assert whole_text(replace(make_talk("T"), abstract=abstract, description=description)) == whole


def test_only_addresses_that_discord_takes_become_buttons(make_talk: MakeTalk, at: At) -> None:
    links = (
        Link("Video", "https://example.org/v"),
        Link("Same", "https://example.org/v"),
        Link("", "http://example.org/slides"),
        Link("Script", "javascript:alert(1)"),
        Link("No host", "https://"),
        Link("Blank", "https://example.org/a b"),
        Link("Long", "https://example.org/" + "x" * 500),
    )
    talk = replace(make_talk("T"), links=links, url="https://example.org/talk")
    card = _page(talk, at("2025-06-01 10:00"))
    assert [(button.label, button.url) for button in card.buttons] == [
        ("Same", "https://example.org/v"),
        ("Link", "http://example.org/slides"),
        ("Web page", "https://example.org/talk"),
    ]


def test_thirty_speakers_are_in_selects(make_talk: MakeTalk, at: At) -> None:
    people = tuple(Speaker(f"s{number}", f"Speaker Number {number}") for number in range(30))
    card = _page(replace(make_talk("Panel"), speakers=people), at("2025-06-01 10:00"))
    assert {target("speaker", person.id) for person in people} <= card.targets
    assert card.text.split("\n")[1].endswith(" more**")


def test_a_talk_that_is_gone_offers_the_closest(default: Snapshot) -> None:
    talk = default.programme.by_id["docker"]
    assert gone_card(default.programme, "dockr", []).text == "This talk is no longer in the programme."
    card = gone_card(default.programme, "dockr", [talk])
    assert card.text == "This talk is no longer in the programme. The closest ones:"
    assert target("talk", "docker") in card.targets


def test_a_title_that_is_not_exact_is_asked_about(default: Snapshot) -> None:
    talk = default.programme.by_id["docker"]
    assert which_card(default.programme, "dock *", [talk]).text == 'Which talk? No title is exactly "dock \\*".'
    assert which_card(default.programme, "dock", []).text == 'No talk is called "dock" in EuroPython 2014.'
