"""Where moderators of each server say that a room is shown live; also kept in memory, as answers need it at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

import aiosqlite

from bot.programme.livestreams import Livestreams
from bot.store.database import Database

_NONE = Livestreams()
_OF_GUILD = "SELECT room, day, url FROM livestream WHERE guild = ? ORDER BY room, day"


class LivestreamSettings:
    """The livestreams of all servers; `load` comes first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._by_guild: dict[int, Livestreams] = {}

    async def load(self) -> None:
        """Read those of every server into memory. Raises StoreError when the file can't be read."""
        rows = await self._database.read("SELECT * FROM livestream ORDER BY guild, room, day")
        by_guild: dict[int, list[sqlite3.Row]] = {}
        for row in rows:
            by_guild.setdefault(row["guild"], []).append(row)
        self._by_guild = {guild: _decode(found) for guild, found in by_guild.items()}

    def of(self, guild: int | None) -> Livestreams:
        """Those of a server, from memory; none in a direct message (None)."""
        return self._by_guild.get(guild, _NONE) if guild is not None else _NONE

    async def save(self, guild: int, room: str, url: str, day: date | None = None) -> None:
        """Say where a room is shown on a day, or (None) on every day that has no address of its own."""
        await self._write(
            guild,
            "INSERT INTO livestream (guild, room, day, url) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (guild, room, day) DO UPDATE SET url = excluded.url",
            (guild, room, day.isoformat() if day else "", url),
        )

    async def remove(self, guild: int, room: str, day: date | None = None) -> int:
        """Forget the livestream of a room on a day, or (None) all that it has; returns how many that were."""
        before = len(self.of(guild).urls)
        await self._write(
            guild,
            "DELETE FROM livestream WHERE guild = ? AND room = ? AND day = coalesce(?, day)",
            (guild, room, day.isoformat() if day else None),
        )
        return before - len(self.of(guild).urls)

    async def _write(self, guild: int, sql: str, values: tuple[int | str | None, ...]) -> None:
        async def work(connection: aiosqlite.Connection) -> Livestreams:
            await connection.execute_fetchall(sql, values)
            return _decode(await connection.execute_fetchall(_OF_GUILD, (guild,)))

        self._by_guild[guild] = await self._database.write(work)


def _decode(rows: Iterable[sqlite3.Row]) -> Livestreams:
    return Livestreams(
        {(row["room"], date.fromisoformat(row["day"]) if row["day"] else None): row["url"] for row in rows}
    )
