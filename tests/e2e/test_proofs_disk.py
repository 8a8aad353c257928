"""A disk that is really full: answers go on, nothing is posted, it is said; afterwards the bot goes on by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.store import State
from tests.e2e.conftest import Town, run_town
from tests.e2e.disks import fill
from tests.e2e.posted import EARLY, MORNING, POST, posts, run_tick, set_up

NOT_WRITTEN = "⚠ I can't write to my database, so I post nothing until that is mended."
NOT_KEPT = "I could not keep what this button shows, because my disk can't be written. Please ask again."
LONG = "python or testing or web or data or docker or packaging or development or tools or databases"


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


async def test_a_disk_that_is_full_when_a_post_was_sent_doubles_nothing(disk: Path) -> None:
    async with run_town(disk / "programme.sqlite3", EARLY) as town:
        await set_up(town)
        town.clock.set(MORNING)
        sent: list[Path] = []

        def listen(event: dict[str, Any]) -> None:
            if event["type"] == "message_create" and not sent:
                sent.append(fill(disk))

        town.sandbox.subscribe(listen)
        await run_tick(town)
        (post,) = posts(town)
        assert [row.state for row in await town.bot.store.deliveries.all()] == [State.CLAIMED]
        await run_tick(town)
        sent[0].unlink()
        for _ in range(2):
            await run_tick(town)
        assert posts(town) == [post]
        (row,) = await town.bot.store.deliveries.all()
        assert (row.state, row.message) == (State.SENT, post.id)
