"""What the bot remembers, in one SQLite file: programme versions, servers' settings, cards, facts,
questions that were asked in vain and what moderators want to be said to them, what is to be posted and what was,
where rooms are shown live.

SQL lives here and nowhere else (but for the search index's tables in memory). Answers never wait for it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock
from bot.store.cards import Cards
from bot.store.copies import COPIED
from bot.store.database import Database, Description
from bot.store.deliveries import Deliveries, Delivery, DeliveryKey, State
from bot.store.facts import Facts
from bot.store.guilds import Guild, Guilds
from bot.store.livestreams import LivestreamSettings
from bot.store.posts import PostSetting, PostSettings
from bot.store.programmes import Programmes, Stored, Version
from bot.store.questions import Questions, Unanswered

__all__ = [
    "COPIED",
    "Delivery",
    "DeliveryKey",
    "Description",
    "Guild",
    "PostSetting",
    "State",
    "Store",
    "Stored",
    "Unanswered",
    "Version",
    "open_store",
]


class Store:
    """Everything that is remembered, by subject."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.programmes = Programmes(database, clock)
        self.guilds = Guilds(database)
        self.cards = Cards(database, clock.real)
        self.facts = Facts(database)
        self.questions = Questions(database, clock.real)
        self.posts = PostSettings(database)
        self.livestreams = LivestreamSettings(database)
        self.deliveries = Deliveries(database, clock.real)

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about a repair at the start that people should see."""
        return self.database.notices

    async def tend(self) -> None:
        """What is to be done once in a while, at least daily: forget old cards, questions and posts, copy the database.

        Raises StoreError when the disk or the file fails.
        """
        await self.cards.purge()
        await self.questions.purge()
        await self.deliveries.purge()
        await self.database.copy_daily()

    async def describe(self) -> Description:
        """Size, version, copies, and whether the database can be written, which is tried."""
        return await self.database.describe()

    async def close(self) -> None:
        """Merge everything into the main file and end; a second call does nothing."""
        await self.database.close()


@asynccontextmanager
async def open_store(path: Path, clock: Clock) -> AsyncIterator[Store]:
    """The store in the file at `path`, closed at the end whatever happens; raises StoreError with the way out."""
    database = await Database.open(path, clock)
    try:
        store = Store(database, clock)
        await store.livestreams.load()
        yield store
    finally:
        await database.close()
