"""What starts soon and what changed is said once, in the channels that were chosen; moderators see it before."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.programme.plan import start_key
from bot.store import DeliveryKey
from tests.e2e.conftest import Schedule, StartTown
from tests.e2e.posted import posts, run_tick, texts
from tests.e2e.posted import talk_at as talk

BEFORE = datetime.fromisoformat("2026-05-04T09:40:00+02:00")
SOON = BEFORE + timedelta(minutes=11)
FIRST = "**In 9 minutes, 10:00**\nHall · **On pears** — Ada\nYard · **On plums** — Ada"


@pytest.fixture
def fruit(schedule: Schedule) -> Schedule:
    schedule.write(
        talk("A", "On pears", "10:00"), talk("B", "On plums", "10:00", "Yard"), talk("C", "On figs", "11:00")
    )
    return schedule


async def test_talks_that_start_together_are_one_notice(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        reply = await town.grace.slash("settings notices", {"channel": "programme"})
        where = town.sandbox.guild.channel("programme").id
        assert reply.text.splitlines() == [
            f"**What starts soon** in <#{where}>, 10 minutes before",
            "**Next** · hours in Vienna (CEST)",
            f"Mon 4 May, 09:50 · 2 talks at 10:00 · <#{where}>",
            f"Mon 4 May, 10:50 · 1 talk at 11:00 · <#{where}>",
        ]
        await run_tick(town)
        assert posts(town) == []
        town.clock.set(SOON)
        await run_tick(town)
        await run_tick(town)
        (post,) = posts(town)
        assert (post.text, post.content, post.pings) == (FIRST, FIRST, ())
        assert [button.label for button in post.buttons] == ["On pears", "On plums", "All at 10:00"]
        page = await town.ada.sees(post).press("On plums")
        assert (page.text.splitlines()[0], page.ephemeral) == ("## On plums", True)
        whole = await town.ada.sees(post).press("All at 10:00")
        assert whole.text.splitlines() == [
            "## Monday 4 May, 10:00",
            "-# 2 talks · hours in Vienna (CEST)",
            "Hall · **On pears** — Ada",
            "Yard · **On plums** — Ada",
        ]
        town.now = SOON
        await town.restart()
        await run_tick(town)
        assert len(posts(town)) == 1


async def test_each_room_has_its_channel(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings notices", {"channel": "programme", "room": "hall"})
        await town.grace.slash("settings notices", {"channel": "general", "room": "Yard", "minutes": 5})
        refused = await town.grace.slash("settings notices", {"channel": "general", "room": "Cellar"})
        assert refused.text == 'There is no room "Cellar". The rooms are: Hall, Yard.'
        town.clock.set(SOON)
        await run_tick(town)
        assert (texts(town), texts(town, "general")) == (["**In 9 minutes, 10:00**\nHall · **On pears** — Ada"], [])
        town.clock.set(SOON + timedelta(minutes=5))
        await run_tick(town)
        assert texts(town, "general") == ["**In 4 minutes, 10:00**\nYard · **On plums** — Ada"]


async def test_rooms_find_their_channels_by_name(start: StartTown, schedule: Schedule) -> None:
    schedule.write(talk("A", "On pears", "10:00", "The Programme!"), talk("B", "On plums", "10:00", "Yard"))
    async with start(BEFORE, programme_source=schedule.source) as town:
        channel = town.sandbox.guild.add_channel("the-programme")
        await town.ada.slash("help")
        reply = await town.grace.slash("settings rooms", minutes=15)
        assert reply.text.splitlines() == [
            f"The Programme! → <#{channel.id}>",
            "Yard: no channel of that name",
            "-# /settings notices room: channel: gives a room a channel of another name.",
        ]
        town.clock.set(SOON - timedelta(minutes=5))
        await run_tick(town)
        assert texts(town, "the-programme") == ["**In 14 minutes, 10:00**\nThe Programme! · **On pears** — Ada"]


async def test_a_talk_that_joins_is_said_alone_and_one_that_moves_is_said_again(
    start: StartTown, fruit: Schedule
) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings notices", {"channel": "programme"})
        town.clock.set(SOON)
        await run_tick(town)
        fruit.write(talk("A", "On pears", "10:15"), talk("B", "On plums", "10:00"), talk("C", "On figs", "10:00"))
        await town.bot.loader.refresh()
        for _ in range(2):
            await run_tick(town)
        assert texts(town) == [FIRST, "**In 9 minutes, 10:00**\nHall · **On figs** — Ada"]
        town.clock.set(SOON + timedelta(minutes=15))
        await run_tick(town)
        assert texts(town)[2:] == ["**In 9 minutes, 10:15**\nHall · **On pears** — Ada"]


async def test_forty_talks_at_once_fit(start: StartTown, schedule: Schedule) -> None:
    schedule.write(*(talk(f"t{n}", f"{n} @everyone {'x' * 300}", "10:00", f"Room {n}") for n in range(60)))
    async with start(BEFORE, programme_source=schedule.source) as town:
        await town.grace.slash("settings notices", {"channel": "programme"})
        town.clock.set(SOON)
        await run_tick(town)
        (post,) = posts(town)
        listed = len(post.text.splitlines()) - 2
        assert (post.text.splitlines()[-1], post.pings) == (f"and {60 - listed} more", ())
        assert [button.label for button in post.buttons] == ["All at 10:00"]


async def test_a_notice_that_was_interrupted_says_nothing_for_another_talk(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings notices", {"channel": "programme"})
        begin = datetime.fromisoformat("2026-05-04T11:00:00+02:00")
        where = DeliveryKey(
            town.sandbox.guild.id, town.sandbox.guild.channel("programme").id, "notice", start_key(begin)
        )
        # Of a talk that has moved away since
        await town.bot.store.deliveries.claim(where, begin - timedelta(minutes=10), begin, detail=("D",))
        await town.restart()
        town.clock.set(begin - timedelta(minutes=9))
        for _ in range(3):
            await run_tick(town)
        assert texts(town)[-1:] == ["**In 9 minutes, 11:00**\nHall · **On figs** — Ada"]
        assert len([text for text in texts(town) if "figs" in text]) == 1


async def test_what_changed_is_said_once(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings changes", {"channel": "programme"})
        await run_tick(town)
        fruit.write(
            talk("A", "On pears", "12:00", "Attic"),
            talk("B", "CANCELLED: On plums", "10:00", "Yard"),
            talk("D", "On limes", "13:00"),
            talk("C", "On figs", "11:00"),
        )
        await town.bot.loader.refresh()
        await run_tick(town)
        await run_tick(town)
        told = (
            "**Moved** · **On pears**: ~~Mon 4 May, 10:00, Hall~~ → Mon 4 May, 12:00, Attic\n"
            "**Cancelled** · **On plums** (was Mon 4 May, 10:00, Yard)\n"
            "**New** · **On limes**: Mon 4 May, 13:00, Hall"
        )
        assert texts(town) == [told]
        await town.restart()
        await run_tick(town)
        assert texts(town) == [told]
        (post,) = posts(town)
        shown = await town.ada.sees(post).press("The programme")
        assert shown.text.splitlines()[0] == "## Monday 4 May · InventedConf"


async def test_many_changes_come_in_several_messages(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings changes", {"channel": "programme"})
        await run_tick(town)
        whole = [talk("A", "On pears", "10:00"), talk("B", "On plums", "10:00", "Yard"), talk("C", "On figs", "11:00")]
        fruit.write(
            *whole, *(talk(f"N{n}", f"On nuts {n}, {'and more ' * 9}", "12:00", f"Room {n}") for n in range(20))
        )
        await town.bot.loader.refresh()
        for _ in range(2):
            await run_tick(town)
        lines = [line for text in texts(town) for line in text.splitlines()]
        assert (len(texts(town)), len(lines), len(set(lines))) == (2, 20, 20)
        previewed = await town.grace.slash("preview", what="changes")
        assert previewed.text.startswith("Nothing was moved, cancelled or added since")


async def test_a_talk_that_vanished_is_missed_the_second_time(start: StartTown, schedule: Schedule) -> None:
    whole = [talk(name, f"On {name}", "10:00", f"Room {name}") for name in "ABCD"]
    schedule.write(*whole)
    async with start(BEFORE, programme_source=schedule.source) as town:
        await town.grace.slash("settings changes", {"channel": "programme"})
        for events in (whole, whole[1:], whole, whole[1:]):
            schedule.write(*events)
            await town.bot.loader.refresh()
            await run_tick(town)
        assert texts(town) == []
        await town.bot.loader.refresh()
        await run_tick(town)
        assert texts(town) == ["**No longer in the programme** · **On A** (was Mon 4 May, 10:00, Room A)"]


async def test_changes_while_the_bot_was_away_are_said_when_it_is_back(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings changes", {"channel": "programme"})
        await run_tick(town)
        await town.stop()
        fruit.write(
            talk("A", "On pears", "12:00"), talk("B", "On plums", "10:00", "Yard"), talk("C", "On figs", "11:00")
        )
        await town.start()
        await run_tick(town)
        assert texts(town) == ["**Moved** · **On pears**: ~~Mon 4 May, 10:00, Hall~~ → Mon 4 May, 12:00, Hall"]


async def test_what_can_not_be_read_is_said(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        town.refused = []
        ada = town.sandbox.guild.member("Mod", manage_messages=True)
        answers = [
            (await ada.slash("settings daily", {"channel": "programme"})).text,
            (await town.grace.slash("settings daily", {"time": "07:30"})).text,
            (await town.grace.slash("settings daily", {"channel": "programme", "time": "soon"})).text,
            (await town.grace.slash("settings daily", {"channel": "programme", "timezone": "Mars"})).text,
            (await town.grace.slash("settings show")).text,
        ]
        assert answers == [
            "Only moderators can change my settings (Manage Server, or the role set with /settings moderator).",
            "Please say in which channel.",
            "Please give the hour as hours and minutes, such as 08:00.",
            "I don't know this time zone. Please choose one of those offered, such as Europe/Berlin.",
            "Nothing is posted in this server. /settings daily, /settings notices and /settings changes set it up.",
        ]
        zones = await town.grace.autocomplete("settings daily", timezone="new york")
        assert [zone.value for zone in zones] == ["America/New_York"]
        hours = await town.grace.autocomplete("settings daily", time="18")
        assert [hour.value for hour in hours] == ["18:00", "18:30"]
        typed = {"channel": "programme", "time": "6h30", "timezone": "new york"}
        line = (await town.grace.slash("settings daily", typed)).text.splitlines()[0]
        assert line.endswith(" at 06:30, New York (EDT)")


async def test_settings_are_kept_and_switched_off(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        where = town.sandbox.guild.channel("announcements").id
        given = {"channel": "announcements", "time": "7:30", "timezone": "America/New_York"}
        await town.grace.slash("settings daily", given)
        reply = await town.grace.slash("settings daily", {"evening": True})
        assert reply.text.splitlines()[:2] == [
            f"**The day's programme** in <#{where}> at 07:30, New York (EDT), tomorrow's at 20:00",
            f"⚠ <#{where}>: I may not write in the channel.",
        ]
        off = await town.grace.slash("settings daily", {"off": True})
        assert off.text.startswith("Nothing is posted in this server.")
        again = await town.grace.slash("settings daily", {"evening": False})
        assert again.text.splitlines()[0] == f"**The day's programme** in <#{where}> at 07:30, New York (EDT)"
