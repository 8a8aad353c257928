"""Discord's rate limits, as its answers tell of them: a bucket for each route and channel, and one for everything.

https://discord.com/developers/docs/topics/rate-limits: only the headers tell what a bucket holds, so what stands here
is what is seen there; all of it may be chosen. Answers to interactions are exempt from the limit for everything.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.faults import too_many

_MAJOR = ("channel", "guild", "application", "token", "interaction")
"""Variables of a path each value of which has a bucket of its own."""


@dataclass(frozen=True)
class Limit:
    """So many requests in a window of `seconds`, which begins with the first of them."""

    count: int
    seconds: float


MESSAGE = Limit(5, 5.0)
"""Sending messages in a channel, and changing them."""
USUAL = {
    "POST /channels/{channel}/messages": MESSAGE,
    "PATCH /channels/{channel}/messages/{message}": MESSAGE,
    "DELETE /channels/{channel}/messages/{message}": Limit(5, 1.0),
    "POST /webhooks/{application}/{token}": Limit(5, 2.0),
    "PATCH /webhooks/{application}/{token}/messages/{message}": Limit(5, 2.0),
}
"""By `METHOD /path`."""


@dataclass
class _Window:
    ends: float = 0.0
    used: int = 0

    def take(self, limit: Limit, now: float) -> bool:
        """Count one request at `now`; False if there were too many."""
        if now >= self.ends:
            self.ends, self.used = now + limit.seconds, 0
        self.used += 1
        return self.used <= limit.count


@dataclass(frozen=True)
class Verdict:
    """The headers of the answer; with a `payload`, that of the 429 which is the answer."""

    headers: dict[str, str] = field(default_factory=dict)
    payload: dict[str, Any] | None = None


@dataclass
class RateLimits:
    """What is allowed, and how much of it was used; `everywhere` counts all requests but answers to interactions."""

    everywhere: Limit = Limit(50, 1.0)
    routes: Mapping[str, Limit] = field(default_factory=lambda: USUAL)
    other: Limit = Limit(10, 5.0)
    """For the routes that are not among `routes`."""
    _all: _Window = field(default_factory=_Window)
    _windows: dict[tuple[str, ...], _Window] = field(default_factory=dict)

    def judge(self, route: str, variables: Mapping[str, str]) -> Verdict:
        """Count a request of `METHOD /path`, in which `{variables}` stand for values."""
        now = time.monotonic()
        exempt = "/interactions/" in route or "/webhooks/" in route
        if not exempt and not self._all.take(self.everywhere, now):
            payload, headers = too_many(round(self._all.ends - now, 3), everywhere=True)
            return Verdict(headers, payload)
        limit = self.routes.get(route, self.other)
        major = (variables[name] for name in _MAJOR if name in variables)
        window = self._windows.setdefault((route, *major), _Window())
        allowed = window.take(limit, now)
        left = window.ends - now
        headers = {
            "X-RateLimit-Limit": str(limit.count),
            "X-RateLimit-Remaining": str(max(0, limit.count - window.used)),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": hashlib.md5(route.encode(), usedforsecurity=False).hexdigest(),
        }
        if allowed:
            return Verdict(headers)
        payload, refused = too_many(round(left, 3), everywhere=False)
        return Verdict(headers | refused, payload)
