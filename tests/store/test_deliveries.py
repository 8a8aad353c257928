"""The ledger: what is claimed once, and what becomes of it; and the wishes of moderators."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.programme.plan import Daily, Notices, Posts
from bot.store import DeliveryKey, State, Store, open_store
from bot.store.posts import gather

KEY = DeliveryKey(1, 2, "daily", "2014-07-23")
DUE = datetime(2014, 7, 23, 6, tzinfo=UTC)
EXPIRES = DUE + timedelta(hours=3)


async def test_a_delivery_is_claimed_once(store: Store) -> None:
    claimed = await store.deliveries.claim(KEY, DUE, EXPIRES, detail=("a", "b"))
    assert claimed is not None
    assert await store.deliveries.claim(KEY, DUE, EXPIRES) is None
    assert await store.deliveries.claim(KEY._replace(part=2), DUE, EXPIRES) is not None
    assert (await store.deliveries.all())[0] == claimed


async def test_what_becomes_of_it_is_kept(path: Path, clock: Clock) -> None:
    async with open_store(path, clock) as store:
        claimed = await store.deliveries.claim(KEY, DUE, EXPIRES)
        assert claimed is not None
        later = clock.real()
        postponed = await store.deliveries.postpone(claimed, later, "503")
        assert postponed == replace(claimed, attempts=1, next_try=later, error="503")
        sent = await store.deliveries.confirm(postponed, 77, "hash", later)
    async with open_store(path, clock) as store:
        assert await store.deliveries.all() == [sent]
        assert (sent.state, sent.message, sent.content, sent.error) == (State.SENT, 77, "hash", "")
        assert sent.sent_at == later
        assert await store.deliveries.confirm(sent, 77, "other hash") == replace(sent, content="other hash")
        sent = replace(sent, content="other hash")
        closed = await store.deliveries.close(sent, State.FAILED, "deleted")
        assert await store.deliveries.all() == [closed]


async def test_what_was_refused_may_be_claimed_again(store: Store) -> None:
    claimed = await store.deliveries.claim(KEY, DUE, EXPIRES)
    assert claimed is not None
    await store.deliveries.release(claimed)
    assert await store.deliveries.claim(KEY, DUE, EXPIRES) is not None


async def test_what_is_long_past_is_forgotten(store: Store, clock: Clock) -> None:
    await store.deliveries.claim(KEY, DUE, EXPIRES)
    await store.deliveries.claim(KEY._replace(channel=3), DUE, EXPIRES)
    old = (clock.real() - timedelta(days=91)).isoformat(timespec="microseconds")
    await store.database.write(
        lambda c: c.execute_fetchall("UPDATE delivery SET claimed_at = ? WHERE channel = 2", (old,))
    )
    await store.tend()
    assert [delivery.id.channel for delivery in await store.deliveries.all()] == [3]


async def test_a_rehearsal_is_forgotten(store: Store) -> None:
    await store.deliveries.claim(KEY, DUE, EXPIRES, rehearsed=True)
    await store.deliveries.claim(KEY._replace(channel=3), DUE, EXPIRES)
    assert await store.deliveries.forget_rehearsals(after=DUE) == 0
    assert await store.deliveries.forget_rehearsals(after=None) == 1
    assert [delivery.id.channel for delivery in await store.deliveries.all()] == [3]


async def test_what_was_missed_is_written_down_once_and_reopened_when_the_clock_goes_back(store: Store) -> None:
    await store.deliveries.claim(KEY, DUE, EXPIRES)
    other = KEY._replace(channel=3)
    skipped = await store.deliveries.skip([(KEY, DUE, EXPIRES), (other, DUE, EXPIRES)], "too late")
    assert [(row.id, row.due, row.expires, row.state, row.error) for row in skipped] == [
        (other, DUE, EXPIRES, State.SKIPPED, "too late")
    ]
    claimed, written = await store.deliveries.all()
    assert (claimed.state, written) == (State.CLAIMED, skipped[0])
    hour = timedelta(hours=1)
    assert (await store.deliveries.reopen("too late", DUE), await store.deliveries.reopen("rain", DUE - hour)) == (0, 0)
    assert await store.deliveries.reopen("too late", DUE - hour) == 1
    assert await store.deliveries.all() == [claimed]


async def test_what_is_wanted_follows_every_change(store: Store) -> None:
    assert await store.posts.wanted() == []
    await store.posts.save(1, "changes", 9, DUE, channel=7)
    await store.posts.save(2, "daily", 9, DUE, channel=8)
    changes, daily = Posts(1, changes=7), Posts(2, Daily(8, DUE))
    assert (await store.posts.wanted(), await store.posts.wanted(2)) == ([changes, daily], [daily])
    await store.posts.mute(1, "a", muted=True)
    assert await store.posts.wanted(1) == [replace(changes, muted=frozenset("a"))]
    await store.posts.rewind(DUE - timedelta(days=1))
    assert await store.posts.wanted(2) == [Posts(2, Daily(8, DUE - timedelta(days=1)))]
    await store.posts.switch_off(1, "changes")
    assert await store.posts.wanted(1) == []


async def test_what_a_server_was_sent_is_forgotten(store: Store) -> None:
    for guild in (1, 2):
        await store.deliveries.claim(KEY._replace(guild=guild), DUE, DUE)
    assert await store.deliveries.forget_guild(1) == 1
    assert [row.id.guild for row in await store.deliveries.all()] == [2]


async def test_a_setting_keeps_what_is_left_out(store: Store) -> None:
    first, second = DUE, DUE + timedelta(days=1)
    await store.posts.save(1, "daily", 9, first, channel=5, at=450, zone="Europe/Berlin")
    await store.posts.save(1, "daily", 9, second, evening=True)
    await store.posts.save(1, "notice", 9, first, channel=6, room="A", minutes=5)
    await store.posts.save(1, "changes", 9, first, channel=7)
    assert gather(await store.posts.all()) == [
        Posts(1, Daily(5, second, time(7, 30), "Europe/Berlin", evening=True), (Notices(6, first, "A", 5),), 7)
    ]
    assert (await store.posts.switch_off(1, "daily"), await store.posts.switch_off(1, "notice", "B")) == (1, 0)
    assert gather(await store.posts.all(1)) == [Posts(1, None, (Notices(6, first, "A", 5),), 7)]
    assert await store.posts.all(2) == []


async def test_a_first_setting_needs_a_channel(store: Store) -> None:
    with pytest.raises(ValueError, match="channel"):
        await store.posts.save(1, "daily", 9, DUE, at=450)
    assert await store.posts.all() == []


async def test_what_was_set_in_a_later_rehearsal_holds_from_now(store: Store) -> None:
    await store.posts.save(1, "changes", 9, EXPIRES, channel=7)
    await store.posts.rewind(DUE)
    assert [setting.since for setting in await store.posts.all()] == [DUE]
