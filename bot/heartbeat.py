"""The bot's own pulse: a sign of life every fifteen seconds, and the end of the process when the pulse has stopped.

What stops it is an event loop that hangs, a database that never answers, or a ticker that is stuck. Nobody could ask
the bot to end then, so a thread of its own ends it, and whoever supervises it starts it again.
"""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot import health
from bot.client import ProgrammeBot

_log = logging.getLogger(__name__)
EVERY_SECONDS = 15.0
STUCK = 70
"""The exit code of a bot that ended itself."""
_LOOK_SECONDS = 5.0
_LOOKS = 60


def end_at_once() -> None:
    """End the process with the code STUCK, saying where each thread hangs; nothing is closed."""
    # Neither logging nor print, whose locks may be what hangs
    os.write(2, b"The bot has been stuck for too long and ends itself, to be started again\n")
    faulthandler.dump_traceback(all_threads=True)
    os._exit(STUCK)


class Watchdog:
    """A thread that looks for signs of life `every` so many seconds and calls `end` after `looks` looks in vain.

    It counts its own looks and no time, so that a machine that slept does not count as a bot that hung.
    """

    def __init__(
        self, end: Callable[[], None] = end_at_once, *, every: float = _LOOK_SECONDS, looks: int = _LOOKS
    ) -> None:
        self._end, self._every, self._looks = end, every, looks
        self._missed = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def see(self) -> None:
        """A sign of life."""
        self._missed = 0

    def stop(self) -> None:
        """Watch no longer."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(self._every):
            self._missed += 1
            if self._missed >= self._looks:
                self._end()
                return


class Connections:
    """Which shards of a bot are away from Discord, and since when (monotonic seconds)."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self._clock = bot.clock
        # None stands for the first connection, which is yet to come
        self._away: dict[int | None, float] = {None: self._clock.monotonic()}
        self.lost = 0
        """How often a connection was lost."""
        bot.add_listener(self._leave, "on_shard_disconnect")
        bot.add_listener(self._come, "on_shard_connect")
        bot.add_listener(self._come, "on_shard_resumed")

    @property
    def away_since(self) -> float | None:
        """Since when one is missing; None when all stand."""
        return min(self._away.values(), default=None)

    async def _leave(self, shard: int) -> None:
        self.lost += shard not in self._away
        self._away.setdefault(shard, self._clock.monotonic())

    async def _come(self, shard: int) -> None:
        self._away.pop(None, None)
        self._away.pop(shard, None)


class _Pulse:
    """Writes signs of life, and tells whether they are any."""

    def __init__(self, bot: ProgrammeBot, connections: Connections, patience: float) -> None:
        self._bot, self._connections, self._patience = bot, connections, patience
        self._check: asyncio.Task[str] | None = None
        self._ticked_at: float | None = None

    async def beat(self) -> bool:
        """Write how the bot is; whether its database answered and its ticker went on since the last time."""
        database = self._bot.store.database
        # Not waited for longer: that it does not answer is to be said as well
        self._check = self._check or asyncio.create_task(database.find_trouble(), name="database check")
        await asyncio.wait((self._check,), timeout=self._patience)
        answered, trouble = self._check.done(), "the database does not answer"
        if answered:
            trouble, self._check = self._check.result(), None
        ticked_at = self._bot.posting.ticked_at
        ticks = ticked_at is None or ticked_at != self._ticked_at
        self._ticked_at = ticked_at
        beat = health.Beat(self._bot.clock.monotonic(), os.getpid(), self._connections.away_since, trouble, ticked_at)
        try:
            await asyncio.to_thread(health.write, database.path, beat)
        except OSError as error:
            _log.warning("the sign of life could not be written: %s", error)
        return answered and ticks

    def close(self) -> None:
        """Check no longer."""
        if self._check is not None:
            self._check.cancel()


@asynccontextmanager
async def keep_beating(
    bot: ProgrammeBot, watchdog: Watchdog | None = None, *, every: float = EVERY_SECONDS
) -> AsyncIterator[Connections]:
    """Give signs of life for the length of an `async with` block, beginning at once; none is left behind."""
    connections = Connections(bot)
    watchdog = watchdog or Watchdog()
    watchdog.start()
    pulse = _Pulse(bot, connections, patience=every)
    await pulse.beat()
    task = asyncio.create_task(_beat_for_ever(pulse, watchdog, every), name="heartbeat")
    try:
        yield connections
    finally:
        task.cancel()
        await asyncio.wait((task,))
        pulse.close()
        watchdog.stop()
        try:
            health.remove(bot.store.database.path)
        except OSError as error:
            _log.warning("the sign of life could not be removed: %s", error)


async def _beat_for_ever(pulse: _Pulse, watchdog: Watchdog, every: float) -> None:
    while True:
        await asyncio.sleep(every)
        if await pulse.beat():
            watchdog.see()
