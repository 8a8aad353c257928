"""What differs between two programmes of one conference. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from bot.programme.model import Programme, Slot, Talk
from bot.programme.text import fold


@dataclass(frozen=True, slots=True)
class Change:
    """A talk as it was and as it is."""

    old: Talk
    new: Talk

    @property
    def before(self) -> tuple[Slot, ...]:
        """The slots that are gone."""
        return tuple(slot for slot in self.old.slots if slot not in self.new.slots)

    @property
    def after(self) -> tuple[Slot, ...]:
        """The slots that are new."""
        return tuple(slot for slot in self.new.slots if slot not in self.old.slots)


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences by sort, in the order of the new programme (`removed`: of the old one); false when there is none.

    A talk stands under each sort that fits: `moved` (other slots), `renamed`, `cancelled`, `restored` (no longer
    cancelled), `changed` (anything else), `renumbered` (it has another id). `returned` are talks that the old programme
    lacks and one before it had, which two programmes alone can't tell.
    """

    added: tuple[Talk, ...] = ()
    returned: tuple[Talk, ...] = ()
    removed: tuple[Talk, ...] = ()
    moved: tuple[Change, ...] = ()
    renamed: tuple[Change, ...] = ()
    cancelled: tuple[Change, ...] = ()
    restored: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    renumbered: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)

    def with_returned(self, known: Set[str]) -> Changes:
        """The same where programmes before had talks of these ids: what has been there is not new."""
        added = [talk for talk in self.added if talk.id not in known]
        returned = [talk for talk in self.added if talk.id in known]
        return replace(self, added=tuple(added), returned=(*self.returned, *returned))


def compare(old: Programme, new: Programme) -> Changes:
    """What `new` has that `old` has not, and the other way round.

    A talk is the same under the same id, else under the same title with the same speakers.
    """
    pairs = _pair(old, new)
    both = [change for talk in new.talks if (change := pairs.get(talk.id))]
    known = {change.old.id for change in both}
    return Changes(
        added=tuple(talk for talk in new.talks if talk.id not in pairs),
        removed=tuple(talk for talk in old.talks if talk.id not in known),
        moved=tuple(c for c in both if set(c.old.slots) != set(c.new.slots)),
        renamed=tuple(c for c in both if c.old.title != c.new.title),
        cancelled=tuple(c for c in both if c.new.cancelled and not c.old.cancelled),
        restored=tuple(c for c in both if c.old.cancelled and not c.new.cancelled),
        changed=tuple(c for c in both if _strip(c.old) != _strip(c.new)),
        renumbered=tuple(c for c in both if c.old.id != c.new.id),
    )


def _pair(old: Programme, new: Programme) -> dict[str, Change]:
    """The talks that both have, by their new id."""
    pairs = {talk.id: Change(old.by_id[talk.id], talk) for talk in new.talks if talk.id in old.by_id}
    vanished: dict[object, list[Talk]] = {}
    for talk in old.talks:
        if talk.id not in pairs:
            vanished.setdefault(_identify(talk), []).append(talk)
    for talk in new.talks:
        if talk.id not in pairs and (alike := vanished.get(_identify(talk))):
            pairs[talk.id] = Change(_choose_closest(alike, talk), talk)
            alike.remove(pairs[talk.id].old)
    return pairs


def _identify(talk: Talk) -> tuple[str, frozenset[str]]:
    return fold(talk.title), frozenset(fold(speaker.name) for speaker in talk.speakers)


def _choose_closest(alike: Iterable[Talk], talk: Talk) -> Talk:
    """The one that shares most slots, so that of two lunches each keeps its day; else the first."""
    return max(alike, key=lambda other: len(set(other.slots) & set(talk.slots)))


def _strip(talk: Talk) -> Talk:
    """`talk` without what the other sorts of change tell."""
    return replace(talk, id="", title="", slots=(), cancelled=False)
