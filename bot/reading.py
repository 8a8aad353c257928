"""Sources -> a programme: fetch, recognise, parse, merge, find problems. What `check` and the loader do alike.

Nothing is stored or compared here, and nothing is swapped: a failure leaves no trace.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import multiprocessing
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass, replace

from bot import __version__
from bot.cache import Cache
from bot.errors import FormatError, SourceError
from bot.gathering import gather
from bot.programme.check import find_problems
from bot.programme.merge import merge
from bot.programme.model import Programme
from bot.programme.problems import Problem
from bot.sources import Document, Hints, Source, all_sources, parse, reads_together, recognise

# Parsing in a thread holds the event loop for some 20 ms at this size, and longer beyond it
LARGE = 4 * 2**20


@dataclass(frozen=True)
class Reading:
    """What the sources gave: the programme, every problem with its source, and a hash of what was read.

    `hash` is the SHA-256, in hexadecimal, of all documents' bytes and of the hints: the same hash, the same programme.
    """

    programme: Programme
    problems: tuple[Problem, ...]
    hash: str


async def read(
    locations: Sequence[str],
    hints: Hints,
    *,
    allow_private: bool = False,
    cache: Cache | None = None,
) -> Reading:
    """Read the programme that lies at `locations` (paths and https addresses); several add up to one.

    With `allow_private` an address may lie on this machine or its network. Parsing happens beside the event loop: in a
    thread, or in a process of its own for more than 4 MiB. Raises SourceError, with its `source`, when one of them
    can't be fetched or holds no programme that we read.
    """
    reading = await read_changed(locations, hints, allow_private=allow_private, cache=cache)
    assert reading is not None  # noqa: S101 - no hash is empty
    return reading


async def read_changed(
    locations: Sequence[str],
    hints: Hints,
    known: Collection[str] = (),
    *,
    allow_private: bool = False,
    cache: Cache | None = None,
) -> Reading | None:
    """As `read`; None, and nothing is parsed, when the hash of what lies there is among those `known`."""
    fetched = [(each, await gather(each, allow_private=allow_private, cache=cache)) for each in locations]
    if known and await asyncio.to_thread(hash_of, fetched, hints) in known:
        return None
    size = sum(len(document.data) for _, documents in fetched for document in documents)
    read_all = _parse_in_process if size > LARGE else parse_all
    return await asyncio.to_thread(read_all, fetched, hints)


def hash_of(fetched: Iterable[tuple[str, Sequence[Document]]], hints: Hints) -> str:
    """The hash of what was fetched, as `Reading` has it. Another version of the bot may read the same otherwise."""
    digest = hashlib.sha256(repr((__version__, hints)).encode())
    for _, documents in fetched:
        for document in documents:
            digest.update(hashlib.sha256(document.data).digest())
    return digest.hexdigest()


def parse_all(fetched: Sequence[tuple[str, Sequence[Document]]], hints: Hints) -> Reading:
    """The programme that the documents of each location hold; raises SourceError with the location as its `source`."""
    programmes: list[Programme] = []
    problems: list[Problem] = []
    for location, documents in fetched:
        found, trouble = _parse_location(location, documents, hints)
        programmes += found
        problems += (replace(problem, source=location) for problem in trouble)
    programme = merge(programmes)
    return Reading(programme, (*problems, *find_problems(programme)), hash_of(fetched, hints))


def _parse_location(
    location: str, documents: Sequence[Document], hints: Hints
) -> tuple[list[Programme], list[Problem]]:
    """What the documents hold. One of a folder that gives nothing is a problem, unless all of them give nothing."""
    programmes: list[Programme] = []
    problems: list[Problem] = []
    failures: list[SourceError] = []
    for source, group in _group(documents):
        name = next(iter(group))
        try:
            if source is None:
                raise FormatError(f"{_describe(group[name])}; we read {_list_formats()}")
            parsed = parse(source, group, hints)
        except SourceError as error:
            error.source = error.source or (location if len(group) == len(documents) else name)
            failures.append(error)
            # A folder may hold a file or two that never were a programme: they lose nothing
            problems.append(Problem(error.talk or name, error.field, error.reason, source is not None))
        else:
            programmes.append(parsed.programme)
            problems += parsed.problems
    if not programmes:
        raise failures[0] if failures else FormatError("expected a programme, got no file", source=location)
    return programmes, problems


def _group(documents: Sequence[Document]) -> list[tuple[Source | None, dict[str, Document]]]:
    """The documents with their sources, each alone, but those together that their source reads together."""
    groups: list[tuple[Source | None, dict[str, Document]]] = []
    together: dict[Source, dict[str, Document]] = {}
    for document in documents:
        source = recognise(document)
        if source is None or not reads_together(source):
            groups.append((source, {document.name: document}))
        elif source in together:
            together[source][document.name] = document
        else:
            together[source] = {document.name: document}
            groups.append((source, together[source]))
    return groups


def _parse_in_process(fetched: Sequence[tuple[str, Sequence[Document]]], hints: Hints) -> Reading:
    # Not forked: a fork would take the locks of this process's threads along as they are
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(parse_all, fetched, hints).result()
        except BrokenExecutor:
            reason = "the process that reads it ended early, perhaps for want of memory"
            raise SourceError(reason, source=" ".join(location for location, _ in fetched)) from None


def _describe(document: Document) -> str:
    """What `document` is instead of a programme, in a few words."""
    start = document.data.lstrip()[:200].lower()
    if not start:
        what = "it is empty"
    elif start.startswith((b"<!doctype html", b"<html")):
        what = "it is a web page, no programme"
    elif start.startswith((b"{", b"[")):
        what = _describe_json(document)
    elif document.is_json:
        what = "it is JSON, but no programme that we know"
    else:
        what = "it is in no format that we know"
    return what


def _describe_json(document: Document) -> str:
    """As `_describe`, for what begins like JSON; a download that was cut off does, too."""
    try:
        value = document.json
    except FormatError as error:
        fault = error.__cause__
        if isinstance(fault, json.JSONDecodeError):
            return f"it is JSON that is broken at line {fault.lineno}, column {fault.colno}"
        return "it begins like JSON, but can't be read"
    if isinstance(value, dict) and {"$schema", "properties"} <= value.keys():
        return "it is a JSON schema, which describes files and holds no programme"
    return "it is JSON, but no programme that we know"


def _list_formats() -> str:
    names = [source.NAME for source in all_sources()]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
