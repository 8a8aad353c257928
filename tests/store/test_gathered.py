"""What many want stored at the same moment is written together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import aiosqlite
import pytest

from bot.errors import StoreError
from bot.store import Store
from bot.store.gathered import Gathered


async def read_only(store: Store, *, on: bool) -> None:
    """Let every transaction of the store fail, as on a disk that can't be written."""
    await store.database.read(f"PRAGMA query_only = {int(on)}")


async def count(store: Store, table: str) -> int:
    ((rows,),) = await store.database.read(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name of ours
    return int(rows)


async def test_what_comes_while_one_transaction_runs_goes_into_the_next(store: Store) -> None:
    written: list[list[int]] = []
    begun = asyncio.Event()

    async def work(connection: aiosqlite.Connection, items: Sequence[int]) -> None:
        written.append(list(items))
        begun.set()
        await connection.executemany("INSERT INTO fact VALUES (?, '1')", [(str(item),) for item in items])

    gathered = Gathered(store.database, work)
    first = asyncio.create_task(gathered.put(0))
    await begun.wait()
    await asyncio.gather(first, *map(gathered.put, range(1, 100)))
    assert written == [[0], list(range(1, 100))]
    assert await count(store, "fact") == 100


async def test_a_failure_is_told_to_all_who_wait_and_the_next_are_written(store: Store) -> None:
    await read_only(store, on=True)
    failed = await asyncio.gather(*(store.cards.put({"n": n}) for n in range(3)), return_exceptions=True)
    assert [type(error) for error in failed] == [StoreError] * 3
    await read_only(store, on=False)
    card = await store.cards.put({"n": 7})
    assert await store.cards.get(card) == {"n": 7}
    assert await count(store, "card") == 1


async def test_a_store_that_is_closed_says_so(store: Store) -> None:
    await store.close()
    for _ in range(2):
        with pytest.raises(StoreError, match="is closed"):
            await store.cards.put({"n": 1})


async def test_what_a_cancelled_caller_wanted_is_stored(store: Store) -> None:
    caller = asyncio.create_task(store.cards.put({"n": 1}))
    await asyncio.sleep(0)
    caller.cancel()
    assert await store.cards.put({"n": 2}) != ""
    assert caller.cancelled()
    assert await count(store, "card") == 2
