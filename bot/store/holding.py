"""One process per database: a lock on a file beside it, which the system takes back when a process dies."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from pathlib import Path

from bot.errors import StoreError


class Holding:
    """The right of this process to a database; `release` gives it back."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let others have the database. The lock's file stays: removing it would let two processes lock two files."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def hold(database: Path) -> Holding:
    """Take the lock on `database`; raises StoreError when it can't be taken, naming the process that has it."""
    lock = database.with_name(database.name + ".lock")
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(
            f"The database {database} can't be made: there is no folder {database.parent}. "
            "Make the folder, or set DATABASE to another path."
        ) from error
    except OSError as error:
        raise StoreError(
            f"The database {database} can't be used: its folder can't be written ({error.strerror}). "
            "Make the folder writable, or set DATABASE to another path."
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
            raise StoreError(
                f"The database {database} can't be locked ({error.strerror}). "
                "Set DATABASE to a path on a disk of this machine."
            ) from error
        raise StoreError(
            f"The database {database} is in use by another process (pid {holder or 'unknown'}). "
            "Stop that one, or set DATABASE to another path."
        ) from error
    # The number is only there to be told; on a full disk it can't be, and whoever opens the database next says why
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return Holding(descriptor)
