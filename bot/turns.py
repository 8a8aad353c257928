"""Whose interaction is answered now when a crowd asks at once; who has waited too long is told so instead.

Discord gives up on an interaction after three seconds, so a queue that nobody bounds answers everybody too late.
"""

from __future__ import annotations

import asyncio

from bot.clock import Clock
from bot.errors import UserError
from bot.render import phrases

ANSWERS = 128
"""How many interactions are answered at the same time, each over a connection of its own: a process has 1,024 files."""
STARTS = 8
"""How many begin in one round of the event loop."""
OFFERS = 32
"""How many autocompletes are, beside them."""
PATIENCE_SECONDS = 1.5
"""After so long a sentence still arrives in time, and an answer may not."""


class Turns:
    """Hands out turns, first come, first served. A turn ends with the task that has it."""

    def __init__(self, answers: int = ANSWERS, offers: int = OFFERS, patience: float = PATIENCE_SECONDS) -> None:
        self._answers, self._offers = _Line(answers), _Line(offers)
        self._messages = _Door(1)
        self._patience = patience

    async def take(self) -> None:
        """Wait for the turn to answer; raises UserError, which is to be told in this turn, when that took too long."""
        if await self._answers.wait() > self._patience:
            raise UserError(phrases.CROWDED)

    async def may_offer(self) -> bool:
        """Whether an autocomplete may be answered, now that its turn has come: not while people wait for answers."""
        return await self._offers.wait() <= self._patience and not self._answers.full

    async def reply(self) -> None:
        """Wait for the turn to answer a message, which may be late, but must not hold up what may not."""
        await self._messages.enter()


class _Door:
    """Lets so many in during one round of the event loop: what they have made is sent before the next ones begin."""

    def __init__(self, at_once: int) -> None:
        self._permits = asyncio.Semaphore(at_once)

    async def enter(self) -> None:
        await self._permits.acquire()
        asyncio.get_running_loop().call_soon(self._permits.release)


class _Line:
    """People in a line, of whom `at_once` are served at the same time."""

    def __init__(self, at_once: int) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._door = _Door(STARTS)

    @property
    def full(self) -> bool:
        """Whether the next one would have to wait for somebody's end."""
        return self._places.locked()

    async def wait(self) -> float:
        """Take a place until this task ends; returns the seconds that it took."""
        came = Clock.monotonic()
        await self._places.acquire()
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in one
        task.add_done_callback(lambda _: self._places.release())
        await self._door.enter()
        return Clock.monotonic() - came
