"""Who chose a channel is told when it breaks, each time anew; a moderator is told where nobody else could be."""

from __future__ import annotations

from datetime import timedelta

from tests.e2e.conftest import StartTown, Town
from tests.e2e.posted import EARLY, MORNING, POST, run_tick, set_up, texts, told

WHY = "I may not write in the channel"


async def allow(town: Town, *, send: bool) -> None:
    guild = town.sandbox.guild
    for role in (guild.everyone, guild.role("Programme Bot")):
        guild.channel("programme").allow(role, send_messages=send)
    await told(town)


async def test_a_channel_that_breaks_again_is_told_again(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        for count, minutes in enumerate((2, 10, 20), 1):
            await allow(town, send=False)
            town.clock.set(EARLY + timedelta(minutes=minutes))
            for _ in range(2):
                await run_tick(town)
            assert len(town.grace.dm().messages) == count
            # Given back, which is noticed whether something is due or not, and also by a bot that was away meanwhile
            await allow(town, send=True)
            if count == 1:
                await town.bot.store.posts.switch_off(town.sandbox.guild.id, "daily")
                await run_tick(town)
                await town.bot.store.posts.save(town.sandbox.guild.id, "daily", town.grace.user.id, EARLY)
            else:
                town.now = EARLY + timedelta(minutes=minutes)
                await town.bot.store.posts.switch_off(town.sandbox.guild.id, "daily")
                await town.restart()
                await run_tick(town)
                await town.bot.store.posts.save(town.sandbox.guild.id, "daily", town.grace.user.id, EARLY)
        await run_tick(town)
        assert (texts(town), len(town.grace.dm().messages)) == ([POST], 3)


async def test_what_discord_refuses_against_all_permissions_is_told_once(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        channel = town.sandbox.guild.channel("programme").id
        town.sandbox.fail_next(f"POST /channels/{channel}", status=403, json={"code": 50013})
        town.refused = [50013]
        town.clock.set(MORNING)
        for _ in range(2):
            await run_tick(town)
        assert (town.bot.posting.troubles.known, len(town.grace.dm().messages)) == ({channel: WHY}, 1)


async def test_where_nobody_can_be_told_in_private_the_next_moderator_is(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        await allow(town, send=False)
        town.sandbox.fail_next("POST /users/@me/channels", status=403, json={"code": 50007})
        town.refused = [50007]
        town.clock.set(MORNING)
        await run_tick(town)
        town.now = MORNING
        await town.restart()
        await run_tick(town)
        assert town.grace.dm().messages == []
        channel = town.sandbox.guild.channel("programme")
        other = town.sandbox.guild.member("Hedy", manage_guild=True, manage_messages=True)
        await town.ada.slash("today")
        await other.slash("settings moderator")
        shown = (await other.next_message()).text
        assert shown == (
            f"I am to post in <#{channel.id}>, which I can't do: {WHY}. "
            "Please mend that, or choose another channel with /settings."
        )
        before = len(town.sandbox.guild.channel("general").history)
        await other.slash("settings moderator")
        assert len(town.sandbox.guild.channel("general").history) == before + 1
