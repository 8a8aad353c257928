"""What a person reads in a message or form: pure functions of a message's JSON, as Discord's API shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import Refused

ROW, BUTTON, SELECT, TEXT_INPUT, SECTION, TEXT, LABEL = 1, 2, 3, 4, 9, 10, 18
SELECTS = {3, 5, 6, 7, 8}
"""Types of components; a select of strings, users, roles, mentionables, channels."""


@dataclass(frozen=True)
class Button:
    """A button as shown; a link button has a `url` and no `custom_id`."""

    label: str
    custom_id: str | None
    url: str | None
    disabled: bool
    style: int
    number: int
    """Its `id` in the message."""


@dataclass(frozen=True)
class Option:
    """One line of a select."""

    label: str
    value: str
    description: str
    default: bool


@dataclass(frozen=True)
class Select:
    """A select menu with its options (none if it lists users, roles or channels)."""

    custom_id: str
    placeholder: str
    options: tuple[Option, ...]
    disabled: bool
    type: int
    min_values: int
    max_values: int
    number: int


@dataclass(frozen=True)
class Input:
    """One field of a form: a text, or a select (`type` 3 and above, then `value` is a list)."""

    custom_id: str
    label: str
    type: int
    value: Any
    required: bool
    min_length: int
    max_length: int

    def fill(self, given: Mapping[str, Any]) -> Any:
        """What is sent for this field when `given` are the values by id or label; raises Refused if it is unfit."""
        value = given.get(self.custom_id, given.get(self.label, self.value))
        if self.type != TEXT_INPUT:
            return value if isinstance(value, list) else [value]
        if self.required and not value:
            raise Refused(f"the field {self.label!r} must be filled in")
        if value and not self.min_length <= len(value) <= self.max_length:
            raise Refused(f"the field {self.label!r} takes {self.min_length} to {self.max_length} characters")
        return value


@dataclass(frozen=True)
class Modal:
    """A form."""

    custom_id: str
    title: str
    inputs: tuple[Input, ...]


def modal_of(data: dict[str, Any]) -> Modal:
    """A form as shown, from the answer that opened it."""
    return Modal(data["custom_id"], data["title"], tuple(_input(part, label) for part, label in _fields(data)))


def fill_modal(data: dict[str, Any], values: dict[str, Any]) -> list[dict[str, Any]]:
    """The components of a form as they are sent, with `values` by `custom_id`."""

    def filled(part: dict[str, Any]) -> dict[str, Any]:
        key = "value" if part["type"] == TEXT_INPUT else "values"
        return {"type": part["type"], "custom_id": part["custom_id"], "id": 0, key: values[part["custom_id"]]}

    sent: list[dict[str, Any]] = []
    for part in data["components"]:
        if part["type"] == LABEL:
            sent.append({"type": LABEL, "id": 0, "component": filled(part["component"])})
        elif part["type"] == ROW:
            sent.append({"type": ROW, "id": 0, "components": [filled(part["components"][0])]})
        else:
            sent.append({"type": part["type"], "id": 0})
    return sent


def _fields(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for part in data["components"]:
        if part["type"] == LABEL:
            yield part["component"], part["label"]
        elif part["type"] == ROW:
            yield part["components"][0], part["components"][0]["label"]


def _input(part: dict[str, Any], label: str) -> Input:
    return Input(
        part["custom_id"],
        label,
        part["type"],
        (part.get("value") or "") if part["type"] == TEXT_INPUT else [],
        part.get("required") is not False,
        part.get("min_length") or 0,
        part.get("max_length") or 4000,
    )


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All components, nested ones too, in reading order: a parent before its children, an accessory after the text."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from walk([component[key]])


def text_of(message: dict[str, Any]) -> str:
    """All visible text: the content and the text components, joined by newlines."""
    parts = [message.get("content") or ""]
    parts += [part["content"] for part in walk(message.get("components") or []) if part["type"] == TEXT]
    return "\n".join(part for part in parts if part)


def buttons_of(message: dict[str, Any]) -> list[Button]:
    """All buttons in reading order."""
    return [
        Button(
            _face(part),
            part.get("custom_id"),
            part.get("url"),
            part.get("disabled", False),
            part.get("style", 2),
            part.get("id", 0),
        )
        for part in walk(message.get("components") or [])
        if part["type"] == BUTTON
    ]


def selects_of(message: dict[str, Any]) -> list[Select]:
    """All select menus in reading order."""
    return [
        Select(
            part["custom_id"],
            part.get("placeholder") or "",
            tuple(
                Option(line["label"], line["value"], line.get("description") or "", line.get("default", False))
                for line in part.get("options") or []
            ),
            part.get("disabled", False),
            part["type"],
            1 if part.get("min_values") is None else part["min_values"],
            part.get("max_values") or 1,
            part.get("id", 0),
        )
        for part in walk(message.get("components") or [])
        if part["type"] in SELECTS
    ]


def _face(button: dict[str, Any]) -> str:
    """What stands on a button: its label, or its emoji where it has none."""
    return button.get("label") or (button.get("emoji") or {}).get("name") or ""
