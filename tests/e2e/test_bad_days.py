"""What an operator reads when the database or its disk is not as it should be, and that nothing is lost by a start."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.store import open_store
from bot.store.migrations import MIGRATIONS
from tests.e2e.disks import fill, protect
from tests.e2e.operating import Operator

pytestmark = pytest.mark.slow
ELSEWHERE = "Set DATABASE to another path, or move the file away."


async def remember(path: Path, value: str) -> None:
    """Let a bot that ran before have kept something, with a copy of that day."""
    async with open_store(path, Clock()) as store:
        await store.facts.set("kept", value)
        await store.tend()


async def recall(path: Path) -> str | None:
    async with open_store(path, Clock()) as store:
        return await store.facts.get("kept")


def run(operator: Operator, database: Path) -> tuple[int, str, str]:
    """How a start on Discord ends; it never comes to talking to Discord."""
    return operator.run("run", DATABASE=str(database), DISCORD_TOKEN="invented")


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


async def test_a_file_that_is_not_ours_is_left_alone(operator: Operator) -> None:
    diary, recipes, newer, folder = (operator.folder / name for name in ("diary", "recipes", "newer", "folder"))
    diary.write_text("Dear diary, today I had soup.")
    execute(recipes, "CREATE TABLE recipe (name TEXT)", "INSERT INTO recipe VALUES ('soup')")
    await remember(newer, "from the future")
    execute(newer, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    folder.mkdir()
    before = [path.read_bytes() for path in (diary, recipes, newer)]
    assert [run(operator, path) for path in (diary, recipes, newer, folder)] == [
        (2, "", f"The file {diary} is no database, so it was left as it is. {ELSEWHERE}\n"),
        (
            2,
            "",
            f"The database {recipes} belongs to another program, so it was left as it is. "
            "Set DATABASE to a path of its own.\n",
        ),
        (
            2,
            "",
            f"The database {newer} was written by a newer Programme Bot (its version is {len(MIGRATIONS) + 1}, this "
            f"one knows {len(MIGRATIONS)}). Install the newer Programme Bot, or set DATABASE to another path.\n",
        ),
        (2, "", f"The database {folder} is a folder. Set DATABASE to the path of a file.\n"),
    ]
    assert [path.read_bytes() for path in (diary, recipes, newer)] == before


async def test_a_damaged_database_is_mended_from_its_copy_and_both_are_said(operator: Operator) -> None:
    database = operator.folder / "programme.sqlite3"
    await remember(database, "soup")
    database.write_bytes(database.read_bytes()[:5_000])
    damaged = database.read_bytes()
    with operator.running("sandbox", DATABASE=str(database)) as (process, _):
        process.terminate()
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 0
    (aside,) = operator.folder.glob("*.damaged-*")
    (copy,) = operator.folder.glob("*.copies/*")
    assert f" and is now {aside.name}. The copy {copy} was restored." in errors
    assert aside.read_bytes() == damaged
    assert await recall(database) == "soup"


async def test_a_disk_that_can_not_be_written_is_said(operator: Operator, disk: Path) -> None:
    database = disk / "programme.sqlite3"
    await remember(database, "soup")
    kept = database.read_bytes()
    protect(disk)
    assert run(operator, database) == (
        2,
        "",
        f"The database {database} can't be used: its folder can't be written (Read-only file system). "
        "Make the folder writable, or set DATABASE to another path.\n",
    )
    assert database.read_bytes() == kept


async def test_a_start_on_a_full_disk_is_said_and_loses_nothing(operator: Operator, disk: Path) -> None:
    database, fresh = disk / "programme.sqlite3", disk / "fresh.sqlite3"
    await remember(database, "soup")
    filler = fill(disk)
    for path in (database, fresh):
        code, said, errors = run(operator, path)
        assert (code, said) == (2, "")
        assert errors.startswith(f"The database {path} can't be used (")
        assert errors.endswith(
            "). Make sure that it and its folder can be read and written and that the disk isn't full, or set DATABASE "
            "to another path.\n"
        )
    filler.unlink()
    assert await recall(database) == "soup"
    assert await recall(fresh) is None
