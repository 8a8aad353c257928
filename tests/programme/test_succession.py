"""What a new load keeps of the one before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.programme.changes import compare
from bot.programme.model import Kind, Programme, Slot, Speaker, Talk
from bot.programme.succession import adopt_ids, count_talks, hold_vanished, is_harmless, loses_much

DAY = date(2031, 5, 7)
BOATS = Talk("boats", "Boats", (Speaker("ana", "Ana Peralta"),), slots=(Slot(DAY),))
NETS = Talk("nets", "Nets", slots=(Slot(DAY),))
LUNCH = Talk("lunch", "Lunch", kind=Kind.BREAK, slots=(Slot(DAY),))
OLD = Programme("Invented", "Europe/Lisbon", (BOATS, NETS, LUNCH))


def _with(*talks: Talk) -> Programme:
    return replace(OLD, talks=talks)


@pytest.mark.parametrize(
    ("before", "after", "much"),
    [(10, 7, False), (10, 6, True), (10, 0, True), (0, 0, False), (1, 1, False), (1, 0, True), (10, 30, False)],
)
def test_more_than_three_talks_in_ten_need_a_yes(before: int, after: int, much: bool) -> None:
    assert loses_much(before, after) is much


def test_breaks_are_no_talks() -> None:
    assert count_talks(OLD) == 2


def test_a_talk_under_a_new_id_keeps_the_old_one() -> None:
    new = _with(replace(BOATS, id="K7", track="Sea"), replace(NETS, title="Nets and floats"), LUNCH)
    assert adopt_ids(OLD, new) == _with(replace(BOATS, track="Sea"), replace(NETS, title="Nets and floats"), LUNCH)


def test_ids_that_did_not_change_are_left_alone() -> None:
    assert adopt_ids(OLD, OLD) is OLD


def test_a_vanished_talk_stays_for_one_load() -> None:
    new = _with(BOATS, LUNCH)
    held, missed = hold_vanished(OLD, new, frozenset())
    assert (held, missed) == (_with(BOATS, LUNCH, NETS), frozenset({"nets"}))
    assert hold_vanished(held, new, missed) == (new, frozenset())


def test_a_talk_that_comes_back_is_no_longer_missed() -> None:
    held, missed = hold_vanished(OLD, OLD, {"nets"})
    assert (held, missed) == (OLD, frozenset())
    assert hold_vanished(OLD, _with(BOATS, LUNCH), missed)[1] == {"nets"}


def test_only_removing_and_moving_is_asked_about() -> None:
    text = compare(OLD, _with(replace(BOATS, title="Ships"), NETS, LUNCH, Talk("new", "New")))
    moved = compare(OLD, _with(BOATS, replace(NETS, slots=()), LUNCH))
    removed = compare(OLD, _with(BOATS, LUNCH))
    assert [is_harmless(changes) for changes in (text, moved, removed)] == [True, False, False]
