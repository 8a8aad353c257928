"""The largest days and the longest titles: every message fits, every talk can be opened, and nobody is pinged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from bot.sandbox import Message, Sandbox
from tests.e2e.conftest import Schedule, StartTown, Town, talk
from tests.e2e.posted import run_tick

ROOMS, TALKS, LONGEST = 40, 60, 300
DAYS = ("2026-05-04", "2026-05-05")
TITLES = {
    "letters": "x" * LONGEST,
    "wide": "🧑‍🚀" * (LONGEST // 3),
    "marks": "*_~`|>#[]()" * LONGEST,
    "pings": "@everyone @here <@{bot}> <@&{everyone}> <#{channel}> " * 9,
    "words": "on the many uses of words " * 12,
}


def add_rooms(sandbox: Sandbox) -> None:
    sandbox.guild.add_channel("changes")
    for room in range(ROOMS):
        sandbox.guild.add_channel(f"room-{room}")


def events(title: str, minutes: int = 0) -> Iterator[dict[str, Any]]:
    """A talk in each room at ten, and the others at eleven, on both days."""
    for day in DAYS:
        for n in range(TALKS):
            start = f"{day}T{10 + n // ROOMS}:{minutes:02}:00+02:00"
            people = [{"name": f"{title} {k}"} for k in range(3)]
            yield talk(
                f"{day}-{n}",
                f"{n} {title}"[:LONGEST],
                date=start,
                room=f"Room {n % ROOMS}",
                persons=people,
                track=title,
            )


def every_post(town: Town) -> list[Message]:
    channels = town.sandbox.guild.channels.values()
    return [m for channel in channels for m in channel.messages if m.author is town.sandbox.world.bot]


def posts(town: Town, channel: str) -> list[Message]:
    return [message for message in every_post(town) if message.channel.name == channel]


async def at(town: Town, hour: str) -> None:
    town.clock.set(datetime.fromisoformat(f"{DAYS[0]}T{hour}:00+02:00"))
    for _ in range(2):
        await run_tick(town)


@pytest.mark.parametrize(
    "kind", ["marks", "pings", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("letters", "wide", "words"))]
)
async def test_everything_that_is_posted_fits_and_pings_nobody(start: StartTown, schedule: Schedule, kind: str) -> None:
    schedule.write(*events("title"))
    before = datetime.fromisoformat("2026-05-03T12:00:00+02:00")
    async with start(before, programme_source=schedule.source, prepare=add_rooms) as town:
        guild = town.sandbox.guild
        ids = {"bot": town.sandbox.world.bot.id, "everyone": guild.id, "channel": guild.channel("general").id}
        title = TITLES[kind].format(**ids) if kind == "pings" else TITLES[kind]
        schedule.write(*events(title))
        await town.bot.loader.refresh()
        await town.grace.slash("settings daily", {"channel": "programme", "evening": True})
        await town.grace.slash("settings notices", {"channel": "general"})
        await town.grace.slash("settings changes", {"channel": "changes"})
        mapped = await town.grace.slash("settings rooms")
        assert "no channel" not in mapped.text
        for hour in ("08:00", "09:50"):
            await at(town, hour)
        days = posts(town, "programme")
        assert sum(len(post.options) for post in days) == TALKS
        assert [len(posts(town, f"room-{room}")) for room in range(ROOMS)] == [1] * ROOMS
        (notice,) = posts(town, "general")
        assert notice.text.splitlines()[-1].startswith("and ")
        # All talks move by ten minutes: one line each, as many as fit into a few notes, and the day is corrected
        schedule.write(*events(title, 10))
        await town.bot.loader.refresh()
        await at(town, "09:55")
        told = posts(town, "changes")
        assert len(told) <= 3
        assert told[-1].text.splitlines()[-1].startswith("and ")
        assert "10:10" in posts(town, "programme")[0].text
        assert sum(len(post.options) for post in posts(town, "programme")) == TALKS
        await at(town, "20:00")
        assert sum(len(post.options) for post in posts(town, "programme")) == 2 * TALKS
        assert [post.pings for post in every_post(town) if post.pings] == []
        status = await town.grace.slash("status")
        assert status.text
