"""The day's programme is posted every morning, once, and corrected where it stands."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

import pytest

from bot.sandbox import Server
from tests.e2e.conftest import Schedule, StartTown, talk
from tests.e2e.posted import EARLY, MORNING, POST, event, posts, run_tick, set_up

SETTINGS = "**The day's programme** in <#{0}> at 08:00, Berlin (CEST)\n**Next** · hours in Berlin (CEST)\n"


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


async def test_the_start_says_in_the_log_what_comes_next(start: StartTown, caplog: pytest.LogCaptureFixture) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        caplog.set_level(logging.INFO, "bot.client")
        await town.bot.on_ready()
        channel = town.sandbox.guild.channel("programme").id
        summary = caplog.records[-1].getMessage()
        assert summary.endswith(
            f"next posts: daily in {channel} at 2014-07-23T06:00Z; daily in {channel} at 2014-07-24T06:00Z"
        )


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


async def test_another_hour_loses_no_post_and_another_channel_repeats_none(start: StartTown) -> None:
    async with start(EARLY - timedelta(hours=1)) as town:
        await town.grace.slash("settings daily", {"channel": "programme"})
        town.clock.set(EARLY)
        # Half past seven is over, and today's programme does not stand there yet
        await town.grace.slash("settings daily", {"time": "07:30"})
        await run_tick(town)
        assert [post.text for post in posts(town)] == [POST]
        town.clock.set(MORNING)
        await town.grace.slash("settings daily", {"time": "08:00"})
        await town.grace.slash("settings daily", {"channel": "general"})
        await run_tick(town)
        assert (len(posts(town)), posts(town, "general")) == (1, [])


@pytest.mark.parametrize("wanted", [True, False])
async def test_a_day_that_grows_gets_a_further_message_where_it_is_still_wanted(
    start: StartTown, small: Schedule, wanted: bool
) -> None:
    early = datetime.fromisoformat("2026-05-04T07:59:00+02:00")
    async with start(early, programme_source=small.source) as town:
        await town.grace.slash("settings daily", {"channel": "programme"})
        town.clock.set(early + timedelta(minutes=2))
        await run_tick(town)
        await town.grace.slash("settings daily", {"off": not wanted})
        afternoon = [talk(f"N{n}", f"On nuts {n} {'and more ' * 9}", 14, room=f"Room {n}") for n in range(24)]
        small.write(talk(), *afternoon)
        await town.bot.loader.refresh()
        for _ in range(3):
            await run_tick(town)
        headings = [post.text.splitlines()[0] for post in posts(town)]
        assert headings[0] == "## Monday 4 May, morning · InventedConf"
        assert set(headings[1:]) == ({"## Monday 4 May, afternoon · InventedConf"} if wanted else set())


async def test_an_evening_that_is_asked_for_late_begins_the_next_day(start: StartTown) -> None:
    async with start(MORNING.replace(hour=20, minute=30)) as town:
        await town.grace.slash("settings daily", {"channel": "programme"})
        await town.grace.slash("settings daily", {"evening": True})
        await run_tick(town)
        assert posts(town) == []


async def test_a_longer_notice_is_given_of_what_starts_before_it_was_due(start: StartTown) -> None:
    async with start(MORNING) as town:
        await town.grace.slash("settings notices", {"channel": "programme"})
        town.clock.set(MORNING.replace(hour=13, minute=47))
        await town.grace.slash("settings notices", {"channel": "programme", "minutes": 15})
        await run_tick(town)
        (post,) = posts(town)
        assert post.text.splitlines()[0] == "**In 13 minutes, 14:00**"


async def test_an_announcement_channel_gets_its_posts(start: StartTown) -> None:
    async with start(EARLY, prepare=lambda sandbox: sandbox.guild.add_channel("news", news=True)) as town:
        await town.grace.slash("settings daily", {"channel": "news"})
        town.clock.set(MORNING)
        await run_tick(town)
        (post,) = posts(town, "news")
        assert (post.text, post.pinned is not None) == (POST, True)
