"""A bot that joins a server, or a ledger that is new, in the middle of a conference: nothing of the past is posted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.sandbox import Sandbox, Server
from tests.e2e.conftest import Schedule, StartTown, Town, run_town, talk
from tests.e2e.posted import run_tick

MIDDLE = datetime.fromisoformat("2026-05-05T10:55:00+02:00")
NEXT = "**In 10 minutes, 12:00**\nHall · **On the 5th at 12** — Ada Invented"


@pytest.fixture
def three_days(schedule: Schedule) -> Schedule:
    schedule.write(
        *(
            talk(f"{day}-{hour}", f"On the {day}th at {hour}", date=f"2026-05-0{day}T{hour}:00:00+02:00")
            for day in (4, 5, 6)
            for hour in (10, 11, 12, 17)
        )
    )
    return schedule


async def set_up(town: Town, guild: Server) -> None:
    grace = guild.member("Grace", manage_guild=True, manage_messages=True)
    await grace.slash("settings daily", {"channel": "programme", "evening": True})
    await grace.slash("settings notices", {"channel": "general"})
    await grace.slash("settings changes", {"channel": "general"})
    for _ in range(2):
        await run_tick(town)


def texts(guild: Server, channel: str) -> list[str]:
    bot = guild.world.bot
    return [message.text for message in guild.channel(channel).messages if message.author is bot]


async def at(town: Town, instant: str) -> None:
    town.clock.set(datetime.fromisoformat(f"{instant}:00+02:00"))
    await run_tick(town)


async def see_the_rest(town: Town, guild: Server) -> None:
    """From now on everything is posted: the next notice, the evening's post, the next day's."""
    assert (texts(guild, "programme"), texts(guild, "general")) == ([], [])
    await at(town, "2026-05-05T11:50")
    assert texts(guild, "general") == [NEXT]
    await at(town, "2026-05-05T20:00")
    await at(town, "2026-05-06T08:00")
    assert [text.splitlines()[0] for text in texts(guild, "programme")] == [
        "## Wednesday 6 May · InventedConf",
        "## Wednesday 6 May · InventedConf",
    ]


async def test_a_bot_that_is_new_in_the_middle_posts_nothing_of_the_past(
    start: StartTown, three_days: Schedule
) -> None:
    async with start(MIDDLE, programme_source=three_days.source) as town:
        await set_up(town, town.sandbox.guild)
        await see_the_rest(town, town.sandbox.guild)


async def test_a_server_that_joins_in_the_middle_gets_nothing_of_the_past(
    start: StartTown, three_days: Schedule
) -> None:
    early = datetime.fromisoformat("2026-05-04T07:00:00+02:00")
    async with start(early, programme_source=three_days.source) as town:
        first = town.sandbox.guild
        await set_up(town, first)
        await at(town, "2026-05-05T08:00")
        town.clock.set(MIDDLE)
        await run_tick(town)
        before = (texts(first, "programme"), texts(first, "general"))
        third = town.sandbox.add_guild("DjangoCon")
        await set_up(town, third)
        assert (texts(first, "programme"), texts(first, "general")) == before
        await see_the_rest(town, third)


async def test_a_ledger_that_is_lost_posts_nothing_again(tmp_path: Path, three_days: Schedule) -> None:
    """The database is gone, the channels are as they were, and the same settings are given again."""
    async with run_town(tmp_path / "a.sqlite3", MIDDLE, programme_source=three_days.source) as town:
        await set_up(town, town.sandbox.guild)
        await at(town, "2026-05-05T11:50")
        await town.restart(database=tmp_path / "b.sqlite3")
        town.clock.set(datetime.fromisoformat("2026-05-05T11:51:00+02:00"))
        await set_up(town, town.sandbox.guild)
        assert texts(town.sandbox.guild, "general") == [NEXT]


async def test_a_server_that_throws_the_bot_out_and_takes_it_back(start: StartTown, three_days: Schedule) -> None:
    """What came due meanwhile and is still worth it is posted once; what was posted is not posted again."""

    def add_third(sandbox: Sandbox) -> None:
        sandbox.add_guild("DjangoCon")

    async with start(MIDDLE, programme_source=three_days.source, prepare=add_third) as town:
        world, third = town.sandbox.world, town.sandbox.guilds[2]
        await set_up(town, third)
        world.remove_guild(third)
        await town.ada.slash("help")
        await at(town, "2026-05-05T11:50")
        assert texts(third, "general") == []
        world.channels.update(third.channels)
        world.add_guild(third)
        await town.ada.slash("help")
        for _ in range(2):
            await run_tick(town)
        assert texts(third, "general") == [NEXT]
