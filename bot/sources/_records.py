"""What sources share that put their records into the terms of the schedule JSON and let its reader do the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.programme.kinds import find_kind
from bot.programme.model import Kind
from bot.programme.problems import Problem
from bot.programme.text import fold
from bot.sources import Hints
from bot.sources._text import clean_line
from bot.sources._times import find_zone, read_instant, require_zone, zone_of_offsets

_LANGUAGES = {
    code: names.split()
    for code, names in {
        "ar": "arabic ara العربية",
        "ca": "catalan cat catala",
        "cs": "czech ces cze cestina cesky",
        "da": "danish dan dansk",
        "de": "german deutsch deu ger allemand tedesco aleman alemao",
        "el": "greek ell gre ελληνικα",
        "en": "english eng englisch anglais inglese ingles angielski",
        "es": "spanish spa espanol spanisch espagnol spagnolo castellano",
        "fi": "finnish fin suomi",
        "fr": "french fra fre francais franzosisch francese frances",
        "he": "hebrew heb עברית",
        "hu": "hungarian hun magyar",
        "it": "italian ita italiano italienisch italien",
        "ja": "japanese jpn 日本語",
        "ko": "korean kor 한국어",
        "nl": "dutch nld dut nederlands",
        "no": "norwegian nor norsk",
        "pl": "polish pol polski",
        "pt": "portuguese por portugues portugiesisch portugais",
        "ro": "romanian ron rum romana",
        "ru": "russian rus русскии",
        "sk": "slovak slk slo slovencina",
        "sl": "slovenian slovene slv slovenscina",
        "sv": "swedish swe svenska",
        "tr": "turkish tur turkce",
        "uk": "ukrainian ukr українська",
        "zh": "chinese zho chi 中文",
    }.items()
}
_CODES = {fold(name): code for code, names in _LANGUAGES.items() for name in (code, *names)}
# A longer text is no list of people
_LONGEST = 2_000
_AND = re.compile(r"\s+(?:and|und|et|y|e|&|\+)\s+|\s*&\s*")


def find_break_kind(title: str) -> Kind:
    """The kind of what a source calls a break without saying which: a party is a party, all else a break."""
    kind = find_kind(title, title=title, has_speakers=False)
    return Kind.BREAK if kind is Kind.TALK else kind


def find_language(text: str) -> str:
    """The code of a language that goes by its name or by three letters ("German", "deu"); other text as it is."""
    found = _CODES.get(fold(text))
    return found or text.lower()


def split_names(text: str) -> list[str]:
    """The names of several people in one text: on lines of their own, or after ";", ",", "&" or "and".

    "Doe, Jane" is one person; so is a name with an "and" of a single word on one side ("Smith and Wesson Ltd").
    """
    text = text[:_LONGEST]
    for mark in ("\n", ";"):
        if mark in text.strip():
            return _clean_names(text.split(mark))
    parts = _clean_names(text.split(","))
    if len(parts) == 2 and " " not in parts[0]:
        return [clean_line(text)]
    return [name for part in parts for name in _split_and(part)]


def _split_and(text: str) -> list[str]:
    parts = _clean_names(_AND.split(text))
    return parts if all(" " in part for part in parts) else [text]


def _clean_names(parts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(clean_line, parts))))


def choose_zone(stated: str, hints: Hints, starts: Iterable[object]) -> ZoneInfo | None:
    """The zone that a source states, else the hinted one, else one made of the offsets of `starts`; None for none.

    A source that states only UTC says nothing of the hall, so that the hinted zone wins over it. Raises FormatError
    when the hinted zone is needed and unknown.
    """
    zone = find_zone(stated)
    if zone and zone.key not in ("UTC", "Etc/UTC", "GMT"):
        return zone
    if hints.timezone:
        return require_zone(hints.timezone)
    return zone or zone_of_offsets(_read_instants(starts))


def _read_instants(starts: Iterable[object]) -> Iterator[datetime]:
    for text in starts:
        try:
            found = read_instant(text.strip()) if isinstance(text, str) else None
        except ValueError:
            continue
        if isinstance(found, datetime):
            yield found


def rename_fields(problems: Iterable[Problem], names: Mapping[str, str]) -> tuple[Problem, ...]:
    """`problems` with the source's own names of the fields instead of those of the schedule JSON."""
    return tuple(replace(problem, field=names.get(problem.field, problem.field)) for problem in problems)
