"""A talk's long text -> Markdown that Discord shows and that can do no harm. Pure.

Structure stays (paragraphs, lists, emphasis, code, links to the web); what could mention, mislead or shout does not:
`<` is escaped, headings become bold lines, pictures their description, and a link whose text looks like another
address shows the address it leads to.
"""

from __future__ import annotations

import re

from bot.programme.structure import restore
from bot.render.limits import width
from bot.render.text import clean, shorten

_FENCE = re.compile(r"^\s*(```|~~~)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"^(\s*)[*+•]\s+")
_RULE = re.compile(r"^\s{0,3}([-*_=])(\s*\1){2,}\s*$")
_CODE = re.compile(r"(`+[^`\n]+`+)")
_LINK = re.compile(r"(!?)\[([^\]\n]*)\]\(\s*<?([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+[\"'][^)\n]*)?\)")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>")
_LOOKS_LIKE_ADDRESS = re.compile(r"://|\bwww\.|\w\.(com|org|net|io|dev|gg|app|eu|de|info|me)\b", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n{3,}")


def present(text: str) -> str:
    """The Markdown of an abstract or biography as Discord can show it; flattened text gets its lines back first."""
    lines: list[str] = []
    in_code = False
    for line in restore(clean(text, lines=True)).split("\n"):
        if _FENCE.match(line):
            in_code = not in_code
            lines.append("```")
        elif in_code:
            lines.append(line)
        else:
            lines.append(_present_line(line.rstrip()))
    if in_code:
        lines.append("```")
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _present_line(line: str) -> str:
    if _RULE.match(line):
        return ""
    if heading := _HEADING.match(line):
        inner = _present_inline(heading[1]).replace("**", "")
        return f"\n**{inner}**" if inner else ""
    return _present_inline(_BULLET.sub(r"\1- ", line))


def _present_inline(line: str) -> str:
    pieces = _CODE.split(line)
    for position in range(0, len(pieces), 2):  # the odd ones are code, shown letter by letter
        piece = _AUTOLINK.sub(r"\1", pieces[position])
        pieces[position] = _LINK.sub(_present_link, piece).replace("||", "\\|\\|").replace("<", "\\<")
    return "".join(pieces)


def _present_link(link: re.Match[str]) -> str:
    picture, label, address = link[1], link[2].strip(), link[3]
    if picture:
        return label
    if not re.match(r"https?://[^\s/]", address):
        return label
    if not label or label == address:
        return address
    return f"{label} ({address})" if _LOOKS_LIKE_ADDRESS.search(label) else f"[{label}]({address})"


def pages(markdown: str, size: int) -> list[str]:
    """`markdown` cut into parts of at most `size` units (500 or more): between paragraphs, else lines, else words."""
    parts: list[str] = []
    current = ""
    for paragraph in _pieces(markdown, size):
        joined = f"{current}\n\n{paragraph}" if current else paragraph
        if width(joined) <= size:
            current = joined
        else:
            if current:
                parts.append(current)
            current = paragraph
    if current:
        parts.append(current)
    return parts


def _pieces(markdown: str, size: int) -> list[str]:
    """Paragraphs of at most `size` units; a code block counts as one paragraph as long as it fits."""
    found: list[str] = []
    for paragraph in _paragraphs(markdown):
        fenced = paragraph.startswith("```")
        lines = paragraph.strip("`").strip("\n").split("\n") if fenced else paragraph.split("\n")
        if width(paragraph) <= size:
            found.append(paragraph)
            continue
        room = size - 8 if fenced else size
        parts = _join_lines([piece for line in lines for piece in _cut(line, room)], room)
        found += [f"```\n{part}\n```" if fenced else part for part in parts]
    return found


def _paragraphs(markdown: str) -> list[str]:
    found: list[str] = []
    for position, piece in enumerate(re.split(r"(?m)^```\n?", markdown)):
        if position % 2:
            found.append(f"```\n{piece.rstrip()}\n```")
        else:
            found += [part.strip("\n") for part in piece.split("\n\n") if part.strip()]
    return found


def _join_lines(lines: list[str], size: int) -> list[str]:
    parts: list[str] = []
    current = ""
    for line in lines:
        joined = f"{current}\n{line}" if current else line
        if width(joined) > size and current:
            parts.append(current)
            joined = line
        current = joined
    return [*parts, current]


def _cut(line: str, size: int) -> list[str]:
    """One line in pieces of at most `size` units, cut after a sentence where there is one, else after a word."""
    pieces: list[str] = []
    while width(line) > size:
        # `shorten` may leave nothing of a line that is all brackets
        start = shorten(line, size).rstrip("…") or line[: size // 2]
        sentence = max(start.rfind(mark) for mark in (". ", "! ", "? ")) + 1
        end = sentence if sentence > len(start) // 2 else len(start)
        pieces.append(line[:end].rstrip())
        line = line[end:].lstrip()
    return [*pieces, line] if line else pieces


def first_sentences(markdown: str, count: int, limit: int) -> tuple[str, bool]:
    """The first `count` sentences of a text in one line, at most `limit` units; and whether that is all of it."""
    whole = " ".join(markdown.split())
    paragraph = " ".join(markdown.split("\n\n", 1)[0].split())
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s|$)", paragraph)]
    start = paragraph[: ends[count - 1]] if len(ends) >= count else paragraph
    start = shorten(start, limit)
    return start, start == whole
