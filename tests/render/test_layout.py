"""Cards as discord.py's components: where each press leads."""

from __future__ import annotations

from typing import Any

from bot.render.card import Button, Buttons, Card, Line, Option, Select, Text
from bot.render.layout import lay_out, too_long
from bot.render.target import target


def _components(card: Card, **extra: Any) -> list[dict[str, Any]]:
    components: list[dict[str, Any]] = lay_out(card, **extra).to_components()  # type: ignore[no-untyped-call]
    assert [component["type"] for component in components] == [17]
    found: list[dict[str, Any]] = components[0]["components"]
    return found


def _presses(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(button["label"], button.get("custom_id") or button["url"]) for button in row["components"]]


async def test_a_card_has_its_rows_last_and_the_extra_buttons_in_them() -> None:
    card = Card(
        target("talk", "a"),
        (
            Text("## A"),
            Line(),
            Select("Open …", (Option("B", target("talk", "b"), "Mon"),)),
            Buttons((Button("Video", url="https://example.org"), Button("Day", target("day", "2025-06-02")))),
        ),
    )
    text, line, select, row, footer = _components(card, back=target("today"), share=True, footer="-# shared")
    assert (text["content"], line["type"], footer["content"]) == ("## A", 14, "-# shared")
    assert select["components"][0]["custom_id"] == "open||talk:a"
    assert [(o["label"], o["value"]) for o in select["components"][0]["options"]] == [("B", "talk:b")]
    assert _presses(row) == [
        ("Video", "https://example.org"),
        ("Day", "show|day:2025-06-02|talk:a"),
        ("Back", "show|today"),
        ("Share here", "share|talk:a"),
    ]


async def test_a_step_within_one_kind_of_card_is_no_way_back() -> None:
    card = Card(target("day", "1"), (Text("x"), Buttons((Button("Later", target("day", "2")),))))
    assert _presses(_components(card)[1]) == [("Later", "show|day:2")]


async def test_buttons_that_are_alike_get_different_ids() -> None:
    same = Button("Ada", target("speaker", "ada"))
    card = Card(target("today"), (Text("x"), Buttons((same, same, same))))
    assert [press[1] for press in _presses(_components(card)[1])] == [
        "show|speaker:ada|today",
        "show|speaker:ada|today#2",
        "show|speaker:ada|today#3",
    ]


async def test_five_buttons_stand_in_a_row() -> None:
    card = Card(target("today"), (Buttons(tuple(Button(str(n), target("day", n)) for n in range(6))),))
    assert [len(row["components"]) for row in _components(card, share=True)] == [5, 2]


async def test_what_can_not_be_shared_has_no_such_button() -> None:
    card = Card(target("status"), (Text("x"),), shareable=False)
    assert [block["type"] for block in _components(card, share=True)] == [10]


async def test_a_way_back_that_is_too_long_is_left_out() -> None:
    card = Card(target("search", "x" * 80), (Text("x"), Buttons((Button("Open", target("talk", "y" * 40)),))))
    assert too_long(card) == []
    assert _presses(_components(card)[1]) == [("Open", f"show|talk:{'y' * 40}")]


async def test_labels_are_cut_and_never_empty() -> None:
    card = Card(target("a"), (Buttons((Button("x" * 90, target("b")), Button("\u200b", target("c")))),))
    assert [press[0] for press in _presses(_components(card)[0])] == ["x" * 79 + "…", "…"]


def test_a_target_too_long_is_exchanged_wherever_it_leads() -> None:
    long, short = target("search", "x" * 95), target("card", "12345678")
    card = Card(long, (Buttons((Button("A", long),)), Select("S", (Option("B", long), Option("C", target("d"))))))
    assert too_long(card) == [long]
    assert card.with_targets({long: short}).targets == {short, target("d")}
