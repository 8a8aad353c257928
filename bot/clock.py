"""The only file that asks for the time.

Two clocks: `now()` is the programme's time and may be shifted for a rehearsal or a past conference; `real()` never
is. What is shown and what is due follows `now()`; claims, retries and whatever Discord sees follow `real()`.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime


class Clock:
    """A clock that starts at `start` (an aware instant; default: the real time) and runs on from there."""

    def __init__(self, start: datetime | None = None) -> None:
        self.reset()
        if start is not None:
            self.set(start)

    def now(self) -> datetime:
        """The programme's time: aware, in UTC."""
        return self._set_to + (self.real() - self._set_at) * self._speed

    def real(self) -> datetime:
        """The real time: aware, in UTC."""
        return datetime.now(UTC)

    @property
    def shifted(self) -> bool:
        """Whether `now()` differs from `real()`."""
        return self._set_to != self._set_at or self._speed != 1

    @property
    def speed(self) -> int:
        """How many seconds of `now()` pass in one real second."""
        return self._speed

    def set(self, instant: datetime) -> None:
        """Let `now()` go on from `instant`, which must be aware; raises ValueError otherwise."""
        if instant.tzinfo is None:
            raise ValueError("a clock is set to an aware instant, with a zone or an offset")
        self._set_to, self._set_at = instant.astimezone(UTC), self.real()

    def run(self, speed: int) -> None:
        """Let `now()` pass `speed` times as fast from here on; raises ValueError below 1."""
        if speed < 1:
            raise ValueError("a clock runs forward, once as fast as the real one or faster")
        self.set(self.now())
        self._speed = speed

    def reset(self) -> None:
        """Let `now()` be the real time again."""
        self._set_to = self._set_at = self.real()
        self._speed = 1

    @staticmethod
    def monotonic() -> float:
        """Seconds that never step back, for measuring how long something took."""
        return time.monotonic()
