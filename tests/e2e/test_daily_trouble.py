"""The day's programme is posted once also where Discord, the disk or the permissions stand in the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import State
from tests.e2e.conftest import StartTown, Town
from tests.e2e.posted import EARLY, MORNING, POST, posts, run_tick, set_up, told


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


@pytest.mark.slow  # the library waits for seconds before it tries again
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
        assert (posts(town), town.bot.posting.troubles.known) == ([], {channel.id: "I may not write in the channel"})
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
        assert ([post.text for post in posts(town)], town.bot.posting.troubles.known) == ([POST], {})


async def test_a_channel_that_is_deleted(start: StartTown) -> None:
    async with start(EARLY) as town:
        guild = town.sandbox.guild
        channel = guild.channel("programme")
        await set_up(town)
        guild.remove_channel(channel)
        await told(town)
        town.clock.set(MORNING)
        await run_tick(town)
        assert town.bot.posting.troubles.known == {channel.id: "I can't see the channel, or it was deleted"}
        await town.grace.slash("settings daily", {"channel": "general"})
        assert await town.bot.store.deliveries.all() == []
