"""Lets requests to Discord begin so far apart that its limit for all of them together, 50 a second, is kept.

The library knows that limit only once it is exceeded, and then repeats everything that waits at the same moment: posts
for 200 servers were refused a thousand times, given up, and begun anew a minute later. 10,000 such refusals in ten
minutes make Discord shut the address out. Answers to interactions are exempt, at Discord as here.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar

import aiohttp

from bot.clock import Clock

EACH_SECOND = 40
AT_ONCE = 8
"""So many need not wait when there were none before: together with those of a second still fewer than 50."""
_EXEMPT = ("/interactions/", "/webhooks/")
_gives_way: ContextVar[bool] = ContextVar("gives way", default=False)


class Pace:
    """Hands out permission to begin a request: whoever gives way last, else first come, first served."""

    def __init__(self, each_second: float = EACH_SECOND, at_once: int = AT_ONCE) -> None:
        self._apart = 1 / each_second
        self._ahead = at_once * self._apart
        self._taken_until = 0.0
        self._patient = asyncio.Lock()

    async def take(self) -> None:
        """Wait until a request may begin."""
        if _gives_way.get():
            async with self._patient:
                while (wait := self._wait(0)) > 0:  # noqa: ASYNC110 - those that do not give way come between
                    await asyncio.sleep(wait)
                self._wait(self._apart)
        elif (wait := self._wait(self._apart)) > 0:
            await asyncio.sleep(wait)

    def _wait(self, taken: float) -> float:
        """Take so many seconds of the time in which requests may begin; how many it is until then."""
        now = Clock.monotonic()
        self._taken_until = max(self._taken_until, now) + taken
        return self._taken_until + (self._apart - taken) - self._ahead - now

    def trace(self) -> aiohttp.TraceConfig:
        """What makes the requests of an aiohttp session wait for it."""

        async def begin(_: object, __: object, request: aiohttp.TraceRequestStartParams) -> None:
            if not any(part in request.url.path for part in _EXEMPT) and not request.url.path.startswith("/gateway"):
                await self.take()

        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(begin)
        return trace


def give_way() -> None:
    """Let the requests of this task wait for those of all others."""
    _gives_way.set(True)
