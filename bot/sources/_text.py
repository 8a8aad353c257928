"""Text as sources write it, made fit to be kept: Markdown without HTML, control characters and odd line ends."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import quote, urljoin, urlsplit

# Control characters but for tab and line end, byte order marks, and the signs that force a direction of writing on
# everything after them
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(
    r"</?(?:p|br|hr|ul|ol|li|b|strong|i|em|u|a|h[1-6]|div|span|blockquote|code|pre|table|tr|td|th|img|script|style)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# From the first blank only, or a long row of them would be tried from each
_BLANKS_AT_END = re.compile(r"(?<![ \t])[ \t]+\n")
_CODE_SPAN = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_WRAPS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_BLOCKS = {"p", "div", "ul", "ol", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
_SILENT = {"script", "style"}


def clean_line(raw: str) -> str:
    """`raw` on one line: NFC, blanks collapsed, control characters dropped."""
    return " ".join(_drop_unwanted(raw).split())


def clean_text(raw: str) -> str:
    """`raw` as Markdown: HTML converted when it has tags outside of code, plain line ends, at most one empty line."""
    text = _drop_unwanted(raw.replace("\r\n", "\n").replace("\r", "\n"))
    if has_html(text):
        text = convert_html(text)
    # Two blanks at the end of a line are a line break in Markdown, but not in Discord, where every line end is one
    text = _BLANKS_AT_END.sub("\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def has_html(text: str) -> bool:
    """Whether `text` has tags of HTML outside of Markdown's code."""
    return bool(_TAG.search(_CODE_SPAN.sub("", text)))


def clean_url(raw: str, base: str = "") -> str:
    """`raw` as an absolute http(s) address, resolved against `base`; "" when it is none."""
    try:
        url = urljoin(base, clean_line(raw)) if base else clean_line(raw)
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~") if usable else ""


def convert_html(html: str) -> str:
    """`html` as Markdown: paragraphs, headings, lists, emphasis, links and code; other tags only lose their marks."""
    reader = _HtmlReader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).strip()


def _drop_unwanted(text: str) -> str:
    # JSON can hold half of a surrogate pair, which no encoding can write
    return unicodedata.normalize("NFC", _SURROGATE.sub("�", _UNWANTED.sub("", text)))


class _HtmlReader(HTMLParser):
    """Collects Markdown in `parts`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._targets: list[str] = []
        self._lists: list[int | None] = []
        self._silent = self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._end_line("\n")
        elif tag == "li":
            self._start_item()
        elif tag == "a":
            self._targets.append(clean_url(dict(attrs).get("href") or ""))
            self.parts.append("[" if self._targets[-1] else "")
        elif tag in _WRAPS and not self._preformatted:
            self.parts.append(_WRAPS[tag])
        elif tag in _BLOCKS:
            self._start_block(tag)
        elif tag in ("tr", "hr"):
            self._end_line("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a" and self._targets:
            target = self._targets.pop()
            self.parts.append(f"]({target})" if target else "")
        elif tag in _WRAPS and not self._preformatted:
            self.parts.append(_WRAPS[tag])
        elif tag in _BLOCKS:
            if tag == "pre":
                self._preformatted = max(0, self._preformatted - 1)
                self.parts.append("\n```")
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self._end_line("\n" if self._lists else "\n\n")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if not self._preformatted:
            data = re.sub(r"\s+", " ", data)
            if not self.parts or self.parts[-1].endswith(("\n", " ")):
                data = data.lstrip()
        if data:
            self.parts.append(data)

    def _start_block(self, tag: str) -> None:
        inside_item = bool(self._lists) and bool(self.parts) and self.parts[-1].endswith((" ", "- "))
        if not inside_item:
            self._end_line("\n" if self._lists else "\n\n")
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "pre":
            self._preformatted += 1
            self.parts.append("```\n")
        elif tag == "blockquote":
            self.parts.append("> ")
        elif tag.startswith("h"):
            self.parts.append("#" * int(tag[1]) + " ")

    def _start_item(self) -> None:
        self._end_line("\n")
        mark = "- "
        if self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
            mark = f"{self._lists[-1]}. "
        self.parts.append("  " * (len(self._lists) - 1) + mark)

    def _end_line(self, end: str) -> None:
        while self.parts and not self.parts[-1].strip(" "):
            self.parts.pop()
        if self.parts:
            self.parts[-1] = self.parts[-1].rstrip(" ")
            if not self.parts[-1].endswith(end):
                self.parts.append(end)
