"""Tables of talks as CSV, as spreadsheets and conference tools export them: one row for each slot.

Columns are known by the usual spellings of their headers (`_columns`), others by PROGRAMME_COLUMNS. The marks between
cells may be commas, semicolons, tabs or bars; rows above the headers are skipped. The hours are on the hall's clock.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.errors import FormatError
from bot.programme.model import Programme, Talk
from bot.programme.problems import Problem
from bot.programme.text import make_id
from bot.sources import Document, Hints, Parsed
from bot.sources._calendar import is_calendar
from bot.sources._cells import find_day_first
from bot.sources._columns import find_columns, list_headers, tells_programme
from bot.sources._events import gather_talks
from bot.sources._people import People
from bot.sources._records import choose_zone, rename_fields
from bot.sources._rows import Row
from bot.sources._slots import SlotReader
from bot.sources._text import clean_line

NAME = "table (CSV)"

_DELIMITERS = ",;\t|"
_SNIFFED = 64 * 2**10
# Titles and notes that people write above their headers
_HEADER_WITHIN = 10
_LONGEST_HEADER = 60


def recognise(document: Document) -> bool:
    """Whether there are headers of a programme, or else at least headers above rows of the same number of cells."""
    try:
        text = _decode(document.data[:_SNIFFED])
        if text.lstrip()[:1] in ("", "<", "{", "[") or is_calendar(document.data):
            return False
        rows = _read_rows(text.rpartition("\n")[0] or text, strict=False)
    except (FormatError, csv.Error):
        return False
    return _find_header(rows) is not None or _looks_like_table(rows)


def parse(documents: Mapping[str, Document], hints: Hints) -> Parsed:
    """The programme of the first table.

    The zone is the hinted one, else one made of the offsets. Raises FormatError for what can't be read as a table,
    for one without a column of titles, and when hours have neither zone nor offset.
    """
    document = next((document for document in documents.values() if recognise(document)), None)
    if document is None:
        raise FormatError("expected a table of talks, got something else")
    rows = _read_rows(_decode(document.data), strict=True)
    at = _find_header(rows, hints.columns)
    if at is None:
        got = list_headers(next(filter(any, rows), []))
        raise FormatError(
            "expected a column of titles and one of speakers, hours, rooms or texts, got"
            f" {got}: say in PROGRAMME_COLUMNS which is which, such as `title=Talk name; start=When`"
        )
    columns = find_columns(rows[at], hints.columns)
    problems: list[Problem] = []
    filled = [Row(cells, columns, problems, n) for n, cells in enumerate(rows[at + 1 :], at + 2) if any(cells)]
    day_first = find_day_first(cell for row in filled for cell in row.texts("date", "start", "end", "end date"))
    events = [row.make_event(day_first=day_first) for row in filled]
    zone = choose_zone("", hints, (event.fields.data.get("date") for event in events))
    slots, people = SlotReader(zone), People()
    read = [talk for row, event in zip(filled, events, strict=True) if (talk := row.read(event, slots, people))]
    talks = gather_talks(read if "id" in columns else _part_twins(read), problems)
    names = {field: clean_line(rows[at][numbers[0]]) for field, numbers in columns.items()}
    names["date"] = names.get("date") or names.get("start", "date")
    names["persons"] = names.get("speakers", "speakers")
    programme = Programme(hints.title, zone.key if zone else "UTC", talks)
    return Parsed(programme, rename_fields(problems, names))


def _decode(data: bytes) -> str:
    """The text of a table: UTF-8, or one of the two that spreadsheets on Windows write; raises FormatError."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # The first bytes of a document may end within a character
            whole = error.end < len(data) and len(data) - error.start > 3
            text = data.decode("cp1252" if whole else "utf-8-sig", "replace")
    if "\0" in text:
        raise FormatError("expected a table as text (CSV), got other bytes; a spreadsheet has to be exported as CSV")
    return text


def _read_rows(text: str, *, strict: bool) -> list[list[str]]:
    """The rows of `text`, cells trimmed; raises FormatError when it breaks off within a cell (if `strict`)."""
    sample = text[:_SNIFFED]
    candidates = [(mark, _split(sample, mark, strict=False)[:_HEADER_WITHIN]) for mark in _DELIMITERS]
    mark, _ = max(
        candidates, key=lambda found: (_find_header(found[1]) is not None, max(map(len, found[1]), default=0))
    )
    if strict:
        try:
            return _split(text, mark, strict=True)
        except csv.Error as error:
            if "end of data" in str(error):
                raise FormatError("expected every quote in the table to be closed, got one that is not") from error
    try:
        return _split(text, mark, strict=False)
    except csv.Error as error:
        raise FormatError(f"expected a table ({error})") from error


def _split(text: str, mark: str, *, strict: bool) -> list[list[str]]:
    # Other marks that Python takes for line ends are letters of a cell
    lines = (f"{line}\n" for line in re.sub(r"\r\n?", "\n", text).split("\n"))
    return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=mark, strict=strict)]


def _find_header(rows: Sequence[Sequence[str]], chosen: Sequence[tuple[str, str]] = ()) -> int | None:
    """Which row holds the headers; None when none of the first ones does. Raises FormatError for a wrong choice."""
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        try:
            columns = find_columns(row, chosen)
        except FormatError:
            continue
        if tells_programme(columns) or ("title" in columns and chosen):
            return number
    if chosen:
        # Says which one is not there
        find_columns(next(filter(any, rows), []), chosen)
    return None


def _looks_like_table(rows: Sequence[Sequence[str]]) -> bool:
    filled = [row for row in rows if any(row)]
    if len(filled) < 2 or len({len(row) for row in filled[:20]}) != 1:
        return False
    header = [cell for cell in filled[0] if cell]
    return len(header) > 2 and len(set(header)) == len(header) and max(map(len, header)) <= _LONGEST_HEADER


def _part_twins(talks: Sequence[Talk]) -> Iterator[Talk]:
    """Talks of one title by different people, which have no id to tell them apart, get one of title and speakers."""
    speakers: dict[str, set[tuple[str, ...]]] = {}
    for talk in talks:
        speakers.setdefault(talk.id, set()).add(tuple(person.id for person in talk.speakers))
    for talk in talks:
        apart = len(speakers[talk.id]) > 1 and bool(talk.speakers)
        yield replace(talk, id=make_id(" ".join([talk.id, *(p.id for p in talk.speakers)]))) if apart else talk
