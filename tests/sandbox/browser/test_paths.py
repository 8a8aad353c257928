"""The ways of people through the page: a newcomer, somebody without a mouse, somebody with a phone."""

from __future__ import annotations

import re

import pytest

from bot.sandbox import post
from tests.sandbox.browser.conftest import PHONE, Stage, Visit

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def test_a_newcomer_finds_a_talk_and_the_way_back(visit: Visit) -> None:
    async with visit() as ada:
        await ada.page.keyboard.type("/")
        offered = await ada.page.locator(".composer .panel li").all_inner_texts()
        assert [text.split("\n")[0] for text in offered] == [
            f"/{name}" for name in ("ask", "day", "help", "next", "now", "search", "speaker", "talk", "today")
        ]
        assert all("\n" in text for text in offered), "each with its description"
        await ada.page.keyboard.type("sea")
        await ada.page.keyboard.press("Enter")
        answer = await ada.write("docker")
        assert await answer.get_by_role("heading", name="docker").is_visible()
        assert await answer.get_by_text("Only you can see this").is_visible()
        await ada.choose("Supercharge")
        await ada.last.get_by_role("heading", name="Supercharge your development").wait_for()
        await ada.last.get_by_role("button", name="Back").click()
        await ada.last.get_by_role("heading", name=re.compile("^[0-9]+ talks? on")).wait_for()
        assert await ada.page.locator("article").count() == 1
        assert await ada.last.get_by_text("(edited)").is_visible()


async def test_autocomplete_offers_the_bots_choices(visit: Visit) -> None:
    async with visit() as ada:
        await ada.page.keyboard.type("/speaker kozar")
        choice = ada.page.get_by_role("option", name="Domen Kožar")
        await choice.wait_for()
        await ada.page.keyboard.press("Tab")
        await ada.page.keyboard.press("Enter")
        await ada.last.get_by_role("heading", name="Domen Kožar").wait_for()


async def test_a_command_from_the_history_says_the_same_again(visit: Visit) -> None:
    async with visit() as ada:
        await ada.page.keyboard.type("/talk embed")
        await ada.page.get_by_role("option", name="Embedding Python").wait_for()
        await ada.page.keyboard.press("Tab")
        await ada.write("")
        await ada.page.keyboard.press("ArrowUp")
        assert "Wed 23 July, 10:00" in await ada.input.input_value(), "the label, which is no title"
        again = await ada.write("")
        await again.get_by_role("heading", name="Embedding Python").wait_for()
        assert await ada.page.locator("article").count() == 2


async def test_what_is_missing_or_unknown_is_said_before_anything_is_sent(visit: Visit, stage: Stage) -> None:
    async with visit() as ada:
        await ada.page.keyboard.type("/search ")
        await ada.page.keyboard.press("Enter")
        await ada.page.get_by_text("This option is required. Specify a value.").wait_for()
        for _ in "12":
            await ada.page.keyboard.press("Escape")
        await ada.page.keyboard.type("/frobnicate")
        await ada.page.keyboard.press("Enter")
        await ada.page.get_by_text("There is no command /frobnicate for Ada here.").wait_for()
        assert all(not channel.history for channel in stage.sandbox.world.channels.values())


async def test_a_button_shares_and_a_reload_keeps_the_conversation(visit: Visit) -> None:
    async with visit() as ada:
        answer = await ada.write("/today")
        await answer.get_by_role("button", name="Share here").click()
        shared = ada.page.locator("article", has_text="shared by Ada")
        await shared.wait_for()
        assert not await shared.get_by_text("Only you can see this").is_visible()
        before = await ada.page.locator("article").all_inner_texts()
        await ada.page.reload()
        await shared.wait_for()
        assert await ada.page.locator("article").all_inner_texts() == before


async def test_a_plain_message_a_mention_and_the_history(visit: Visit) -> None:
    async with visit() as ada:
        await ada.write("Hello *all*")
        assert await ada.last.locator("em").inner_text() == "all"
        await ada.page.keyboard.press("ArrowUp")
        assert await ada.input.input_value() == "Hello *all*"
        await ada.page.keyboard.press("ArrowDown")
        await ada.page.keyboard.type("@Prog")
        await ada.page.keyboard.press("Enter")
        await ada.page.keyboard.type("when does Domen Kožar speak?")
        await ada.page.keyboard.press("Enter")
        await ada.page.locator("article", has_text="Tuesday 22 July at 11:00").wait_for()


