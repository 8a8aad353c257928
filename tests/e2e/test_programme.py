"""What a reload asks first, `/programme`, and what answers say of an old programme, through the real client."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.render import phrases
from bot.render.target import target
from tests.e2e.conftest import Schedule, StartTown, talk


async def test_a_programme_that_lost_much_is_asked_about_with_its_numbers(start: StartTown, schedule: Schedule) -> None:
    schedule.write(talk(), talk("B", "On pears", 11), talk("C", "On plums", 12))
    async with start(programme_source=schedule.source) as town:
        schedule.write()
        reply = await town.grace.slash("reload")
        assert reply.text.splitlines()[0] == "The source now holds no talks at all, of 3 until now. Is that right?"
        assert (reply.ephemeral, reply.labels) == (True, ["Apply", "Keep"])
        kept = await reply.press("Keep")
        assert (kept.text, kept.labels) == (phrases.KEPT, [])
        assert len(town.bot.snapshot.programme.talks) == 3


async def test_apply_is_for_moderators_of_this_server_and_takes_what_was_shown(
    start: StartTown, schedule: Schedule
) -> None:
    schedule.write(talk())
    async with start(programme_source=schedule.source) as town:
        schedule.write(talk(hour=15))
        reply = await town.grace.slash("reload")
        schedule.write(talk(hour=17))
        hedy = town.sandbox.guild.member("Hedy", manage_guild=True, manage_messages=True)
        other = await hedy.slash("reload")
        assert "→ Mon 4 May, 17:00 · Hall" in other.text
        done = await reply.press("Apply")
        assert done.text.splitlines()[1] == (
            "**Moved** · **On apples**: ~~Mon 4 May, 10:00 · Hall~~ → Mon 4 May, 15:00 · Hall"
        )
        assert (await other.press("Apply")).text == phrases.PROPOSAL_OVERTAKEN
        late = await hedy.slash("reload")
        await town.restart()
        assert (await late.press("Keep")).text == phrases.PROPOSAL_GONE


async def test_a_moderator_goes_back_to_an_earlier_version(start: StartTown, schedule: Schedule) -> None:
    schedule.write(talk())
    async with start(programme_source=schedule.source) as town:
        schedule.write(talk(title="On pears"))
        await town.grace.slash("reload")
        history = await town.grace.slash("programme history")
        lines = re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d|`[0-9a-f]{8}`", "X", history.text).splitlines()
        assert lines == [
            "## 2 versions of the programme",
            f"**2** · X, by {town.grace.mention} · 1 talk · X",
            "**1** · X, by the start · 1 talk · X",
        ]
        shown = await history.select(str(target("restore", 1)))
        assert shown.text.splitlines()[0] == "Read, and not yet taken: 1 talk (now 1). 1 renamed."
        done = await shown.press("Apply")
        assert done.text.splitlines()[1] == "**Renamed** · ~~**On pears**~~ → **On apples**"
        assert (await town.grace.slash("programme restore", version=77)).text == phrases.VERSION_GONE


async def test_the_problems_are_listed_talk_by_talk(start: StartTown, schedule: Schedule) -> None:
    schedule.write(talk())
    async with start(programme_source=schedule.source) as town:
        assert (await town.grace.slash("programme problems")).text == "No problems found in the programme."
        schedule.write(talk(), talk("B", "On pears", duration="soon"), talk("C", "On plums", 12, persons=[]))
        await town.grace.slash("reload")
        reply = await town.grace.slash("programme problems")
        assert reply.text.splitlines()[0] == "## 3 problems in the programme"


@pytest.mark.parametrize("command", ["programme history", "programme problems", "programme restore"])
async def test_attendees_see_no_history(start: StartTown, small: Schedule, command: str) -> None:
    async with start(programme_source=small.source) as town:
        town.sandbox.guild.opened.add("programme")
        options = {"version": 1} if command.endswith("restore") else {}
        assert (await town.ada.slash(command, options)).text.startswith("Only moderators can ")


async def test_what_waits_for_a_yes_stands_in_the_status(start: StartTown, schedule: Schedule) -> None:
    schedule.write(talk(), talk("B", "On pears", 11))
    async with start(programme_source=schedule.source) as town:
        schedule.write(talk())
        await town.bot.loader.refresh()
        status = await town.grace.slash("status")
        assert "**To decide** The source now holds 1 talk, of 2 until now. Is that right?" in status.text.splitlines()
        assert (await status.press("Apply")).text.splitlines()[0] == "Programme loaded: 1 talk (was 2). 1 removed."
        assert "To decide" not in (await town.grace.slash("status")).text


async def test_answers_tell_their_age_when_the_programme_is_older_than_it_should_be(
    start: StartTown, small: Schedule
) -> None:
    async with start(programme_source=small.source, programme_refresh=60) as town:
        assert "programme as of" not in (await town.ada.slash("talk", title="On apples")).text
        town.bot.loader.read_at = town.clock.real() - timedelta(hours=3)
        reply = await town.ada.slash("talk", title="On apples")
        assert reply.text.splitlines()[-1].startswith("-# programme as of ")
        public = await (await reply.press("Share here")).follow_up()
        assert public.text.splitlines()[-2:] == ["-# shared by Ada", reply.text.splitlines()[-1]]
