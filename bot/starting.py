"""Starts that ended early: counted, and the next one held back, since Discord resets the token after 1,000 a day.

Whatever supervises the bot may start it again at once; what keeps a broken bot from connecting every second is here.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.client import ProgrammeBot

_log = logging.getLogger(__name__)
KEY = "starts that ended early"
CALM_SECONDS = 60.0
"""A bot that was connected for so long has started well."""
_FREE = 2
_FIRST_SECONDS, _LONGEST_SECONDS = 5.0, 300.0
_FORGOTTEN = timedelta(hours=1)


def choose_wait(early: int, since: timedelta) -> float:
    """How many seconds a start waits when the last one was `since` ago and so many in a row ended early.

    Two are free, then 5 s doubled each time, up to five minutes: at most 288 starts a day. After an hour all are free.
    """
    if early < _FREE or since > _FORGOTTEN:
        return 0.0
    # 2 to the 10 is beyond the longest already
    return min(_LONGEST_SECONDS, _FIRST_SECONDS * (1 << min(early - _FREE, 10)))


@asynccontextmanager
async def held_back(bot: ProgrammeBot) -> AsyncIterator[None]:
    """Wait as long as the starts before this one ask for, then count this one as early until it has proved calm.

    Being cancelled, which is how a signal ends the bot, is a good end. Raises StoreError.
    """
    facts, now = bot.store.facts, bot.clock.real()
    early, last = _read(await facts.get(KEY), now)
    wait = choose_wait(early, now - last)
    await facts.set(KEY, json.dumps([early + 1 if wait or early < _FREE else 1, now.isoformat()]))
    calm = asyncio.create_task(_forget_when_calm(bot), name="calm")
    try:
        if wait:
            _log.warning("the last %d starts ended early, so this one waits %.0f seconds", early, wait)
            await asyncio.sleep(wait)
        yield
    except asyncio.CancelledError:
        await facts.forget(KEY)
        raise
    finally:
        calm.cancel()
        await asyncio.wait((calm,))


async def _forget_when_calm(bot: ProgrammeBot) -> None:
    connected = asyncio.Event()

    async def note(_: int) -> None:
        connected.set()

    bot.add_listener(note, "on_shard_connect")
    await connected.wait()
    await asyncio.sleep(CALM_SECONDS)
    await bot.store.facts.forget(KEY)


def _read(text: str | None, now: datetime) -> tuple[int, datetime]:
    if text is None:
        return 0, now
    early, last = json.loads(text)
    return int(early), datetime.fromisoformat(last)
