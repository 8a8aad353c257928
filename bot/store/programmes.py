"""Programmes as they were loaded: one row for each version, its talks as JSON, the last fifty kept.

A talk that is the same in several versions is kept once: fifty versions of a thousand talks take 9 MB, not 240.
Encoding and decoding run in a thread, so that a large programme does not hold the event loop.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

import aiosqlite

from bot.clock import Clock
from bot.programme.model import Kind, Programme
from bot.programme.problems import Problem
from bot.programme.record import from_record, to_record
from bot.store.database import Database
from bot.store.instants import from_text, to_text

KEPT = 50


@dataclass(frozen=True)
class Version:
    """What is known of a loaded version without its talks. `talks` counts everything that is no break."""

    version_id: int
    loaded_at: datetime  # UTC, by the real clock
    loaded_by: str  # "start", "refresh" or "moderator <id>"
    read_at: datetime  # UTC: when the source last gave just this
    source: str  # the value of PROGRAMME_SOURCE
    hash: str
    title: str
    timezone: str
    release: str
    talks: int
    breaks: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Stored(Version):
    """A loaded version with its programme."""

    programme: Programme


@dataclass(frozen=True)
class _Encoded:
    """A programme as columns: those of `version` that come from it, and the ids, hashes and records of its talks."""

    header: dict[str, str | int | None]
    talks: list[tuple[str, bytes, str]]


class Programmes:
    """The loaded versions in the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def save(
        self,
        programme: Programme,
        problems: Sequence[Problem] = (),
        *,
        source: str,
        loaded_by: str,
        hash: str = "",  # noqa: A002
    ) -> int:
        """Store a programme that was read from `source` just now; returns the id of its version.

        When the latest version of this `source` holds just the same programme and problems, it stays the latest, and
        only its `read_at` and `hash` follow. Raises ValueError for a naive instant, StoreError when the disk fails.
        """
        now = to_text(self._clock.real())
        encoded = await asyncio.to_thread(_encode, programme, problems)
        new = {"source": source, "hash": hash, "loaded_at": now, "loaded_by": loaded_by, "read_at": now}

        async def work(connection: aiosqlite.Connection) -> int:
            latest = await connection.execute_fetchall(
                "SELECT id, content FROM version WHERE source = ? ORDER BY id DESC LIMIT 1", (source,)
            )
            for row in latest:
                if row["content"] == encoded.header["content"]:
                    await connection.execute_fetchall(
                        "UPDATE version SET read_at = ?, hash = ? WHERE id = ?", (now, hash, row["id"])
                    )
                    return int(row["id"])
            return await _insert(connection, new | encoded.header, encoded.talks)

        return await self._database.write(work)

    async def latest(self, source: str) -> Stored | None:
        """The version loaded last from this value of PROGRAMME_SOURCE; None when there is none."""
        return await self._load("SELECT * FROM version WHERE source = ? ORDER BY id DESC LIMIT 1", source)

    async def get(self, version_id: int) -> Stored | None:
        """The version with this id; None when it is gone."""
        return await self._load("SELECT * FROM version WHERE id = ?", version_id)

    async def history(self, limit: int = KEPT) -> list[Version]:
        """The last versions of any source, newest first."""
        rows = await self._database.read("SELECT * FROM version ORDER BY id DESC LIMIT ?", (limit,))
        return [_decode_version(row) for row in rows]

    async def find_earlier(self, talks: Iterable[str], source: str, before: int) -> frozenset[str]:
        """Those ids of talks that a version of a source had which was loaded before the one with the id `before`."""
        rows = await self._database.read(
            "SELECT DISTINCT talk.id FROM json_each(?) JOIN talk ON talk.id = json_each.value"
            " JOIN version ON version.id = talk.version WHERE version.source = ? AND version.id < ?",
            (json.dumps(list(talks)), source, before),
        )
        return frozenset(row["id"] for row in rows)

    async def _load(self, sql: str, key: str | int) -> Stored | None:
        rows = await self._database.read(sql, (key,))
        if not rows:
            return None
        talks = await self._database.read(
            "SELECT data FROM talk JOIN record ON hash = record WHERE version = ? ORDER BY position", (rows[0]["id"],)
        )
        return await asyncio.to_thread(_decode, rows[0], talks)


async def _insert(
    connection: aiosqlite.Connection, columns: Mapping[str, str | int | None], talks: Sequence[tuple[str, bytes, str]]
) -> int:
    """Insert a version and its talks, and remove what the oldest one took with it; returns the new id."""
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    ((version,),) = await connection.execute_fetchall(
        f"INSERT INTO version ({names}) VALUES ({marks}) RETURNING id",  # noqa: S608 - the names are ours
        tuple(columns.values()),
    )
    for sql, rows in (
        ("INSERT INTO record VALUES (?, ?) ON CONFLICT DO NOTHING", [(mark, data) for _, mark, data in talks]),
        ("INSERT INTO talk VALUES (?, ?, ?, ?)", [(version, n, id_, mark) for n, (id_, mark, _) in enumerate(talks)]),
    ):
        async with connection.executemany(sql, rows):
            pass
    await connection.execute_fetchall(
        "DELETE FROM version WHERE id NOT IN (SELECT id FROM version ORDER BY id DESC LIMIT ?)", (KEPT,)
    )
    await connection.execute_fetchall("DELETE FROM record WHERE hash NOT IN (SELECT record FROM talk)")
    return int(version)


def _encode(programme: Programme, problems: Sequence[Problem]) -> _Encoded:
    breaks = sum(talk.kind is Kind.BREAK for talk in programme.talks)
    header: dict[str, str | int | None] = {
        "title": _to_storable(programme.title),
        "timezone": programme.timezone,
        "first_day": _write_day(programme.start),
        "last_day": _write_day(programme.end),
        "release": _to_storable(programme.version),
        "talks": len(programme.talks) - breaks,
        "breaks": breaks,
        "problems": _to_json([asdict(problem) for problem in problems]),
    }
    talks = []
    content = hashlib.sha256(_to_json(header).encode())
    for talk in programme.talks:
        data = _to_json(to_record(talk))
        mark = hashlib.sha256(data.encode()).digest()[:16]
        talks.append((talk.id, mark, data))
        content.update(mark)
    return _Encoded(header | {"content": content.hexdigest()}, talks)


def _decode_version(row: sqlite3.Row) -> Version:
    return Version(
        version_id=row["id"],
        loaded_at=from_text(row["loaded_at"]),
        loaded_by=row["loaded_by"],
        read_at=from_text(row["read_at"]),
        source=row["source"],
        hash=row["hash"],
        title=row["title"],
        timezone=row["timezone"],
        release=row["release"],
        talks=row["talks"],
        breaks=row["breaks"],
        problems=tuple(Problem(**problem) for problem in json.loads(row["problems"])),
    )


def _decode(row: sqlite3.Row, talks: Sequence[sqlite3.Row]) -> Stored:
    version = _decode_version(row)
    programme = Programme(
        title=version.title,
        timezone=version.timezone,
        talks=tuple(from_record(json.loads(talk["data"])) for talk in talks),
        start=_read_day(row["first_day"]),
        end=_read_day(row["last_day"]),
        version=version.release,
    )
    return Stored(**vars(version), programme=programme)


def _write_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _to_json(value: object) -> str:
    # In ASCII, so that half of a surrogate pair, which JSON from outside can hold, is stored as it came
    return json.dumps(value, separators=(",", ":"))


def _to_storable(text: str) -> str:
    """`text` with "?" for half a surrogate pair, which SQLite's UTF-8 has no place for."""
    return text.encode("utf-8", "replace").decode("utf-8")
