"""Ids for talks of sources that give none."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from bot.programme.text import fold, make_id


def make_free_id(title: str, day: date | None, taken: Container[str]) -> str:
    """An id of title and day; a second record of both gets a number, so that every reading gives the same ids.

    Two sources that give the same title and day give the same id.
    """
    raw = f"{fold(title)} {day or ''}".strip()
    found, number = make_id(raw), 1
    while found in taken:
        number += 1
        found = make_id(f"{raw} {number}")
    return found
