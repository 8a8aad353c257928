"""Claims the news of a new version of the programme, wherever moderators want to have it told; `posting` delivers it.

Versions are compared as the store holds them, so that what changed while the bot was away is told as well, and once.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.programme.changes import compare
from bot.programme.plan import PostKind, mute_key
from bot.render.posted import change_lines
from bot.sending import Courier
from bot.store import DeliveryKey

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

WINDOW = timedelta(hours=3)
"""So long news are news, for a channel where they could not be posted at once."""
_ANNOUNCED = "version whose changes were posted"


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
        for posts in await store.posts.wanted():
            if posts.changes is None or mute_key(PostKind.CHANGES) in posts.muted:
                continue
            lines = change_lines(changes, after.programme, now, posts.muted)
            if not lines:
                continue
            key = DeliveryKey(posts.guild, posts.changes, PostKind.CHANGES, str(newest.version_id))
            row = await store.deliveries.claim(key, now, now + WINDOW, detail=lines, rehearsed=bot.clock.shifted)
            if row is not None:
                courier.rows[key] = row
    await store.facts.set(_ANNOUNCED, str(newest.version_id))
