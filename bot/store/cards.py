"""States of cards that do not fit into a button's `custom_id`, kept for thirty days."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import aiosqlite

from bot.store.database import Database
from bot.store.gathered import Gathered
from bot.store.instants import to_text

LIFETIME = timedelta(days=30)
_AGAIN = timedelta(days=1)
_MOST_KNOWN = 4_096
ID_LENGTH = 12


class Cards:
    """The states of cards in the database; `now` gives the real time."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._put = Gathered(database, _store)
        # When the ones that were kept last were kept: a crowd asks the same, and need not wait for the disk each time
        self._kept: OrderedDict[str, datetime] = OrderedDict()

    async def put(self, state: Mapping[str, Any]) -> str:
        """Keep `state`, a JSON object, for thirty days less one at least; returns its id, 12 of `[A-Za-z0-9_-]`.

        The same state has the same id, always. Raises StoreError.
        """
        text = json.dumps(state, separators=(",", ":"), sort_keys=True)
        card = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()[:ID_LENGTH]
        now = self._now()
        kept = self._kept.get(card)
        if kept is None or not now - _AGAIN < kept <= now:
            await self._put.put((card, text, to_text(now)))
            self._kept[card] = now
            if len(self._kept) > _MOST_KNOWN:
                self._kept.popitem(last=False)
        return card

    async def get(self, card: str) -> dict[str, Any] | None:
        """The state with this id; None when it is unknown or older than thirty days."""
        rows = await self._database.read(
            "SELECT state FROM card WHERE id = ? AND created > ?", (card, to_text(self._now() - LIFETIME))
        )
        return dict(json.loads(rows[0]["state"])) if rows else None

    async def purge(self) -> int:
        """Forget the states that are older than thirty days; returns how many."""
        oldest = to_text(self._now() - LIFETIME)

        async def work(connection: aiosqlite.Connection) -> int:
            gone = await connection.execute_fetchall("DELETE FROM card WHERE created <= ? RETURNING id", (oldest,))
            return len(list(gone))

        return await self._database.write(work)


async def _store(connection: aiosqlite.Connection, cards: Sequence[tuple[str, str, str]]) -> None:
    statement = "INSERT INTO card VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET created = excluded.created"
    async with connection.executemany(statement, cards):
        pass
