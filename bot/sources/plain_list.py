"""The plain list of talks, as a page of videos gives it when copied as text: days, but no hours and no rooms.

    Speaker/Second Speaker - Title
    Speaker/Second Speaker - Title [Conference] [24 July 2014] Abstract ----- Description
    Watch

The second line repeats the first, which is the only sure sign of a record; the third may be missing. Abstract and
description are kept as they stand, Markdown flattened to one line; `bot.programme.structure` restores it for reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.errors import FormatError
from bot.programme.kinds import find_kind
from bot.programme.model import Programme, Slot, Speaker, Talk
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Parsed
from bot.sources._fields import show
from bot.sources._ids import FreeIds
from bot.sources._people import People, names_nobody
from bot.sources._text import clean_line, clean_text
from bot.sources._times import require_zone

NAME = "plain list"

_BUTTON = "Watch"
_TAGS = re.compile(r" \[(?P<event>[^\]]*)\](?: \[(?P<date>[^\]]*)\])?(?: (?P<body>.*))?", re.DOTALL)
_FOLLOWS = re.compile(r"\s+\[")
_DATE = re.compile(r"(\d{1,2}) ([A-Za-z]{3,})\.? (\d{4})")
# Not `strptime`, whose months follow the language of the machine
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@dataclass(frozen=True)
class _Record:
    """A header, and what follows its repetition: the tags in brackets and the text. `line` counts from 1."""

    line: int
    header: str
    rest: str


def recognise(document: Document) -> bool:
    """Whether a line is repeated by the next one, followed by a conference and a day in brackets."""
    try:
        lines = _split(document)
    except FormatError:
        return False
    return any(_read_tags(record.rest)[1] for record in _find_records(lines))


def parse(documents: Mapping[str, Document], hints: Hints) -> Parsed:
    """The programme of the first document in this format.

    The title is the hinted one, else the conference that most records name. As nothing has an hour, the zone matters
    little: it is the hinted one, else UTC. Raises FormatError when there is no record.
    """
    lines = next((_split(document) for document in documents.values() if recognise(document)), None)
    if lines is None:
        raise FormatError(
            'expected "Speaker - Title", and on the next line the same with "[Conference] [24 July 2014]"'
        )
    zone = require_zone(hints.timezone or "UTC")
    records = list(_find_records(lines))
    problems = list(_report_strays(lines, records))
    people, ids = People(), FreeIds()
    talks = tuple(_read_talk(record, people, problems, ids) for record in records)
    events = Counter(filter(None, (_read_tags(record.rest)[0] for record in records)))
    title = hints.title or next((event for event, _ in events.most_common(1)), "")
    return Parsed(Programme(title, zone.key, talks), tuple(problems))


def _split(document: Document) -> list[str]:
    return [line.rstrip() for line in document.text.split("\n")]


def _find_records(lines: list[str]) -> Iterator[_Record]:
    number = 0
    while number < len(lines) - 1:
        header, following = lines[number], lines[number + 1]
        rest = following.removeprefix(header)
        if header and rest != following and _FOLLOWS.match(rest):
            yield _Record(number + 1, header, f" {rest.lstrip()}")
            number += 1
        number += 1


def _report_strays(lines: list[str], records: list[_Record]) -> Iterator[Problem]:
    """Lines outside of records, which may be broken records; the first line of all may be the page's title."""
    known = {line for record in records for line in (record.line, record.line + 1)}
    strays = [n for n, line in enumerate(lines, 1) if n not in known and line and line != _BUTTON]
    opening = next((n for n, line in enumerate(lines, 1) if line), 0)
    for number in strays:
        if number != opening:
            message = f"expected a header and its repetition with [conference] and [day], got {show(lines[number - 1])}"
            yield Problem(f"line {number}", "", message, loses_talk=True)


def _read_talk(record: _Record, people: People, problems: list[Problem], ids: FreeIds) -> Talk:
    names, title = _split_header(record.header)
    _, on, body = _read_tags(record.rest)
    day = _read_day(on)
    if day is None:
        message = f"expected a day such as 24 July 2014, got {show(on or None)}"
        problems.append(Problem(title, "day", message, loses_talk=True))
    abstract, _, description = body.partition(" ----- ")
    speakers = tuple(_read_speakers(names, people))
    return Talk(
        id=ids.make(title, day),
        title=title,
        speakers=speakers,
        kind=find_kind("", title=title, has_speakers=bool(speakers)),
        abstract=clean_text(abstract),
        description=clean_text(description),
        slots=(Slot(day),) if day else (),
    )


def _split_header(header: str) -> tuple[str, str]:
    """Speakers and title. A title may hold " - " itself, so the first one separates."""
    names, separator, title = clean_line(header).partition(" - ")
    return (names, title) if separator and title else ("", clean_line(header))


def _read_speakers(names: str, people: People) -> Iterator[Speaker]:
    for name in dict.fromkeys(name.strip() for name in names.split("/")):
        if name and not names_nobody(name):
            yield people.meet("", name)


def _read_tags(rest: str) -> tuple[str, str, str]:
    """Conference, day and text as they stand."""
    match = _TAGS.fullmatch(rest)
    event, on, body = match.groups(default="") if match else ("", "", rest)
    return clean_line(event), on, body


def _read_day(text: str) -> date | None:
    match = _DATE.fullmatch(text.strip())
    months = [n for n, name in enumerate(_MONTHS, 1) if match and name.startswith(match[2].lower())]
    if not match or len(months) != 1:
        return None
    try:
        return date(int(match[3]), months[0], int(match[1]))
    except ValueError:
        return None
