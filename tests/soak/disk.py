"""A small disk of its own for the database, so that it can be filled to the last byte and freed again."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

SIZE = "48m"
_BLOCK = bytes(1 << 16)


class Disk:
    """The folder in which the database lies; `small` tells whether it is a disk that can be filled."""

    def __init__(self, folder: Path, *, small: bool) -> None:
        self.folder, self.small = folder, small

    @property
    def database(self) -> Path:
        return self.folder / "programme.sqlite3"

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"

    def fill(self) -> None:
        """Take all room that is left, also what SQLite would write again in its log."""
        with closing(sqlite3.connect(self.database, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        with self._ballast.open("wb", buffering=0) as ballast:
            for block in (_BLOCK, _BLOCK[:4096]):
                try:
                    while True:
                        ballast.write(block)
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise

    def free(self) -> None:
        """Give the room back."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A disk of 48 MB in memory, mounted at `folder`; where that is not allowed, the folder as it is."""
    mounted = _succeeds("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    try:
        yield Disk(folder, small=mounted)
    finally:
        if mounted:
            subprocess.run(["umount", "-l", folder], check=True)


def may_mount() -> bool:
    """Whether this process is root, at least of a name space of its own."""
    return os.geteuid() == 0


def become_root() -> None:
    """Start this program again as the root of a name space of its own, where the system lets one; else go on."""
    if _succeeds("unshare", "-rm", "true"):
        os.execvp("unshare", ["unshare", "-rm", sys.executable, "-m", "tests.soak", *sys.argv[1:]])  # noqa: S606 - no shell


def _succeeds(*command: str) -> bool:
    return (
        shutil.which(command[0]) is not None
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )
