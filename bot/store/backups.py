"""A backup that the operator asks for, and the way back from one. Synchronous: what the command line does.

A backup is one file, made while a bot runs or not; restoring is refused while one runs.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from bot.errors import StoreError
from bot.store import copies
from bot.store.holding import hold
from bot.store.instants import to_stamp
from bot.store.migrations import APPLICATION_ID, MIGRATIONS, version_of

_UNFINISHED = ".unfinished"


def back_up(database: Path, file: Path | None, now: datetime) -> Path:
    """Write what `database` holds at this moment to `file` and return it; by default a dated one beside the database.

    Raises StoreError when there is nothing to back up, when `file` exists or can't be written.
    """
    file = file or database.with_name(f"{database.stem}-{to_stamp(now)}{database.suffix}")
    if not database.is_file():
        raise StoreError(f"There is no database {database} to back up. Set DATABASE to its path.")
    if file.exists():
        raise StoreError(f"The file {file} exists already, and a backup replaces nothing. Give another name.")
    with _explained(f"The database {database} can't be copied to {file}"):
        _require_ours(database)
        _copy(database, file, now)
    return file


def restore(file: Path, database: Path, now: datetime) -> Path | None:
    """Put the backup `file` in the place of `database`; returns where what was there lies now, None if nothing was.

    A backup of an earlier version is as good: the next start brings it up to date. Raises StoreError, and changes
    nothing, while a bot runs on `database` or when `file` is no sound backup of ours.
    """
    database = database.resolve()
    if not file.is_file():
        raise StoreError(f"There is no backup {file}. Look whether the path is right.")
    holding = hold(database)
    try:
        with _explained(f"The backup {file} can't be restored to {database}"):
            _require_ours(file)
            unfinished = database.with_name(database.name + _UNFINISHED)
            _copy(file, unfinished, now)
            kept = _put_away(database, now)
            unfinished.replace(database)
    finally:
        holding.release()
    return kept


def _require_ours(file: Path) -> None:
    """Raise StoreError unless `file` is a sound database of ours, of a version that we know."""
    with _open(file) as connection:
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            version = version_of(connection)
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"The file {file} is no sound database ({error}), so nothing was changed.") from error
    if application != APPLICATION_ID:
        raise StoreError(f"The file {file} is no database of Programme Bot, so nothing was changed.")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"The file {file} was written by a newer Programme Bot (its version is {version}, this one knows "
            f"{len(MIGRATIONS)}), so nothing was changed. Install the newer Programme Bot."
        )
    if found != "ok":
        raise StoreError(f"The file {file} is damaged ({found}), so nothing was changed.")


def _copy(source: Path, target: Path, now: datetime) -> None:
    """Copy a database whole, with what is not yet merged into its file, so that `target` appears complete or not."""
    unfinished = target.with_name(target.name + _UNFINISHED)
    unfinished.unlink(missing_ok=True)
    try:
        with _open(source) as connection:
            copies.copy_into(connection, unfinished, now)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _put_away(database: Path, now: datetime) -> Path | None:
    """Copy the sound database at `database` to its copies, or rename a damaged one; its journal is merged or gone."""
    if not database.exists():
        return None
    try:
        if copies.find_damage(database):
            return copies.set_aside(database, now)
        with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as connection:
            kept = copies.make_copy(connection, database, now)
            # Merged and gone: what is left of a journal would be read as one of the restored file
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        # Not damaged, and yet not to be read: it keeps its content under another name
        return copies.set_aside(database, now)
    return kept


@contextlib.contextmanager
def _open(file: Path) -> Iterator[sqlite3.Connection]:
    """`file` for reading. Without a journal it is taken as it lies, since its folder may be closed to us."""
    journal = file.with_name(file.name + "-wal").exists()
    uri = f"file:{quote(str(file.resolve()))}?mode=ro" + ("" if journal else "&immutable=1")
    with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        yield connection


@contextlib.contextmanager
def _explained(what: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"{what} ({error}). Look whether there is room and both places can be read and written."
        ) from error
