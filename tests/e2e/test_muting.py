"""Moderators silence posts about a talk or of a kind, and have what is due next sent early."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.e2e.conftest import Schedule, StartTown
from tests.e2e.posted import run_tick, texts
from tests.e2e.posted import talk_at as talk

BEFORE = datetime.fromisoformat("2026-05-04T09:40:00+02:00")
SOON = BEFORE + timedelta(minutes=11)
MUTED = "Muted: **{}**. I say neither that it starts nor that it changes; the day's programme still lists it."


@pytest.fixture
def fruit(schedule: Schedule) -> Schedule:
    schedule.write(
        talk("A", "On pears", "10:00"), talk("B", "On plums", "10:00", "Yard"), talk("C", "On figs", "11:00")
    )
    return schedule


async def test_a_talk_or_a_kind_is_muted(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings notices", {"channel": "programme"})
        offered = await town.grace.autocomplete("posts mute", talk="pea")
        assert [choice.value for choice in offered] == ["A"]
        muted = await town.grace.slash("posts mute", talk="A")
        assert muted.text == MUTED.format("On pears")
        town.clock.set(SOON)
        await run_tick(town)
        assert texts(town) == ["**In 9 minutes, 10:00**\nYard · **On plums** — Ada"]
        silenced = await town.grace.slash("posts mute", kind="notices")
        assert silenced.text == "Muted: what starts soon. I post none until /posts unmute kind:notices."
        town.clock.set(SOON + timedelta(hours=1))
        await run_tick(town)
        assert len(texts(town)) == 1
        again = await town.grace.slash("posts unmute", kind="notices")
        assert again.text == "No longer muted: what starts soon. I post it again."
        await run_tick(town)
        assert texts(town)[1:] == ["**In 9 minutes, 11:00**\nHall · **On figs** — Ada"]
        both = await town.grace.slash("posts mute")
        assert both.text == "Please choose either a kind of posts or a talk."


async def test_a_talk_is_muted_by_what_is_typed_of_its_title(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        answers = [
            (await town.grace.slash("posts mute", talk=typed)).text for typed in ("on PLUMS", "figs", "A", "zzz")
        ]
        assert answers == [
            MUTED.format("On plums"),
            MUTED.format("On figs"),
            MUTED.format("On pears"),
            'I can\'t tell which talk "zzz" is. '
            "Closest: **On pears**; **On plums**; **On figs**. Please type more of the title.",
        ]
        unmuted = await town.grace.slash("posts unmute", talk="plums")
        assert unmuted.text == "No longer muted: **On plums**. I say again when it starts and when it changes."
        await town.grace.slash("settings notices", {"channel": "programme"})
        town.clock.set(SOON)
        await run_tick(town)
        assert texts(town) == ["**In 9 minutes, 10:00**\nYard · **On plums** — Ada"]


async def test_a_mute_leaves_what_stands_and_its_end_posts_what_is_still_to_come(
    start: StartTown, fruit: Schedule
) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings notices", {"channel": "programme"})
        await town.grace.slash("posts mute", talk="A")
        town.clock.set(SOON)
        await run_tick(town)
        alone = "**In 9 minutes, 10:00**\nYard · **On plums** — Ada"
        await town.grace.slash("posts mute", talk="B")
        await run_tick(town)
        assert texts(town) == [alone]
        await town.grace.slash("posts unmute", talk="A")
        await town.grace.slash("posts unmute", talk="B")
        for _ in range(2):
            await run_tick(town)
        assert texts(town) == [alone, "**In 9 minutes, 10:00**\nHall · **On pears** — Ada"]
        # Unmuted when the talk has begun: nothing is made up for
        await town.grace.slash("posts mute", kind="notices")
        town.clock.set(SOON + timedelta(hours=1))
        await run_tick(town)
        town.clock.set(SOON + timedelta(hours=2))
        await town.grace.slash("posts unmute", kind="notices")
        await run_tick(town)
        assert len(texts(town)) == 2


async def test_what_is_sent_early_is_not_sent_again(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings notices", {"channel": "programme"})
        reply = await town.grace.slash("posts send-now", kind="notices")
        channel = town.sandbox.guild.channel("programme").id
        assert reply.text == f"Sent now, and not again: Mon 4 May, 09:50 · 2 talks at 10:00 · <#{channel}>"
        again = await town.grace.slash("posts send-now", kind="notices")
        assert again.text == f"Sent now, and not again: Mon 4 May, 10:50 · 1 talk at 11:00 · <#{channel}>"
        none = await town.grace.slash("posts send-now", kind="notices")
        nothing = "Nothing waits to be posted: all of it was posted, is muted, or has no talks to come."
        assert none.text == nothing
        shown = await town.grace.slash("settings show")
        assert shown.text.splitlines()[-1] == nothing
        early = "**In 20 minutes, 10:00**\nHall · **On pears** — Ada\nYard · **On plums** — Ada"
        both = [early, "**In 1 hour 20 minutes, 11:00**\nHall · **On figs** — Ada"]
        assert texts(town) == both
        for minutes in (0, 60):
            town.clock.set(SOON + timedelta(minutes=minutes))
            await run_tick(town)
        assert texts(town) == both
