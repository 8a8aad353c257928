"""What moderators of each server want to have posted, and where: one row for each kind, of notices for each room."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TypeVar

import aiosqlite

from bot.programme.plan import Daily, Notices, Posts
from bot.store.database import Database
from bot.store.instants import from_text, to_text

T = TypeVar("T")
_CHANGEABLE = ("channel", "at", "zone", "evening", "minutes")


@dataclass(frozen=True, slots=True)
class PostSetting:
    """One row: `kind` is "daily", "notice" or "changes", `at` minutes after midnight; one not `active` is kept."""

    guild: int
    kind: str
    room: str
    channel: int
    active: bool
    since: datetime
    author: int
    at: int
    zone: str
    evening: bool
    minutes: int


class PostSettings:
    """The wishes for posts in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wanted: list[Posts] | None = None
        self._changes = 0

    async def all(self, guild: int | None = None) -> list[PostSetting]:
        """Every row, or those of one server."""
        if guild is None:
            rows = await self._database.read("SELECT * FROM post ORDER BY guild, kind, room")
        else:
            rows = await self._database.read("SELECT * FROM post WHERE guild = ? ORDER BY kind, room", (guild,))
        return [_decode(row) for row in rows]

    async def save(
        self, guild: int, kind: str, author: int, now: datetime, *, room: str = "", **changes: int | str | bool
    ) -> None:
        """Switch a kind of post on and change what is given (`channel`, `at`, `zone`, `evening`, `minutes`).

        What was due before `now` is not posted, but for what goes on in the same channel at another hour: that is only
        late. A first row needs a `channel`: raises ValueError without.
        """
        if unknown := changes.keys() - set(_CHANGEABLE):
            raise TypeError(f"no such settings: {', '.join(sorted(unknown))}")

        async def work(connection: aiosqlite.Connection) -> None:
            where = (guild, kind, room)
            known = await connection.execute_fetchall(
                "SELECT active, channel, evening FROM post WHERE guild = ? AND kind = ? AND room = ?", where
            )
            if not list(known):
                if "channel" not in changes:
                    raise ValueError("a first row needs a channel")
                await connection.execute_fetchall(
                    "INSERT INTO post (guild, kind, room, channel, since, author) VALUES (?, ?, ?, ?, ?, ?)",
                    (*where, changes["channel"], to_text(now), author),
                )
            begins = {} if any(_goes_on(row, changes) for row in known) else {"since": to_text(now)}
            for name, value in ({"active": 1, "author": author} | begins | changes).items():
                await connection.execute_fetchall(
                    f'UPDATE post SET "{name}" = ? WHERE guild = ? AND kind = ? AND room = ?',  # noqa: S608 - ours
                    (value, *where),
                )

        await self._write(work)

    async def save_rooms(
        self, guild: int, author: int, now: datetime, channels: Mapping[str, int], **changes: int
    ) -> None:
        """Switch on notices for several rooms, each in its channel; `changes` as for `save`."""
        for room, channel in channels.items():
            await self.save(guild, "notice", author, now, room=room, channel=channel, **changes)

    async def switch_off(self, guild: int, kind: str, room: str | None = None) -> int:
        """Stop a kind of post, of notices for one room or (None) for all; returns how many rows were on."""

        async def work(connection: aiosqlite.Connection) -> int:
            rows = await connection.execute_fetchall(
                "UPDATE post SET active = 0 WHERE guild = ? AND kind = ? AND active AND room = coalesce(?, room)"
                " RETURNING 1",
                (guild, kind, room),
            )
            return len(list(rows))

        return await self._write(work)

    async def wanted(self, guild: int | None = None) -> list[Posts]:
        """What is switched on and what of it is muted, server by server or of one server."""
        if self._wanted is None:
            before, found = self._changes, await self._read_wanted()
            # What was changed meanwhile may not be in it
            if before == self._changes:
                self._wanted = found
        else:
            found = self._wanted
        return [posts for posts in found if guild in (None, posts.guild)]

    async def _read_wanted(self) -> list[Posts]:
        rows = await self._database.read("SELECT guild, what FROM muted")
        muted: dict[int, set[str]] = {}
        for row in rows:
            muted.setdefault(row["guild"], set()).add(row["what"])
        gathered = gather(await self.all())
        return [replace(posts, muted=frozenset(muted.get(posts.guild, ()))) for posts in gathered]

    async def muted(self, guild: int) -> frozenset[str]:
        """What is not posted in a server for now: ids of talks, and kinds as `mute_key` writes them."""
        rows = await self._database.read("SELECT what FROM muted WHERE guild = ?", (guild,))
        return frozenset(row["what"] for row in rows)

    async def mute(self, guild: int, what: str, *, muted: bool) -> bool:
        """Mute a talk's id or a kind (`mute_key`), or post it again; whether that changed anything."""
        sql = (
            "INSERT INTO muted VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING 1"
            if muted
            else "DELETE FROM muted WHERE guild = ? AND what = ? RETURNING 1"
        )

        async def work(connection: aiosqlite.Connection) -> bool:
            return bool(list(await connection.execute_fetchall(sql, (guild, what))))

        return await self._write(work)

    async def rewind(self, now: datetime) -> None:
        """Let settings that were saved in a rehearsal of a later time hold from `now` on."""

        async def work(connection: aiosqlite.Connection) -> None:
            await connection.execute_fetchall("UPDATE post SET since = ? WHERE since > ?", (to_text(now),) * 2)

        await self._write(work)

    async def _write(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        """As the database's, and what was read before is read again."""
        try:
            return await self._database.write(work)
        finally:
            self._changes += 1
            self._wanted = None


def _goes_on(row: sqlite3.Row, changes: Mapping[str, int | str | bool]) -> bool:
    """Whether the posts of a row change their hour at most."""
    same_channel = changes.get("channel", row["channel"]) == row["channel"]
    return bool(row["active"] and same_channel and (row["evening"] or not changes.get("evening", False)))


def gather(settings: list[PostSetting]) -> list[Posts]:
    """What is switched on, server by server."""
    by_guild: dict[int, list[PostSetting]] = {}
    for setting in settings:
        if setting.active:
            by_guild.setdefault(setting.guild, []).append(setting)
    return [_posts(guild, rows) for guild, rows in by_guild.items()]


def _posts(guild: int, rows: list[PostSetting]) -> Posts:
    daily = changes = None
    notices: list[Notices] = []
    for row in rows:
        if row.kind == "daily":
            daily = Daily(row.channel, row.since, time(*divmod(row.at, 60)), row.zone, row.evening)
        elif row.kind == "changes":
            changes = row.channel
        else:
            notices.append(Notices(row.channel, row.since, row.room, row.minutes))
    return Posts(guild, daily, tuple(notices), changes)


def _decode(row: sqlite3.Row) -> PostSetting:
    return PostSetting(
        guild=row["guild"],
        kind=row["kind"],
        room=row["room"],
        channel=row["channel"],
        active=bool(row["active"]),
        since=from_text(row["since"]),
        author=row["author"],
        at=row["at"],
        zone=row["zone"],
        evening=bool(row["evening"]),
        minutes=row["minutes"],
    )
