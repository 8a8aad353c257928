"""Settings of servers, states of cards, and facts."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import Clock
from bot.store import Guild, Store, open_store
from bot.store.cards import Cards

START = datetime(2014, 7, 22, 9, tzinfo=UTC)
SNOWFLAKE = 2**63 - 1


async def test_a_server_has_defaults_until_something_is_set(path: Path, clock: Clock) -> None:
    async with open_store(path, clock) as store:
        assert await store.guilds.get(7) == Guild(7, moderator_role=None)
        assert await store.guilds.set(SNOWFLAKE, moderator_role=5) == Guild(SNOWFLAKE, moderator_role=5)
    async with open_store(path, clock) as store:
        assert await store.guilds.get(SNOWFLAKE) == Guild(SNOWFLAKE, moderator_role=5)
        assert await store.guilds.set(SNOWFLAKE) == Guild(SNOWFLAKE, moderator_role=5)
        assert await store.guilds.set(SNOWFLAKE, moderator_role=None) == Guild(SNOWFLAKE)
        assert await store.guilds.get(7) == Guild(7)


async def test_an_unknown_setting_is_refused(store: Store) -> None:
    with pytest.raises(TypeError, match="no such settings: colour, id"):
        await store.guilds.set(7, id=8, colour="red")  # type: ignore[call-arg]
    assert await store.database.read("SELECT * FROM guild") == []


async def test_a_card_comes_back_by_its_id(path: Path, clock: Clock) -> None:
    state: dict[str, Any] = {"query": "x" * 300, "day": None, "pages": [1, 2], "ünïcode": "🐍 \ud83d"}
    async with open_store(path, clock) as store:
        card = await store.cards.put(state)
        assert re.fullmatch(r"[A-Za-z0-9_-]{12}", card)
        assert await store.cards.put(dict(reversed(state.items()))) == card
        assert await store.cards.put({**state, "day": "2014-07-22"}) != card
    async with open_store(path, clock) as store:
        assert await store.cards.get(card) == state
        assert await store.cards.get("unknown") is None


async def test_a_card_lives_for_thirty_days_after_it_was_last_put(store: Store) -> None:
    now = START
    cards = Cards(store.database, lambda: now)
    once, again = await cards.put({"shown": "once"}), await cards.put({"shown": "again"})
    now = START + timedelta(days=29)
    assert await cards.put({"shown": "again"}) == again
    assert await cards.purge() == 0
    assert await cards.get(once) == {"shown": "once"}
    now = START + timedelta(days=30)
    assert await cards.get(once) is None
    assert await cards.get(again) == {"shown": "again"}
    assert await cards.purge() == 1
    assert [row["id"] for row in await store.database.read("SELECT id FROM card")] == [again]
    now = START + timedelta(days=60)
    assert (await cards.get(again), await cards.purge()) == (None, 1)


async def test_a_card_is_written_once_a_day(store: Store) -> None:
    now = START
    cards = Cards(store.database, lambda: now)

    async def put() -> list[str]:
        await cards.put({"shown": "often"})
        return [row["created"] for row in await store.database.read("SELECT created FROM card")]

    first = await put()
    now = START + timedelta(hours=23)
    assert await put() == first
    now = START + timedelta(days=1)
    assert await put() != first
    now = START
    assert await put() == first


async def test_a_card_with_a_naive_time_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="aware instants only"):
        await Cards(store.database, lambda: START.replace(tzinfo=None)).put({})
    assert await store.database.read("SELECT id FROM card") == []


async def test_the_store_forgets_old_cards_when_it_is_tended(store: Store) -> None:
    old = await Cards(store.database, lambda: START).put({"old": True})
    new = await store.cards.put({"old": False})
    await store.tend()
    assert [row["id"] for row in await store.database.read("SELECT id FROM card")] == [new]
    assert old != new


async def test_facts_are_remembered_replaced_and_forgotten(path: Path, clock: Clock) -> None:
    async with open_store(path, clock) as store:
        assert await store.facts.get("commands") is None
        await store.facts.set("commands", "abc")
        await store.facts.set("commands", "déf")
        await store.facts.set("other", "")
    async with open_store(path, clock) as store:
        assert await store.facts.get("commands") == "déf"
        assert await store.facts.get("other") == ""
        await store.facts.forget("commands")
        await store.facts.forget("never there")
        assert await store.facts.get("commands") is None


async def test_many_tasks_at_once_lose_nothing(store: Store) -> None:
    await asyncio.gather(*(store.guilds.set(n % 5, moderator_role=n) for n in range(50)))
    assert [await store.guilds.get(n) for n in range(5)] == [Guild(n, moderator_role=45 + n) for n in range(5)]
