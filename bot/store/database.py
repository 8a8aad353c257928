"""The one connection to SQLite and its lock: transactions, reads, copies, the end.

What the tables mean lives in the modules beside this one; what is checked before the connection is opened, in
`opening`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import aiosqlite

from bot.clock import Clock
from bot.errors import StoreError
from bot.store import copies
from bot.store.finishing import finish
from bot.store.holding import Holding, hold
from bot.store.instants import day_of_stamp, to_stamp
from bot.store.migrations import MIGRATIONS
from bot.store.opening import prepare

log = logging.getLogger(__name__)

T = TypeVar("T")
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
    "trusted_schema = OFF",
)
# Seconds that `close` waits for a transaction before it ends without it; the process has two for its end
PATIENCE = 1.0
# SQLite's result codes for what a statement did wrong; any other says that the disk or the file failed
_MISTAKES = {
    0,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_MISUSE,
    sqlite3.SQLITE_RANGE,
    sqlite3.SQLITE_TOOBIG,
}
_in_transaction: ContextVar[bool] = ContextVar("in_transaction", default=False)


@dataclass(frozen=True)
class Description:
    """The state of the database, for moderators and the log."""

    path: Path
    size: int  # bytes, with what is not yet merged into the main file
    version: int
    trouble: str  # why it can't be written; "": it can
    copies: int
    newest_copy: str  # its name, "": there is none


class Database:
    """An open database. `notices` are sentences about a repair at the start that people should see."""

    def __init__(
        self, path: Path, connection: aiosqlite.Connection, holding: Holding, clock: Clock, notices: list[str]
    ) -> None:
        self.path = path
        self.notices = tuple(notices)
        self._connection = connection
        self._holding = holding
        self._clock = clock
        self._lock = asyncio.Lock()
        self._closed = False

    @classmethod
    async def open(cls, path: Path, clock: Clock, *, migrations: Sequence[str] = MIGRATIONS) -> Database:
        """Lock, check, repair, migrate and open the database at `path`; `close` must follow, whatever happens.

        Raises StoreError with the way out: in use by another process, newer than this program, another program's, no
        database at all, or not to be written.
        """
        return await finish(cls._open(path, clock, migrations), undo=cls.close)

    @classmethod
    async def _open(cls, path: Path, clock: Clock, migrations: Sequence[str]) -> Database:
        path = await asyncio.to_thread(path.resolve)
        holding = hold(path)
        try:
            notices = await asyncio.to_thread(prepare, path, clock.real(), migrations)
            with _explained(path):
                connection = await _connect(path)
        except BaseException:
            holding.release()
            raise
        return cls(path, connection, holding, clock, notices)

    async def read(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows that `sql` gives; raises StoreError when the disk or the file fails."""
        async with self._use():
            with _explained(self.path):
                return list(await self._connection.execute_fetchall(sql, values))

    async def write(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        """Run `work(connection)` in a transaction of its own and return what it returns.

        All of it is stored or, when it raises, nothing; a caller that is cancelled in the middle gets its cancellation
        after the end. `work` does nothing but statements. Raises StoreError when the disk or the file fails.
        """
        async with self._use():
            return await finish(self._transact(work))

    async def _transact(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        _in_transaction.set(True)  # this is a task of its own, and so is its context
        connection = self._connection
        with _explained(self.path):
            try:
                await connection.execute_fetchall("BEGIN IMMEDIATE")
                result = await work(connection)
                await connection.execute_fetchall("COMMIT")
            finally:
                # Does nothing where no transaction is open, and is decided in the connection's thread, after what was
                # sent there before: also right when a COMMIT was cancelled on its way
                await connection.rollback()
        return result

    async def copy_daily(self) -> Path | None:
        """Copy the database once a day of the real clock (UTC); returns the copy, None when today has one already.

        Raises StoreError when the copy can't be made.
        """
        now = self._clock.real()
        existing = await asyncio.to_thread(copies.list_copies, self.path)
        # One from a day to come was made while the clock was ahead
        if existing and day_of_stamp(existing[0].name) == day_of_stamp(to_stamp(now)):
            return None
        return await self._copy(now)

    async def _copy(self, now: datetime) -> Path:
        async with self._use():
            return await finish(asyncio.to_thread(self._copy_in_thread, now))

    def _copy_in_thread(self, now: datetime) -> Path:
        # A connection of its own: a reader of the same file, which WAL lets in beside the main one
        with (
            _explained(self.path),
            contextlib.closing(sqlite3.connect(self.path, isolation_level=None)) as connection,
        ):
            return copies.make_copy(connection, self.path, now)

    async def describe(self) -> Description:
        """Size, version, copies, and whether it can be written, which is tried."""
        ((version,),) = await self.read("PRAGMA user_version")
        return await asyncio.to_thread(self._describe, version, await self.find_trouble())

    async def find_trouble(self) -> str:
        """Why the database can't be written, which is tried; "": it can."""

        async def work(connection: aiosqlite.Connection) -> None:
            ((version,),) = await connection.execute_fetchall("PRAGMA user_version")
            # The same number again: writes a page and changes nothing
            await connection.execute_fetchall(f"PRAGMA user_version = {version}")

        try:
            await self.write(work)
        except StoreError as error:
            return str(error)
        return ""

    def _describe(self, version: int, trouble: str) -> Description:
        parts = [self.path, self.path.with_name(self.path.name + "-wal")]
        existing = copies.list_copies(self.path)
        return Description(
            path=self.path,
            size=sum(part.stat().st_size for part in parts if part.exists()),
            version=version,
            trouble=trouble,
            copies=len(existing),
            newest_copy=existing[0].stem if existing else "",
        )

    async def close(self, *, patience: float = PATIENCE) -> None:
        """Merge everything into the main file and end; a second call does nothing.

        A transaction under way is waited for, but after `patience` seconds it is undone.
        """
        if not self._closed:
            self._closed = True
            await finish(self._close(patience))

    async def _close(self, patience: float) -> None:
        acquired = False
        try:
            async with asyncio.timeout(patience):
                acquired = await self._lock.acquire()
            await self._connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        except TimeoutError:
            log.warning("A transaction was still open at the end and is undone")
        except sqlite3.Error as error:
            log.warning("The database could not be merged at the end; the next start does it (%s)", error)
        finally:
            try:
                await self._connection.close()  # whose thread would keep the process alive
            finally:
                self._holding.release()
                if acquired:
                    self._lock.release()

    @contextlib.asynccontextmanager
    async def _use(self) -> AsyncIterator[None]:
        """The turn of one task to use the connection."""
        if _in_transaction.get():
            raise RuntimeError("a transaction's work must use the connection that it is given")
        async with self._lock:
            if self._closed:
                raise StoreError(f"The database {self.path} is closed.")
            yield


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        for pragma in _PRAGMAS:
            # Fetched at once: a PRAGMA's cursor that is kept makes the next COMMIT fail
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except BaseException:
        await connection.close()
        raise
    return connection


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the disk or the file did into a StoreError; a mistake in a statement stays what it is."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _MISTAKES:
            raise
        raise StoreError(
            f"The database {path} failed ({error}). Make sure that it and its folder can be written and that the disk "
            "isn't full."
        ) from error
