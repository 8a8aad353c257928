"""Collecting what is wrong with a body, in the nested form in which Discord lists it."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any, NoReturn

from bot.sandbox.errors import Refusal

Path = tuple[str | int, ...]


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

    def close(self) -> None:
        """Raise Refusal (400, 50035) with all faults, if there are any."""
        if self.errors:
            raise Refusal(400, 50035, "Invalid Form Body", self.errors)


def refuse(path: Path, code: str, message: str) -> NoReturn:
    """Refuse a body for one fault."""
    findings = Findings()
    findings.add(path, code, message)
    raise Refusal(400, 50035, "Invalid Form Body", findings.errors)
