"""A location -> everything that lies there: its documents, and the further pages and siblings that they name."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bot.cache import Cache
from bot.errors import FetchError, FormatError
from bot.fetch import LIMITS, Limits, fetch
from bot.sources import Document, recognise

# Further pages and siblings of one location
FURTHER = 100


async def gather(
    location: str, *, allow_private: bool = False, limits: Limits = LIMITS, cache: Cache | None = None
) -> list[Document]:
    """The documents at a location, and those that they name as their next page or their sibling.

    A sibling may be missing; a page may not, and lies on the same server. All of them together stay within the size of
    `limits`. Raises FetchError.
    """
    documents = await fetch(location, allow_private=allow_private, limits=limits, cache=cache)
    if len(documents) > 1 or (documents[0].name != location and "://" not in location):
        return documents  # a folder: what belongs together is there already
    seen = {location, documents[0].name}
    for document in documents:
        for named in await asyncio.to_thread(_list_more, document):
            where = _resolve(document.name, named)
            if where in seen or ("://" in where and "://" not in document.name):
                continue  # a saved page names the next one on its server; `parse` says what is missing
            seen.add(where)
            if len(documents) > FURTHER:
                raise FetchError(
                    f"it names more than {FURTHER} further pages; give a smaller programme", source=location
                )
            _require_same_server(document.name, where, location)
            left = replace(limits, size=limits.size - sum(len(known.data) for known in documents))
            try:
                documents += await fetch(where, allow_private=allow_private, limits=left, cache=cache)
            except FetchError as error:
                if not (error.missing and _is_sibling(named)):
                    raise
    return documents


def _list_more(document: Document) -> list[str]:
    try:
        source = recognise(document)
        return list(source.more(document)) if source is not None and hasattr(source, "more") else []
    except FormatError:  # told when it is parsed
        return []


def _is_sibling(named: str) -> bool:
    """Whether a document lies beside the one that names it, rather than on a server of its own."""
    return "://" not in named and "/" not in named


def _resolve(base: str, named: str) -> str:
    """A named place, as seen from the document that names it; of a path only what lies in the same folder."""
    if "://" in base:
        return urljoin(base, named)
    if not _is_sibling(named):
        return named
    return str(Path(base).with_name(named))


def _require_same_server(base: str, where: str, location: str) -> None:
    if "://" in where and urlsplit(base).netloc != urlsplit(where).netloc:
        raise FetchError("it names a further page on another server, which is not read", source=location)
