"""The programme's time: set, run faster, and let go again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock

MORNING = datetime(2014, 7, 23, 8, 10, tzinfo=UTC)


class Hand(Clock):
    """A clock whose real time is moved by hand."""

    time = datetime(2026, 5, 1, tzinfo=UTC)

    def real(self) -> datetime:
        return self.time


def test_an_unset_clock_shows_the_real_time() -> None:
    clock = Hand()
    clock.time += timedelta(hours=1)
    assert (clock.now(), clock.shifted) == (clock.real(), False)


def test_a_set_clock_runs_on_from_there() -> None:
    clock = Hand(MORNING)
    clock.time += timedelta(minutes=5)
    assert (clock.now(), clock.shifted) == (MORNING + timedelta(minutes=5), True)


def test_a_faster_clock_goes_on_from_where_it_stands_and_can_be_set_on_its_way() -> None:
    clock = Hand(MORNING)
    clock.time += timedelta(minutes=1)
    clock.run(60)
    assert (clock.now(), clock.speed) == (MORNING + timedelta(minutes=1), 60)
    clock.time += timedelta(minutes=1)
    assert clock.now() == MORNING + timedelta(minutes=61)
    clock.set(MORNING)
    clock.time += timedelta(seconds=1)
    assert clock.now() == MORNING + timedelta(minutes=1)
    clock.run(1)
    clock.time += timedelta(seconds=1)
    assert clock.now() == MORNING + timedelta(minutes=1, seconds=1)


def test_a_clock_that_is_let_go_shows_the_real_time_at_its_pace() -> None:
    clock = Hand(MORNING)
    clock.run(60)
    clock.reset()
    clock.time += timedelta(minutes=1)
    assert (clock.now(), clock.speed, clock.shifted) == (clock.real(), 1, False)


def test_what_is_no_instant_or_no_way_forward_is_refused() -> None:
    clock = Hand(MORNING)
    with pytest.raises(ValueError, match="aware"):
        clock.set(MORNING.replace(tzinfo=None))
    with pytest.raises(ValueError, match="forward"):
        clock.run(0)
    assert clock.now() == MORNING
