"""What changed is said once, in the words that fit it, and with the place and hour that people had in mind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.programme.changes import compare
from bot.programme.model import Programme, Slot, Talk
from bot.render.changed import MESSAGES, change_lines, changes_note, split_changes
from bot.render.limits import CONTENT, width

DAY = date(2025, 6, 2)
START = datetime(2025, 6, 2, 8, tzinfo=UTC)
NOW = START - timedelta(hours=1)


def slot(hour: int = 10, minutes: int = 30, room: str = "Hall") -> Slot:
    start = START + timedelta(hours=hour - 10)
    return Slot(DAY, start, start + timedelta(minutes=minutes) if minutes else None, (room,))


def talk(*slots: Slot, title: str = "On figs", cancelled: bool = False) -> Talk:
    return Talk("F", title, cancelled=cancelled, slots=slots)


def told(old: Iterable[Talk], new: Iterable[Talk], now: datetime = NOW, zone: str = "Europe/Berlin") -> list[str]:
    programme = Programme("Conf", zone, tuple(new))
    return change_lines(compare(Programme("Conf", zone, tuple(old)), programme), programme, now)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (talk(slot(10)), talk(slot(12)), "**Moved** · figs: ~~10:00, Hall~~ → 12:00, Hall"),
        (talk(slot(10)), talk(slot(10, room="Yard")), "**Moved** · figs: ~~10:00, Hall~~ → 10:00, Yard"),
        (talk(slot(10)), talk(slot(10, 45)), "**Longer** · figs: ~~10:00 to 10:30, Hall~~ → 10:00 to 10:45, Hall"),
        (talk(slot(10)), talk(slot(10, 20)), "**Shorter** · figs: ~~10:00 to 10:30, Hall~~ → 10:00 to 10:20, Hall"),
        (talk(slot(10, 0)), talk(slot(10)), None),
        (talk(slot(10)), talk(slot(10), title="On red figs"), None),
        (talk(slot(10)), talk(), "**Not scheduled any more** · figs (was 10:00, Hall)"),
        (talk(), talk(slot(10)), "**Scheduled** · figs: 10:00, Hall"),
        (talk(slot(10)), talk(slot(10), slot(14)), "**Also** · figs: 14:00, Hall"),
        (talk(slot(10), slot(14)), talk(slot(10)), "**Fewer times** · figs: no longer 14:00, Hall"),
        (talk(slot(10)), talk(slot(12), cancelled=True), "**Cancelled** · figs (was 10:00, Hall)"),
        (talk(slot(10)), talk(cancelled=True), "**Cancelled** · figs (was 10:00, Hall)"),
        (talk(slot(10), cancelled=True), talk(slot(12)), "**Takes place after all** · figs: 12:00, Hall"),
        (talk(slot(10), cancelled=True), talk(slot(12), cancelled=True), None),
    ],
)
def test_a_change_is_one_line(before: Talk, after: Talk, line: str | None) -> None:
    shown = [text.replace("Mon 2 June, ", "").replace("**On figs**", "figs") for text in told([before], [after])]
    assert shown == ([line] if line else [])


def test_a_day_without_hours_ends_with_the_day_at_the_conference() -> None:
    there = [talk(Slot(DAY, None, None, ("Hall",)))]
    late = datetime(2025, 6, 3, 1, tzinfo=UTC)
    line = "**New** · **On figs**: Mon 2 June, time not announced, Hall"
    assert told([], there, late, "America/New_York") == [line]
    assert told([], there, late, "Australia/Sydney") == []


def test_many_changes_come_in_few_messages_that_fit() -> None:
    lines = [f"**Moved** · **Talk {n}** {'x' * 90}" for n in range(90)]
    parts = split_changes(lines)
    notes = [changes_note(some, "7", part) for part, some in enumerate(parts, 1)]
    assert len(parts) == MESSAGES
    assert [line for part in parts for line in part] == lines
    assert all(width(note.content) <= CONTENT for note in notes)
    assert [note.content.splitlines()[-1].startswith("and ") for note in notes] == [False, False, True]
    assert len({button.target for note in notes for button in note.buttons}) == MESSAGES
    assert split_changes(lines[:3]) == [tuple(lines[:3])]
    assert split_changes([]) == []
