"""Moderators see before what will be posted, where and when, and at any time what is set, lacking and missed."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.sandbox import Message
from bot.store import DeliveryKey, State
from tests.e2e.conftest import Schedule, StartTown, Town
from tests.e2e.posted import talk_at as talk

EARLY = datetime.fromisoformat("2026-05-04T06:40:00+02:00")


PEARS = talk("A", "On pears", "10:00")
PLUMS = talk("B", "On plums", "10:00", "Yard")
FIGS = talk("C", "On figs", "11:00")
LIMES = talk("D", "On limes", "10:00", day="2026-05-05")


@pytest.fixture
def fruit(schedule: Schedule) -> Schedule:
    schedule.write(PEARS, PLUMS, FIGS, LIMES)
    return schedule


def posts(town: Town, channel: str = "programme") -> list[Message]:
    return [m for m in town.sandbox.guild.channel(channel).messages if m.author is town.sandbox.world.bot]


def where(town: Town, channel: str) -> str:
    return f"<#{town.sandbox.guild.channel(channel).id}>"


async def run_tick(town: Town) -> None:
    await town.bot.posting.tick()
    await town.bot.posting.settle()


async def test_the_day_is_shown_with_its_hours(start: StartTown, fruit: Schedule) -> None:
    async with start(EARLY, programme_source=fruit.source) as town:
        nothing = await town.grace.slash("preview", what="daily")
        assert nothing.text.startswith("Nothing is posted in this server.")
        await town.grace.slash("settings daily", {"channel": "programme", "evening": True})
        daily = await town.grace.slash("preview", what="daily")
        lines = daily.text.splitlines()
        assert (daily.ephemeral, lines[0]) == (True, "## Monday 4 May · InventedConf")
        assert lines[-1] == f"-# Mon 4 May, 08:00 · the day's programme · {where(town, 'programme')}"
        lines = (await town.grace.slash("preview", what="daily", date="2026-05-05")).text.splitlines()
        assert lines[0] == "## Tuesday 5 May · InventedConf"
        assert lines[-2:] == [
            f"-# Mon 4 May, 20:00 · tomorrow's programme · {where(town, 'programme')}",
            f"-# Tue 5 May, 08:00 · the day's programme · {where(town, 'programme')}",
        ]
        assert posts(town) == []
        notices = await town.grace.slash("preview", what="notices")
        assert notices.text == "No channel is set for this in this server. /settings notices channel: sets one."


async def test_notices_are_shown_with_their_buttons(start: StartTown, fruit: Schedule) -> None:
    async with start(EARLY, programme_source=fruit.source) as town:
        await town.grace.slash("settings notices", {"channel": "general"})
        await town.grace.slash("settings livestream", room="Yard", url="https://example.org/yard")
        reply = await town.grace.slash("preview", what="notices", date="Monday")
        assert reply.text.splitlines() == [
            f"-# Mon 4 May, 09:50 · 2 talks at 10:00 · {where(town, 'general')}",
            "**In 10 minutes, 10:00**",
            "Hall · **On pears** — Ada",
            "Yard · **On plums** — Ada",
            "-# with the buttons [On pears], [On plums], [Livestream Yard] and [All at 10:00]",
            f"-# Mon 4 May, 10:50 · 1 talk at 11:00 · {where(town, 'general')}",
            "**In 10 minutes, 11:00**",
            "Hall · **On figs** — Ada",
            "-# with the buttons [On figs] and [All at 11:00]",
        ]
        assert posts(town, "general") == []
        await town.grace.slash("posts mute", kind="notices")
        muted = await town.grace.slash("preview", what="notices")
        assert muted.text == "This is muted here, so none is posted. /posts unmute kind:notices ends that."


async def test_a_preview_says_what_was_posted_and_what_was_missed(start: StartTown, fruit: Schedule) -> None:
    async with start(EARLY, programme_source=fruit.source) as town:
        await town.grace.slash("settings daily", {"channel": "programme"})
        await town.grace.slash("settings notices", {"channel": "general"})
        await town.grace.slash("posts send-now", kind="daily")
        town.clock.set(EARLY.replace(hour=10, minute=30))
        day = await town.grace.slash("preview", what="daily", date="2026-05-04")
        line = f"-# Mon 4 May, 08:00 · the day's programme · {where(town, 'programme')}"
        assert day.text.splitlines()[-1] == f"{line} · posted already"
        notices = await town.grace.slash("preview", what="notices", date="2026-05-04")
        heads = [line for line in notices.text.splitlines() if "May" in line]
        assert heads == [
            f"-# Mon 4 May, 09:50 · 2 talks at 10:00 · {where(town, 'general')} · too late now",
            f"-# Mon 4 May, 10:50 · 1 talk at 11:00 · {where(town, 'general')}",
        ]


async def test_a_day_of_crowded_notices_fits(start: StartTown, schedule: Schedule) -> None:
    long = "x" * 300
    schedule.write(*(talk(f"t{n}-{h}", f"{n} {long}", f"{h}:00", f"{n}") for n in range(40) for h in range(10, 19)))
    async with start(EARLY, programme_source=schedule.source) as town:
        await town.grace.slash("settings notices", {"channel": "general"})
        reply = await town.grace.slash("preview", what="notices")
        last = await reply.follow_up(2)
        assert reply.text.splitlines()[0].startswith("-# Mon 4 May, 09:50 · 40 talks at 10:00")
        assert last.text.splitlines()[-1] == "-# and 5 more notices on this day"


async def test_changes_are_shown_before_they_are_confirmed(start: StartTown, fruit: Schedule) -> None:
    async with start(EARLY, programme_source=fruit.source) as town:
        await run_tick(town)
        (version,) = await town.bot.store.programmes.history()
        since = version.loaded_at.astimezone(town.bot.snapshot.programme.zone)
        said = f"Nothing was moved, cancelled or added since {since.day} {since:%B %Y, %H:%M}"
        none = "No channel is set for this in this server. /settings changes channel: sets one."
        assert (await town.grace.slash("preview", what="changes")).text == f"{said}. {none}"
        await town.grace.slash("settings changes", {"channel": "programme"})
        quiet = await town.grace.slash("preview", what="changes")
        channel = where(town, "programme")
        assert quiet.text == f"{said}; changes are posted in {channel} as soon as a load confirms them."

        fruit.write(PEARS, FIGS, LIMES)
        await town.bot.loader.refresh()
        await run_tick(town)
        held = await town.grace.slash("preview", what="changes")
        gone = "**No longer in the programme** · **On plums** (was Mon 4 May, 10:00, Yard)"
        once = f"-# as soon as another load finds the same, or a moderator applies it · changes · {channel}"
        button = "-# with the button [The programme]"
        assert (held.ephemeral, held.text.splitlines()) == (True, [gone, button, once])
        assert posts(town) == []
        await town.bot.loader.refresh()
        seen = await town.grace.slash("preview", what="changes")
        assert seen.text.splitlines() == [gone, button, f"-# at once · changes · {channel}"]
        await run_tick(town)
        assert [post.text for post in posts(town)] == [gone]
        assert (await town.grace.slash("preview", what="changes")).text.startswith(
            "Nothing was moved, cancelled or added since"
        )


async def test_what_a_reload_proposes_is_shown_until_it_is_declined(start: StartTown, fruit: Schedule) -> None:
    async with start(EARLY, programme_source=fruit.source) as town:
        await run_tick(town)
        fruit.write(talk("A", "On pears", "12:00"), PLUMS, FIGS, LIMES)
        proposal = await town.grace.slash("reload")
        preview = await town.grace.slash("preview", what="changes")
        assert preview.text.splitlines() == [
            "**Moved** · **On pears**: ~~Mon 4 May, 10:00, Hall~~ → Mon 4 May, 12:00, Hall",
            "-# with the button [The programme]",
            "-# posted nowhere: No channel is set for this in this server. /settings changes channel: sets one.",
        ]
        await proposal.press("Keep")
        declined = await town.grace.slash("preview", what="changes")
        assert declined.text.startswith("Nothing was moved, cancelled or added since")


async def test_previews_and_settings_say_what_is_lacking(start: StartTown, fruit: Schedule) -> None:
    async with start(EARLY, programme_source=fruit.source) as town:
        guild = town.sandbox.guild
        me = guild.members[town.sandbox.world.bot.id]
        guild.channel("programme").allow(me, pin_messages=False)
        hint = f"-# {where(town, 'programme')}: I may not pin there, so the day's post will not be pinned."
        await town.grace.slash("help")
        saved = await town.grace.slash("settings daily", {"channel": "programme"})
        assert saved.text.splitlines()[1] == hint
        assert hint in (await town.grace.slash("preview", what="daily")).text.splitlines()
        changes = await town.grace.slash("settings changes", {"channel": "announcements"})
        warning = f"⚠ {where(town, 'announcements')}: I may not write in the channel."
        assert warning in changes.text.splitlines()
        assert warning in (await town.grace.slash("preview", what="changes")).text.splitlines()
        notices = await town.grace.slash("settings notices", {"channel": "announcements", "room": "Hall"})
        assert warning in notices.text.splitlines()
        assert "**No channel for** Yard" in notices.text.splitlines()


async def test_rooms_say_at_once_what_is_lacking(start: StartTown, fruit: Schedule) -> None:
    async with start(EARLY, programme_source=fruit.source) as town:
        guild = town.sandbox.guild
        hall, yard = guild.add_channel("hall"), guild.add_channel("yard")
        me = guild.members[town.sandbox.world.bot.id]
        hall.allow(me, send_messages=False)
        yard.allow(me, view_channel=False)
        await town.grace.slash("help")
        reply = await town.grace.slash("settings rooms")
        assert reply.text.splitlines() == [
            f"Hall → <#{hall.id}>",
            f"Yard → <#{yard.id}>",
            f"⚠ <#{hall.id}>: I may not write in the channel.",
            f"⚠ <#{yard.id}>: I can't see the channel, or it was deleted.",
        ]


async def test_status_lists_what_comes_and_what_is_amiss(start: StartTown, fruit: Schedule) -> None:
    async with start(EARLY, programme_source=fruit.source) as town:
        await town.grace.slash("settings daily", {"channel": "programme"})
        await town.grace.slash("settings notices", {"channel": "general", "room": "Hall"})
        await town.grace.slash("settings livestream", room="Hall", url="https://example.org/live")
        await town.grace.slash("posts mute", talk="C")
        shown = (await town.grace.slash("settings show")).text
        assert shown.splitlines() == [
            f"**The day's programme** in {where(town, 'programme')} at 08:00, Vienna (CEST)",
            f"**What starts soon in Hall** in {where(town, 'general')}, 10 minutes before",
            "**No channel for** Yard",
            '**Muted** "On figs"',
            "**Livestream in Hall** every day: <https://example.org/live>",
            "**Next** · hours in Vienna (CEST)",
            f"Mon 4 May, 08:00 · the day's programme · {where(town, 'programme')}",
            f"Mon 4 May, 09:50 · 1 talk at 10:00 · {where(town, 'general')}",
            f"Tue 5 May, 08:00 · the day's programme · {where(town, 'programme')}",
            f"Tue 5 May, 09:50 · 1 talk at 10:00 · {where(town, 'general')}",
        ]
        status = await town.grace.slash("status")
        assert shown in status.text
        role = town.sandbox.guild.add_role("Helpers")
        await town.ada.slash("help")
        await town.grace.slash("settings moderator", role=role)
        lines = (await town.grace.slash("settings show")).text.splitlines()
        assert lines[-1] == f"Moderators here are all who have Manage Server or the role <@&{role.id}>."


async def test_what_was_missed_is_counted(start: StartTown, fruit: Schedule) -> None:
    async with start(EARLY, programme_source=fruit.source) as town:
        await town.grace.slash("settings daily", {"channel": "programme"})
        guild, deliveries = town.sandbox.guild.id, town.bot.store.deliveries
        for key in "12":
            row = await deliveries.claim(DeliveryKey(guild, 1, "notice", key), EARLY, EARLY)
            assert row is not None
            await deliveries.close(row, State.SKIPPED, "too late")
        line = "⚠ 2 posts were missed in the last day: too late."
        assert line in (await town.grace.slash("settings show")).text.splitlines()
        assert line in (await town.grace.slash("status")).text.splitlines()


async def test_a_muted_talk_is_offered_to_be_unmuted_also_when_it_is_gone(start: StartTown, fruit: Schedule) -> None:
    async with start(EARLY, programme_source=fruit.source) as town:
        await town.grace.slash("posts mute", talk="C")
        assert [choice.value for choice in await town.grace.autocomplete("posts unmute", talk="")] == ["C"]
        fruit.write(PEARS, PLUMS, LIMES)
        for _ in range(2):
            await town.bot.loader.refresh()
        (offered,) = await town.grace.autocomplete("posts unmute", talk="")
        assert (offered.name, offered.value) == ("a talk that is gone (C)", "C")
        reply = await town.grace.slash("posts unmute", talk="C")
        assert reply.text == "No longer muted: a talk that is gone. I say again when it starts and when it changes."
        assert await town.grace.autocomplete("posts unmute", talk="") == []
