"""Requests begin so far apart, and in which order."""

from __future__ import annotations

import asyncio

from bot.pacing import Pace, give_way


async def test_whoever_gives_way_comes_after_those_who_ask_later() -> None:
    pace, began = Pace(each_second=100, at_once=1), []

    async def request(name: str, *, patient: bool) -> None:
        if patient:
            give_way()
        await pace.take()
        began.append(name)

    async with asyncio.TaskGroup() as tasks:
        for number in range(9):
            tasks.create_task(request(f"post {number}", patient=True))
        await asyncio.sleep(0)
        for number in range(2):
            tasks.create_task(request(f"reply {number}", patient=False))
    assert began[:3] == ["post 0", "reply 0", "reply 1"]
    assert began[3:] == [f"post {number}" for number in range(1, 9)]


async def test_no_more_begin_at_once_than_may() -> None:
    pace, loop = Pace(each_second=50, at_once=3), asyncio.get_running_loop()
    began = []
    start = loop.time()
    for _ in range(6):
        await pace.take()
        began.append(loop.time() - start)
    # Timers may ring late, never early
    assert all(moment >= max(0, number - 2) / 50 - 0.002 for number, moment in enumerate(began))
