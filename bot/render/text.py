"""Text for Discord: made harmless, shortened, and the small words around numbers. Pure; times are in `times`.

Programme text is hostile: anybody can type a talk's title. Whatever comes from a programme passes `escape` (titles,
names) or `bot.render.markdown` (abstracts) before it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from bot.render.limits import width

REMEMBERED = 4_096
"""Of how many texts it is remembered what became of them: a programme's titles and names are shown again and again."""
# One pass, so that each sign is escaped once. `<` opens mentions and timestamps, which discord.utils.escape_markdown
# leaves alone; "://" makes a link of what follows.
_SIGNS = re.compile(r"[\\*_~|`<>\[\]]|:(?=//)|@(?=everyone|here)")
# Discord takes a backslash before punctuation only: of "1." the full stop is what can be escaped
_LINE_START = re.compile(r"^([0-9]+(?=[.)])|(?=[#+-]))")
# Joiners that build emoji and scripts out of several characters stay where they join something: U+200C and U+200D
_JOINERS = "\u200c\u200d"
_LOOSE_JOINERS = re.compile(r"(?:^|(?<=\s))[\u200c\u200d]+|[\u200c\u200d]+(?=\s|$)")
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
# Inside of code nothing can be escaped; a blank of no width after "<" leaves a mention without effect
ZERO_WIDTH = "\u200b"
_LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# Letters and symbols that are drawn as nothing
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_DROPPED = ("Cc", "Cf", "Cs", "Co")


class _Kept(dict[int, str]):
    """For `str.translate`: what each character becomes, found out once."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        if c in _LINE_ENDS:
            kept = "\n"
        elif c in "\n\t" or c in _JOINERS:
            kept = c
        else:
            kept = "" if c in _BLANK or unicodedata.category(c) in _DROPPED else c
        self[code] = kept
        return kept


_KEPT = _Kept()


@lru_cache(maxsize=REMEMBERED)
def clean(text: str, *, lines: bool = False) -> str:
    """`text` in NFC without control, bidirectional-override and invisible characters; in one line unless `lines`.

    Text of which nothing could be seen is "".
    """
    if text.isascii() and text.isprintable():
        return text if lines else " ".join(text.split())
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_KEPT))
    text = _LOOSE_JOINERS.sub("", text)
    if not lines:
        text = " ".join(text.split())
    return text if any(not c.isspace() and unicodedata.category(c)[0] != "M" for c in text) else ""


@lru_cache(maxsize=REMEMBERED)
def escape(text: str, limit: int = 0) -> str:
    """Programme text as one harmless line: what Discord shows is what the programme says, letter by letter.

    With `limit` it is shortened to so many UTF-16 units first; the signs that escape come on top, at most one each.
    """
    text = clean(text)
    if limit:
        text = shorten(text, limit)
    return _LINE_START.sub(r"\1\\", escape_signs(text))


def escape_signs(text: str) -> str:
    """`text` with every sign of Markdown escaped that works in the middle of a line, otherwise as it is."""
    return _SIGNS.sub(r"\\\g<0>", text)


def code(text: str, limit: int) -> str:
    """Text in at most about `limit` units as a piece of code in a line: "`duration`"."""
    inner = shorten(clean(text).replace("`", "'"), limit)
    return f"`{inner.replace('<', '<' + ZERO_WIDTH)}`"


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` UTF-16 units, cut after a whole word where one ends near, with an ellipsis."""
    if width(text) <= limit:
        return text
    cut = take(text, limit - 1)
    space = cut.rfind(" ")
    if space > len(cut) * 0.6:
        cut = cut[:space]
    return cut.rstrip(" ,;:-–—(") + "…"


def take(text: str, limit: int, measure: Callable[[str], int] = width) -> str:
    """The longest start of `text` of at most `limit` by `measure` (of a character) that ends between graphemes."""
    used = 0
    end = len(text)
    for position, c in enumerate(text):
        used += measure(c)
        if used > limit:
            end = position
            break
    while 0 < end < len(text) and _belongs_to_previous(text, end):
        end -= 1
    return text[:end]


def _belongs_to_previous(text: str, position: int) -> bool:
    """Whether a cut before `position` would tear off a mark, a joiner, a skin tone or half a flag."""
    c = text[position]
    if unicodedata.category(c)[0] == "M" or c in _JOINERS or text[position - 1] in _JOINERS:
        return True
    if "\U0001f3fb" <= c <= "\U0001f3ff":
        return True
    if c not in _FLAG_LETTERS:
        return False
    # Flags are pairs of letters: how many stand before says whether this is a second one
    return (position - len(text[:position].rstrip(_FLAG_LETTERS))) % 2 == 1


def plural(count: int, singular: str, several: str = "") -> str:
    """ "1 talk", "2 talks", "1,300 talks"."""
    return f"{count:,} {singular if count == 1 else several or singular + 's'}"


def join_names(names: Sequence[str], last: str = "and") -> str:
    """ "A", "A and B", "A, B and C"; empty ones are left out."""
    names = [name for name in names if name]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def bold_words(fragments: Iterable[tuple[str, bool]]) -> str:
    """An excerpt's fragments (text, whether it matches) as one escaped line, the matching words in bold."""
    line = []
    for fragment, matches in fragments:
        inner = escape_signs(clean(fragment))
        # `clean` strips, but the blanks at the ends of a fragment are part of the line
        before = " " if fragment[:1].isspace() else ""
        after = " " if fragment[-1:].isspace() and inner else ""
        line.append(f"{before}**{inner}**{after}" if matches and inner else before + inner + after)
    return "".join(line)
