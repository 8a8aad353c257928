"""The piece of a text in which the words of a search stand. Pure: plain text in fragments, nothing of Discord."""

from __future__ import annotations

import re
from collections.abc import Set

from bot.programme.text import fold
from bot.programme.words import TOKEN, terms

# Longer texts are not looked through: the start of a description says what it is about
_MOST = 20_000
_BREAK = re.compile(r"\s+")
_MARKDOWN = (
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*(?:\s\"[^\"\n]*\")?\)"), r"\1"),  # links and pictures keep their words
    (re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+|```.*$|[-=*_]{3,}\s*$)", re.MULTILINE), ""),
    (re.compile(r"(\*{1,3}|~~|`+|\|\|)(?=\S)(.+?)(?<=\S)\1", re.DOTALL), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL), r"\2"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>"), " "),
)
ELLIPSIS = "…"


def plain(text: str) -> str:
    """Markdown as plain text in one line."""
    text = text[:_MOST]
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return _BREAK.sub(" ", text).strip()


def excerpt(text: str, words: Set[str], length: int = 160) -> tuple[tuple[str, bool], ...]:
    """About `length` characters of a Markdown text, around where most of `words` (`Hit.words`) stand.

    In fragments (text, is it such a word), which joined give the excerpt: cut between words, in one line, with "…"
    where text was left out; the fragments hold whole words. Without any of the words it is the text's beginning;
    no text gives no fragment.
    """
    line = plain(text)
    if not line:
        return ()
    marks = [(found.start(), found.end(), found[0]) for found in TOKEN.finditer(line)]
    matching = []
    for start, end, token in marks:
        both = words & set(terms(fold(token)))
        if both:
            matching.append((start, end, both))
    start, end = _window(line, matching, length)
    return _fragments(line, start, end, [(a, b) for a, b, _ in matching if start <= a and b <= end])


def _window(line: str, matching: list[tuple[int, int, Set[str]]], length: int) -> tuple[int, int]:
    """The best stretch of `line`: most different words, then most words, then the earliest."""
    if len(line) <= length:
        return 0, len(line)
    best, centre = (0, 0), (0, 0)
    last = 0
    for first, (start, _, _) in enumerate(matching):
        last = max(last, first)
        while last + 1 < len(matching) and matching[last + 1][1] - start <= length - 2:
            last += 1
        inside = matching[first : last + 1]
        worth = (len(set().union(*(words for _, _, words in inside))), len(inside))
        if worth > best:
            best, centre = worth, (start, matching[last][1])
    start = max(0, min((centre[0] + centre[1] - length) // 2, len(line) - length))
    if start:
        start += 1  # room for the ellipsis
    return _to_words(line, start, min(len(line), start + length - 2), centre)


def _to_words(line: str, start: int, end: int, keep: tuple[int, int]) -> tuple[int, int]:
    """A stretch cut between words, with `keep` inside where it fits."""
    if start > 0:
        blank = line.find(" ", start - 1, max(keep[0], start) if keep[1] else end)
        start = blank + 1 if blank >= 0 else start
    if end < len(line) and line[end] != " ":
        blank = line.rfind(" ", max(keep[1], start) if keep[1] else start, end)
        end = blank if blank > start else end
    return start, end


def _fragments(line: str, start: int, end: int, marked: list[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    found: list[tuple[str, bool]] = []
    at = start
    before = ELLIPSIS + " " if start > 0 else ""
    for first, last in marked:
        if text := before + line[at:first]:
            found.append((text, False))
        before = ""
        found.append((line[first:last], True))
        at = last
    tail = before + line[at:end].rstrip() + (" " + ELLIPSIS if end < len(line) else "")
    return (*found, (tail, False)) if tail else tuple(found)
