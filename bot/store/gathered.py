"""Things that many people want stored at the same moment, written together: a transaction waits for the disk, and a
thousand of them, one after another, would hold up a thousand answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import aiosqlite

from bot.store.database import Database

Item = TypeVar("Item")


class Gathered(Generic[Item]):
    """What comes while one transaction runs goes into the next; `work(connection, items)` writes the items of one."""

    def __init__(
        self, database: Database, work: Callable[[aiosqlite.Connection, Sequence[Item]], Awaitable[None]]
    ) -> None:
        self._database = database
        self._work = work
        self._items: list[Item] = []
        self._next: asyncio.Task[None] | None = None

    async def put(self, item: Item) -> None:
        """Store `item`, also when the caller is cancelled; raises StoreError, as for all that were written with it."""
        self._items.append(item)
        if self._next is None:
            self._next = asyncio.create_task(self._write())
        await asyncio.shield(self._next)

    async def _write(self) -> None:
        try:
            await self._database.write(lambda connection: self._work(connection, self._take()))
        finally:
            if self._next is asyncio.current_task():
                # The transaction could not even begin
                self._take()

    def _take(self) -> list[Item]:
        items, self._items, self._next = self._items, [], None
        return items
