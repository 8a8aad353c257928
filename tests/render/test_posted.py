"""What is posted by itself: it does not depend on when it is read, fits Discord, and is known again by its mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.programme.agenda import Agenda
from bot.programme.changes import compare
from bot.programme.model import Kind, Programme, Slot, Speaker, Talk
from bot.programme.plan import PostKind, parse_start_key, start_key
from bot.render.card import Card, Select, count_components
from bot.render.changed import change_lines, changes_note
from bot.render.layout import lay_out, lay_out_note
from bot.render.limits import CARD_TEXT, COMPONENTS, CONTENT, weight, width
from bot.render.note import fit_lines
from bot.render.posted import daily_cards, mark, notice_note, posted_card
from bot.render.reader import Reader
from bot.render.target import parse_custom_id

DAY = date(2025, 6, 2)
START = datetime(2025, 6, 2, 8, tzinfo=UTC)


def talk(number: int, title: str = "Talk", *, at: datetime | None = START, room: str = "Hall", **more: Any) -> Talk:
    slot = Slot(DAY, at, at + timedelta(minutes=30) if at else None, (room,))
    return Talk(f"{number:040}", f"{title} {number}", (Speaker("s", "Ada"),), slots=(slot,), **more)


def agenda(*talks: Talk) -> Agenda:
    return Agenda(Programme("Conf", "Europe/Berlin", talks))


def custom_ids(components: list[dict[str, Any]]) -> Iterator[str]:
    for component in components:
        if "custom_id" in component:
            yield component["custom_id"]
        yield from custom_ids(component.get("components", []))


def test_a_day_with_every_sort_of_line() -> None:
    there = agenda(
        talk(1, at=START + timedelta(hours=2), level="Novice", track="Web", kind=Kind.WORKSHOP),
        talk(2, "Lunch", kind=Kind.BREAK),
        talk(3, at=None, track="Other"),
        talk(4, cancelled=True, track="Hall"),
    )
    (card,) = daily_cards(there, DAY)
    assert card.text.splitlines() == [
        "## Monday 2 June · Conf",
        "-# 3 talks · hours in Berlin (CEST) · day 1 of 1",
        "**10:00** · Hall",
        "~~**Talk 4**~~ (cancelled) — Ada",
        "-# 10:00 Lunch 2 · Hall",
        "**12:00** · Hall",
        "**Talk 1** — Ada · Workshop · Novice · Web",
        "**Time not announced** · Hall",
        "**Talk 3** — Ada",
    ]
    assert [button.label for button in card.buttons] == ["Now", "Next", "In my time"]


@pytest.mark.parametrize("title", ["x" * 300, "ऋषि " * 80, "@everyone <@1> **" * 20, "🧑🏽‍🚀" * 60])
def test_the_longest_day_fits(title: str) -> None:
    there = agenda(*(talk(n, title, at=START + timedelta(minutes=10 * n), room=f"Room {n}") for n in range(60)))
    cards = daily_cards(there, DAY)
    assert all(weight(card.text) <= CARD_TEXT and count_components(card) <= COMPONENTS for card in cards)
    for part, card in enumerate(cards, 1):
        components: list[dict[str, Any]] = lay_out(card).to_components()  # type: ignore[no-untyped-call]
        found = list(custom_ids(components))
        presses = [parse_custom_id(custom_id) for custom_id in found]
        assert mark("daily", "2025-06-02", part) in [press.target for press in presses if press]
        assert max(map(len, found)) <= 100
    note = notice_note(there.programme, there.talks_on(DAY), START, START - timedelta(minutes=10), start_key(START))
    assert width(note.content) <= CONTENT


def test_a_marked_button_shows_what_was_posted() -> None:
    there = agenda(talk(1), talk(2, room="Yard"))
    reader = Reader(START)

    def first(card: Card) -> str:
        return card.text.splitlines()[0]

    assert first(posted_card(there, reader, "daily", "2025-06-02", 1)) == "## Monday 2 June · Conf"
    assert first(posted_card(there, reader, "notice", start_key(START), 1)) == "## Monday 2 June, 10:00"
    assert first(posted_card(there, reader, "changes", "7", 1)) == "## Monday 2 June · Conf"
    for kind, key in (("daily", "soon"), ("notice", "soon"), ("rain", "1")):
        with pytest.raises(ValueError, match=r"soon|rain"):
            posted_card(there, reader, kind, key, 1)


def test_a_notice_of_six_has_one_button() -> None:
    there = agenda(*(talk(n, room=f"R{n}") for n in range(6)))
    key = f"{start_key(START)}+{there.programme.talks[0].id}"
    note = notice_note(there.programme, there.talks_on(DAY), START, START - timedelta(minutes=10), key)
    assert (note.content.splitlines()[:2], len(note.content.splitlines())) == (
        ["**In 10 minutes, 10:00**", "R0 · **Talk 0** — Ada"],
        7,
    )
    (custom_id,) = custom_ids(lay_out_note(note).to_components())
    press = parse_custom_id(custom_id)
    assert press is not None
    assert (press.target, parse_start_key(key)) == (mark(PostKind.NOTICE, key), START)


def test_only_what_is_to_come_is_news() -> None:
    past, later = START, START + timedelta(hours=5)
    old = agenda(talk(1, at=past), talk(2, at=later), talk(3, at=later)).programme
    new = agenda(talk(1, at=past, room="Yard"), talk(2, at=later, room="Yard"), talk(4, at=past)).programme
    now = START + timedelta(hours=1)
    lines = change_lines(compare(old, new), new, now)
    assert lines == [
        "**Moved** · **Talk 2**: ~~Mon 2 June, 15:00, Hall~~ → Mon 2 June, 15:00, Yard",
        "**No longer in the programme** · **Talk 3** (was Mon 2 June, 15:00, Hall)",
    ]
    assert change_lines(compare(old, new), new, now, {talk(2).id, talk(3).id}) == []
    assert changes_note(lines, "7").content == "\n".join(lines)


def test_lines_that_do_not_fit_are_counted() -> None:
    assert fit_lines("head", ["a" * 10, "b" * 10, "c" * 10], limit=30) == "head\naaaaaaaaaa\nand 2 more"
    assert fit_lines("", ["a", "b"]) == "a\nb"


def test_the_list_of_an_hour_opens_all_of_its_talks_and_says_when_there_are_none() -> None:
    reader = Reader(START)
    there = agenda(*(talk(n, "x" * 300, room=f"Room {n}") for n in range(40)))
    card = posted_card(there, reader, "notice", start_key(START), 1)
    assert (weight(card.text) <= CARD_TEXT, count_components(card) <= COMPONENTS) == (True, True)
    options = [option.target for block in card.blocks if isinstance(block, Select) for option in block.options]
    assert len(set(options)) == 40
    none = posted_card(agenda(talk(1)), reader, "notice", start_key(START + timedelta(hours=1)), 1)
    assert none.text.splitlines() == [
        "## Monday 2 June, 11:00",
        "Nothing starts then any more: the programme has changed since.",
    ]
    assert [button.label for button in none.buttons] == ["All of Mon 2 June"]
