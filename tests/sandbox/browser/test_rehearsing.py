"""The ways of those who rehearse a conference on the page: what moderators may, the clock, what it brings, faults."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.permissions import Permission
from bot.settings import DEFAULT_SOURCE
from tests.sandbox.browser.conftest import Stage, Visit, open_page, run_stage

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def test_what_moderators_may_do_is_hidden_from_attendees_and_refused(visit: Visit, stage: Stage) -> None:
    guild = stage.sandbox.guild
    async with visit("Grace") as grace:
        answer = await grace.write("/status")
        assert await answer.get_by_text("EuroPython 2014").first.is_visible()
    async with visit("Ada") as ada:
        await ada.page.keyboard.type("/status")
        await ada.page.get_by_text("No command fits.").wait_for()
        guild.opened.add("status")
        try:
            await ada.come()
            answer = await ada.write("/status")
        finally:
            guild.opened.discard("status")
        await answer.get_by_text("Only moderators can").wait_for()


async def test_a_moderator_sets_a_reply_in_a_form_and_an_attendee_gets_it(visit: Visit) -> None:
    async with visit() as ada:
        await ada.page.get_by_label("Grace").check(force=True)
        await ada.input.focus()
        answer = await ada.write("/questions unanswered")
        await answer.get_by_role("button", name="Set a reply").click()
        form = ada.page.get_by_role("dialog", name="A reply of your own")
        await form.get_by_label("For questions with these words").fill("unicycle parking")
        await form.get_by_label("What I say then").fill("Behind the hall")
        await form.get_by_role("button", name="Submit").click()
        await form.wait_for(state="detached")
        await ada.last.get_by_text("unicycle parking: Behind the hall").wait_for()
        await ada.page.get_by_label("Ada").check(force=True)
        await ada.page.locator("article").first.wait_for(state="detached")
        await ada.input.focus()
        answer = await ada.write("/ask where is unicycle parking?")
        assert await answer.get_by_text("Behind the hall").is_visible()


async def test_the_clock_is_turned_and_everything_starts_over(visit: Visit, stage: Stage) -> None:
    async with visit() as ada:
        await ada.write("/today")
        await ada.page.locator("#studio > summary").click()
        await ada.page.get_by_label("Jump to").fill("2014-07-24T11:50")
        await ada.page.get_by_role("button", name="Go", exact=True).click()
        await ada.page.locator("#clock", has_text="24 July 2014 at 11:50").wait_for()
        await ada.input.focus()
        answer = await ada.write("/now")
        assert await answer.get_by_text("Elasticsearch").first.is_visible()
        await ada.page.get_by_role("button", name="Next slot").click()
        await ada.page.get_by_role("button", name="Next day").click()
        await ada.page.get_by_role("button", name="60× faster").click()
        await ada.page.get_by_text("60× faster", exact=False).first.wait_for()
        started = await ada.page.locator("#clock").inner_text()
        await ada.page.wait_for_function(
            "text => document.getElementById('clock').innerText !== text", arg=started, timeout=4000
        )
        await ada.page.get_by_role("button", name="Start over").click()
        await ada.page.locator("article").first.wait_for(state="detached")
        await stage.sandbox.ready()
        await ada.page.locator("#clock", has_text="23 July 2014 at 10:1").wait_for()
        await ada.input.focus()
        await ada.page.keyboard.type("/")
        await ada.page.get_by_role("option", name="/today").wait_for()


async def test_the_morning_brings_the_daily_post(visit: Visit) -> None:
    async with visit() as ada:
        posted = await ada.see_morning()
        assert await posted.get_by_text("(pinned)").is_visible()
        assert not await posted.get_by_text("Only you can see this").is_visible()
        before = await posted.locator(".markdown").all_inner_texts()
        await ada.choose("Supercharge")
        page = ada.page.locator("article", has_text="Only you can see this")
        await page.get_by_role("heading", name="Supercharge your development").wait_for()
        await posted.get_by_role("button", name="Next", exact=True).click()
        await page.get_by_text("Embedding Python").first.wait_for()
        assert await posted.locator(".markdown").all_inner_texts() == before, (
            "a button of a public message changes nothing of it"
        )


async def test_a_talk_that_moves_is_told_where_its_day_was_posted(browser: Any, tmp_path: Path) -> None:
    source = tmp_path / "schedule.json"
    shutil.copy(DEFAULT_SOURCE, source)
    async with (
        run_stage(programme_source=(str(source),)) as moving,
        open_page(browser, moving.sandbox.url) as grace,
    ):
        await grace.come("Grace")
        posted = await grace.see_morning()
        moved = ('"date": "2014-07-23T14:30', '"date": "2014-07-23T16:30')
        source.write_text(source.read_text().replace(*moved))
        await grace.input.focus()
        card = await grace.write("/reload")
        await card.get_by_role("button", name="Apply").click()
        moves = grace.page.locator("article", has_text="Moved · Supercharge")
        notice = moves.filter(has_not_text="Only you can see this")
        await notice.get_by_text("→ Wed 23 July, 16:30").wait_for()
        assert "Wed 23 July, 14:30" in await notice.locator("s").inner_text()
        await posted.get_by_text("(edited)").wait_for()
        assert "16:30 · B05/B06" in await posted.inner_text()


async def test_contributors_see_what_is_refused_and_why(visit: Visit, stage: Stage) -> None:
    async with visit("Grace") as grace:
        await grace.page.locator("#studio > summary").click()
        await grace.page.get_by_text("For contributors").click()
        await grace.page.get_by_role("button", name="Answer 429 once").click()
        await grace.page.locator("#composer textarea").focus()
        await grace.write("/today")
        refused = grace.page.locator("#calls .refused").last
        assert "429 · a fault that was asked for" in await refused.inner_text()
        general = stage.sandbox.guild.channel("general")
        told = grace.page.locator("#calls li", has_text="CHANNEL_UPDATE")
        for number, name in enumerate(await grace.page.locator("#permission option").all_inner_texts()):
            await grace.page.get_by_label("The bot's permission here").select_option(label=name)
            await grace.page.get_by_role("button", name="Take it").click()
            await told.nth(number).wait_for()
        taken = Permission(general.overwrites[stage.sandbox.world.bot.id].deny)
        assert {bit.name for bit in taken} == {
            "SEND_MESSAGES",
            "VIEW_CHANNEL",
            "READ_MESSAGE_HISTORY",
            "MANAGE_MESSAGES",
            "PIN_MESSAGES",
        }
        await grace.page.get_by_role("button", name="Delete this channel").click()
        await grace.page.get_by_role("heading", name="Welcome to #programme!").wait_for()
        await grace.page.get_by_role("button", name="Drop the gateway").click()
        await grace.page.locator("#calls li", has_text="RESUMED after").first.wait_for()
