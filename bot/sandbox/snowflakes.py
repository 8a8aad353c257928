"""Ids as Discord makes them, which tell when they were made; those of lasting things follow from their names."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Ids as Discord makes them: the milliseconds since 2015 in the upper bits."""

    def __init__(self) -> None:
        self._last = 0
        self._named: set[int] = set()

    def next(self) -> int:
        """A new id, larger than the one before."""
        now = int(time.time() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, now << 22)
        return self._last

    def named(self, *names: str) -> int:
        """The id that follows from names: the same whenever the sandbox starts, so that a kept database still fits.

        What is made under the same names again, while the first may still be known, gets another one.
        """
        text = "\n".join(names)
        # 57 bits are an instant of the year 2015 or so: older than anything that is said here
        while (number := int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> 7) in self._named:
            text += "\n"
        self._named.add(number)
        return number

    def start_over(self) -> None:
        """Give the same ids to the same names again."""
        self._named.clear()


def when(snowflake: int) -> str:
    """The ISO instant at which an id was made."""
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000, UTC).isoformat()
