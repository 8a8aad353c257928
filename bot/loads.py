"""What was loaded, what is proposed, what a reload did: records, without a deed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.programme.changes import Changes
from bot.programme.model import Programme
from bot.programme.problems import Problem
from bot.programme.snapshot import Snapshot
from bot.programme.succession import count_talks, loses_much


@dataclass(frozen=True, slots=True)
class Loaded:
    """What serves: a snapshot, the problems found in it, and when (UTC, real) and by whom it was loaded.

    `hash` is that of what the sources held then; "" where the programme is not just what they held.
    """

    snapshot: Snapshot
    problems: tuple[Problem, ...]
    loaded_at: datetime
    loaded_by: str
    hash: str = ""

    @property
    def programme(self) -> Programme:
        """The programme that is served."""
        return self.snapshot.programme

    @property
    def talks(self) -> int:
        """How many talks there are, breaks not counted."""
        return count_talks(self.programme)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A programme that was read, or taken from an earlier version, and does not serve yet.

    `before` is what served when it was made; `changes` lead from there to `programme`.
    """

    id: str
    before: Loaded
    programme: Programme
    problems: tuple[Problem, ...]
    hash: str
    changes: Changes

    @property
    def loses_much(self) -> bool:
        """Whether it has so much fewer talks that a moderator has to say yes."""
        return loses_much(self.before.talks, count_talks(self.programme))


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What a reload did."""

    before: Loaded
    after: Loaded
    changes: Changes
