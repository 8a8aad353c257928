"""Reads the programme again in the background, as often as PROGRAMME_REFRESH says. It never stops the bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.errors import SourceError, StoreError
from bot.loader import Loader

_log = logging.getLogger(__name__)


@asynccontextmanager
async def keep_fresh(loader: Loader, every: timedelta | None) -> AsyncIterator[None]:
    """Refresh the programme for the length of an `async with` block, the first time after `every`; None: never."""
    if every is None:
        yield
        return
    task = asyncio.create_task(_refresh_for_ever(loader, every.total_seconds()), name="refresh")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait((task,))


async def _refresh_for_ever(loader: Loader, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await loader.refresh()
        except SourceError as error:
            _log.warning("the programme could not be read again, the old one stays: %s", error)
        except StoreError as error:
            _log.warning("the new programme could not be stored, the old one stays: %s", error)
