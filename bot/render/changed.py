"""What is said in a server when the programme changed: a line for each change, before -> after, in few notes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import datetime, timedelta

from bot.programme.changes import Change, Changes
from bot.programme.model import Kind, Programme, Slot, Talk, conference_day
from bot.programme.plan import PostKind
from bot.render import phrases
from bot.render.card import Button
from bot.render.limits import CONTENT, width
from bot.render.lines import rooms_of, title_of, when
from bot.render.note import Note, fit_lines
from bot.render.target import target
from bot.render.text import plural

_TITLE = 100
MESSAGES = 3
"""So many notes tell of one load at most; the last of them says how many changes it leaves out."""


def change_lines(changes: Changes, programme: Programme, now: datetime, muted: Set[str] = frozenset()) -> list[str]:
    """A line for each thing that changed and is still to come after the aware instant `now`: before -> after.

    Nothing is said of talks whose ids are `muted`.
    """
    lines: list[str] = []
    for change in changes.moved:
        # Of what is cancelled, or takes place after all, its own line tells where and when
        off = change.old.cancelled or change.new.cancelled or change.new.kind is Kind.BREAK
        if not off and change.new.id not in muted and _ahead((*change.before, *change.after), programme, now):
            lines += _moved_line(change, programme)
    for sort, talks, was in (
        ("Cancelled", [replace(c.new, slots=c.old.slots or c.new.slots) for c in changes.cancelled], True),
        ("Takes place after all", [change.new for change in changes.restored], False),
        ("No longer in the programme", [talk for talk in changes.removed if not talk.cancelled], True),
        ("Back in the programme", [talk for talk in changes.returned if not talk.cancelled], False),
        ("New", [talk for talk in changes.added if not talk.cancelled], False),
    ):
        for talk in talks:
            if talk.kind is not Kind.BREAK and talk.id not in muted and _ahead(talk.slots, programme, now):
                place = _slots(talk.slots, programme)
                lines.append(f"**{sort}** · {_title(talk)}" + (f" (was {place})" if was else f": {place}"))
    return lines


def split_changes(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """The lines in as few notes as hold them; the last one may have more than fit in it."""
    parts: list[list[str]] = []
    room = 0
    for line in lines:
        size = width(line) + 1
        if not parts or (size > room and len(parts) < MESSAGES):
            parts.append([])
            room = CONTENT
        parts[-1].append(line)
        room -= size
    return [tuple(part) for part in parts]


def changes_note(lines: Sequence[str], key: str, part: int = 1) -> Note:
    """What changed, as one message."""
    return Note(fit_lines("", lines), (Button("The programme", target("posted", PostKind.CHANGES, key, part)),))


def _moved_line(change: Change, programme: Programme) -> Iterator[str]:
    """What became of a talk's slots; nothing where only an end became known or unknown, which moves nobody."""
    before, after, title = change.before, change.after, _title(change.new)
    old, new = _slots(before, programme), _slots(after, programme)
    if not change.new.slots:
        yield f"**Not scheduled any more** · {title} (was {old})"
    elif not change.old.slots:
        yield f"**Scheduled** · {title}: {new}"
    elif not before:
        yield f"**Also** · {title}: {new}"
    elif not after:
        yield f"**Fewer times** · {title}: no longer {old}"
    elif old != new:
        yield f"**Moved** · {title}: ~~{old}~~ → {new}"
    elif all(slot.end for slot in (*before, *after)):
        sort = "Longer" if _length(after) > _length(before) else "Shorter"
        old, new = _slots(before, programme, end=True), _slots(after, programme, end=True)
        yield f"**{sort}** · {title}: ~~{old}~~ → {new}"


def _length(slots: Sequence[Slot]) -> timedelta:
    return sum((slot.end - slot.start for slot in slots if slot.start and slot.end), timedelta())


def _title(talk: Talk) -> str:
    return title_of(replace(talk, cancelled=False), _TITLE)


def _ahead(slots: Sequence[Slot], programme: Programme, now: datetime) -> bool:
    """Whether any of the slots is still to come; one without an hour counts until the end of its day."""
    today = conference_day(now, programme.zone)
    return any(slot.start > now if slot.start else slot.day >= today for slot in slots)


def _slots(slots: Sequence[Slot], programme: Programme, *, end: bool = False) -> str:
    zone = programme.zone
    shown = [", ".join(filter(None, (when(slot, zone, end=end), rooms_of(slot)))) for slot in slots[:2]]
    more = [plural(len(slots) - 2, "more time")] if len(slots) > 2 else []
    return " and ".join([*shown, *more]) or phrases.UNSCHEDULED
