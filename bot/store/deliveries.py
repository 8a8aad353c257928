"""The ledger of what is posted: a delivery is claimed before it is sent and confirmed after, so that it happens once.

A row that is `claimed` may stand in the channel or not; whoever sends finds that out. What was refused for certain is
released, and may be claimed again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

import aiosqlite

from bot.store.database import Database
from bot.store.instants import from_text, to_text

KEPT = timedelta(days=90)
_BY_KEY = "WHERE guild = ? AND channel = ? AND kind = ? AND key = ? AND part = ?"


class DeliveryKey(NamedTuple):
    """What makes a delivery one: `kind` and `key` are readable ("daily", "2014-07-23"), `part` counts from 1."""

    guild: int
    channel: int
    kind: str
    key: str
    part: int = 1


class State(StrEnum):
    """How far a delivery is."""

    CLAIMED = "claimed"  # being sent, or interrupted while it was
    SENT = "sent"
    SKIPPED = "skipped"  # too late, or nobody can say whether it stands there
    FAILED = "failed"  # Discord refuses what we wrote, or a moderator removed it


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row. `due` and `expires` follow the programme's clock, the other instants the real one; all in UTC."""

    id: DeliveryKey
    due: datetime
    expires: datetime
    claimed_at: datetime
    state: State = State.CLAIMED
    attempts: int = 0
    next_try: datetime | None = None
    message: int | None = None
    content: str = ""
    detail: tuple[str, ...] = ()
    error: str = ""
    sent_at: datetime | None = None
    """When it was sent; None also where it was found in its channel instead."""


