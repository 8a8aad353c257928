"""The small language in which the rules are written, and the matching of rules against words. Pure.

A table is text, one rule a line; a line that begins with blanks continues the one before:

    effect value : pattern | pattern   # example

A pattern is words; `(a|b)` is a choice, `?` behind a word or choice makes it optional, `_` is any one word, which
stays in the text. A word in capitals is an atom: something that was recognised before, such as DAY, HOUR or ROOM.
The longest match wins, then the earlier line. The example is a question in which the rule is used; a test asks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_ELEMENT = re.compile(r"\([^()]*\)\??|[^\s()]+")
ANY = "_"
_CONTINUED = re.compile(r"\n +")


@dataclass(frozen=True, slots=True)
class Row:
    """One rule of a table: what it does (`effect`, `value`), how it is written, an example, its language."""

    effect: str
    value: str
    patterns: tuple[str, ...]
    example: str
    language: str
    order: int


@dataclass(frozen=True, slots=True)
class Atom:
    """Something recognised in words `start` to `end` (excluded): its class, such as DAY, and what it stands for."""

    kind: str
    value: object
    start: int
    end: int
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits words `start` to `end`; `atoms` are those of its pattern, `left` the words that it leaves."""

    row: Row
    start: int
    end: int
    atoms: tuple[Atom, ...] = ()
    left: tuple[int, ...] = ()


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    row: Row | None = None


def read_table(table: str, language: str) -> list[Row]:
    """The rows of a table; raises ValueError for a line that is no rule."""
    rows: list[Row] = []
    for line in filter(None, map(str.strip, _CONTINUED.sub(" ", table).splitlines())):
        head, colon, rest = line.partition(" : ")
        patterns, hash_sign, example = rest.partition(" # ")
        if not (colon and hash_sign and example.strip()):
            raise ValueError(f"no rule with an example: {line!r}")
        effect, _, value = head.strip().partition(" ")
        parts = tuple(map(str.strip, re.split(r" \| ", patterns)))
        rows.append(Row(effect, value.strip(), parts, example.strip(), language, len(rows)))
    return rows


class Trie:
    """The patterns of many rows as one tree of words, so that a text is matched against all of them at once."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._root = _Node()
        for row in rows:
            for pattern in row.patterns:
                self._add(pattern, row)

    def _add(self, pattern: str, row: Row) -> None:
        nodes = [self._root]
        for element in _ELEMENT.findall(pattern):
            optional = element.endswith("?") and len(element) > 1
            choices = element.rstrip("?").strip("()").split("|")
            found = list(nodes) if optional else []
            for node in nodes:
                for choice in choices:
                    at = node
                    for word in choice.split():
                        at = at.next.setdefault(word, _Node())
                    found.append(at)
            nodes = found
        for node in nodes:
            if node is not self._root and (node.row is None or row.order < node.row.order):
                node.row = row

    def words(self) -> Iterator[str]:
        """Every plain word of the patterns."""
        stack = [self._root]
        while stack:
            node = stack.pop()
            for word, child in node.next.items():
                stack.append(child)
                if not word.isupper() and word != ANY:
                    yield word

    def find_all(self, words: Sequence[str], atoms: Sequence[Sequence[Atom]], at: int) -> list[Match]:
        """Every way in which a row fits the words from `at` on; `atoms` are those that begin at each word."""
        root = self._root.next
        if words[at] not in root and ANY not in root and not any(atom.kind in root for atom in atoms[at]):
            return []
        found = []
        stack: list[tuple[_Node, int, tuple[Atom, ...], tuple[int, ...]]] = [(self._root, at, (), ())]
        while stack:
            node, place, taken, left = stack.pop()
            if node.row is not None:
                found.append(Match(node.row, at, place, taken, left))
            if place == len(words) or not node.next:
                continue
            if child := node.next.get(words[place]):
                stack.append((child, place + 1, taken, left))
            if node is not self._root and (child := node.next.get(ANY)):
                stack.append((child, place + 1, taken, (*left, place)))
            stack += [
                (child, atom.end, (*taken, atom), left) for atom in atoms[place] if (child := node.next.get(atom.kind))
            ]
        return found

    def find(self, words: Sequence[str], atoms: Sequence[Sequence[Atom]], at: int) -> Match | None:
        """The longest match from `at` on."""
        matches = self.find_all(words, atoms, at)
        return max(matches, key=lambda match: (match.end, -len(match.left), -match.row.order), default=None)
