"""One process per database, and what a process leaves that was killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.errors import StoreError
from bot.store import open_store

# Stores one fact, begins to store another, and stays in the middle of that
HOLDER = """
import asyncio, sys
from pathlib import Path
from bot.clock import Clock
from bot.store import open_store

async def hang(connection):
    await connection.execute_fetchall("INSERT INTO fact VALUES ('uncommitted', '1')")
    print("holding", flush=True)
    await asyncio.Event().wait()

async def main():
    async with open_store(Path(sys.argv[1]), Clock()) as store:
        await store.facts.set("committed", "1")
        await store.database.write(hang)

asyncio.run(main())
"""


@contextmanager
def another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the database; it is killed at the end."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "holding\n"
            yield process
        finally:
            process.kill()


async def test_a_second_process_is_refused(path: Path, clock: Clock, tmp_path: Path) -> None:
    other_name = tmp_path / "other.sqlite3"
    other_name.symlink_to(path)
    with another_process(path) as process:
        for name in (path, other_name):
            with pytest.raises(StoreError) as caught:
                async with open_store(name, clock):
                    pass
            assert str(caught.value) == (
                f"The database {path} is in use by another process (pid {process.pid}). "
                "Stop that one, or set DATABASE to another path."
            )


async def test_a_killed_process_leaves_what_it_committed_and_no_lock(path: Path, clock: Clock) -> None:
    with another_process(path):
        pass
    assert path.with_name("programme.sqlite3-wal").stat().st_size > 0
    async with open_store(path, clock) as store:
        assert store.notices == ()
        assert await store.facts.get("committed") == "1"
        assert await store.facts.get("uncommitted") is None


async def test_the_same_process_is_refused_too_until_it_closes(path: Path, clock: Clock) -> None:
    async with open_store(path, clock):
        with pytest.raises(StoreError, match="in use by another process"):
            async with open_store(path, clock):
                pass
    async with open_store(path, clock) as store:
        assert store.notices == ()