class Deliveries:
    """The ledger in the database; `real` gives the real time."""

    def __init__(self, database: Database, real: Callable[[], datetime]) -> None:
        self._database = database
        self._real = real

    async def all(self) -> list[Delivery]:
        """Every row."""
        return [_decode(row) for row in await self._database.read("SELECT * FROM delivery")]

    async def count(self) -> dict[tuple[str, str], int]:
        """How many there are of each kind and state."""
        rows = await self._database.read("SELECT kind, state, count(*) AS number FROM delivery GROUP BY kind, state")
        return {(row["kind"], row["state"]): row["number"] for row in rows}

    async def count_missed(self, guild: int, since: datetime) -> dict[str, int]:
        """How many were claimed for a server after an instant of the real clock and given up, by the reason why.

        What stood there and was removed by a moderator is not among them.
        """
        rows = await self._database.read(
            "SELECT error, count(*) AS number FROM delivery WHERE guild = ? AND state IN ('skipped', 'failed')"
            " AND message IS NULL AND claimed_at >= ? GROUP BY error ORDER BY number DESC, error",
            (guild, to_text(since)),
        )
        return {row["error"]: row["number"] for row in rows}

    async def claim(
        self,
        key: DeliveryKey,
        due: datetime,
        expires: datetime,
        *,
        detail: Sequence[str] = (),
        rehearsed: bool = False,
    ) -> Delivery | None:
        """A new row, before anything is sent; None when there is one already. Raises StoreError when the disk fails."""
        claimed = Delivery(key, due, expires, self._real(), detail=tuple(detail))

        async def work(connection: aiosqlite.Connection) -> bool:
            return await _insert(connection, claimed, rehearsed=rehearsed)

        return claimed if await self._database.write(work) else None

    async def skip(
        self, given_up: Sequence[tuple[DeliveryKey, datetime, datetime]], error: str, *, rehearsed: bool = False
    ) -> list[Delivery]:
        """Rows for what is never tried, for the reason `error`: key, due and expires of each. What has one keeps it."""
        now = self._real()
        skipped = [Delivery(*row, now, State.SKIPPED, error=error) for row in given_up]

        async def work(connection: aiosqlite.Connection) -> list[Delivery]:
            return [row for row in skipped if await _insert(connection, row, rehearsed=rehearsed)]

        return await self._database.write(work)

    async def reopen(self, error: str, after: datetime) -> int:
        """Forget what was skipped for a reason and is due after an instant, to which the clock went back; how many."""

        async def work(connection: aiosqlite.Connection) -> int:
            rows = await connection.execute_fetchall(
                "DELETE FROM delivery WHERE state = 'skipped' AND error = ? AND due > ? RETURNING 1",
                (error, to_text(after)),
            )
            return len(list(rows))

        return await self._database.write(work)

    async def confirm(
        self, delivery: Delivery, message: int, content: str, sent_at: datetime | None = None
    ) -> Delivery:
        """It stands there as `message`, with text and buttons of this hash, sent at an instant of the real clock."""
        confirmed = replace(
            delivery, state=State.SENT, message=message, content=content, error="", sent_at=sent_at or delivery.sent_at
        )
        return await self._change(confirmed)

    async def close(self, delivery: Delivery, state: State, error: str) -> Delivery:
        """Nothing more is done about it, for the reason `error`."""
        return await self._change(replace(delivery, state=state, error=error))

    async def postpone(self, delivery: Delivery, next_try: datetime, error: str) -> Delivery:
        """It may have arrived or not, and is tried again at `next_try` of the real clock."""
        return await self._change(replace(delivery, attempts=delivery.attempts + 1, next_try=next_try, error=error))

    async def release(self, delivery: Delivery) -> None:
        """It was refused for certain: as if it had never been claimed."""

        async def work(connection: aiosqlite.Connection) -> None:
            await connection.execute_fetchall(f"DELETE FROM delivery {_BY_KEY}", delivery.id)  # noqa: S608 - ours

        await self._database.write(work)

    async def purge(self) -> int:
        """Forget what was claimed so long ago that it can't become due again; returns how many rows."""
        oldest = to_text(self._real() - KEPT)

        async def work(connection: aiosqlite.Connection) -> int:
            rows = await connection.execute_fetchall("DELETE FROM delivery WHERE claimed_at < ? RETURNING 1", (oldest,))
            return len(list(rows))

        return await self._database.write(work)

    async def forget_rehearsals(self, *, after: datetime | None) -> int:
        """Forget what was claimed while the clock was shifted and was due after an instant (None: all); how many."""

        async def work(connection: aiosqlite.Connection) -> int:
            rows = await connection.execute_fetchall(
                "DELETE FROM delivery WHERE rehearsed AND due > ? RETURNING 1", (to_text(after) if after else "",)
            )
            return len(list(rows))

        return await self._database.write(work)

    async def forget_guild(self, guild: int) -> int:
        """Forget every row of a server; returns how many."""

        async def work(connection: aiosqlite.Connection) -> int:
            rows = await connection.execute_fetchall("DELETE FROM delivery WHERE guild = ? RETURNING 1", (guild,))
            return len(list(rows))

        return await self._database.write(work)

    async def _change(self, changed: Delivery) -> Delivery:
        async def work(connection: aiosqlite.Connection) -> None:
            await connection.execute_fetchall(
                "UPDATE delivery SET (state, attempts, next_try, message, content, error, sent_at)"  # noqa: S608 - ours
                f" = (?, ?, ?, ?, ?, ?, ?) {_BY_KEY}",
                (
                    changed.state,
                    changed.attempts,
                    to_text(changed.next_try) if changed.next_try else None,
                    changed.message,
                    changed.content,
                    changed.error,
                    to_text(changed.sent_at) if changed.sent_at else None,
                    *changed.id,
                ),
            )

        await self._database.write(work)
        return changed


async def _insert(connection: aiosqlite.Connection, row: Delivery, *, rehearsed: bool) -> bool:
    """Add a row unless there is one of its key; whether it was added."""
    rows = await connection.execute_fetchall(
        "INSERT INTO delivery (guild, channel, kind, key, part, state, due, expires, rehearsed, claimed_at, detail,"
        " error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1",
        (
            *row.id,
            row.state,
            to_text(row.due),
            to_text(row.expires),
            rehearsed,
            to_text(row.claimed_at),
            json.dumps(row.detail),
            row.error,
        ),
    )
    return bool(list(rows))


def _decode(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=DeliveryKey(row["guild"], row["channel"], row["kind"], row["key"], row["part"]),
        due=from_text(row["due"]),
        expires=from_text(row["expires"]),
        claimed_at=from_text(row["claimed_at"]),
        state=State(row["state"]),
        attempts=row["attempts"],
        next_try=from_text(row["next_try"]) if row["next_try"] else None,
        message=row["message"],
        content=row["content"],
        detail=tuple(json.loads(row["detail"] or "[]")),
        error=row["error"],
        sent_at=from_text(row["sent_at"]) if row["sent_at"] else None,
    )
