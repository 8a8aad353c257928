"""What a start does with a database that is damaged, newer, foreign, no database or in the wrong place."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.errors import StoreError
from bot.store import Store, open_store
from bot.store.database import Database
from bot.store.migrations import MIGRATIONS

Announce = Callable[[str], None]
DAY = datetime(2014, 7, 22, 16, 4, tzinfo=UTC)


class Calendar(Clock):
    """A clock whose real time is set by the test."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant
        super().__init__()

    def real(self) -> datetime:
        return self.instant


async def fill(path: Path, *days: int) -> None:
    """Make a database of many pages, with a copy of each of these days of July 2014 and a fact of the last one."""
    for day in days:
        async with open_store(path, Calendar(DAY.replace(day=day))) as store:
            for n in range(50):
                await store.facts.set(f"fact {n}", f"{day} " + "x" * 1000)
            assert await store.database.copy_daily() == copy_of(path, day)


def copy_of(path: Path, day: int) -> Path:
    return path.with_name("programme.sqlite3.copies") / f"2014-07-{day}T160400Z.sqlite3"


def overwrite(path: Path, start: int = 4096, length: int = 20 * 4096) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * length)


def read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def remove(path: Path) -> None:
    path.unlink()


def permit(path: Path, mode: int) -> None:
    path.chmod(mode)


def put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


@asynccontextmanager
async def reopen(path: Path) -> AsyncIterator[Store]:
    async with open_store(path, Calendar(DAY.replace(day=30))) as store:
        yield store


async def day_known(store: Store) -> int | None:
    fact = await store.facts.get("fact 7")
    return int(fact.split()[0]) if fact else None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(overwrite, id="pages overwritten"),
        pytest.param(lambda path: overwrite(path, 0, 4096), id="head overwritten"),
        pytest.param(lambda path: os.truncate(path, path.stat().st_size // 2), id="cut"),
        pytest.param(lambda path: os.truncate(path, 0), id="emptied"),
    ],
)
async def test_a_damaged_database_is_set_aside_and_the_newest_copy_restored(
    path: Path, damage: Callable[[Path], None], announce_errors: Announce
) -> None:
    announce_errors(r"^bot\.store\.opening: The database .* was damaged \(.+\) and is now ")
    await fill(path, 21, 22)
    damage(path)
    damaged = read(path)
    async with reopen(path) as store:
        assert await day_known(store) == 22
        (notice,) = store.notices
        assert re.sub(r"\(.+\)", "(…)", notice) == (
            f"The database {path} was damaged (…) and is now programme.sqlite3.damaged-2014-07-30T160400Z. "
            f"The copy {copy_of(path, 22)} was restored."
        )
    assert read(path.with_name("programme.sqlite3.damaged-2014-07-30T160400Z")) == damaged
    async with reopen(path) as store:
        assert store.notices == ()


async def test_a_damaged_copy_is_passed_over(path: Path, announce_errors: Announce) -> None:
    announce_errors(r"The copy .*2014-07-21T160400Z\.sqlite3 was restored")
    await fill(path, 21, 22, 23)
    overwrite(path)
    overwrite(copy_of(path, 22))
    put(copy_of(path, 23), b"")
    async with reopen(path) as store:
        assert await day_known(store) == 21


async def test_without_a_copy_a_damaged_database_is_set_aside_and_an_empty_one_made(
    path: Path, announce_errors: Announce
) -> None:
    announce_errors("There was no sound copy, so an empty one was made")
    await fill(path, 22)
    copy_of(path, 22).unlink()
    overwrite(path)
    async with reopen(path) as store:
        assert await day_known(store) is None
        await store.facts.set("new", "1")
    assert path.with_name("programme.sqlite3.damaged-2014-07-30T160400Z").exists()


async def test_a_missing_database_that_has_copies_is_said(path: Path, announce_errors: Announce) -> None:
    announce_errors("There was no database")
    await fill(path, 22)
    remove(path)
    async with reopen(path) as store:
        assert store.notices == (
            f"There was no database {path}, so an empty one was made, although there are copies of an earlier one. "
            f"To go back to the newest, stop the bot and copy {copy_of(path, 22)} to {path}.",
        )
        assert await day_known(store) is None


async def refuse(path: Path) -> str:
    """The sentence with which a start is refused; the file is as it was afterwards, and not in use."""
    before = read(path)
    with pytest.raises(StoreError) as caught:
        async with open_store(path, Calendar(DAY)):
            pass
    assert read(path) == before
    assert [p.name for p in path.parent.glob("*.damaged*")] == []
    return str(caught.value)


@pytest.mark.parametrize("content", [b"Dear diary, today", b"x" * 10_000, b"{}"])
async def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    put(path, content)
    assert await refuse(path) == (
        f"The file {path} is no database, so it was left as it is. Set DATABASE to another path, or move the file away."
    )


@pytest.mark.parametrize("damaged", [False, True])
async def test_another_programs_database_is_left_alone(path: Path, damaged: bool) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.executemany("INSERT INTO recipe VALUES (?)", [("soup" * 500,)] * 50)
        connection.commit()
    if damaged:
        overwrite(path)
    assert await refuse(path) == (
        f"The database {path} belongs to another program, so it was left as it is. Set DATABASE to a path of its own."
    )


