"""Backups that an operator makes while the bot runs, and the way back from them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import Clock
from bot.errors import StoreError
from bot.store import open_store
from bot.store.backups import back_up, restore
from bot.store.migrations import APPLICATION_ID, MIGRATIONS, migrate

NOW = datetime(2014, 7, 22, 16, 4, tzinfo=UTC)


async def remember(path: Path, value: str) -> None:
    async with open_store(path, Clock()) as store:
        await store.facts.set("a", value)


async def recall(path: Path) -> str | None:
    async with open_store(path, Clock()) as store:
        return await store.facts.get("a")


def content(path: Path) -> bytes:
    return path.read_bytes()


def spoil(path: Path) -> None:
    path.write_bytes(b"\xa5" * 9000)


def remove(path: Path) -> None:
    path.unlink()


def find(folder: Path, pattern: str) -> list[str]:
    return [path.name for path in folder.glob(pattern)]


async def test_a_backup_of_a_running_bot_brings_back_what_it_held(path: Path, tmp_path: Path) -> None:
    async with open_store(path, Clock()) as store:
        await store.facts.set("a", "then")
        backup = back_up(path, None, NOW)
        assert backup == tmp_path / "programme-2014-07-22T160400Z.sqlite3"
        await store.facts.set("a", "now")
    kept = restore(backup, path, NOW)
    assert kept == tmp_path / "programme.sqlite3.copies" / "2014-07-22T160400Z.sqlite3"
    assert await recall(path) == "then"
    assert restore(kept, path, NOW) is not None
    assert await recall(path) == "now"
    assert find(tmp_path, "*.unfinished") == []


async def test_a_restore_is_refused_while_a_bot_runs(path: Path, tmp_path: Path) -> None:
    await remember(path, "then")
    backup = back_up(path, tmp_path / "b", NOW)
    async with open_store(path, Clock()) as store:
        with pytest.raises(StoreError, match=rf"^The database {path} is in use by another process \(pid {os.getpid()}"):
            restore(backup, path, NOW)
        assert await store.facts.get("a") == "then"


async def test_a_damaged_database_is_set_aside_and_a_missing_one_is_made(path: Path, tmp_path: Path) -> None:
    await remember(path, "then")
    backup = back_up(path, tmp_path / "b", NOW)
    spoil(path)
    kept = restore(backup, path, NOW)
    assert kept == tmp_path / "programme.sqlite3.damaged-2014-07-22T160400Z"
    assert content(kept) == b"\xa5" * 9000
    assert await recall(path) == "then"
    remove(path)
    assert restore(backup, path, NOW) is None
    assert await recall(path) == "then"


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
async def test_a_backup_of_each_version_is_restored(path: Path, tmp_path: Path, version: int) -> None:
    backup = tmp_path / "old"
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:version])
        connection.execute("INSERT INTO fact VALUES ('a', 'old')")
    await remember(path, "new")
    restore(backup, path, NOW)
    assert await recall(path) == "old"


async def test_what_is_no_sound_backup_changes_nothing(path: Path, tmp_path: Path) -> None:
    await remember(path, "then")
    before = content(path)
    text, foreign, newer, cut = (tmp_path / name for name in ("text", "foreign", "newer", "cut"))
    text.write_text("Dear diary " * 500)
    for file, pragma in ((foreign, "application_id = 7"), (newer, f"user_version = {len(MIGRATIONS) + 1}")):
        back_up(path, file, NOW)
        with closing(sqlite3.connect(file)) as connection:
            connection.execute(f"PRAGMA {pragma}")
    cut.write_bytes(before[: len(before) // 8192 * 4096])
    for file, reason in (
        (text, r"is no sound database \(file is not a database\)"),
        (foreign, "is no database of Programme Bot"),
        (newer, rf"was written by a newer Programme Bot \(its version is {len(MIGRATIONS) + 1}"),
        (cut, r"is (damaged|no sound database) \("),
        (tmp_path / "gone", r"^There is no backup"),
    ):
        with pytest.raises(StoreError, match=reason):
            restore(file, path, NOW)
    assert content(path) == before
    assert APPLICATION_ID.to_bytes(4, "big") == before[68:72]


async def test_a_backup_replaces_nothing_and_needs_a_database(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^There is no database .* to back up\. Set DATABASE to its path\.$"):
        back_up(path, None, NOW)
    await remember(path, "then")
    (tmp_path / "b").write_text("mine")
    with pytest.raises(StoreError, match=r"exists already, and a backup replaces nothing\. Give another name\.$"):
        back_up(path, tmp_path / "b", NOW)
    with pytest.raises(StoreError, match=r"can't be copied to "):
        back_up(path, tmp_path / "no" / "folder", NOW)
    assert (tmp_path / "b").read_text() == "mine"


def test_the_commands_say_what_they_did(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("DATABASE", str(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection)
    for words in (["backup", "b"], ["restore", "b"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "backed up to b"
    assert said[1].startswith(f"restored to {path}; what was there before is {path}.copies/")
