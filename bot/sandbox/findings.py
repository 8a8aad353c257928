"""Collecting what is wrong with a body, in the nested form in which Discord lists it."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any, NoReturn

from bot.sandbox.errors import Reason, Refusal

Path = tuple[str | int, ...]
_NO_OBJECT = ("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
_NO_LIST = ("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")


class Findings:
    """The faults of one body; `close` refuses the body if there are any."""

    def __init__(self) -> None:
        self.errors: dict[str, Any] = {}

    def add(self, path: Path, code: str, message: str) -> None:
        """Note a fault at `path` (keys and indices from the body inwards)."""
        here = self.errors
        for step in path:
            here = here.setdefault(str(step), {})
        here.setdefault("_errors", []).append({"code": code, "message": message})

    def length(self, path: Path, value: Sized | None, least: int, most: int) -> None:
        """Note a fault unless `value` has `least` to `most` characters or items; None counts as empty."""
        size = 0 if value is None else len(value)
        if least <= size <= most:
            return
        if size == 0 and least == 1 and isinstance(value, str | None):
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif least == 0:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        else:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def text(self, path: Path, value: Any, least: int, most: int) -> None:
        """Note a fault unless `value` is a string (or None, counting as empty) of `least` to `most` characters."""
        if value is not None and not isinstance(value, str):
            self.add(path, "BASE_TYPE_CONVERT", "Could not interpret value as string.")
        else:
            self.length(path, value, least, most)

    def number(self, path: Path, value: Any, least: int, most: int) -> None:
        """Note a fault unless `value` is a whole number (or None) from `least` to `most`."""
        if value is None:
            return
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif not least <= value <= most:
            self.add(path, "NUMBER_TYPE_MAX", f"int value should be between {least} and {most}.")

    def items(self, path: Path, value: Any, least: int, most: int) -> list[Any]:
        """The entries of `value`; notes a fault unless it is a list (or None, as empty) of `least` to `most` ones."""
        if value is not None and not isinstance(value, list):
            self.add(path, *_NO_LIST)
            return []
        self.length(path, value, least, most)
        return value or []

    def objects(self, path: Path, value: Any, least: int, most: int) -> list[dict[str, Any]]:
        """As `items`, of objects only; returns nothing if one is something else."""
        entries = self.items(path, value, least, most)
        fit = [self.object((*path, index), entry) for index, entry in enumerate(entries)]
        return entries if all(entry is not None for entry in fit) else []

    def object(self, path: Path, value: Any) -> dict[str, Any] | None:
        """`value` if it is an object; otherwise notes a fault and returns None."""
        if isinstance(value, dict):
            return value
        self.add(path, *_NO_OBJECT)
        return None

    def close(self) -> None:
        """Raise Refusal (400, 50035) with all faults, if there are any."""
        if self.errors:
            raise Refusal(Reason.INVALID_FORM, self.errors)


def refuse(path: Path, code: str, message: str) -> NoReturn:
    """Refuse a body for one fault."""
    findings = Findings()
    findings.add(path, code, message)
    raise Refusal(Reason.INVALID_FORM, findings.errors)


def to_object(value: Any, *path: str | int) -> dict[str, Any]:
    """`value` if it is an object; refuses the body otherwise."""
    if isinstance(value, dict):
        return value
    refuse(path, *_NO_OBJECT)


def to_number(value: Any, *path: str | int) -> int:
    """A snowflake or count, given as digits or as a number; refuses the body otherwise."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 20:
        return int(value)
    refuse(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
