"""A long text in parts that fit a card: nothing is lost, no code block is torn open. Pure."""

from __future__ import annotations

import re

from bot.render.limits import weight
from bot.render.text import shorten, take

_FENCE = re.compile(r"(?m)^```\n?")
# The lines of the fences that each part of a block gets
_FENCES = len("```\n\n```")


def pages(markdown: str, size: int) -> list[str]:
    """`markdown`, as `bot.render.markdown` makes it, in parts of at most `size` units of weight (500 or more).

    It is cut between paragraphs, else between lines, else after a sentence, else after a word.
    """
    parts: list[str] = []
    current = ""
    for piece in _pieces(markdown, size):
        joined = f"{current}\n\n{piece}" if current else piece
        if weight(joined) <= size:
            current = joined
        else:
            if current:
                parts.append(current)
            current = piece
    if current:
        parts.append(current)
    return parts


def first_sentences(text: str, count: int, limit: int) -> tuple[str, bool]:
    """The first `count` sentences of plain text, at most `limit` units; and whether that is all of it."""
    whole = " ".join(text.split())
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s|$)", whole)]
    start = shorten(whole[: ends[count - 1]] if len(ends) >= count else whole, limit)
    return start, start == whole


def _pieces(markdown: str, size: int) -> list[str]:
    """Paragraphs of at most `size` units; a code block counts as one paragraph as long as it fits."""
    found: list[str] = []
    for position, text in enumerate(_FENCE.split(markdown)):
        if position % 2:
            found += [f"```\n{part}\n```" for part in _cut_lines(text.rstrip(), size - _FENCES)]
        else:
            for paragraph in text.split("\n\n"):
                if paragraph.strip():
                    found += _cut_lines(paragraph.strip("\n"), size)
    return found


def _cut_lines(text: str, size: int) -> list[str]:
    """Lines together as long as they fit."""
    if weight(text) <= size:
        return [text]
    parts: list[str] = []
    current = ""
    for line in [piece for whole in text.split("\n") for piece in _cut_line(whole, size)]:
        joined = f"{current}\n{line}" if current else line
        if weight(joined) > size and current:
            parts.append(current)
            joined = line
        current = joined
    return [*parts, current]


def _cut_line(line: str, size: int) -> list[str]:
    """One line in pieces of at most `size` units, cut after a sentence where there is one, else after a word."""
    pieces: list[str] = []
    while weight(line) > size:
        start = take(line, size, weight) or line[: size // 2]
        sentence = max(start.rfind(mark) for mark in (". ", "! ", "? ")) + 1
        end = next((end for end in (sentence, start.rfind(" ")) if end > len(start) // 2), len(start))
        # Between a backslash and what it escapes is no place to cut
        if (end - len(line[:end].rstrip("\\"))) % 2:
            end -= 1
        pieces.append(line[:end].rstrip())
        line = line[end:].lstrip()
    return [*pieces, line] if line else pieces
