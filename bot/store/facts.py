"""Small facts that the bot remembers of itself, such as the hash of the command tree that Discord has."""

from __future__ import annotations

import aiosqlite

from bot.store.database import Database


class Facts:
    """Texts by name in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, key: str) -> str | None:
        """The fact of this name; None when there is none."""
        rows = await self._database.read("SELECT value FROM fact WHERE key = ?", (key,))
        return rows[0]["value"] if rows else None

    async def beginning(self, prefix: str) -> dict[str, str]:
        """All facts whose names begin so."""
        rows = await self._database.read("SELECT * FROM fact WHERE substr(key, 1, length(?)) = ?", (prefix, prefix))
        return {row["key"]: row["value"] for row in rows}

    async def set(self, key: str, value: str) -> None:
        """Remember `value` under this name, in place of what was there."""

        async def work(connection: aiosqlite.Connection) -> None:
            await connection.execute_fetchall(
                "INSERT INTO fact VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
            )

        await self._database.write(work)

    async def forget(self, key: str) -> None:
        """Remove the fact of this name, if there is one."""

        async def work(connection: aiosqlite.Connection) -> None:
            await connection.execute_fetchall("DELETE FROM fact WHERE key = ?", (key,))

        await self._database.write(work)
