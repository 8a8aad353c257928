"""What is checked and repaired before a database is used. Synchronous: runs in a thread, the lock being held.

Only a file that is ours is ever changed: another program's database, one of a newer version and a file that is no
database at all are refused and left as they are.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.errors import StoreError
from bot.store import copies
from bot.store.migrations import APPLICATION_ID, migrate, version_of

log = logging.getLogger(__name__)

_HEADER = b"SQLite format 3\0"


def prepare(database: Path, now: datetime, migrations: Sequence[str]) -> list[str]:
    """Make `database` sound and of the newest version; returns what a person should know of it, in sentences.

    Raises StoreError, with the way out, when that can't be done.
    """
    try:
        if _is_ours(database):
            notices = _repair(database, now)
        else:
            _refuse_foreign_file(database)
            notices = []
        with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as connection:
            _refuse_foreign_database(connection, database, len(migrations))
            version = version_of(connection)
            if 0 < version < len(migrations):
                copies.make_copy(connection, database, now)
            migrate(connection, migrations)
            # What can't be written could not remember what was claimed; the same number again writes a page and
            # changes nothing
            connection.execute(f"PRAGMA user_version = {len(migrations)}")
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"The database {database} can't be used ({error}). Make sure that it and its folder can be read and "
            "written and that the disk isn't full, or set DATABASE to another path."
        ) from error
    for notice in notices:
        log.error("%s", notice)
    return notices


def _is_ours(database: Path) -> bool:
    """Whether the file bears our mark or, where its head is damaged, copies beside it show that it did."""
    if copies.list_copies(database):
        return True
    if not database.is_file():
        return False
    with database.open("rb") as file:
        head = file.read(72)
    # The mark's place in a file: https://www.sqlite.org/fileformat.html#application_id
    return head.startswith(_HEADER) and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


def _refuse_foreign_file(database: Path) -> None:
    """A file that is no database may be somebody's document."""
    if database.is_dir():
        raise StoreError(f"The database {database} is a folder. Set DATABASE to the path of a file.")
    if not database.exists():
        return
    with database.open("rb") as file:
        header = file.read(len(_HEADER))
    if header and header != _HEADER:
        raise StoreError(
            f"The file {database} is no database, so it was left as it is. Set DATABASE to another path, or move the "
            "file away."
        )


def _repair(database: Path, now: datetime) -> list[str]:
    """Put a copy in the place of a damaged database of ours, and say so."""
    kept = copies.list_copies(database)
    if not database.exists():
        return [
            f"There was no database {database}, so an empty one was made, although there are copies of an earlier one. "
            f"To go back to the newest, stop the bot and copy {kept[0]} to {database}."
        ]
    damage = copies.find_damage(database) if database.stat().st_size else "it is empty"
    if not damage:
        return []
    aside = copies.set_aside(database, now)
    copy = copies.restore_newest(database)
    outcome = f"The copy {copy} was restored" if copy else "There was no sound copy, so an empty one was made"
    return [f"The database {database} was damaged ({damage}) and is now {aside.name}. {outcome}."]


def _refuse_foreign_database(connection: sqlite3.Connection, database: Path, known: int) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION_ID and (application or tables):
        raise StoreError(
            f"The database {database} belongs to another program, so it was left as it is. "
            "Set DATABASE to a path of its own."
        )
    if version_of(connection) > known:
        raise StoreError(
            f"The database {database} was written by a newer Programme Bot (its version is {version_of(connection)}, "
            f"this one knows {known}). Install the newer Programme Bot, or set DATABASE to another path."
        )