async def test_a_reply_follows_what_was_answered(visit: Visit) -> None:
    # The bot answers one person's mentions at a pace; nobody else asks as Alan here
    async with visit("Alan") as alan:
        await alan.write("@Programme Bot when does Domen Kožar speak?")
        answer = alan.page.locator("article", has_text="Tuesday 22 July at 11:00")
        await answer.get_by_role("button", name="Reply to Programme Bot").focus()
        await alan.page.keyboard.press("Enter")
        await alan.page.keyboard.press("Escape")
        assert not await alan.page.get_by_text("Replying to").is_visible()
        await alan.page.get_by_label("Grace").check(force=True)
        await answer.get_by_role("button", name="Reply to Programme Bot").focus()
        await alan.page.keyboard.press("Enter")
        await alan.page.get_by_text("Replying to Programme Bot").wait_for()
        await alan.page.keyboard.type("and what does he talk about?")
        await alan.page.keyboard.press("Enter")
        follow_up = alan.page.locator("article", has_text="and what does he talk about?")
        assert "Domen Kožar speaks on" in await follow_up.first.inner_text(), "above it, what it answers"
        assert "Rethinking packaging" in await follow_up.nth(1).inner_text()
        assert not await alan.page.get_by_text("Replying to").is_visible()


async def test_what_one_author_says_stands_together(visit: Visit, stage: Stage) -> None:
    world, general = stage.sandbox.world, stage.sandbox.guild.channel("general")
    async with visit() as ada:
        for text in ("one", "two", "three"):
            await ada.write(text)
        await ada.page.get_by_label("Alan").check(force=True)
        await ada.input.focus()
        await ada.write("four")
        heads = ada.page.locator("article .author:visible")
        assert await heads.all_inner_texts() == ["Ada", "Alan"]
        assert await ada.page.locator("article", has_text="two").get_attribute("aria-label") is not None
        post.delete(world, general.messages[0])
        await ada.page.locator("article").nth(3).wait_for(state="detached")
        post.delete(world, general.messages[-1])
        await ada.page.locator("article").nth(2).wait_for(state="detached")
        assert await heads.all_inner_texts() == ["Ada"]
        await ada.page.reload()
        await ada.page.locator("article").nth(1).wait_for()
        assert await heads.all_inner_texts() == ["Ada"]


async def test_all_of_it_goes_by_keyboard(visit: Visit) -> None:
    async with visit() as ada:
        keyboard = ada.page.keyboard

        async def focus(name: str, way: str = "Tab") -> None:
            for _ in range(60):
                await keyboard.press(way)
                if await ada.page.evaluate(
                    # The page or the list of messages holds every name
                    "name => document.activeElement.matches('button, summary, [role=combobox], [aria-haspopup]') &&"
                    " (document.activeElement.getAttribute('aria-label')"
                    " ?? document.activeElement.innerText).includes(name)",
                    name,
                ):
                    return
            raise AssertionError(f"{name} is never focused")

        await ada.write("/search docker")
        await focus("Open a talk", "Shift+Tab")
        await keyboard.press("ArrowDown")
        await keyboard.press("Enter")
        await ada.last.get_by_role("heading", name="Supercharge").wait_for()
        await focus("Back")
        await keyboard.press("Enter")
        # The talk's title has the word, too
        await ada.last.get_by_role("heading", name=re.compile("^[0-9]+ talks? on")).wait_for()
        await focus("Here it is", "Shift+Tab")
        await keyboard.press("Enter")
        await focus("Next day")
        await keyboard.press("Enter")
        await ada.page.locator("#clock", has_text="Thursday").wait_for()
        await focus("Back to now")
        await focus("#\nprogramme")
        await keyboard.press("Enter")
        await ada.page.get_by_role("heading", name="Welcome to #programme!").wait_for()
        assert await ada.input.evaluate("element => element === document.activeElement")


async def test_a_phone_shows_all_of_it_without_scrolling_sideways(visit: Visit) -> None:
    wide = (
        "document.documentElement.scrollWidth > innerWidth || document.getElementById('log').scrollWidth > innerWidth"
    )
    async with visit(viewport=PHONE, has_touch=True) as ada:
        await ada.write("/today")
        assert not await ada.page.evaluate(wide)
        assert not await ada.page.get_by_role("button", name="announcements").is_visible()
        await ada.page.get_by_label("Servers, channels and who you are").click()
        await ada.page.get_by_role("button", name="programme").click()
        await ada.page.get_by_role("heading", name="Welcome to #programme!").wait_for()
        await ada.page.locator("#studio > summary").click()
        assert await ada.page.get_by_role("button", name="Start over").is_visible()
        assert not await ada.page.evaluate(wide)
