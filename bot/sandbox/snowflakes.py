"""Ids as Discord makes them, which tell when they were made."""

from __future__ import annotations

import time
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Ids as Discord makes them: the milliseconds since 2015 in the upper bits; each larger than the one before."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """A new id."""
        now = int(time.time() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, now << 22)
        return self._last


def when(snowflake: int) -> str:
    """The ISO instant at which an id was made."""
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000, UTC).isoformat()
