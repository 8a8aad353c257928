"""The day's programme is posted every morning, once, whatever happens, and corrected where it stands."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.sandbox import Message, Server
from bot.store import State
from tests.e2e.conftest import Schedule, StartTown, Town

EARLY = datetime.fromisoformat("2014-07-23T07:59:00+02:00")
MORNING = EARLY + timedelta(minutes=2)
POST = """\
## Wednesday 23 July · EuroPython 2014
-# 4 talks · hours in Berlin (CEST) · day 3 of 5
**10:00** · C01
**Embedding Python: Charming the Snake with C++** — Michael König · Advanced
**14:00** · C01
**How to Setup a new Python Project** — Felix Wick and Florian Wilhelm · Novice
**14:30** · B05/B06
**Supercharge your development environment using Docker** — Deni Bertovic · Novice
**15:00** · C01
**I want to help! How to make your first contribution to open-source.** — Julie Pichon · Novice"""
SETTINGS = "**The day's programme** in <#{0}> at 08:00, Berlin (CEST)\n**Next**\n"


def posts(town: Town, channel: str = "programme") -> list[Message]:
    return [m for m in town.sandbox.guild.channel(channel).messages if m.author is town.sandbox.world.bot]


async def run_tick(town: Town) -> None:
    await town.bot.posting.tick()
    await town.bot.posting.settle()


async def set_up(town: Town, **options: Any) -> None:
    await town.grace.slash("settings daily", {"channel": "programme", **options})
    await run_tick(town)
    assert posts(town) == []


async def test_the_day_is_posted_once_and_its_buttons_work(start: StartTown) -> None:
    async with start(EARLY) as town:
        reply = await town.grace.slash("settings daily", {"channel": "programme"})
        channel = town.sandbox.guild.channel("programme").id
        assert reply.text == SETTINGS.format(channel) + "\n".join(
            f"{day} July, 08:00 · the day's programme · <#{channel}>" for day in ("Wed 23", "Thu 24")
        )
        town.clock.set(MORNING)
        town.bot.posting.wake()
        post = await town.sandbox.wait_for(lambda message: message.channel.name == "programme")
        assert (post.text, post.pings, post.ephemeral) == (POST, (), False)
        assert [button.label for button in post.buttons] == ["Now", "Next", "In my time"]
        for _ in range(3):
            await run_tick(town)
        assert posts(town) == [post]
        mine = await town.ada.sees(post).press("In my time")
        assert (mine.text.splitlines()[2], mine.ephemeral) == ("**<t:1406102400:t>** · C01", True)
        talk = await town.ada.sees(post).select("How to Setup a new Python Project")
        assert (talk.text.splitlines()[0], talk.ephemeral) == ("## How to Setup a new Python Project", True)


async def test_a_restart_posts_nothing_again(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.clock.set(MORNING)
        await run_tick(town)
        town.now = MORNING
        await town.restart()
        await run_tick(town)
        assert [post.text for post in posts(town)] == [POST]


async def test_the_newest_day_is_pinned_where_the_bot_may(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        channel = town.sandbox.guild.channel("programme")
        shown = []
        for days in (0, 1):
            town.clock.set(MORNING + timedelta(days=days))
            await run_tick(town)
            shown.append([(m.text.splitlines()[0][3:16], m.pinned is not None) for m in channel.messages])
        # Nothing else stands there: the lines by which Discord tells of pins are gone
        assert shown == [[("Wednesday 23 ", True)], [("Wednesday 23 ", False), ("Thursday 24 J", True)]]


async def test_a_bot_that_was_away_posts_within_three_hours(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.now = EARLY + timedelta(hours=3)
        await town.restart()
        await run_tick(town)
        assert [post.text for post in posts(town)] == [POST]
        town.clock.set(EARLY + timedelta(days=1, hours=4))
        await run_tick(town)
        assert len(posts(town)) == 1


async def test_nothing_of_the_past_is_posted_where_it_is_set_up_late(start: StartTown) -> None:
    async with start(MORNING) as town:
        await set_up(town)


@pytest.mark.parametrize("resumable", [True, pytest.param(False, marks=pytest.mark.slow)])
async def test_a_gateway_that_drops_doubles_nothing(start: StartTown, resumable: bool) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.clock.set(MORNING)
        await run_tick(town)
        lost = town.sandbox.gateway
        await town.sandbox.drop_gateway(resumable=resumable)
        await town.sandbox.feed.until(lambda: lost.connected or None, within=15, what="the bot")
        await run_tick(town)
        assert [post.text for post in posts(town)] == [POST]


@pytest.mark.parametrize("status", [429, 503])
async def test_what_discord_could_not_take_is_posted_later(start: StartTown, status: int) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.clock.set(MORNING)
        town.sandbox.fail_next("POST /channels", status=status)
        town.refused = [0]
        town.bot.posting.wake()
        post = await town.sandbox.wait_for(lambda message: message.channel.name == "programme")
        await town.bot.posting.settle()
        await run_tick(town)
        assert (posts(town), post.text) == ([post], POST)


async def test_a_channel_that_must_wait_an_hour_delays_no_other(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        other = town.sandbox.guilds[1]
        grace = other.member("Grace", manage_guild=True, manage_messages=True)
        await grace.slash("settings daily", {"channel": "programme"})
        town.sandbox.fail_next(
            f"POST /channels/{other.channel('programme').id}", status=429, json={"retry_after": 3600}
        )
        town.refused = [0]
        town.clock.set(MORNING)
        await run_tick(town)
        await run_tick(town)
        assert [post.text for post in posts(town)] == [POST]
        assert other.channel("programme").messages == []
        assert [row.state for row in await town.bot.store.deliveries.all()] == [State.SENT]


async def test_a_database_that_can_not_be_written_stops_posts_and_nothing_else(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.clock.set(MORNING)
        database = town.bot.store.database
        await database.read("PRAGMA query_only = ON")
        await run_tick(town)
        await run_tick(town)
        shown = await town.grace.slash("settings show")
        assert (posts(town), shown.text.splitlines()[-1]) == (
            [],
            "⚠ I can't write to my database, so I post nothing until that is mended.",
        )
        await database.read("PRAGMA query_only = OFF")
        await run_tick(town)
        assert ([post.text for post in posts(town)], town.bot.posting.trouble) == ([POST], "")


async def test_a_lost_answer_is_not_posted_again(start: StartTown) -> None:
    """The message stands there, and the bot was stopped before it knew."""
    async with start(EARLY) as town:
        await set_up(town)
        town.clock.set(MORNING)
        await run_tick(town)
        await forget_confirmation(town)
        town.now = MORNING
        await town.restart()
        await run_tick(town)
        assert [post.text for post in posts(town)] == [POST]
        # Later, when Discord has forgotten the nonce
        await forget_confirmation(town, minutes=3)
        posts(town)[0].nonce = None
        await town.restart()
        await run_tick(town)
        (post,) = posts(town)
        (row,) = await town.bot.store.deliveries.all()
        assert (row.state, row.message) == (State.SENT, post.id)


async def test_without_the_history_what_is_uncertain_is_left(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        town.clock.set(MORNING)
        await run_tick(town)
        await forget_confirmation(town, minutes=3)
        posts(town)[0].nonce = None
        guild = town.sandbox.guild
        guild.channel("programme").allow(guild.everyone, read_message_history=False)
        guild.channel("programme").allow(guild.role("Programme Bot"), read_message_history=False)
        town.now = MORNING
        await town.restart()
        await run_tick(town)
        assert len(posts(town)) == 1
        assert [row.state for row in await town.bot.store.deliveries.all()] == [State.SKIPPED]


async def forget_confirmation(town: Town, minutes: int = 0) -> None:
    """Leave the ledger as a bot leaves it that was killed after it had sent, so many minutes ago."""
    claimed = town.clock.real() - timedelta(minutes=minutes)
    await town.bot.store.database.write(
        lambda c: c.execute_fetchall(
            "UPDATE delivery SET state = 'claimed', message = NULL, content = '', claimed_at = ?",
            (claimed.isoformat(timespec="microseconds"),),
        )
    )


async def test_a_channel_that_is_closed_and_opened_again(start: StartTown) -> None:
    async with start(EARLY) as town:
        guild = town.sandbox.guild
        channel = guild.channel("programme")
        await set_up(town)
        channel.allow(guild.everyone, send_messages=False)
        channel.allow(guild.role("Programme Bot"), send_messages=False)
        await told(town)
        town.clock.set(MORNING)
        await run_tick(town)
        assert (posts(town), town.bot.posting.troubles) == ([], {channel.id: "I may not write in the channel"})
        told_so = await town.grace.next_direct()
        assert told_so.text == (
            f"You asked me to post in <#{channel.id}> on EuroPython, which I can't do: I may not write in the channel. "
            "Please mend that, or choose another channel with /settings."
        )
        await run_tick(town)
        assert len(town.grace.dm().messages) == 1
        status = await town.grace.slash("status")
        assert f"⚠ <#{channel.id}>: I may not write in the channel." in status.text.splitlines()
        shown = await town.grace.slash("settings show")
        assert shown.text.splitlines()[1] == f"⚠ <#{channel.id}>: I may not write in the channel."
        channel.allow(guild.role("Programme Bot"), send_messages=True)
        await told(town)
        await run_tick(town)
        assert ([post.text for post in posts(town)], town.bot.posting.troubles) == ([POST], {})


async def test_a_channel_that_is_deleted(start: StartTown) -> None:
    async with start(EARLY) as town:
        guild = town.sandbox.guild
        channel = guild.channel("programme")
        await set_up(town)
        guild.remove_channel(channel)
        await told(town)
        town.clock.set(MORNING)
        await run_tick(town)
        assert town.bot.posting.troubles == {channel.id: "I can't see the channel, or it was deleted"}
        await town.grace.slash("settings daily", {"channel": "general"})
        assert await town.bot.store.deliveries.all() == []


async def told(town: Town) -> None:
    """Wait until the bot knows what happened before: it hears everything in order."""
    await town.ada.slash("help")


async def test_a_post_that_a_moderator_removed_stays_away(start: StartTown, schedule: Schedule) -> None:
    schedule.write(event(1, "10:00"), event(2, "11:00"))
    async with start(EARLY, programme_source=schedule.source) as town:
        await set_up(town)
        town.clock.set(MORNING)
        await run_tick(town)
        (post,) = posts(town)
        del post.channel.history[post.id]
        schedule.write(event(1, "10:30"), event(2, "11:00"))
        await town.bot.loader.refresh()
        town.refused = [10008]
        await run_tick(town)
        await run_tick(town)
        assert posts(town) == []


async def test_the_posted_day_is_corrected_where_it_stands(start: StartTown, schedule: Schedule) -> None:
    schedule.write(event(1, "10:00"), event(2, "11:00"))
    async with start(EARLY, programme_source=schedule.source) as town:
        await set_up(town)
        town.clock.set(MORNING)
        await run_tick(town)
        (post,) = posts(town)
        assert post.edited is None
        await run_tick(town)
        assert post.edited is None
        schedule.write(event(1, "10:00"), event(2, "12:30"))
        await town.bot.loader.refresh()
        await run_tick(town)
        assert posts(town) == [post]
        assert post.text.splitlines()[2:] == ["**10:00** · Hall", "**Talk 1**", "**12:30** · Hall", "**Talk 2**"]


async def test_a_long_day_is_posted_in_parts_that_fit(start: StartTown, schedule: Schedule) -> None:
    schedule.write(*(event(n, f"{9 + n // 6:02}:{n % 6}0", "x" * 300) for n in range(60)))
    async with start(EARLY, programme_source=schedule.source) as town:
        await set_up(town)
        town.clock.set(MORNING)
        await run_tick(town)
        await run_tick(town)
        parts = posts(town)
        assert [part.text.splitlines()[1].rsplit(" · ")[-1] for part in parts] == [
            f"part {n} of {len(parts)}" for n in range(1, len(parts) + 1)
        ]
        assert sum(len(part.options) for part in parts) == 60


def event(number: int, hour: str, title: str = "Talk") -> dict[str, Any]:
    return {
        "guid": f"t{number}",
        "title": f"{title} {number}",
        "start": f"2014-07-23T{hour}:00+02:00",
        "duration": "00:10",
        "room": "Hall",
    }


async def test_servers_have_their_own_hours(start: StartTown) -> None:
    async with start(EARLY - timedelta(days=1)) as town:
        sydney, lisbon = town.sandbox.guilds
        for guild, zone in ((sydney, "Australia/Sydney"), (lisbon, "Europe/Lisbon")):
            grace = guild.member("Grace", manage_guild=True, manage_messages=True)
            await grace.slash("settings daily", {"channel": "programme", "timezone": zone})

        def count(guild: Server) -> int:
            return sum(m.author is town.sandbox.world.bot for m in guild.channel("programme").messages)

        seen = []
        for hour in ("2014-07-22T21:59Z", "2014-07-22T22:00Z", "2014-07-23T06:59Z", "2014-07-23T07:00Z"):
            town.clock.set(datetime.fromisoformat(hour))
            await run_tick(town)
            seen.append((count(sydney), count(lisbon)))
        assert seen == [(0, 0), (1, 0), (1, 0), (1, 1)]


async def test_a_reload_in_the_middle_of_a_tick_doubles_nothing(start: StartTown, schedule: Schedule) -> None:
    schedule.write(event(1, "10:00"), event(2, "11:00"))
    async with start(EARLY, programme_source=schedule.source) as town:
        await set_up(town)
        town.clock.set(MORNING)
        schedule.write(event(1, "10:30"), event(2, "11:00"))
        ticks = [asyncio.create_task(town.bot.posting.tick()) for _ in range(3)]
        await town.bot.loader.refresh()
        await asyncio.gather(*ticks)
        await town.bot.posting.settle()
        await run_tick(town)
        (post,) = posts(town)
        assert post.text.splitlines()[2:] == ["**10:30** · Hall", "**Talk 1**", "**11:00** · Hall", "**Talk 2**"]
