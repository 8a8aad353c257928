"""Transactions: whole or not at all, one after the other, whatever is cancelled, full or closed meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import aiosqlite
import pytest

from bot.clock import Clock
from bot.errors import StoreError
from bot.store import Store, open_store
from bot.store.database import Database


async def add_fact(connection: aiosqlite.Connection, key: str, value: str = "1") -> None:
    await connection.execute_fetchall("INSERT INTO fact VALUES (?, ?)", (key, value))


async def list_facts(store: Store) -> list[str]:
    return [row["key"] for row in await store.database.read("SELECT key FROM fact ORDER BY key")]


class Pause:
    """A transaction that inserts one fact, waits for `go`, and inserts another."""

    def __init__(self) -> None:
        self.begun, self.go = asyncio.Event(), asyncio.Event()

    async def __call__(self, connection: aiosqlite.Connection) -> str:
        await add_fact(connection, "first")
        self.begun.set()
        await self.go.wait()
        await add_fact(connection, "second")
        return "done"


async def test_one_tasks_rollback_leaves_anothers_insert(store: Store) -> None:
    async def fail(connection: aiosqlite.Connection) -> None:
        await add_fact(connection, "lost")
        await asyncio.sleep(0)
        raise LookupError("on purpose")

    async def succeed(connection: aiosqlite.Connection) -> str:
        await add_fact(connection, "kept")
        return "done"

    database = store.database
    results = await asyncio.gather(
        database.write(fail), database.write(succeed), database.write(fail), return_exceptions=True
    )
    assert [str(result) for result in results] == ["on purpose", "done", "on purpose"]
    assert await list_facts(store) == ["kept"]


async def test_nobody_reads_half_a_transaction(store: Store) -> None:
    pause = Pause()
    writing = asyncio.create_task(store.database.write(pause))
    await pause.begun.wait()
    reading = asyncio.create_task(list_facts(store))
    pause.go.set()
    assert await reading == ["first", "second"]
    assert await writing == "done"


async def test_a_transaction_whose_caller_is_cancelled_is_stored_whole(store: Store) -> None:
    pause = Pause()
    writing = asyncio.create_task(store.database.write(pause))
    await pause.begun.wait()
    for _ in range(2):
        writing.cancel()
        await asyncio.sleep(0)
    assert not writing.done()
    pause.go.set()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await list_facts(store) == ["first", "second"]


async def test_a_caller_cancelled_in_the_queue_writes_nothing(store: Store) -> None:
    pause = Pause()
    writing = asyncio.create_task(store.database.write(pause))
    await pause.begun.wait()
    waiting = asyncio.create_task(store.facts.set("late", "1"))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    pause.go.set()
    await writing
    assert await list_facts(store) == ["first", "second"]


async def test_a_failure_after_a_cancellation_is_logged(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def fail(_: aiosqlite.Connection) -> None:
        begun.set()
        await go.wait()
        raise LookupError("on purpose")

    writing = asyncio.create_task(store.database.write(fail))
    await begun.wait()
    writing.cancel()
    await asyncio.sleep(0)
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert [(r.levelname, r.getMessage()) for r in caplog.records] == [
        ("WARNING", "Work whose caller was cancelled failed")
    ]


async def test_a_transaction_inside_a_transaction_is_refused(store: Store) -> None:
    async def nest(_: aiosqlite.Connection) -> None:
        await store.facts.set("inner", "1")

    with pytest.raises(RuntimeError, match="must use the connection that it is given"):
        await store.database.write(nest)
    assert await list_facts(store) == []


async def test_the_connection_is_set_up(store: Store) -> None:
    names = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema"]
    values = [(await store.database.read(f"PRAGMA {name}"))[0][0] for name in names]
    assert values == ["wal", 2, 1, 5000, 0]


async def test_every_table_is_strict(store: Store) -> None:
    tables = await store.database.read("SELECT name, strict FROM pragma_table_list WHERE name NOT LIKE 'sqlite_%'")
    names = {"version", "talk", "record", "guild", "card", "fact", "unanswered", "reply", "post", "delivery", "muted"}
    assert {table["name"]: table["strict"] for table in tables} == dict.fromkeys(names | {"livestream"}, 1)


async def test_a_mistake_in_a_statement_stays_what_it_is(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await store.database.read("SELECT * FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError):
        await store.database.write(lambda c: c.execute_fetchall("INSERT INTO guild VALUES (1, 'a role', 1)"))


async def test_on_a_full_disk_reading_goes_on_and_writing_says_so(store: Store) -> None:
    await store.facts.set("before", "1")
    await store.database.read("PRAGMA max_page_count = 1")  # SQLite takes the pages in use as the least
    with pytest.raises(StoreError, match=r"database or disk is full\). Make sure"):
        await store.facts.set("big", "x" * 100_000)
    assert await list_facts(store) == ["before"]
    assert await store.facts.get("before") == "1"
    await store.database.read("PRAGMA max_page_count = 100000")
    await store.facts.set("big", "x" * 100_000)
    assert await list_facts(store) == ["before", "big"]


async def test_a_file_that_can_no_longer_be_written_is_described(store: Store, path: Path) -> None:
    sound = await store.describe()
    assert (sound.path, sound.version, sound.trouble, sound.copies, sound.newest_copy) == (path, 5, "", 0, "")
    assert sound.size == sum(path.with_name(path.name + ending).stat().st_size for ending in ("", "-wal"))
    await store.database.read("PRAGMA query_only = ON")
    assert "readonly database" in (await store.describe()).trouble
    assert await list_facts(store) == []


async def test_closing_waits_for_a_transaction_and_is_final(path: Path, clock: Clock) -> None:
    async with open_store(path, clock) as store:
        pause = Pause()
        writing = asyncio.create_task(store.database.write(pause))
        await pause.begun.wait()
        closing = asyncio.create_task(store.close())
        await asyncio.sleep(0)
        waiting = asyncio.create_task(list_facts(store))
        pause.go.set()
        await closing
        assert await writing == "done"
        for task in (waiting, asyncio.create_task(store.facts.set("late", "1"))):
            with pytest.raises(StoreError, match="is closed"):
                await task
    assert sorted(p.name for p in path.parent.iterdir()) == ["programme.sqlite3", "programme.sqlite3.lock"]
    async with open_store(path, clock) as store:
        assert await list_facts(store) == ["first", "second"]


async def test_closing_does_not_wait_for_ever(path: Path, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    async with open_store(path, clock) as store:
        pause = Pause()
        writing = asyncio.create_task(store.database.write(pause))
        await pause.begun.wait()
        await store.database.close(patience=0.01)
    assert [r.getMessage() for r in caplog.records] == ["A transaction was still open at the end and is undone"]
    pause.go.set()
    with pytest.raises(ValueError, match=r"no active connection|Connection closed"):
        await writing
    async with open_store(path, clock) as store:
        assert await list_facts(store) == []


async def test_a_start_that_is_cancelled_leaves_the_database_free(path: Path, clock: Clock) -> None:
    for steps in range(4):
        opening = asyncio.create_task(Database.open(path, clock))
        for _ in range(steps):
            await asyncio.sleep(0)
        opening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await opening
    async with open_store(path, clock) as store:
        assert store.notices == ()


def test_a_process_ends_at_once_after_an_error(path: Path) -> None:
    script = """
import asyncio, sys
from pathlib import Path
from bot.clock import Clock
from bot.store import open_store

async def main():
    async with open_store(Path(sys.argv[1]), Clock()) as store:
        await store.facts.set("a", "1")
        raise LookupError("on purpose")

asyncio.run(main())
"""
    ended = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, timeout=10)
    assert (ended.returncode, ended.stderr.splitlines()[-1]) == (1, "LookupError: on purpose")
