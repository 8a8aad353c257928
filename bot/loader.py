"""reload(): read the programme from its sources, store it, serve it. The one use-case, in that order.

Nothing is written before it is parsed, and what serves changes by one assignment: whoever asks meanwhile sees the old
programme or the new one, never a mixture.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.errors import FormatError, SourceError, StartError
from bot.programme.changes import Changes, compare
from bot.programme.model import Programme
from bot.programme.problems import Problem
from bot.programme.snapshot import Snapshot, take_snapshot
from bot.reading import Reading, read
from bot.settings import Settings
from bot.sources import Hints
from bot.store import Store, Stored

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What serves: a snapshot, the problems found in it, and when (UTC, real) and by whom it was loaded."""

    snapshot: Snapshot
    problems: tuple[Problem, ...]
    loaded_at: datetime
    loaded_by: str

    @property
    def talks(self) -> int:
        """How many talks there are, breaks not counted."""
        return sum(talk.kind != "break" for talk in self.snapshot.programme.talks)


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What a reload did."""

    before: Loaded
    after: Loaded
    changes: Changes


class Loader:
    """Keeps the programme that serves, and replaces it from the sources of the settings."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self._sources = settings.programme_source
        self._hints = Hints(settings.programme_title, settings.programme_timezone)
        self._store = store
        self._clock = clock
        self._lock = asyncio.Lock()
        self._loaded: Loaded | None = None
        self.trouble: SourceError | None = None
        """Why the last reading failed; None when it went well."""
        self.read_at: datetime | None = None
        """When the sources were last read well (UTC, real)."""

    @property
    def sources(self) -> Sequence[str]:
        """The paths and addresses that are read."""
        return self._sources

    @property
    def loaded(self) -> Loaded:
        """What serves; `start` comes first."""
        if self._loaded is None:
            raise RuntimeError("the loader was not started")
        return self._loaded

    async def start(self) -> None:
        """Load the programme; when its sources can't be read, serve the copy of the last time and remember why.

        Raises StartError when there is no such copy either.
        """
        try:
            reading = await self._read()
        except SourceError as error:
            stored = await self._store.programmes.latest(self._source_value)
            if stored is None:
                raise StartError(
                    f"the programme can't be read and there is no earlier copy of it: {error}. "
                    "Correct the source, or set PROGRAMME_SOURCE to another"
                ) from error
            _log.warning("programme not read, the copy of %s serves: %s", stored.loaded_at.isoformat(), error)
            self._loaded = await self._from_store(stored)
            return
        self._loaded = await self._take_over(reading, "start")

    async def reload(self, by: str) -> Reloaded:
        """Load the programme again; `by` says who or what asked ("moderator 123").

        Raises SourceError when a source can't be read or holds no talks where there were some: the old one stays.
        """
        async with self._lock:
            before = self.loaded
            reading = await self._read(at_least_one=before.talks > 0)
            after = await self._take_over(reading, by)
            self._loaded = after
            return Reloaded(before, after, compare(before.snapshot.programme, after.snapshot.programme))

    @property
    def _source_value(self) -> str:
        return " ".join(self._sources)

    async def _read(self, *, at_least_one: bool = False) -> Reading:
        try:
            reading = await read(self._sources, self._hints)
            if at_least_one and not reading.programme.talks:
                raise FormatError("expected talks, got a programme without any", source=self._source_value)
        except SourceError as error:
            self.trouble = error
            raise
        self.trouble = None
        self.read_at = self._clock.real()
        return reading

    async def _take_over(self, reading: Reading, by: str) -> Loaded:
        snapshot = await asyncio.to_thread(_take_snapshot, reading.programme)
        await self._store.programmes.save(
            reading.programme, reading.problems, source=self._source_value, loaded_by=by, hash=reading.hash
        )
        loaded = Loaded(snapshot, reading.problems, self._clock.real(), by)
        _log.info("programme loaded by %s: %d talks, %d problems", by, loaded.talks, len(loaded.problems))
        return loaded

    async def _from_store(self, stored: Stored) -> Loaded:
        snapshot = await asyncio.to_thread(_take_snapshot, stored.programme)
        return Loaded(snapshot, stored.problems, stored.loaded_at, stored.loaded_by)


def _take_snapshot(programme: Programme) -> Snapshot:
    """As `take_snapshot`, and out of the garbage collector's sight.

    It has no cycles and lives until the next load; walking it now and then would hold the event loop for 90 ms at
    1,000 talks.
    """
    snapshot = take_snapshot(programme)
    gc.freeze()
    return snapshot
