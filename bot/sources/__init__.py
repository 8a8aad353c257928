"""Formats that we can read, one module each, discovered. Pure: bytes in, programme out; the loader does the fetching.

A source module has

    NAME                                     what people call the format
    recognise(document) -> bool              whether this is that format, from the content, never from the file's name
    parse(documents, hints) -> Parsed        the programme and its problems; documents are {name: Document}
    more(document) -> list of addresses      optional: the next page or a sibling file, as written in the document
    TOGETHER = True                          optional: all documents of a place go into one call of `parse`; otherwise
                                             each is parsed alone

`parse` leaves a bad record out and reports it as a `Problem`; it raises `FormatError` only when nothing can be had.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol

from bot.errors import FormatError
from bot.programme.model import Programme
from bot.programme.problems import Problem


@dataclass(frozen=True)
class Document:
    """The bytes of one file or answer, with the views that sources need, each made once."""

    name: str
    data: bytes

    @cached_property
    def text(self) -> str:
        """The bytes as UTF-8, without a byte order mark and with plain line ends; raises FormatError."""
        try:
            return self.data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise FormatError(f"expected text in UTF-8, got byte 0x{self.data[error.start]:02x}") from error

    @cached_property
    def json(self) -> object:
        """The document as JSON; raises FormatError for anything else, and for nesting too deep to read."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise FormatError(f"expected JSON ({error})") from error

    @property
    def is_json(self) -> bool:
        """Whether `json` can be read."""
        try:
            _ = self.json
        except FormatError:
            return False
        return True


@dataclass(frozen=True)
class Hints:
    """What the operator says of a programme: its title and its IANA time zone, for sources that do not, which
    language ("de", "pt-br") is wanted of a text that comes in several, and which columns of a table are which fields,
    as pairs of field and header.
    """

    title: str = ""
    timezone: str = ""
    language: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Parsed:
    """What a source gave: the programme and the problems found on the way."""

    programme: Programme
    problems: tuple[Problem, ...] = ()


class Source(Protocol):
    """The contract of a source module."""

    NAME: str

    def recognise(self, document: Document) -> bool: ...

    def parse(self, documents: Mapping[str, Document], hints: Hints) -> Parsed: ...


@cache
def all_sources() -> tuple[Source, ...]:
    """Every source module of this package, by name; a module whose name starts with `_` is no source."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def reads_together(source: Source) -> bool:
    """Whether the documents of one place that `source` recognises make one programme: its parts, pages or siblings."""
    return bool(getattr(source, "TOGETHER", False))


# Which language `bot.sources._fields` chooses, deep inside of every source, while `parse` runs
PREFERRED: ContextVar[str] = ContextVar("PREFERRED", default="")


def parse(source: Source, documents: Mapping[str, Document], hints: Hints) -> Parsed:
    """What a source finds in documents that it recognises, texts in the language of the hints; raises FormatError."""
    token = PREFERRED.set(hints.language)
    try:
        return source.parse(documents, hints)
    finally:
        PREFERRED.reset(token)


def recognise(document: Document) -> Source | None:
    """The source that can read `document`, or None."""
    return next((source for source in all_sources() if source.recognise(document)), None)
