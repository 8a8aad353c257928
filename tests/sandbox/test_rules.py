"""What Discord refuses in bodies, each with its codes and places; and that the largest of what is allowed passes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.sandbox import Person, Sandbox

Api = Callable[..., Awaitable[Any]]
V2 = 1 << 15


def text(content: str = "text") -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(custom_id: str | None = "a", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "Press", "custom_id": custom_id} | more


def link(url: str) -> dict[str, Any]:
    return {"type": 2, "style": 5, "label": "Open", "url": url}


def option(value: str = "1", **more: Any) -> dict[str, Any]:
    return {"label": "Line", "value": value} | more


def select(*options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "s", "options": list(options) or [option()]} | more


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def card(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"flags": V2, "components": list(parts)} | more


def note(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"content": "text", "components": list(rows)} | more


def numbered(count: int) -> list[dict[str, Any]]:
    return [option(str(number)) for number in range(count)]


LONG, REQUIRED, LENGTH = "BASE_TYPE_MAX_LENGTH", "BASE_TYPE_REQUIRED", "BASE_TYPE_BAD_LENGTH"
LEGACY = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
WRONG_TYPE = "UNION_TYPE_CHOICES"
EXCLUSIVE = "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"
PART = "components.0.components.0"

MESSAGES: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("content of 2,001", {"content": "x" * 2001}, {"content": LONG}),
    ("content is no text", {"content": 5}, {"content": "BASE_TYPE_CONVERT"}),
    ("nonce of 26", {"content": "x", "nonce": "n" * 26}, {"nonce": LONG}),
    ("11 embeds", {"embeds": [{"title": "t"}] * 11}, {"embeds": LONG}),
    ("an embed of 6,001", {"embeds": [{"description": "x" * 3001}] * 2}, {"embeds": "MAX_EMBED_SIZE_EXCEEDED"}),
    ("content beside V2", card(text(), content="x"), {"content": LEGACY}),
    ("embeds beside V2", card(text(), embeds=[{"title": "t"}]), {"embeds": LEGACY}),
    ("V2 without its flag", note(text()), {"components.0.type": WRONG_TYPE}),
    (
        "41 components",
        card(*[row(button(str(number))) for number in range(20)], text()),
        {"components": "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"},
    ),
    ("4,001 characters", card(text("x" * 4000), text("y")), {"components": "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"}),
    ("an empty text", card(text("")), {"components.0.content": REQUIRED}),
    ("6 rows", note(*[row(button(str(n))) for n in range(6)]), {"components": LONG}),
    ("an empty row", note(row()), {"components.0.components": LENGTH}),
    (
        "6 buttons",
        note(row(*[button(str(n)) for n in range(6)])),
        {"components.0.components": LENGTH, "components.0.components.5": "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
    ),
    (
        "a button beside a select",
        note(row(select(), button())),
        {"components.0.components.1": "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
    ),
    ("a text in a row", card(row(text())), {f"{PART}.type": WRONG_TYPE}),
    ("a button outside a row", card(button()), {"components.0.type": WRONG_TYPE}),
    (
        "a container in a container",
        card({"type": 17, "components": [{"type": 17, "components": [text()]}]}),
        {f"{PART}.type": WRONG_TYPE},
    ),
    ("an empty container", card({"type": 17, "components": []}), {"components.0.components": LENGTH}),
    (
        "a section of 4 texts",
        card({"type": 9, "components": [text()] * 4, "accessory": button()}),
        {"components.0.components": LENGTH},
    ),
    (
        "a section without accessory",
        card({"type": 9, "components": [text()]}),
        {"components.0.accessory": "MODEL_TYPE_CONVERT"},
    ),
    (
        "a thumbnail without address",
        card({"type": 9, "components": [text()], "accessory": {"type": 11, "media": {}}}),
        {"components.0.accessory.media.url": REQUIRED},
    ),
    (
        "a gallery of 11",
        card({"type": 12, "items": [{"media": {"url": "https://e.org"}}] * 11}),
        {"components.0.items": LENGTH},
    ),
    ("a label of 81", note(row(button(label="x" * 81))), {f"{PART}.label": LONG}),
    ("a bare button", note(row(button(label=None))), {f"{PART}.label": "BUTTON_COMPONENT_LABEL_REQUIRED"}),
    ("a style of 7", note(row(button(style=7))), {f"{PART}.style": "BASE_TYPE_CHOICES"}),
    ("a button without id", note(row(button(custom_id=None))), {f"{PART}.custom_id": REQUIRED}),
    ("an id of 101", note(row(button("x" * 101))), {f"{PART}.custom_id": LENGTH}),
    (
        "an id twice",
        note(row(button()), row(button())),
        {"components.1.components.0.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"},
    ),
    ("a number twice", card(text() | {"id": 7}, text() | {"id": 7}), {"components.1.id": "COMPONENT_ID_DUPLICATED"}),
    ("a button with both", note(row(button(url="https://e.org"))), {PART: EXCLUSIVE}),
    ("a link with both", note(row(link("https://e.org") | {"custom_id": "a"})), {PART: EXCLUSIVE}),
    ("a link to a script", note(row(link("javascript:alert(1)"))), {f"{PART}.url": "URL_TYPE_INVALID_SCHEME"}),
    ("a link without address", note(row(link(""))), {f"{PART}.url": REQUIRED}),
    ("a select of 26", note(row(select(*numbered(26)))), {f"{PART}.options": LENGTH}),
    ("a select of none", note(row(select() | {"options": []})), {f"{PART}.options": LENGTH}),
    (
        "a value twice",
        note(row(select(option(), option()))),
        {f"{PART}.options.1.value": "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
    ),
    ("an empty value", note(row(select(option("")))), {f"{PART}.options.0.value": REQUIRED}),
    ("an option label of 101", note(row(select(option(label="x" * 101)))), {f"{PART}.options.0.label": LENGTH}),
    ("an option value of 101", note(row(select(option("x" * 101)))), {f"{PART}.options.0.value": LENGTH}),
    ("a description of 101", note(row(select(option(description="x" * 101)))), {f"{PART}.options.0.description": LONG}),
    ("a placeholder of 151", note(row(select(placeholder="x" * 151))), {f"{PART}.placeholder": LONG}),
    (
        "two defaults",
        note(row(select(option("1", default=True), option("2", default=True)))),
        {f"{PART}.options": "SELECT_COMPONENT_TOO_MANY_DEFAULTS"},
    ),
    (
        "more to choose than there is",
        note(row(select(max_values=2))),
        {f"{PART}.max_values": "SELECT_COMPONENT_MAX_VALUES_EXCEEDED"},
    ),
    (
        "mentions both ways",
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        {"allowed_mentions": "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
    ),
]


@pytest.mark.parametrize(("body", "places"), [pytest.param(*case[1:], id=case[0]) for case in MESSAGES])
async def test_a_message_is_refused(
    api: Api, ada: Person, sandbox: Sandbox, body: dict[str, Any], places: dict[str, str]
) -> None:
    sent = await api("POST", f"/channels/{sandbox.guild.channel('general').id}/messages", body)
    assert (sent.status, sent.code, sent.body["message"], sent.faults) == (400, 50035, "Invalid Form Body", places)
    interaction = sandbox.interactions.create(2, ada, sandbox.guild.channel("general"), {"name": "x"}, None)
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    answered = await api("POST", path, {"type": 4, "data": body}, token=None)
    assert (answered.status, answered.code) == (400, 50035)
    assert answered.faults == {f"data.{place}": code for place, code in places.items()}


@pytest.mark.parametrize("body", [{}, {"content": "  "}, {"content": None, "components": []}, card()])
async def test_an_empty_message_is_refused(api: Api, sandbox: Sandbox, body: dict[str, Any]) -> None:
    sent = await api("POST", f"/channels/{sandbox.guild.channel('general').id}/messages", body)
    assert (sent.status, sent.code) == (400, 50006)


async def test_more_bytes_than_discord_processes_make_it_fail(api: Api, sandbox: Sandbox) -> None:
    path = f"/channels/{sandbox.guild.channel('general').id}/messages"
    assert (await api("POST", path, card(text("語" * 3386)))).status == 200
    failed = await api("POST", path, card(text("語" * 3387)))
    assert (failed.status, failed.code) == (500, 0)


FITTING: list[dict[str, Any]] = [
    {"content": "x" * 2000, "nonce": "n" * 25},
    card(*[row(button(str(n))) for n in range(20)]),
    card(text("x" * 4000)),
    note(*[row(*[button(f"{line} {n}", label="x" * 80) for n in range(5)]) for line in range(5)]),
    note(row(button("x" * 100)), row(select(*numbered(25), placeholder="x" * 150, max_values=25))),
    note(row(select(option("x" * 100, label="y" * 100, description="z" * 100)))),
    note(row(link("http://e.org"), link("https://e.org"), link("discord://-/channels"), button(label="", emoji={}))),
    card({"type": 17, "components": [{"type": 9, "components": [text()] * 3, "accessory": button()}, {"type": 14}]}),
    card({"type": 12, "items": [{"media": {"url": "https://e.org/a.png"}}]}),
]
FITTING[6]["components"][0]["components"][3]["emoji"] = {"name": "🐍"}


@pytest.mark.parametrize("body", FITTING)
async def test_the_largest_that_is_allowed_passes(api: Api, sandbox: Sandbox, body: dict[str, Any]) -> None:
    sent = await api("POST", f"/channels/{sandbox.guild.channel('general').id}/messages", body)
    assert sent.status == 200