async def test_a_newer_database_is_left_alone(path: Path, clock: Clock) -> None:
    newer = (*MIGRATIONS, "CREATE TABLE future (id INTEGER) STRICT")
    await (await Database.open(path, clock, migrations=newer)).close()
    assert await refuse(path) == (
        f"The database {path} was written by a newer Programme Bot (its version is {len(newer)}, this one knows "
        f"{len(MIGRATIONS)}). Install the newer Programme Bot, or set DATABASE to another path."
    )


async def test_an_empty_file_becomes_a_database(path: Path, clock: Clock) -> None:
    put(path, b"")
    async with open_store(path, clock) as store:
        assert store.notices == ()
        await store.facts.set("a", "1")


async def test_places_where_no_database_can_be(tmp_path: Path) -> None:
    assert await refuse(tmp_path) == f"The database {tmp_path} is a folder. Set DATABASE to the path of a file."
    for folder in (tmp_path / "missing", tmp_path / "file"):
        (tmp_path / "file").touch()
        assert await refuse(folder / "p.sqlite3") == (
            f"The database {folder / 'p.sqlite3'} can't be made: there is no folder {folder}. "
            "Make the folder, or set DATABASE to another path."
        )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_or_a_file_that_cannot_be_written_is_refused(path: Path, clock: Clock) -> None:
    permit(path.parent, 0o500)
    assert await refuse(path) == (
        f"The database {path} can't be used: its folder can't be written (Permission denied). "
        "Make the folder writable, or set DATABASE to another path."
    )
    permit(path.parent, 0o700)
    async with open_store(path, clock):
        pass
    permit(path, 0o400)
    assert "attempt to write a readonly database" in await refuse(path)
    permit(path, 0)
    with pytest.raises(StoreError, match=r"can't be used \(.*Permission denied"):
        await Database.open(path, clock)


async def test_a_migration_is_preceded_by_a_copy(path: Path) -> None:
    await fill(path, 22)
    newer = (*MIGRATIONS, "ALTER TABLE guild ADD COLUMN colour TEXT")
    database = await Database.open(path, Calendar(DAY.replace(day=23)), migrations=newer)
    try:
        description = await database.describe()
        assert (description.version, description.copies) == (len(newer), 2)
        assert description.newest_copy == "2014-07-23T160400Z"
        assert database.notices == ()
        assert len(await database.read("SELECT * FROM fact")) == 50
        assert await database.read("SELECT colour FROM guild") == []
    finally:
        await database.close()
    with closing(sqlite3.connect(copy_of(path, 23))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        # What it held, and that it is a copy
        assert connection.execute("SELECT count(*) FROM fact").fetchone() == (51,)


async def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    await fill(path, 22)
    broken = (*MIGRATIONS, "DROP TABLE fact; CREATE TABLE guild (id INTEGER) STRICT")
    with pytest.raises(StoreError, match="table guild already exists"):
        await Database.open(path, Calendar(DAY), migrations=broken)
    async with reopen(path) as store:
        assert (await day_known(store), (await store.describe()).version) == (22, len(MIGRATIONS))


async def test_the_first_start_makes_no_copy(path: Path) -> None:
    async with reopen(path) as store:
        assert (await store.describe()).copies == 0


async def test_a_copy_is_made_once_a_day_and_the_last_seven_stay(path: Path) -> None:
    clock = Calendar(DAY.replace(day=10))
    async with open_store(path, clock) as store:
        for day in range(10, 19):
            clock.instant = DAY.replace(day=day)
            await store.tend()
            assert await store.database.copy_daily() is None
        assert (await store.describe()).newest_copy == "2014-07-18T160400Z"
    assert sorted(copy_of(path, 10).parent.iterdir()) == [copy_of(path, day) for day in range(12, 19)]


async def test_a_clock_that_was_ahead_spoils_no_copies(path: Path) -> None:
    clock = Calendar(DAY)
    async with open_store(path, clock) as store:
        for year, day in ((2014, 20), (2030, 1), (2030, 2), (2014, 21), (2014, 22)):
            clock.instant = DAY.replace(year=year, day=day)
            await store.facts.set("a", f"{year}-{day}")
            await store.tend()
            assert await store.database.copy_daily() is None
    kept = sorted(copy_of(path, 20).parent.iterdir())
    assert [copy.name for copy in kept] == [
        "2014-07-20T160400Z.sqlite3",
        "2014-07-21T160358Z.sqlite3",
        "2014-07-21T160359Z.sqlite3",
        "2014-07-21T160400Z.sqlite3",
        "2014-07-22T160400Z.sqlite3",
    ]
    facts = []
    for copy in kept:
        with closing(sqlite3.connect(copy)) as connection:
            facts += connection.execute("SELECT value FROM fact WHERE key = 'a'").fetchone()
    assert facts == ["2014-20", "2030-1", "2030-2", "2014-21", "2014-22"]


async def test_a_copy_that_cannot_be_made_says_so_and_leaves_the_database(path: Path) -> None:
    async with open_store(path, Calendar(DAY)) as store:
        copy_of(path, 22).parent.write_text("in the way")
        with pytest.raises(StoreError, match="File exists"):
            await store.tend()
        await store.facts.set("a", "1")
        assert await store.facts.get("a") == "1"
