"""A talk's long text -> Markdown that Discord shows and that can do no harm. Pure.

Structure stays (paragraphs, lists, emphasis, code, links to the web); what could mention, mislead or shout does not:
`<` is escaped, headings become bold lines, pictures their description, and a link whose text looks like another
address shows the address it leads to. Cutting a long text into parts is `pages`.
"""

from __future__ import annotations

import re

from bot.programme.structure import restore
from bot.render.text import ZERO_WIDTH, clean

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})([^`]*)$")
_FENCE_INSIDE = re.compile(r"`(?=``)")
_LANGUAGE = re.compile(r"[\w+#.-]*")
_HEADING = re.compile(r"^\s*#{1,6}\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"^(\s*)[*+•]\s+")
_RULE = re.compile(r"^\s{0,3}([-*_=])(\s*\1){2,}\s*$")
# ">>>" would quote all that follows; a heading inside of a list or a quotation would shout
_QUOTE_ALL = re.compile(r"^(\s*)>>>")
_INNER_HEADING = re.compile(r"^(\s*(?:(?:[->]|\d+[.)])\s+)+)#{1,6}\s+")
_ALL_BOLD = re.compile(r"^(?:\*\*|__)(.*\S)(?:\*\*|__)$")
# However a text is made, no part of it is looked through again and again: `++` and `*+` give nothing back, and what
# stands in brackets holds no further one but a picture's. A bracket that begins nothing is escaped, so that what
# becomes of the rest is no link
_INLINE = re.compile(
    r"""(?P<escape>\\[^0-9A-Za-z\s])
    |(?P<ticks>`++)(?P<code>[^`\n]++)(?P=ticks)(?!`)
    |<(?P<plain>https?://[^\s<>]++)>
    |(?P<picture>!?)\[(?P<label>(?:!\[[^\[\]\n]*+\]\([^()\n]*+\)|[^\[\]\n])*+)\]
        \(\s*+<?(?P<address>[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)>?(?:\s++["'][^)\[\n]*+)?\)
    |(?P<sign><|`+|\[|\|\||@(?=everyone|here))""",
    re.VERBOSE,
)
_LOOKS_LIKE_ADDRESS = re.compile(r"://|\bwww\b|\w[.。．｡][^\W\d_]{2,}", re.IGNORECASE)
# In code Discord shows these letter by letter, as long as it finds the same code as we do; a blank of no width inside
# makes that certain
_MENTION = re.compile(r"<(?=@[!&]?\d+>|#\d+>|/[^<>\n]*:\d+>|a?:\w+:\d+>|t:-?\d+(?::\w)?>|id:\w+>)")
_EMPTY_LINES = re.compile(r"\n{3,}")


def present(text: str) -> str:
    """The Markdown of an abstract or biography as Discord can show it; flattened text gets its lines back first."""
    lines: list[str] = []
    fence, code = "", [""]
    for line in restore(clean(text, lines=True)).split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                lines += _present_code(code)
                fence = ""
            else:
                code.append(line)
        elif mark:
            fence, information = mark[1], mark[2].strip()
            # What says more than a language is text
            code = [] if _LANGUAGE.fullmatch(information) else [information]
        else:
            lines.append(_present_line(line.rstrip()))
    if fence:
        lines += _present_code(code)
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _present_code(code: list[str]) -> list[str]:
    """A code block, whose fence no line inside can close; none where there is nothing in it."""
    if not any(line.strip() for line in code):
        return []
    inner = [_MENTION.sub(f"<{ZERO_WIDTH}", _FENCE_INSIDE.sub(f"`{ZERO_WIDTH}", line.rstrip())) for line in code]
    return ["```", *inner, "```"]


def _present_line(line: str) -> str:
    if _RULE.match(line):
        return ""
    if heading := _HEADING.match(line):
        inner = _present_inline(_ALL_BOLD.sub(r"\1", heading[1]))
        bold = "" if "**" in inner else "**"
        return f"\n{bold}{inner}{bold}" if inner else ""
    line = _QUOTE_ALL.sub(r"\1\\>>>", _BULLET.sub(r"\1- ", line))
    return _present_inline(_INNER_HEADING.sub(r"\1", line))


def _present_inline(line: str) -> str:
    return _INLINE.sub(_present_piece, line)


def _present_piece(piece: re.Match[str]) -> str:
    if piece["code"]:
        # Three marks in a row would open a block
        ticks = piece["ticks"][:2]
        return ticks + _MENTION.sub(f"<{ZERO_WIDTH}", piece["code"]) + ticks
    if piece["label"] is not None:
        return _present_link(piece["picture"], piece["label"].strip(), piece["address"])
    if piece["sign"]:
        return "".join(f"\\{c}" for c in piece["sign"])
    return piece["plain"] or piece[0]


def _present_link(picture: str, label: str, address: str) -> str:
    shown = _present_inline(label.rstrip("\\"))
    if picture or not re.match(r"https?://[^\s/]", address):
        return shown
    if not shown or label == address:
        return address
    return f"{shown} ({address})" if _LOOKS_LIKE_ADDRESS.search(label) else f"[{shown}]({address})"
