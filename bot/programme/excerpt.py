"""The piece of a text in which the words of a search stand. Pure: plain text in fragments, nothing of Discord."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from bot.programme.text import fold
from bot.programme.words import TOKEN, terms

# Longer texts are not looked through: the start of a description says what it is about
_MOST = 20_000
# With the signs of which a text must have one for the pattern to matter. Each is looked for twice, as one may stand in
# another of its kind, and gives nothing back (`++`, `*+`), so that no text takes longer than its length
_MARKDOWN = (
    # Links and pictures keep their words
    ("[", re.compile(r"!?\[([^\[\]\n]*+)\]\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)?(?:\s\"[^\"\n]*+\")?\)"), r"\1"),
    (
        "#>-*+.)`=_",
        re.compile(r"^[ \t]*+(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+|```.*$|[-=*_]{3,}+\s*$)", re.MULTILINE),
        "",
    ),
    ("*~`|", re.compile(r"(\*{1,3}+|~~|`++|\|\|)(?=\S)([^\n*~`|]++)(?<=\S)\1"), r"\2"),
    ("_", re.compile(r"(?<!\w)(_{1,3}+)(?=\S)([^\n_]++)(?<=\S)\1(?!\w)"), r"\2"),
    ("<", re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>"), " "),
)
_BEFORE, _AFTER = "… ", " …"
# A term is a stem, which may differ from the words it stands for in its last letters
_END = 3

Span = tuple[int, int]


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Markdown as plain text in one line; of a very long text the beginning."""
    text = text[:_MOST]
    for signs, pattern, replacement in _MARKDOWN:
        if any(sign in text for sign in signs):
            text = pattern.sub(replacement, pattern.sub(replacement, text))
    return " ".join(text.split())


def excerpt(text: str, words: Set[str], length: int = 160) -> tuple[tuple[str, bool], ...]:
    """At most `length` characters of a Markdown text, around where most of `words` (`Hit.words`) stand.

    In fragments (text, is it such a word), which joined give the excerpt: cut between words, in one line, with "…"
    where text was left out. Without any of the words it is the text's beginning; no text gives no fragment.
    """
    line = plain(text)
    if not line:
        return ()
    matching = _matching(line, words)
    start, end = _window(line, matching, length)
    return _fragments(line, start, end, [span for span, _ in matching if start <= span[0] and span[1] <= end])


def _matching(line: str, words: Set[str]) -> list[tuple[Span, frozenset[str]]]:
    """The tokens of a line that stand for one of the words, in order, and for which."""
    found = []
    for start, end in _candidates(line, words):
        for token in TOKEN.finditer(line, start, end):
            both = words & _terms(token[0])
            if both:
                found.append((token.span(), frozenset(both)))
    return found


@lru_cache(maxsize=1 << 12)
def _terms(token: str) -> frozenset[str]:
    return frozenset(terms(fold(token)))


def _candidates(line: str, words: Set[str]) -> Iterator[Span]:
    """The pieces between two blanks in which a word may stand; all of the line when folding changes its length."""
    folded = fold(line)
    if len(folded) != len(line):
        yield 0, len(line)
        return
    spans = set()
    for word in words:
        begin = word if len(word) <= _END else word[: max(_END, len(word) - _END)]
        at = folded.find(begin)
        while at >= 0:
            start, end = line.rfind(" ", 0, at) + 1, line.find(" ", at)
            end = len(line) if end < 0 else end
            spans.add((start, end))
            at = folded.find(begin, end)
    yield from sorted(spans)


def _window(line: str, matching: list[tuple[Span, frozenset[str]]], length: int) -> Span:
    """The best stretch of a line: most different words, then most words, then the earliest."""
    if len(line) <= length:
        return 0, len(line)
    room = max(1, length - len(_BEFORE) - len(_AFTER))
    best, kept = (0, 0), (0, 0)
    last = 0
    for first, ((start, _), _) in enumerate(matching):
        last = max(last, first)
        while last + 1 < len(matching) and matching[last + 1][0][1] - start <= room:
            last += 1
        inside = matching[first : last + 1]
        worth = (len(frozenset().union(*(words for _, words in inside))), len(inside))
        if worth > best:
            best, kept = worth, (start, matching[last][0][1])
    start = max(0, min((kept[0] + kept[1] - room) // 2, len(line) - room))
    return _to_words(line, start, start + room, kept)


def _to_words(line: str, start: int, end: int, kept: Span) -> Span:
    """A stretch cut between words, with `kept` inside where it fits."""
    if start > 0:
        blank = line.find(" ", start - 1, kept[0] if kept[0] >= start else end)
        start = blank + 1 if blank >= 0 else start
    if end < len(line) and line[end] != " ":
        blank = line.rfind(" ", max(kept[1], start), end)
        end = blank if blank > start else end
    return start, end


def _fragments(line: str, start: int, end: int, marked: list[Span]) -> tuple[tuple[str, bool], ...]:
    found: list[tuple[str, bool]] = []
    text = _BEFORE if start > 0 else ""
    at = start
    for first, last in marked:
        text += line[at:first]
        if text:
            found.append((text, False))
        found.append((line[first:last], True))
        text, at = "", last
    text += line[at:end] + (_AFTER if end < len(line) else "")
    return (*found, (text, False)) if text else tuple(found)
