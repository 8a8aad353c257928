"""The tables of all languages, ready to be matched; which language a text is in; what is recognised in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib import import_module

from bot.programme.model import Kind
from bot.programme.technical import TECHNICAL
from bot.questions.days import find_days
from bot.questions.hours import Clock, make_clock, make_span, read_clock
from bot.questions.lexicon import Lexicon, is_like_a_room
from bot.questions.patterns import Atom, Match, Row, Trie, read_table

LANGUAGES = ("english", "german", "french", "spanish", "italian", "polish", "czech")
_TIME = re.compile(r"\d{1,2}[:h]\d\d")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?")
# Behind the name of a technique: no hour that a talk starts at, such as 2.30
_VERSION = re.compile(r"\d\.(?:\d|(?!00|15|30|45)\d\d)(?:\.\d+)?")
_FIGURE_ENDS = frozenset(["st", "nd", "rd", "th", "er", "eme", "de"])
# Words of other languages that are common in English questions too, and so tell nothing
_SHARED_TEXT = """
a al am an art as at but by c come con ct d dame data dates de den der des di dia die dim do docker dom done
dopo du e en es et first fr fri gio gratis hat he hours i ich if il in is it jam je jest jeu jue kann keynote
keynotes l la las last le les level lightning lo los lun ma man mar me mer mi mie minutes mit mo mon my na nd no
noon now o on once or ora over pa panel par party pas per plus pn pon poster pour prime pro program programme pt
python que qui room s sa sab sale sam sat se session sessions set so social son speaker speakers sr st start sun
sur ta talk talks te ten the to track tri tu tue ultimo un una under ut va van ven vie von war was we web well
wo workshop workshops wt y z ze
"""
_SHARED = frozenset(_SHARED_TEXT.split())


@dataclass(frozen=True)
class Grammar:
    """One language: its plain words as atoms, its rules as trees, and the words that give it away."""

    name: str
    plain: dict[str, list[tuple[str, int]]]
    atoms: Trie
    rules: Trie
    stop: frozenset[str]
    known: frozenset[str]
    marks: frozenset[str]
    rows: tuple[Row, ...]


def _plain(groups: Sequence[tuple[str, str, int]]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for kind, words, first in groups:
        for number, same in enumerate(words.split(), first):
            for word in same.split("|"):
                found.setdefault(word, []).append((kind, number))
    return found


@cache
def grammar_of(name: str) -> Grammar:
    """The grammar of a language by its name."""
    table = import_module(f"bot.questions.tables.{name}")
    words = table.WORDS
    plain = _plain(
        [
            ("WEEKDAY", words.weekdays, 0),
            ("MONTH", words.months, 1),
            ("NUMBER", words.numbers, 0),
            ("ORDINAL", words.ordinals, 1),
        ]
    )
    atoms, rules = read_table(table.ATOMS, name), read_table(table.RULES, name)
    trees = Trie(atoms), Trie(rules)
    # "CI" is a word of Italian, and one of the field
    stop = frozenset(table.STOP.split()) - (frozenset() if name == "english" else TECHNICAL)
    known = {word for tree in trees for word in tree.words()} | plain.keys() | stop
    return Grammar(
        name, plain, *trees, stop, frozenset(known), frozenset(known - _SHARED - TECHNICAL), tuple(atoms + rules)
    )


@cache
def _others() -> tuple[Grammar, ...]:
    english = grammar_of("english").marks
    return tuple(replace(grammar, marks=grammar.marks - english) for grammar in map(grammar_of, LANGUAGES[1:]))


def load() -> None:
    """Read the tables of all languages now rather than at the first question."""
    _others()


def detect(words: Sequence[str]) -> list[Grammar]:
    """The grammars to read a text with: English, and the language of which it has the most tell-tale words."""
    counted = [(sum(word in grammar.marks for word in words), grammar) for grammar in _others()]
    most = max((count for count, _ in counted), default=0)
    return [grammar_of("english"), *(grammar for count, grammar in counted if count == most and most)]


class Recogniser:
    """Finds the atoms of one text."""

    def __init__(self, words: Sequence[str], grammars: Sequence[Grammar], lexicon: Lexicon, now: datetime) -> None:
        self._words, self._grammars, self._lexicon, self._now = words, grammars, lexicon, now
        self.atoms: list[list[Atom]] = [[] for _ in words]

    def recognise(self) -> list[list[Atom]]:
        """The atoms that begin at each word."""
        for at, word in enumerate(self._words):
            self._plain(at, word)
            self._programme(at, word)
        made: list[Atom] = []
        for grammar in self._grammars:
            for at in range(len(self._words)):
                made += [
                    atom for match in grammar.atoms.find_all(self._words, self.atoms, at) for atom in self._make(match)
                ]
        for atom in made:
            self.atoms[atom.start].append(atom)
        return self.atoms

    def _put(self, kind: str, value: object, at: int, end: int, row: Row | None = None) -> None:
        self.atoms[at].append(Atom(kind, value, at, end, row))

    def _plain(self, at: int, word: str) -> None:
        for grammar in self._grammars:
            for kind, number in grammar.plain.get(word, ()):
                self._put(kind, number, at, at + 1)
                if kind == "NUMBER" and 0 < number < 13:
                    self._put("HOUR", Clock(number * 60, False), at, at + 1)
        if not word[0].isdecimal():
            if is_like_a_room(word):
                self._put("ROOMLIKE", word, at, at + 1)
            return
        self._figure(at, word)

    def _figure(self, at: int, word: str) -> None:
        if _VERSION.fullmatch(word) and at and self._words[at - 1] in TECHNICAL:
            return  # "python 3.14"
        if word.isdecimal() and len(word) < 4:
            self._put("NUMBER", int(word), at, at + 1)
            if at + 1 < len(self._words) and self._words[at + 1] in _FIGURE_ENDS and int(word) < 32:
                self._put("FIGURE", int(word), at, at + 2)
                if 0 < int(word) <= 10:
                    self._put("ORDINAL", int(word), at, at + 2)
        elif re.fullmatch(r"\d\.\d", word):
            self._put("NUMBER", float(word), at, at + 1)
        if clock := read_clock(word):
            self._put("HOUR", clock, at, at + 1)
            if not word.isdecimal():
                self._put("TIME", clock, at, at + 1)
            if _TIME.fullmatch(word):
                self._put("CLOCK", clock, at, at + 1)
        if _DATE.fullmatch(word):
            self._put("DATE", word, at, at + 1)

    def _programme(self, at: int, word: str) -> None:
        for thing in self._lexicon.things.get(word, ()):
            end = at + len(thing.words)
            if tuple(self._words[at:end]) == thing.words:
                self._put(thing.kind, (thing.value,) if thing.kind == "LEVEL" else thing.value, at, end)
        if person := self._lexicon.find_person(list(self._words), at):
            end, ids, certain = person
            self._put("NAMEISH", ids, at, end)
            if certain:
                self._put("NAME", ids, at, end)

    def _make(self, match: Match) -> list[Atom]:
        """The atoms that a rule of the first table gives; none where the programme has no use for it."""
        row, values = match.row, [atom.value for atom in match.atoms]

        def atom(kind: str, value: object) -> Atom:
            return Atom(kind, value, match.start, match.end, row)

        match row.effect:
            case "day":
                days = find_days(row.value, match.atoms, self._lexicon, self._now)
                return [atom("DAY", days)] if days else []
            case "clock":
                clock = make_clock(row.value, values)
                return [atom("CLOCK", clock), atom("HOUR", clock)] if clock else []
            case "span":
                return [atom("SPAN", make_span(row.value, values))]
            case "part":
                return [atom("PART", row.value)]
            case "event":
                return [atom("EVENT", row.value)]
            case "kind":
                kind = Kind(row.value)
                return [atom("KIND", kind)] if kind in self._lexicon.kinds else []
            case "level":
                return [atom("LEVEL", self._lexicon.levels.get(int(row.value), ()))] if self._lexicon.levels else []
            case "language":
                return [atom("LANGUAGE", row.value)] if self._lexicon.languages else []
            case _:
                raise ValueError(f"no such atom: {row.effect}")
