"""The structure of Markdown that was flattened to one line, given back for reading. Pure.

Lists copied from web pages hold headings, bullets and numbered points as "… text ## Heading Text * Bullet * Bullet":
the marks are there, the line ends are lost. Nested levels can't be told apart any more and become one level.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"(?:^#{1,6}|(?<= )#{2,6}|(?:^|(?<= ))\*|(?:^|(?<= ))\d{1,2}\.) (?=\S)")
_HEADING, _BULLET, _PARAGRAPH = "#", "*", ""
_LONGEST_HEADING = 8
# Words that begin a sentence far more often than they stand in capitals inside a heading
_ARTICLES = {"a", "an", "the"}
_STARTERS = _ARTICLES | {
    *("all", "also", "and", "are", "but", "despite", "each", "every", "finally", "first", "he", "here", "how"),
    *("however", "i", "if", "in", "it", "its", "last", "many", "more", "most", "much", "my", "next", "now", "one"),
    *("other", "our", "she", "since", "so", "some", "that", "their", "then", "there", "these", "they", "things"),
    *("this", "those", "thus", "today", "we", "what", "when", "while", "you", "your"),
}
_QUESTIONS = {"how", "what", "when", "where", "which", "who", "why"}
_LEAD_IN = re.compile(r"(?<=[.!?]) (?=[A-Z][^.!?]*:$)")


def restore(text: str) -> str:
    """`text` with a line for each heading, bullet and point; text that has lines, or no such marks, stays as it is.

    Points are numbered anew in their order. A heading at the end, with nothing below it, is dropped
    unless it is the whole text.
    """
    if "\n" in text:
        return text
    marks = _choose_marks(text)
    if not marks:
        return text
    blocks = [(_PARAGRAPH, text[: marks[0].start()].strip())]
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(text)], strict=True):
        blocks += _split_block(mark[0].strip(), text[mark.end() : end].strip())
    blocks = [block for block in blocks if block[1]]
    while blocks and blocks[-1][0].startswith(_HEADING):
        blocks.pop()
    # A text that is a heading and nothing else is all there is
    return _lay_out(blocks) if blocks else text


def _choose_marks(text: str) -> list[re.Match[str]]:
    """The marks that are meant as such: neither a product (2 * 3) nor a sentence that ends in a number."""
    found = list(_MARK.finditer(text))
    bullets = [mark for mark in found if mark[0] == "* " and not text[mark.end()].isdecimal()]
    if bullets and not text[: bullets[0].start()].rstrip().endswith(":"):
        bullets = [mark for mark in bullets if not text[mark.end()].islower()]
    points: list[re.Match[str]] = []
    for mark in found:
        if mark[0][0].isdecimal() and not text[mark.end()].islower():
            number, last = int(mark[0][:-2]), int(points[-1][0][:-2]) if points else 0
            # Those who number by hand repeat a number now and then
            if number == last + 1 or (points and number == last):
                points.append(mark)
    headings = [mark for mark in found if mark[0].startswith(_HEADING)]
    chosen = headings + (bullets if len(bullets) > 1 else []) + (points if len(points) > 1 else [])
    return sorted(chosen, key=lambda mark: mark.start())


def _split_block(mark: str, content: str) -> list[tuple[str, str]]:
    if mark.startswith(_HEADING):
        words = content.split(" ")
        end = _find_heading_end(words)
        if end is None:
            return [(_PARAGRAPH, content)]
        return [(mark, " ".join(words[:end])), (_PARAGRAPH, " ".join(words[end:]))]
    if content.endswith(":"):
        # The words that lead in the next list: "… native packaging The parts of a program: * …"
        words = content.split(" ")
        for number in range(1, len(words) - 1):
            if _starts_sentence(words, number) and words[number - 1][-1:].isalnum():
                return [(mark, " ".join(words[:number])), (_PARAGRAPH, " ".join(words[number:]))]
    return [(mark, content)]


def _find_heading_end(words: list[str]) -> int | None:
    """How many of `words` are the heading; None when the text goes on without a place where it could end.

    It ends with "?", "!" or ":", else before the first word that starts a sentence: a capital on a word that usually
    does with none following, as in a Heading In Title Case, else an article, else any capital with none following.
    """
    window = words[: _LONGEST_HEADING + 1]
    for number, word in enumerate(window):
        if word[-1:] in ("?", "!", ":"):
            return number + 1
        if word[-1:] in (".", ";"):
            window = words[:number]
            break
    asks = window[0].lower() in _QUESTIONS if window else False
    places = [number for number in range(2 if asks else 1, len(window)) if window[number][:1].isupper()]
    starters = [number for number in places if _starts_sentence(words, number)]
    for candidates in (
        [number for number in starters if _is_followed_by_lower(words, number)],
        [number for number in starters if words[number].lower() in _ARTICLES],
        [number for number in places if _is_followed_by_lower(words, number)],
    ):
        if candidates:
            return candidates[0]
    return len(words) if len(words) <= _LONGEST_HEADING else None


def _starts_sentence(words: list[str], number: int) -> bool:
    word = words[number]
    return word[:1].isupper() and re.split(r"['’,]", word.lower())[0] in _STARTERS


def _is_followed_by_lower(words: list[str], number: int) -> bool:
    return number + 1 < len(words) and words[number + 1][:1].islower()


def _lay_out(blocks: list[tuple[str, str]]) -> str:
    """Blocks with an empty line between them, items of a list on lines of their own."""
    parts: list[str] = []
    point, before = 0, _PARAGRAPH
    for number, (mark, content) in enumerate(blocks):
        if mark == _PARAGRAPH and number + 1 < len(blocks) and _is_item(blocks[number + 1][0]):
            content = _LEAD_IN.sub("\n\n", content)
        point = point + 1 if mark[:1].isdecimal() else 0
        shown = {_BULLET: "- ", _PARAGRAPH: ""}.get(mark, f"{point}. " if point else f"{mark} ")
        if parts:
            # A list follows its lead-in, and a text its heading, without an empty line
            close = _is_item(mark) or (before.startswith(_HEADING) and not mark.startswith(_HEADING))
            parts.append("\n" if close else "\n\n")
        parts.append(shown + content)
        before = mark
    return "".join(parts)


def _is_item(mark: str) -> bool:
    return mark == _BULLET or mark[:1].isdecimal()
