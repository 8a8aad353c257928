"""Ids for talks of sources that give none, or give one twice."""

from __future__ import annotations

from datetime import date

from bot.programme.text import fold, make_id


class FreeIds:
    """The ids given so far in one source, so that none is given twice and every reading gives the same ones."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def take(self, raw: str) -> str:
        """The id for what the source calls a talk; "" when it gives none, or one that is taken."""
        found = make_id(raw) if raw else ""
        if not found or found in self._taken:
            return ""
        self._taken.add(found)
        return found

    def make(self, title: str, day: date | None) -> str:
        """An id of title and day; a second record of both gets a number.

        Two sources that give the same title and day give the same id.
        """
        raw = f"{fold(title)} {day or ''}".strip()
        while True:
            number = self._numbers[raw] = self._numbers.get(raw, 0) + 1
            if found := self.take(raw if number == 1 else f"{raw} {number}"):
                return found
