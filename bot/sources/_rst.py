"""reStructuredText as people write it in descriptions of talks, made into Markdown that Discord can show.

Written after https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html: paragraphs, headings, lists, line
blocks, definitions, literal blocks, links and inline marks. Tables stay as they stand; pictures and comments go.
Nothing here knows of any source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from bot.sources._text import clean_text, clean_url, has_html

_ADORNMENT = re.compile(r"([=\-`:.'\"~^_*+#])\1{2,}")
_SHORT_ADORNMENT = 4
_BULLET = re.compile(r"(?:\\?[*+•‣⁃-])[ \t]+(?=\S)")
_NUMBER = re.compile(r"\(?(#|\d{1,3})[.)][ \t]+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"#{1,6} \S")
_LINE = re.compile(r"\|(?: +|$)")
_TARGET = re.compile(r"\s*\.\. _(`[^`]+`|[^:`]+): +(\S.*)")
_FOOTNOTE = re.compile(r"\.\. (\[[^\]]+\].*)")
_DIRECTIVE = re.compile(r"\.\. ([\w-]+)::\s*(.*)")
_CODE_BLOCKS = frozenset({"code", "code-block", "sourcecode", "highlight"})
# Directives whose body is text to be read
_BOXES = frozenset(
    {"admonition", "attention", "caution", "danger", "epigraph", "error", "hint", "important", "note", "tip", "warning"}
)
_INLINE = re.compile(
    r"``(?P<code>[^`].{0,500}?)``(?!`)|(?P<address>https?://[^\s<>`]+)|(?::[\w.:-]{1,40}:)?`(?P<quoted>[^`]+)`(?P<link>_{0,2})"
    r"|(?<![\w`])(?P<word>[A-Za-z0-9][\w.-]{0,60}?)_(?!\w)|\\(?P<escaped>[\s\S])",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)")
_ALIAS = re.compile(r"(?P<text>[^<]*)<(?P<url>[^<>]+)>\s*")
# Marks that mean something in Markdown as well, and so stay escaped
_MARKS = "*_`~|>#\\[]"
# A line that ends before this column was ended on purpose
_WRAPPED = 40
_DEEPEST = 3


def clean_rst(raw: str) -> str:
    """`raw`, which is reStructuredText, plain text or HTML, as clean Markdown (see `clean_text`)."""
    converted = convert_rst(raw)
    return clean_text(raw if has_html(converted) else converted)


def convert_rst(text: str) -> str:
    """reStructuredText as Markdown: wrapped lines are joined, marks and blocks written Markdown's way."""
    lines = [line.expandtabs(4).rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    targets = {}
    for line in lines:
        if match := _TARGET.fullmatch(line):
            targets[_name_target(match[1])] = match[2]
    reader = _Reader(lines, targets)
    reader.read()
    return "\n".join(reader.out).strip("\n")


def _name_target(name: str) -> str:
    return " ".join(name.strip("` ").lower().split())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


class _Reader:
    """Goes through the lines once and collects Markdown in `out`, a line each."""

    def __init__(self, lines: list[str], targets: Mapping[str, str]) -> None:
        self.out: list[str] = []
        self._lines, self._targets = lines, targets
        self._at = 0
        # The paragraph that is being read, and what stands before its first line
        self._open: list[str] = []
        self._open_column = 0
        self._mark = ""
        # The columns and the counts of the lists that are open, and whether the last thing written was an item
        self._columns: list[int] = []
        self._counts: list[int] = []
        self._after_item = False
        self._adornments: list[str] = []

    def read(self) -> None:
        """Read all lines."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if not line:
                self._close()
                self._write("")
            elif line.startswith(".."):
                self._close()
                self._read_explicit(line)
            elif _LINE.match(line):
                self._close()
                self._read_line_block(line)
            elif not self._read_heading(line):
                self._read_text(line)
            if self._open and self._open[-1].endswith("::") and not self._peek():
                self._read_literal()
        self._close()

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._lines[at] if at < len(self._lines) else ""

    def _read_heading(self, line: str) -> bool:
        """Whether `line` begins a heading, or is a line across the text; both are dealt with."""
        adorned, under = _ADORNMENT.fullmatch(line), _ADORNMENT.fullmatch(self._peek())
        if adorned:
            self._close()
            title, below = self._peek(), self._peek(1)
            if title and below and _ADORNMENT.fullmatch(below) and below[0] == line[0]:
                self._at += 2
                self._write_heading(title.strip(), f"over {line[0]}")
            return True
        long = under and len(under[0]) >= min(_SHORT_ADORNMENT, len(line))
        if under and long and not self._open and not line.startswith(" ") and not _BULLET.match(line):
            self._at += 1
            self._write_heading(line, under[1])
            return True
        return False

    def _write_heading(self, title: str, adornment: str) -> None:
        if adornment not in self._adornments:
            self._adornments.append(adornment)
        # Discord shows a heading of the first level larger than the title of the card around it
        level = min(self._adornments.index(adornment) + 2, _DEEPEST)
        self._columns.clear()
        self._write(f"{'#' * level} {self._convert(title)}")

    def _read_text(self, line: str) -> None:
        column, text = _indent(line), line.strip()
        if self._start_item(column, text):
            return
        if _MARKDOWN_HEADING.match(line):
            self._close()
            self._write(line)
        elif self._mark and column <= self._columns[-1] and len(self._open[-1]) < _WRAPPED:
            # Below an item, but neither in it nor the rest of a wrapped line
            self._close()
            self._read_text(line)
        elif len(self._open) == 1 and not self._mark and column > self._open_column:
            term = self._open.pop()
            self._write(f"**{self._convert(term)}**")
            self._open, self._open_column = [text], column
        else:
            if not self._open and (not column or (self._columns and column <= self._columns[0])):
                self._columns.clear()
            if not self._open and self._columns:
                self._mark = "  " * len(self._columns)
            if not self._open:
                self._open_column = column
            self._open.append(text)

    def _start_item(self, column: int, text: str) -> bool:
        """Begin an item of a list, if that is what `text` is; wrapped text may look like one by chance."""
        bullet, number = _BULLET.match(text), _NUMBER.match(text)
        found = bullet or number
        if not found or (self._open and not self._mark and len(self._open[-1]) > _WRAPPED and not column):
            return False
        self._close()
        while self._columns and column < self._columns[-1]:
            self._columns.pop()
            self._counts.pop()
        if not self._columns or column > self._columns[-1]:
            self._counts = [*self._counts[: len(self._columns)], 0]
            self._columns.append(column)
        self._counts[-1] += 1
        count = self._counts[-1] if number and number[1] == "#" else number and int(number[1])
        self._mark = "  " * (len(self._columns) - 1) + ("- " if bullet else f"{count}. ")
        self._open = [text[found.end() :]]
        return True

    def _read_line_block(self, line: str) -> None:
        """Lines that stay lines; one that goes on below is indented there."""
        parts = [_LINE.sub("", line, count=1)]
        while self._peek().startswith(" "):
            parts.append(self._peek().strip())
            self._at += 1
        text = _join(parts, shortest=0)
        if _ADORNMENT.fullmatch(text):
            return
        self._columns.clear()
        if not self._start_item(0, text):
            self._open = [text] if text else []
        self._close()

    def _read_explicit(self, line: str) -> None:
        """A footnote, a directive, a target or a comment, with the indented lines that belong to it."""
        directive = _DIRECTIVE.fullmatch(line)
        if footnote := _FOOTNOTE.fullmatch(line):
            self._open = [footnote[1]]
        elif directive and directive[1] in _CODE_BLOCKS:
            self._write_code(self._take_indented(), directive[2])
        elif directive and directive[1] in _BOXES:
            # Its body is read like any other indented text
            self._open = [directive[2]] if directive[2] else []
            self._close()
        elif directive or line == ".." or line.startswith(".. "):
            self._take_indented()
        else:
            self._open = [line]

    def _read_literal(self) -> None:
        """What follows a paragraph that ends in "::"."""
        text = self._open.pop()[:-1]
        self._open += [text] if text != ":" else []
        self._close()
        if body := self._take_indented():
            self._write_code(body)

    def _take_indented(self) -> list[str]:
        """The indented lines from here on, without their indent."""
        start = self._at
        while self._at < len(self._lines) and (not self._peek() or self._peek().startswith(" ")):
            self._at += 1
        taken = self._lines[start : self._at]
        column = min((_indent(line) for line in taken if line), default=0)
        return "\n".join(line[column:] for line in taken).strip("\n").split("\n") if any(taken) else []

    def _write_code(self, body: list[str], language: str = "") -> None:
        if body:
            self._write(f"```{language if language.isalnum() else ''}")
            self.out += [line.replace("```", "'''") for line in body]
            self.out += ["```", ""]

    def _close(self) -> None:
        """Write the paragraph that is open."""
        if not self._open:
            return
        text = _join(self._open, 0 if self._mark else _WRAPPED)
        is_item = self._mark.endswith((". ", "- "))
        if is_item and self._after_item:
            while self.out and not self.out[-1]:
                self.out.pop()
        self._write(self._mark + self._convert(text))
        self._after_item = is_item
        self._open, self._mark = [], ""

    def _write(self, line: str) -> None:
        if line:
            self._after_item = False
        self.out.append(line)

    def _convert(self, text: str) -> str:
        return _INLINE.sub(self._convert_mark, text)

    def _convert_mark(self, match: re.Match[str]) -> str:
        if match["code"] is not None:
            return f"``{match['code']}``" if "`" in match["code"] else f"`{match['code']}`"
        if match["address"]:
            return _ESCAPE.sub(r"\1", match["address"])
        if match["escaped"] is not None:
            escaped = match["escaped"]
            return f"\\{escaped}" if escaped in _MARKS else escaped.strip()
        name = match["word"] or match["quoted"]
        if match["word"]:
            url = self._find_target(name)
            return f"[{name}]({url})" if url else match[0]
        alias = _ALIAS.fullmatch(name) if match["link"] else None
        if alias:
            target = "".join(alias["url"].split())
            url = clean_url(target) or (self._find_target(target[:-1]) if target.endswith("_") else "")
            text = " ".join(alias["text"].split())
            return f"[{text or url}]({url})" if url else text
        if match["link"]:
            url = self._find_target(name)
            return f"[{name}]({url})" if url else name
        return f"`{name}`"

    def _find_target(self, name: str) -> str:
        return clean_url(self._targets.get(_name_target(name), ""))


def _join(lines: list[str], shortest: int) -> str:
    """Wrapped lines as one; a line shorter than `shortest` was ended on purpose, and stays one.

    An address that was cut at a hyphen is made whole.
    """
    parts = lines[:1]
    for previous, line in pairwise(lines):
        last = previous.rpartition(" ")[2]
        cut = last.endswith("-") and "://" in last
        parts.append(line if cut else f"\n{line}" if len(previous) < shortest else f" {line}")
    return "".join(parts)
