"""Copies of the database beside it, and what happens to a damaged one. Synchronous: runs in a thread.

The copies of `programme.sqlite3` lie in `programme.sqlite3.copies/2014-07-22T160400Z.sqlite3`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from bot.store.instants import to_stamp
from bot.store.migrations import APPLICATION_ID

KEPT = 7
COPIED = "copied"
"""The fact that tells a copy, however it is put back, from a database that has all that happened."""
_SUFFIX = ".sqlite3"
_UNFINISHED = ".unfinished"
# SQLite's result codes for a file whose content is wrong, as opposed to a disk that can't be read
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def folder_of(database: Path) -> Path:
    """Where the copies of `database` lie."""
    return database.with_name(database.name + ".copies")


def list_copies(database: Path) -> list[Path]:
    """The complete copies of `database`, newest first."""
    return sorted(folder_of(database).glob(f"*{_SUFFIX}"), reverse=True)


def make_copy(connection: sqlite3.Connection, database: Path, now: datetime) -> Path:
    """Copy what `connection` has open to the folder of copies and keep the last seven; returns the copy.

    Raises sqlite3.Error or OSError (a full disk, a folder that can't be written), and leaves nothing half-made then.
    """
    folder = folder_of(database)
    folder.mkdir(exist_ok=True)
    _date_back(database, now)
    copy = _free_name(folder / to_stamp(now), _SUFFIX)
    unfinished = copy.with_name(copy.name + _UNFINISHED)
    unfinished.unlink(missing_ok=True)
    try:
        copy_into(connection, unfinished, now)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in list_copies(database)[KEPT:]:
        old.unlink(missing_ok=True)
    return copy


def copy_into(connection: sqlite3.Connection, target: Path, now: datetime) -> None:
    """Copy what `connection` has open to `target`, and note in the copy that it is one, for whoever restores it.

    Raises sqlite3.Error or OSError.
    """
    connection.execute("VACUUM INTO ?", (str(target),))
    with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as copy:
        if copy.execute("SELECT 1 FROM sqlite_schema WHERE name = 'fact'").fetchone():
            copy.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (COPIED, to_stamp(now)))
    flush(target)


def _date_back(database: Path, now: datetime) -> None:
    """Let copies that were made while the clock was ahead count as older than what is made now."""
    ahead = [copy for copy in list_copies(database) if copy.name > to_stamp(now) + _SUFFIX]
    for seconds, copy in enumerate(ahead, 1):
        copy.rename(_free_name(copy.with_name(to_stamp(now - timedelta(seconds=seconds))), _SUFFIX))


def find_damage(database: Path) -> str:
    """What is wrong with the content of a database, in SQLite's words; `""` when it is sound.

    Raises sqlite3.Error when it can't be told, as with a disk that can't be read.
    """
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as connection:
        try:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            if _primary_code(error) not in _DAMAGED:
                raise
            return str(error)
    return "" if found == "ok" else " ".join(str(found).split())


def set_aside(database: Path, now: datetime) -> Path:
    """Rename a damaged database, with what SQLite keeps beside it, to a dated name; returns that name."""
    aside = _free_name(database.with_name(f"{database.name}.damaged-{to_stamp(now)}"), "")
    for ending in ("-wal", "-shm", ""):
        part = database.with_name(database.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def restore_newest(database: Path) -> Path | None:
    """Put the newest sound copy in the place of `database` and return that copy; None when there is none."""
    for copy in list_copies(database):
        if _is_sound(copy):
            unfinished = database.with_name(database.name + _UNFINISHED)
            shutil.copyfile(copy, unfinished)
            flush(unfinished)
            unfinished.replace(database)
            return copy
    return None


def _is_sound(copy: Path) -> bool:
    try:
        if find_damage(copy):
            return False
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error:
        return False  # one that can't be read is no help; the next older one is tried
    return bool(application == APPLICATION_ID)


def _primary_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _free_name(path: Path, suffix: str) -> Path:
    free, number = path.with_name(path.name + suffix), 2
    while free.exists():
        free, number = path.with_name(f"{path.name}-{number}{suffix}"), number + 1
    return free


def flush(path: Path) -> None:
    """Bring what was written to `path` onto the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
