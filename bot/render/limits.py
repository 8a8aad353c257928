"""Discord's numbers, named once. Source: Discord's documentation of messages, components and interactions (2026-08)."""

from __future__ import annotations

CONTENT = 2_000
"""Characters of a plain message."""
CARD_TEXT = 4_000
"""Characters over all text of a Components V2 message."""
COMPONENTS = 40
"""Components in a Components V2 message, nested ones counted."""
ROW_BUTTONS = 5
OPTIONS = 25
"""Options of a select menu, and choices of an autocomplete."""
OPTION_TEXT = 100
"""Characters of an option's label, value and description, and of a choice's name and value."""
PLACEHOLDER = 150
BUTTON_LABEL = 80
CUSTOM_ID = 100
URL = 512
"""Characters of a link button's address."""
QUERY = 100
"""Characters that we accept in a text option of a command (Discord itself would allow 6,000)."""

QUESTION = 300
"""Characters of a question that we read."""


def width(text: str) -> int:
    """The length of `text` as Discord counts it at the strictest: in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def weight(text: str) -> int:
    """What a text takes of `CARD_TEXT`: its `width`, and more where its letters take three bytes or so in UTF-8.

    Discord fails on cards whose texts pass 10,170 bytes (undocumented; discord-api-docs, issue 8554), which 4,000
    letters of Hindi or Chinese do. Weights can be added up.
    """
    if text.isascii():
        return len(text)
    return max(width(text), -(-len(text.encode(errors="replace")) * 2 // 5))
