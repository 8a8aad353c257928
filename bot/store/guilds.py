"""What a server's moderators have set, one row for each server."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TypedDict, Unpack

import aiosqlite

from bot.store.database import Database


class Settings(TypedDict, total=False):
    """What can be changed of a server's settings; the names are those of `Guild` and of the table's columns."""

    moderator_role: int | None
    keep_unanswered: bool


@dataclass(frozen=True, slots=True)
class Guild:
    """The settings of the server `id`.

    `moderator_role` is the role that may moderate besides the administrators; `keep_unanswered` says whether questions
    that were asked in vain are kept for the moderators.
    """

    id: int
    moderator_role: int | None = None
    keep_unanswered: bool = True


class Guilds:
    """The settings of servers in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, guild_id: int) -> Guild:
        """The settings of a server; the defaults where nothing was set."""
        rows = await self._database.read("SELECT * FROM guild WHERE id = ?", (guild_id,))
        return _decode(rows[0]) if rows else Guild(guild_id)

    async def set(self, guild_id: int, **changes: Unpack[Settings]) -> Guild:
        """Change the settings that are given, keep the others, and return all of them."""
        unknown = changes.keys() - Settings.__annotations__.keys()
        if unknown:
            raise TypeError(f"no such settings: {', '.join(sorted(unknown))}")

        async def work(connection: aiosqlite.Connection) -> Guild:
            await connection.execute_fetchall("INSERT INTO guild (id) VALUES (?) ON CONFLICT DO NOTHING", (guild_id,))
            for name, value in changes.items():
                await connection.execute_fetchall(
                    f'UPDATE guild SET "{name}" = ? WHERE id = ?',  # noqa: S608 - the name is a key of Settings
                    (value, guild_id),
                )
            (row,) = await connection.execute_fetchall("SELECT * FROM guild WHERE id = ?", (guild_id,))
            return _decode(row)

        return await self._database.write(work)


def _decode(row: sqlite3.Row) -> Guild:
    return Guild(row["id"], row["moderator_role"], bool(row["keep_unanswered"]))
