"""Text for Discord: made harmless, shortened, and the small words around numbers. Pure; times are in `times`.

Programme text is hostile: anybody can type a talk's title. Whatever comes from a programme passes `escape` (titles,
names) or `bot.render.markdown` (abstracts) before it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from bot.render.limits import width

# Backslash first in spirit: one pass escapes each sign once. `<` opens mentions and timestamps, which
# discord.utils.escape_markdown leaves alone.
_SIGNS = re.compile(r"([\\*_~|`<>\[\]])")
_LINE_START = re.compile(r"^(\s*)([#>+-]|\d+[.)])", re.MULTILINE)
# Joiners that build emoji and scripts out of several characters stay: U+200C and U+200D
_KEPT_FORMATS = "\u200c\u200d"


def clean(text: str, *, lines: bool = False) -> str:
    """`text` in NFC without control, bidirectional-override and zero-width characters; in one line unless `lines`."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # as nearly every text is: nothing to leave out
        return text if lines else " ".join(text.split())
    kept = [
        c
        for c in unicodedata.normalize("NFC", text)
        if c in "\n\t" or c in _KEPT_FORMATS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    ]
    joined = "".join(kept)
    return joined if lines else " ".join(joined.split())


def escape(text: str) -> str:
    """Programme text as one harmless line: what Discord shows is what the programme says, letter by letter."""
    return _LINE_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", clean(text)))


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` UTF-16 units, cut after a whole word where one ends near, with an ellipsis."""
    if width(text) <= limit:
        return text
    cut = _take(text, limit - 1)
    space = cut.rfind(" ")
    if space > len(cut) * 0.6:
        cut = cut[:space]
    return cut.rstrip(" ,;:-–—(") + "…"


def _take(text: str, limit: int) -> str:
    """The longest start of `text` of at most `limit` units that does not end inside a grapheme."""
    used = 0
    end = 0
    for position, c in enumerate(text):
        used += width(c)
        if used > limit:
            break
        end = position + 1
    while 0 < end < len(text) and _belongs_to_previous(text, end):
        end -= 1
    return text[:end]


def _belongs_to_previous(text: str, position: int) -> bool:
    """Whether a cut before `position` would tear a mark, a joiner or a variation selector off its letter."""
    c = text[position]
    return bool(unicodedata.combining(c)) or c in "\u200d\ufe0f" or text[position - 1] == "\u200d"


def plural(count: int, singular: str, several: str = "") -> str:
    """ "1 talk", "2 talks", "1,300 talks"."""
    return f"{count:,} {singular if count == 1 else several or singular + 's'}"


def join_names(names: Sequence[str], last: str = "and") -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def bold_words(fragments: Iterable[tuple[str, bool]]) -> str:
    """An excerpt's fragments (text, whether it matches) as one escaped line, the matching words in bold."""
    line = []
    for fragment, matches in fragments:
        inner = _SIGNS.sub(r"\\\1", clean(fragment))
        # `clean` strips, but the blanks at the ends of a fragment are part of the line
        before = " " if fragment[:1].isspace() else ""
        after = " " if fragment[-1:].isspace() and inner else ""
        line.append(f"{before}**{inner}**{after}" if matches and inner else before + inner + after)
    return "".join(line)
