"""What differs between two programmes."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.programme.changes import Change, Changes, compare
from bot.programme.model import Programme, Slot, Speaker, Talk

ADA = Speaker("ada", "Ada Žižek")
NINE = Slot(date(2026, 5, 14), datetime(2026, 5, 14, 9, tzinfo=UTC), datetime(2026, 5, 14, 10, tzinfo=UTC), ("A",))
TEN = replace(NINE, start=datetime(2026, 5, 14, 10, tzinfo=UTC), end=None)
LUNCH_1, LUNCH_2 = Slot(date(2026, 5, 14)), Slot(date(2026, 5, 15))
ONE = Talk("1", "One", (ADA,), slots=(NINE,))
TWO = Talk("2", "Two", slots=(TEN,))
OLD = Programme("P", "UTC", (ONE, TWO))


def _compare(*talks: Talk) -> Changes:
    return compare(OLD, Programme("P", "UTC", talks))


def test_nothing_differs() -> None:
    assert _compare(ONE, TWO) == Changes()
    assert _compare(TWO, ONE) == Changes()
    assert not _compare(ONE, TWO)


def test_added_and_removed() -> None:
    three = Talk("3", "Three")
    found = _compare(three, TWO)
    assert found == Changes(added=(three,), removed=(ONE,))
    assert found


def test_moved_says_from_where_to_where() -> None:
    other = replace(NINE, rooms=("B",))
    moved = replace(ONE, slots=(TEN, other))
    change = Change(ONE, moved)
    assert _compare(moved, TWO) == Changes(moved=(change,))
    assert (change.before, change.after) == ((NINE,), (TEN, other))
    one_more = Change(ONE, replace(ONE, slots=(NINE, TEN)))
    assert (one_more.before, one_more.after) == ((), (TEN,))


def test_slots_in_another_order_are_no_move() -> None:
    old = Programme("P", "UTC", (replace(ONE, slots=(NINE, TEN)),))
    assert compare(old, Programme("P", "UTC", (replace(ONE, slots=(TEN, NINE)),))) == Changes()


def test_each_sort_of_change() -> None:
    renamed, cancelled, changed = replace(ONE, title="Uno"), replace(ONE, cancelled=True), replace(ONE, abstract="New")
    assert _compare(renamed, TWO) == Changes(renamed=(Change(ONE, renamed),))
    assert _compare(cancelled, TWO) == Changes(cancelled=(Change(ONE, cancelled),))
    assert _compare(changed, TWO) == Changes(changed=(Change(ONE, changed),))
    back = compare(Programme("P", "UTC", (cancelled,)), Programme("P", "UTC", (ONE,)))
    assert back == Changes(restored=(Change(cancelled, ONE),))


def test_a_talk_under_a_new_id_is_known_by_title_and_speakers() -> None:
    new = replace(ONE, id="X", title="ONE", speakers=(Speaker("x", "ada zizek"),), slots=(TEN,))
    change = Change(ONE, new)
    found = _compare(new, TWO)
    assert (found.added, found.removed) == ((), ())
    assert found.moved == found.renamed == found.renumbered == (change,)
    stranger = replace(ONE, id="X", speakers=(Speaker("bob", "Bob"),))
    assert _compare(stranger, TWO) == Changes(added=(stranger,), removed=(ONE,))


def test_lunches_under_new_ids_keep_their_days() -> None:
    old = [Talk("a", "Lunch", slots=(LUNCH_1,)), Talk("b", "Lunch", slots=(LUNCH_2,))]
    new = [Talk("d", "Lunch", slots=(LUNCH_2,)), Talk("c", "Lunch", slots=(LUNCH_1,))]
    found = compare(Programme("P", "UTC", tuple(old)), Programme("P", "UTC", tuple(new)))
    assert found == Changes(renumbered=(Change(old[1], new[0]), Change(old[0], new[1])))


def test_the_order_is_that_of_the_new_programme() -> None:
    uno, due = replace(ONE, title="Uno"), replace(TWO, title="Due")
    assert [change.new.id for change in _compare(due, uno).renamed] == ["2", "1"]
    assert [talk.id for talk in _compare().removed] == ["1", "2"]
