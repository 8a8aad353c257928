"""What could not be posted in time is skipped and counted, and nothing of the past is made up for."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import pytest

from bot.store import State
from tests.e2e.conftest import Schedule, StartTown, Town
from tests.e2e.posted import EARLY, POST, posts, run_tick, set_up, talk_at, texts, told

BEFORE = datetime.fromisoformat("2026-05-04T07:30:00+02:00")


async def ledger(town: Town) -> list[tuple[str, str, str, str]]:
    rows = await town.bot.store.deliveries.all()
    return sorted((row.id.kind, row.id.key, str(row.state), row.error) for row in rows)


@pytest.fixture
def fruit(schedule: Schedule) -> Schedule:
    schedule.write(talk_at("A", "On pears", "10:00"), talk_at("B", "On figs", "14:00"))
    return schedule


async def test_what_a_bot_missed_that_was_away_is_counted_once(
    start: StartTown, fruit: Schedule, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bot.posting")
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings daily", {"channel": "programme"})
        await town.grace.slash("settings notices", {"channel": "programme"})
        await run_tick(town)
        town.now = BEFORE + timedelta(hours=6, minutes=22)
        await town.restart()
        await run_tick(town)
        channel = town.sandbox.guild.channel("programme").id
        assert texts(town) == ["**In 8 minutes, 14:00**\nHall · **On figs** — Ada"]
        assert await ledger(town) == [
            ("daily", "2026-05-04", "skipped", "too late"),
            ("notice", "2026-05-04T0800Z", "skipped", "too late"),
            ("notice", "2026-05-04T1200Z", "sent", ""),
        ]
        await run_tick(town)
        await town.restart()
        await run_tick(town)
        assert (len(texts(town)), len(await ledger(town))) == (1, 3)
        assert [record.getMessage() for record in caplog.records if record.name == "bot.posting"] == [
            f"2 posts came too late: daily 2026-05-04 in {channel}; notice 2026-05-04T0800Z in {channel}"
        ]
        assert (await town.bot.store.deliveries.count())["daily", "skipped"] == 1


async def test_a_machine_that_slept_skips_what_came_too_late(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings notices", {"channel": "programme"})
        await run_tick(town)
        town.clock.set(BEFORE + timedelta(hours=6))
        await run_tick(town)
        assert await ledger(town) == [("notice", "2026-05-04T0800Z", "skipped", "too late")]
        # A clock that is set back brings it all again
        town.clock.set(BEFORE + timedelta(hours=2, minutes=22))
        await run_tick(town)
        assert texts(town) == ["**In 8 minutes, 10:00**\nHall · **On pears** — Ada"]


async def test_what_a_closed_channel_kept_away_is_counted(start: StartTown) -> None:
    async with start(EARLY) as town:
        guild = town.sandbox.guild
        channel = guild.channel("programme")
        await set_up(town)
        for role in (guild.everyone, guild.role("Programme Bot")):
            channel.allow(role, send_messages=False)
        await told(town)
        for hours in (1, 3, 5):
            town.clock.set(EARLY + timedelta(hours=hours))
            await run_tick(town)
        assert await ledger(town) == [("daily", "2014-07-23", "skipped", "too late")]
        channel.allow(guild.role("Programme Bot"), send_messages=True)
        await told(town)
        await run_tick(town)
        assert posts(town) == []


async def test_nothing_of_the_past_is_counted_on_a_first_start_or_for_a_new_wish(start: StartTown) -> None:
    async with start(EARLY + timedelta(hours=4)) as town:
        channel = town.sandbox.guild.channel("programme").id
        await town.bot.store.posts.save(town.sandbox.guild.id, "daily", 1, EARLY, channel=channel)
        await run_tick(town)
        await town.grace.slash("settings notices", {"channel": "programme"})
        await run_tick(town)
        assert await ledger(town) == []


async def test_a_server_that_discord_lost_for_a_while_misses_nothing(start: StartTown) -> None:
    async with start(EARLY) as town:
        guild = town.sandbox.guild
        await set_up(town)
        guild.changed("GUILD_DELETE", {"id": str(guild.id), "unavailable": True})
        await away(town)
        town.clock.set(EARLY + timedelta(minutes=2))
        await run_tick(town)
        assert (posts(town), town.bot.posting.troubles.known, await ledger(town)) == ([], {}, [])
        guild.changed("GUILD_CREATE", guild.full_payload())
        await told(town)
        await run_tick(town)
        assert texts(town) == [POST]
        assert [row.state for row in await town.bot.store.deliveries.all()] == [State.SENT]


async def test_a_server_that_the_bot_has_left_misses_nothing(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.sandbox.remove_guild(town.sandbox.guild)
        await away(town)
        town.clock.set(EARLY + timedelta(hours=5))
        await run_tick(town)
        assert (town.bot.posting.troubles.known, await ledger(town)) == ({}, [])


async def away(town: Town) -> None:
    """Wait until the bot knows what happened before: it hears everything in order."""
    await town.ada.slash("help", channel=town.ada.dm())
