"""Livestreams are known in memory as they stand in the file, server by server, and what was missed is counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.errors import StoreError
from bot.programme.livestreams import Livestreams
from bot.programme.model import Slot
from bot.store import DeliveryKey, State, Store, open_store

DAY = date(2026, 5, 4)
TOMORROW = date(2026, 5, 5)
NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)


async def test_they_are_kept_replaced_and_removed(path: Path, clock: Clock) -> None:
    async with open_store(path, clock) as store:
        streams = store.livestreams
        await streams.save(7, "Hall", "https://example.org/all")
        await streams.save(7, "Hall", "https://example.org/monday", DAY)
        await streams.save(7, "Yard", "https://example.org/old")
        await streams.save(7, "Yard", "https://example.org/yard")
        await streams.save(8, "Hall", "https://example.org/other")
        before = dict(streams.of(7).urls)
    async with open_store(path, clock) as store:
        streams = store.livestreams
        assert dict(streams.of(7).urls) == before
        assert before == {
            ("Hall", None): "https://example.org/all",
            ("Hall", DAY): "https://example.org/monday",
            ("Yard", None): "https://example.org/yard",
        }
        assert [await streams.remove(7, "Hall", TOMORROW), await streams.remove(7, "Hall")] == [0, 2]
        assert list(streams.of(7).urls) == [("Yard", None)]
        assert list(streams.of(8).urls) == [("Hall", None)]
        assert (streams.of(9).urls, streams.of(None).urls) == ({}, {})


async def test_what_could_not_be_written_is_not_in_memory_either(path: Path, clock: Clock) -> None:
    async with open_store(path, clock) as store:
        await store.livestreams.save(7, "Hall", "https://example.org/live")
        known = store.livestreams.of(7)
        await store.close()
        with pytest.raises(StoreError):
            await store.livestreams.save(7, "Hall", "https://example.org/new")
        assert store.livestreams.of(7) is known


def test_the_day_of_a_slot_goes_before_every_day() -> None:
    streams = Livestreams({("Hall", None): "all", ("Hall", DAY): "monday", ("Yard", DAY): "yard"})
    found = [
        streams.find(Slot(day, rooms=rooms))
        for day, rooms in (
            (DAY, ("Hall",)),
            (TOMORROW, ("Hall",)),
            (TOMORROW, ("Yard",)),
            (DAY, ("Attic", "Yard")),
            (DAY, ()),
        )
    ]
    assert found == ["monday", "all", "", "yard", ""]


async def test_what_was_missed_of_late_is_counted_by_its_reason(store: Store, clock: Clock) -> None:
    deliveries = store.deliveries
    for number, state in enumerate((State.SKIPPED, State.SKIPPED, State.FAILED)):
        row = await deliveries.claim(DeliveryKey(7, 1, "notice", str(number)), NOW, NOW)
        assert row is not None
        await deliveries.close(row, state, "too late" if state is State.SKIPPED else "no such thing")
    removed = await deliveries.claim(DeliveryKey(7, 1, "daily", "a"), NOW, NOW)
    assert removed is not None
    await deliveries.close(await deliveries.confirm(removed, 5, "hash"), State.FAILED, "removed by a moderator")
    await deliveries.claim(DeliveryKey(7, 1, "daily", "b"), NOW, NOW)
    day = timedelta(days=1)
    assert await deliveries.count_missed(7, clock.real() - day) == {"too late": 2, "no such thing": 1}
    assert (await deliveries.count_missed(7, clock.real() + day), await deliveries.count_missed(8, NOW)) == ({}, {})


async def test_what_is_muted_in_a_server(store: Store) -> None:
    await store.posts.mute(7, "kind:daily", muted=True)
    await store.posts.mute(7, "A", muted=True)
    assert await store.posts.muted(7) == {"kind:daily", "A"}
    assert await store.posts.muted(8) == set()
