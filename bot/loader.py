"""The use-case of the programme: read it from its sources, compare, store it, serve it. In that order.

Nothing is written before it is parsed, and what serves changes by one assignment: whoever asks meanwhile sees the old
programme or the new one, never a mixture.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import operator
import secrets
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cache import Cache
from bot.clock import Clock
from bot.errors import SourceError, StartError, UserError
from bot.loads import Loaded, Proposal, Reloaded
from bot.programme.changes import compare
from bot.programme.model import Programme
from bot.programme.problems import Problem
from bot.programme.snapshot import Snapshot, take_snapshot
from bot.programme.succession import adopt_ids, count_talks, hold_vanished, is_harmless, loses_much
from bot.questions import prepare
from bot.reading import Reading, read_changed
from bot.render import phrases
from bot.settings import Settings
from bot.sources import Hints
from bot.store import Store, Stored

_log = logging.getLogger(__name__)
# So many proposals can be shown at once; an older one has to be asked for again
PROPOSALS = 20
_GRACE = timedelta(hours=1)


class Loader:
    """Keeps the programme that serves, and replaces it from the sources of the settings."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self._sources = settings.programme_source
        self._allow_private = settings.programme_allow_private
        self._every = settings.refresh_every
        self._hints = Hints(
            settings.programme_title,
            settings.programme_timezone,
            settings.programme_language,
            settings.programme_columns,
        )
        self._store = store
        self._clock = clock
        self._cache = Cache()
        self._lock = asyncio.Lock()
        self._loaded: Loaded | None = None
        self._proposals: dict[str, Proposal] = {}
        # Their ids only: what a proposal was made of is a whole programme with its index
        self._overtaken: deque[str] = deque(maxlen=PROPOSALS)
        self._missed: frozenset[str] = frozenset()
        self._declined = ""
        self._read_hash = ""
        self.waiting: Proposal | None = None
        """What was read in the background and waits for a moderator's yes."""
        self.unconfirmed: Programme | None = None
        """What was read last where it does not serve, or not all of it, until another load or a moderator says so."""
        self.trouble: SourceError | None = None
        """Why the last reading failed; None when it went well."""
        self.read_at: datetime | None = None
        """When the sources were last read well (UTC, real)."""

    @property
    def sources(self) -> Sequence[str]:
        """The paths and addresses that are read."""
        return self._sources

    @property
    def every(self) -> timedelta | None:
        """How long after a load the sources are read again in the background; None: never."""
        return self._every

    @property
    def stale(self) -> datetime | None:
        """When the programme was last read well (UTC, real), once it should have been read again over an hour ago.

        Where nothing is read in the background it is stale an hour after a reading that failed.
        """
        read_at = self.read_at or self.loaded.loaded_at
        if self._every is None and self.trouble is None:
            return None
        due = read_at + (self._every or timedelta(0))
        return read_at if self._clock.real() > due + _GRACE else None

    @property
    def loaded(self) -> Loaded:
        """What serves; `start` comes first."""
        if self._loaded is None:
            raise RuntimeError("the loader was not started")
        return self._loaded

    async def start(self) -> None:
        """Load the programme; when its sources can't be read, serve the copy of the last time and remember why.

        So does a programme that has lost much since, which then waits for a moderator's yes. Raises StartError when
        the sources can't be read and there is no such copy either.
        """
        stored = await self._store.programmes.latest(self._source_value)
        try:
            reading = await self._read()
        except SourceError as error:
            if stored is None:
                raise StartError(
                    f"the programme can't be read and there is no earlier copy of it: {error}. "
                    "Correct the source, or set PROGRAMME_SOURCE to another"
                ) from error
            _log.warning("programme not read, the copy of %s serves: %s", stored.loaded_at.isoformat(), error)
            self._loaded = await self._from_store(stored)
            return
        if stored is not None:
            if stored.hash == reading.hash:
                self._loaded = await self._from_store(stored)
                return
            programme = await asyncio.to_thread(adopt_ids, stored.programme, reading.programme)
            reading = replace(reading, programme=programme)
            if loses_much(stored.talks, count_talks(reading.programme)):
                self._loaded = await self._from_store(stored)
                self._wait(await self._propose(reading.programme, reading.problems, reading.hash))
                return
        self._loaded = await self._take_over(reading.programme, reading.problems, reading.hash, "start")

    async def reload(self, by: str) -> Reloaded | Proposal:
        """Read the sources and take what they hold now; what removes or moves anything is only proposed.

        `by` says who or what asked ("moderator 123"). Raises SourceError when a source can't be read: the old programme
        stays.
        """
        async with self._lock:
            reading = await self._read()
            programme = await asyncio.to_thread(adopt_ids, self.loaded.programme, reading.programme)
            proposal = await self._propose(programme, reading.problems, reading.hash)
            if proposal.loses_much or not is_harmless(proposal.changes):
                self.unconfirmed = proposal.programme
                return proposal
            return await self._take(self._proposals.pop(proposal.id), by)

    async def propose_version(self, version_id: int) -> Proposal:
        """An earlier version as a proposal. Raises UserError when it is no longer kept."""
        stored = await self._store.programmes.get(version_id)
        if stored is None:
            raise UserError(phrases.VERSION_GONE)
        # As long as the sources stay as they are, what a moderator chose stays too
        return await self._propose(stored.programme, stored.problems, self._read_hash)

    async def take(self, proposal_id: str, by: str) -> Reloaded:
        """Let a proposal serve, just as it was shown; `by` says who or what decided ("moderator 123").

        Raises UserError when it is no longer known, or when another programme serves since it was made.
        """
        async with self._lock:
            proposal = self._pick(proposal_id)
            if proposal.before is not self.loaded:
                raise UserError(phrases.PROPOSAL_OVERTAKEN)
            return await self._take(proposal, by)

    def decline(self, proposal_id: str) -> None:
        """Keep what serves. What is declined is not proposed again in the background until the source changes."""
        proposal = self._pick(proposal_id)
        self._declined, self.unconfirmed = proposal.hash, None
        if self.waiting is proposal:
            self.waiting = None

    async def refresh(self) -> Reloaded | None:
        """Load in the background: take what changed, but hold a vanished talk until it is lacking a second time.

        What has lost much waits for a moderator's yes. None when nothing was taken. Raises SourceError when a source
        can't be read: the old programme stays.
        """
        async with self._lock:
            before = self.loaded
            reading = await self._read_changed({before.hash, self._declined})
            if reading is None:
                return None
            programme = await asyncio.to_thread(adopt_ids, before.programme, reading.programme)
            if loses_much(before.talks, count_talks(programme)):
                if self.waiting is None or self.waiting.hash != reading.hash or self.waiting.before is not before:
                    self._wait(await self._propose(programme, reading.problems, reading.hash))
                return None
            read = programme
            programme, missed = hold_vanished(before.programme, read, self._missed)
            # Without a hash the next load looks again, and knows whether it is still lacking
            hash_ = "" if missed else reading.hash
            if (
                await asyncio.to_thread(operator.eq, programme, before.programme)
                and reading.problems == before.problems
            ):
                self._loaded, done = replace(before, hash=hash_), None
            else:
                done = await self._take(await self._propose(programme, reading.problems, hash_), "refresh")
            self._missed, self.unconfirmed = missed, read if missed else None
            return done

    @property
    def _source_value(self) -> str:
        return " ".join(self._sources)

    async def _read(self) -> Reading:
        reading = await self._read_changed(())
        assert reading is not None  # noqa: S101 - no hash is known
        return reading

    async def _read_changed(self, known: Collection[str]) -> Reading | None:
        try:
            with _undisturbed(kept=False):
                reading = await read_changed(
                    self._sources, self._hints, known, allow_private=self._allow_private, cache=self._cache
                )
        except SourceError as error:
            self.trouble = error
            raise
        self.trouble = None
        self.read_at = self._clock.real()
        if reading is not None:
            self._read_hash = reading.hash
        return reading

    async def _propose(self, programme: Programme, problems: tuple[Problem, ...], hash_: str) -> Proposal:
        before = self.loaded
        changes = await asyncio.to_thread(compare, before.programme, programme)
        proposal = Proposal(secrets.token_hex(6), before, programme, problems, hash_, changes)
        self._proposals[proposal.id] = proposal
        for old in list(self._proposals)[:-PROPOSALS]:
            del self._proposals[old]
        return proposal

    def _pick(self, proposal_id: str) -> Proposal:
        """A proposal, which can't be picked again; raises UserError when it is not known or overtaken."""
        proposal = self._proposals.pop(proposal_id, None)
        if proposal is None:
            raise UserError(phrases.PROPOSAL_OVERTAKEN if proposal_id in self._overtaken else phrases.PROPOSAL_GONE)
        return proposal

    def _wait(self, proposal: Proposal) -> None:
        self.waiting, self.unconfirmed = proposal, proposal.programme
        _log.warning(
            "programme read but not taken: %d talks instead of %d; a moderator decides with /reload or /status",
            count_talks(proposal.programme),
            proposal.before.talks,
        )

    async def _take(self, proposal: Proposal, by: str) -> Reloaded:
        self._loaded = await self._take_over(proposal.programme, proposal.problems, proposal.hash, by)
        self._missed, self.waiting, self.unconfirmed, self._declined = frozenset(), None, None, ""
        self._overtaken.extend(self._proposals)
        self._proposals.clear()
        return Reloaded(proposal.before, self._loaded, proposal.changes)

    async def _take_over(self, programme: Programme, problems: tuple[Problem, ...], hash_: str, by: str) -> Loaded:
        with _undisturbed():
            snapshot = await asyncio.to_thread(_take_snapshot, programme)
        await self._store.programmes.save(programme, problems, source=self._source_value, loaded_by=by, hash=hash_)
        loaded = Loaded(snapshot, problems, self._clock.real(), by, hash_)
        _log.info("programme loaded by %s: %d talks, %d problems", by, loaded.talks, len(loaded.problems))
        return loaded

    async def _from_store(self, stored: Stored) -> Loaded:
        with _undisturbed():
            snapshot = await asyncio.to_thread(_take_snapshot, stored.programme)
        return Loaded(snapshot, stored.problems, stored.loaded_at, stored.loaded_by, stored.hash)


def _take_snapshot(programme: Programme) -> Snapshot:
    """A snapshot that is ready for the first question."""
    snapshot = take_snapshot(programme)
    prepare(snapshot)
    return snapshot


@contextmanager
def _undisturbed(*, kept: bool = True) -> Iterator[None]:
    """Keep the garbage collector away while a programme is made; what is `kept` stays out of its sight afterwards.

    It has no cycles and lives until the next load; walking it would hold the event loop for 40 ms at 1,300 talks, many
    times over while it is made and now and then for ever after.
    """
    if kept:
        # Garbage would be kept as well, and for good: of every load that of all answers before it
        gc.collect()
    gc.disable()
    try:
        yield
        if kept:
            gc.freeze()
    finally:
        gc.enable()
