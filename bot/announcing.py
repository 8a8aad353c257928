"""Finds the news of a new version of the programme, and claims them wherever moderators want to have them told;
`posting` delivers them.

Versions are compared as the store holds them, so that what changed while the bot was away is told as well, and once.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.programme.changes import Changes, compare
from bot.programme.model import Programme
from bot.programme.plan import PostKind, mute_key
from bot.render.changed import change_lines, split_changes
from bot.sending import Courier
from bot.store import DeliveryKey, Stored

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

WINDOW = timedelta(hours=3)
"""So long news are news, for a channel where they could not be posted at once."""
_ANNOUNCED = "version whose changes were posted"


@dataclass(frozen=True, slots=True)
class News:
    """What was not told of yet: how `programme` differs from the version told of last, which was loaded at `since`.

    `confirmed`: it serves already, so that it is told of at once.
    """

    since: datetime
    changes: Changes
    programme: Programme
    confirmed: bool


async def find_news(bot: ProgrammeBot) -> News:
    """What would be told of if what was read last were confirmed now. Raises StoreError."""
    store, unconfirmed = bot.store.programmes, bot.loader.unconfirmed
    (newest, *_) = await store.history(1)
    announced = await bot.store.facts.get(_ANNOUNCED)
    told = await store.get(int(announced)) if announced else None
    programme = unconfirmed or bot.snapshot.programme
    if told is None or told.source != newest.source:
        before, since = bot.snapshot.programme, newest.loaded_at
    else:
        before, since = told.programme, told.loaded_at
    changes = await asyncio.to_thread(compare, before, programme)
    if told is not None:
        changes = await _with_returned(bot, changes, told)
    return News(since, changes, programme, unconfirmed is None)


async def _with_returned(bot: ProgrammeBot, changes: Changes, told: Stored) -> Changes:
    """The changes, knowing what versions before the one told of last had."""
    added = [talk.id for talk in changes.added]
    known = await bot.store.programmes.find_earlier(added, told.source, told.version_id) if added else frozenset[str]()
    return changes.with_returned(known)


async def claim_changes(bot: ProgrammeBot, courier: Courier) -> None:
    """Claim what the newest version changed of the one that was told of last. Raises StoreError.

    The version is remembered last, and the claims are keyed by it: interrupted anywhere, this is done again in vain.
    """
    store, now = bot.store, bot.clock.now()
    (newest, *_) = await store.programmes.history(1)
    announced = await store.facts.get(_ANNOUNCED)
    if announced == str(newest.version_id):
        return
    before = await store.programmes.get(int(announced)) if announced else None
    after = await store.programmes.get(newest.version_id)
    # Another value of PROGRAMME_SOURCE is another programme
    if before is not None and after is not None and before.source == after.source:
        changes = await asyncio.to_thread(compare, before.programme, after.programme)
        changes = await _with_returned(bot, changes, before)
        for posts in await store.posts.wanted():
            if posts.changes is None or mute_key(PostKind.CHANGES) in posts.muted:
                continue
            lines = change_lines(changes, after.programme, now, posts.muted)
            for part, some in enumerate(split_changes(lines), 1):
                key = DeliveryKey(posts.guild, posts.changes, PostKind.CHANGES, str(newest.version_id), part)
                row = await store.deliveries.claim(key, now, now + WINDOW, detail=some, rehearsed=bot.clock.shifted)
                if row is not None:
                    courier.rows[key] = row
    await store.facts.set(_ANNOUNCED, str(newest.version_id))
