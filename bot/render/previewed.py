"""What `/preview` shows: posts before they are posted, each with where and when. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.programme.agenda import Agenda
from bot.programme.changes import Changes
from bot.programme.livestreams import Livestreams
from bot.programme.model import Programme
from bot.programme.plan import Due
from bot.render import phrases
from bot.render.card import Button, Card, Text, split
from bot.render.changed import change_lines, changes_note, split_changes
from bot.render.note import Note
from bot.render.posted import daily_cards, notice_note
from bot.render.target import target
from bot.render.text import clean, escape, join_names, plural, shorten
from bot.render.times import moment

# Units of text in a message, and messages that show notices
_BUDGET = 3_400
_MESSAGES = 4
_LABEL = 40

Shown = tuple[Card, str]
"""A card, and the small lines below it."""


def day_preview(agenda: Agenda, day: date, lines: Sequence[str], troubles: Sequence[str]) -> list[Shown]:
    """A day's programme, with the lines that say where and when it is posted."""
    first, *more = daily_cards(agenda, day)
    heads = [f"-# {line}" for line in lines]
    return [(first, "\n".join([*troubles, *heads])), *((card, "") for card in more)]


def notices_preview(
    programme: Programme, found: Sequence[Due], lines: Sequence[str], streams: Livestreams, troubles: Sequence[str]
) -> list[Shown]:
    """What starts soon, notice after notice, each below the line that says where and when.

    In as many messages as it takes, but no more than four.
    """
    notes = [notice_note(programme, due.entries, due.expires, due.due, due.key, streams) for due in found]
    texts = [f"-# {line}\n{_as_text(note)}" for line, note in zip(lines, notes, strict=True)]
    parts = split(texts, _BUDGET)
    shown = [(_card("\n".join(texts[part.start : part.stop])), "") for part in parts[:_MESSAGES]]
    rest = sum(len(part) for part in parts[_MESSAGES:])
    more = [f"-# and {plural(rest, 'more notice')} on this day"] if rest else []
    return [*shown[:-1], (shown[-1][0], "\n".join([*more, *troubles]))]


def changes_preview(
    changes: Changes,
    programme: Programme,
    now: datetime,
    muted: frozenset[str],
    channel: int | None,
    since: datetime,
    troubles: Sequence[str],
    *,
    confirmed: bool,
) -> list[Shown]:
    """What would be said of changes, message after message, or that there are none since the real instant `since`."""
    below = "\n".join(troubles)
    notes = [changes_note(lines, "") for lines in split_changes(change_lines(changes, programme, now, muted))]
    if not notes:
        return [(_card(phrases.nothing_new(moment(since, programme.zone), channel)), below)]
    where = f"-# {phrases.change_due(channel, confirmed=confirmed)}"
    *first, last = (_card(f"{_as_text(note)}\n{where}") for note in notes)
    return [*((card, "") for card in first), (last, below)]


def _as_text(note: Note) -> str:
    return f"{note.content}\n-# with the {'button' if len(note.buttons) == 1 else 'buttons'} {_labels(note.buttons)}"


def _labels(buttons: Sequence[Button]) -> str:
    return join_names([f"[{escape(shorten(clean(button.label), _LABEL))}]" for button in buttons])


def _card(text: str) -> Card:
    return Card(target("preview"), (Text(text),), shareable=False)
