"""How one load of a programme follows the one before it: who keeps which id, what vanished, what needs a yes. Pure."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from bot.programme.changes import Changes, compare
from bot.programme.model import Kind, Programme

# A load with a smaller share of the talks than this is more likely a fault at the source than a decision
LEAST_SHARE = 0.7


def count_talks(programme: Programme) -> int:
    """How many talks there are, breaks not counted."""
    return sum(talk.kind is not Kind.BREAK for talk in programme.talks)


def loses_much(before: int, after: int) -> bool:
    """Whether so many talks went that a moderator has to say yes: all of them, or more than three in ten."""
    return before > 0 and after < before * LEAST_SHARE


def is_harmless(changes: Changes) -> bool:
    """Whether nothing was removed or moved, so that the changes may be taken without being asked about."""
    return not (changes.removed or changes.moved)


def adopt_ids(old: Programme, new: Programme) -> Programme:
    """`new`, in which a talk under another id than before keeps its old one, so that what refers to it stays true."""
    ids = {change.new.id: change.old.id for change in compare(old, new).renumbered}
    if not ids:
        return new
    return replace(new, talks=tuple(replace(talk, id=ids.get(talk.id, talk.id)) for talk in new.talks))


def hold_vanished(old: Programme, new: Programme, missed: Set[str]) -> tuple[Programme, frozenset[str]]:
    """`new` with the talks of `old` that it lacks for the first time, and their ids; `missed` are those of the last
    time, which are gone for good when they are lacking again.
    """
    vanished = [talk for talk in old.talks if talk.id not in new.by_id and talk.id not in missed]
    if not vanished:
        return new, frozenset()
    return replace(new, talks=(*new.talks, *vanished)), frozenset(talk.id for talk in vanished)
