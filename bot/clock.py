"""The only file that asks for the time.

Two clocks: `now()` is the programme's time and may be shifted for a rehearsal or a past conference; `real()` never
is. What is shown and what is due follows `now()`; claims, retries and whatever Discord sees follow `real()`.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """A clock that starts at `start` (an aware instant; default: the real time) and runs on from there."""

    def __init__(self, start: datetime | None = None) -> None:
        self._shift = timedelta(0)
        if start is not None:
            self.set(start)

    def now(self) -> datetime:
        """The programme's time: aware, in UTC."""
        return self.real() + self._shift

    def real(self) -> datetime:
        """The real time: aware, in UTC."""
        return datetime.now(UTC)

    @property
    def shifted(self) -> bool:
        """Whether `now()` differs from `real()`."""
        return self._shift != timedelta(0)

    def set(self, instant: datetime) -> None:
        """Let `now()` go on from `instant`, which must be aware; raises ValueError otherwise."""
        if instant.tzinfo is None:
            raise ValueError("a clock is set to an aware instant, with a zone or an offset")
        self._shift = instant - self.real()

    @staticmethod
    def monotonic() -> float:
        """Seconds that never step back, for measuring how long something took."""
        return time.monotonic()
