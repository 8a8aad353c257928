"""What the database needs once in a while: old cards forgotten, a daily copy made. It never stops the bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import StoreError
from bot.store import Store

_log = logging.getLogger(__name__)
# Often enough that a bot that was away at the usual hour makes its copy soon after
EVERY_SECONDS = 3600


@asynccontextmanager
async def keep_up(store: Store) -> AsyncIterator[None]:
    """Tend the store in the background for the length of an `async with` block, beginning at once."""
    task = asyncio.create_task(_tend_for_ever(store), name="upkeep")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait((task,))


async def _tend_for_ever(store: Store) -> None:
    while True:
        try:
            await store.tend()
        except StoreError as error:
            _log.warning("the database could not be copied or cleaned, which is tried again in an hour: %s", error)
        await asyncio.sleep(EVERY_SECONDS)
