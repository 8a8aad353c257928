"""The hours of a question, all that were said together, on the days that they are said of. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.programme.agenda import Phase
from bot.programme.snapshot import Snapshot
from bot.questions.hours import Hours, meet
from bot.questions.lexicon import lexicon_of
from bot.questions.model import Interval

# More hours than one question names
_MOST_HOURS = 3


def resolve(
    said: Sequence[tuple[str, list[Any]]], days: Sequence[date], snapshot: Snapshot, now: datetime
) -> list[Interval]:
    """The intervals of some hours, each (how, values) as the rules give them, on some days."""
    hours = Hours(snapshot, days, now)
    found: list[Interval] = []
    for how, values in said[:_MOST_HOURS]:
        found += hours.part(values[0]) if how == "part" else hours.make(how, values)
    if len(said) > 1 and found:
        found = meet(found, len(days)) or found
    return found


def days_meant(snapshot: Snapshot, now: datetime, *, today: bool, asks_for_one: bool) -> tuple[date, ...]:
    """The days that an hour without one is on: today; any when today is none of them, or a topic is asked for.

    `today`: it was said to be ("this morning"); `asks_for_one`: the question is about something.
    """
    asked = snapshot.agenda.today(now)
    if today or (asked.phase is Phase.DURING and not asks_for_one):
        return (asked.asked,)
    return lexicon_of(snapshot).days
