"""A disk that is really full: answers go on, nothing is posted, it is said, and afterwards the bot goes on by itself."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import StartTown, Town, run_town
from tests.e2e.posted import EARLY, MORNING, POST, posts, run_tick, set_up

NOT_WRITTEN = "⚠ I can't write to my database, so I post nothing until that is mended."
NOT_KEPT = "I could not keep what this button shows, because my disk can't be written. Please ask again."
LONG = "python or testing or web or data or docker or packaging or development or tools or databases"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounting = subprocess.run(  # noqa: S603
        ["/bin/mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounting.returncode:
        pytest.skip(f"a small disk can't be mounted here: {mounting.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["/bin/umount", "--lazy", str(place)], check=True)  # noqa: S603


def fill(disk: Path) -> Path:
    """Leave not one byte free; returns the file that does it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError as error:
                assert error.errno == errno.ENOSPC
    return filler


async def fill_with_nothing_in_hand(town: Town, disk: Path) -> Path:
    """Fill the disk when the database has no room left of what it took before."""
    await town.bot.store.database.read("PRAGMA wal_checkpoint(TRUNCATE)")
    return fill(disk)


async def ask(town: Town) -> list[str]:
    """What the bot answers to questions that do not depend on the hour."""
    replies = [
        await town.ada.slash("search", query="docker"),
        await town.ada.slash("day", date="2014-07-24"),
        await town.ada.slash("ask", question="where is the nursery for young elephants?"),
        await town.ada.slash("ask", question="what is there on docker on Wednesday?"),
    ]
    return [reply.text for reply in replies]


async def test_a_full_disk_stops_posts_and_nothing_else(disk: Path) -> None:
    async with run_town(disk / "programme.sqlite3", EARLY) as town:
        await set_up(town)
        answers = await ask(town)
        filler = await fill_with_nothing_in_hand(town, disk)
        town.clock.set(MORNING)
        for _ in range(3):
            await run_tick(town)
        assert posts(town) == []
        assert await ask(town) == answers
        found = await town.ada.slash("search", query=LONG)
        assert found.text.splitlines()[0] == f"## 1 talk on “{LONG}”"
        assert (await found.press("Share here")).text == NOT_KEPT
        for command in ("status", "settings show"):
            shown = await town.grace.slash(command)
            assert NOT_WRITTEN in shown.text.splitlines()
        filler.unlink()
        for _ in range(2):
            await run_tick(town)
        assert [post.text for post in posts(town)] == [POST]
        shown = await town.grace.slash("status")
        assert NOT_WRITTEN not in shown.text
