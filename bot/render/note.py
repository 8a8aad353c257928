"""What a note is made of: plain text, which a phone's push message shows, and buttons. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.card import Button
from bot.render.limits import CONTENT, width


@dataclass(frozen=True, slots=True)
class Note:
    """A message of plain `content` (Discord Markdown, already safe) with at most 25 buttons."""

    content: str
    buttons: tuple[Button, ...] = ()


def fit_lines(head: str, lines: Sequence[str], more: str = "and {} more", limit: int = CONTENT) -> str:
    """`head` and as many of the lines below it as fit, then how many more there are."""
    shown = list(lines)
    while True:
        rest = len(lines) - len(shown)
        tail = [more.format(rest)] if rest else []
        text = "\n".join(filter(None, [head, *shown, *tail]))
        if not shown or width(text) <= limit:
            return text
        shown.pop()
