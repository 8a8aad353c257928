"""What a person does on the page, through its socket, with a real client behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox import Sandbox

EPHEMERAL = 64
Open = Callable[[], AbstractAsyncContextManager[Any]]


async def test_a_private_answer_is_seen_by_its_reader_alone(window: Open, client: discord.Client, general: str) -> None:
    async with window() as page, window() as other:
        await page.hello("Ada")
        await other.hello("Alan")
        assert (await page.ask("slash", channel=general, name="search", options={"query": "docker"}))["op"] == "done"
        answer = await page.message("found docker")
        assert answer["flags"] & EPHEMERAL == EPHEMERAL
        assert answer["interaction_metadata"]["name"] == "search"
        await page.ask("slash", channel=general, name="tell", options={})
        await other.message("for all")
        assert [event["message"]["content"] for event in other.seen if event["op"] == "message"] == ["for all"]
        assert [message["content"] for message in (await other.hello("Alan"))["messages"]] == ["for all"]
        assert [message["content"] for message in (await page.hello("Ada"))["messages"]] == ["found docker", "for all"]


async def test_a_dismissed_answer_stays_away(window: Open, client: discord.Client, general: str) -> None:
    async with window() as page:
        await page.hello()
        await page.ask("slash", channel=general, name="search", options={"query": "docker"})
        answer = await page.message("found docker")
        await page.ask("dismiss", message=answer["id"])
        assert (await page.hello())["messages"] == []


async def test_a_deferred_answer_is_thinking_before_it_is_there(
    window: Open, client: discord.Client, general: str
) -> None:
    async with window() as page:
        await page.hello("Grace")
        await page.ask("slash", channel=general, name="reload", options={})
        loaded = await page.message("loaded")
    states = [
        event["message"]["flags"]
        for event in page.seen
        if event["op"] == "message" and event["message"]["id"] == loaded["id"]
    ]
    assert states == [64 | 128, 64]


async def test_autocomplete_gives_the_bots_own_choices(window: Open, client: discord.Client, general: str) -> None:
    async with window() as page:
        await page.hello()
        asked = {"channel": general, "name": "search", "options": {"query": "dock"}, "focused": "query"}
        assert (await page.ask("autocomplete", **asked))["choices"] == [{"name": "DOCK!", "value": "dock"}]


async def test_a_button_edits_and_a_select_answers(window: Open, client: discord.Client, general: str) -> None:
    async with window() as page:
        await page.hello()
        await page.ask("slash", channel=general, name="search", options={"query": "docker"})
        there = {"channel": general, "message": (await page.message("found docker"))["id"]}
        assert (await page.ask("select", **there, custom_id="pick", values=["d1"]))["op"] == "done"
        assert (await page.message("picked d1"))["flags"] == EPHEMERAL
        await page.ask("press", **there, custom_id="next")
        assert (await page.message("page 2"))["id"] == there["message"]
        gone = await page.ask("press", **there, custom_id="nothing")
    assert (gone["op"], gone["text"], gone["unanswered"]) == ("failed", "This can no longer be used here.", False)


async def test_nobody_presses_on_what_is_not_theirs(window: Open, client: discord.Client, general: str) -> None:
    async with window() as page, window() as other:
        await page.hello("Ada")
        await other.hello("Alan")
        await page.ask("slash", channel=general, name="search", options={"query": "docker"})
        message = (await page.message("found docker"))["id"]
        refused = await other.ask("press", channel=general, message=message, custom_id="next")
    assert (refused["op"], refused["text"]) == ("failed", "Alan does not see this message")


async def test_a_message_answers_another_that_one_sees(window: Open, client: discord.Client, general: str) -> None:
    async with window() as page, window() as other:
        await page.hello("Ada")
        await other.hello("Alan")
        await page.ask("slash", channel=general, name="tell", options={})
        told = await page.message("for all")
        await other.ask("say", channel=general, content="thanks", answered=told["id"])
        thanks = await page.message("thanks")
        gone = await other.ask("say", channel=general, content="thanks", answered="1")
        await page.ask("slash", channel=general, name="search", options={"query": "docker"})
        private = await page.message("found docker")
        refused = await other.ask("say", channel=general, content="and?", answered=private["id"])
    assert thanks["referenced_message"]["id"] == told["id"]
    assert [user["global_name"] for user in thanks["mentions"]] == ["Programme Bot"]
    assert [answer["text"] for answer in (gone, refused)] == ["This message is gone.", "Alan does not see this message"]


async def test_a_form_is_opened_refused_and_sent(window: Open, client: discord.Client, general: str) -> None:
    async with window() as page:
        await page.hello()
        await page.ask("slash", channel=general, name="search", options={"query": "docker"})
        message = (await page.message("found docker"))["id"]
        opened = await page.ask("press", channel=general, message=message, custom_id="ask")
        assert opened["modal"]["title"] == "Not what I meant"
        empty = await page.ask("submit", interaction=opened["interaction"], fields={"words": ""})
        assert (empty["op"], empty["text"]) == ("failed", "the field 'What did you mean?' must be filled in")
        assert (await page.ask("submit", interaction=opened["interaction"], fields={"words": "nix"}))["op"] == "done"
        assert (await page.message("You meant nix"))["flags"] == EPHEMERAL


async def test_what_is_said_reaches_all_who_are_there(sandbox: Sandbox, window: Open, general: str) -> None:
    async with window() as page, window() as other:
        await page.hello("Ada")
        await other.hello("Grace")
        await page.ask("say", channel=general, content="<b>hello</b>")
        assert (await other.message("<b>hello</b>"))["author"]["global_name"] == "Ada"
        closed = str(sandbox.guild.channel("announcements").id)
        refused = await page.ask("say", channel=closed, content="me too")
    assert refused["text"] == "Ada may not write in #announcements"


async def test_direct_messages_are_each_persons_own(window: Open, client: discord.Client) -> None:
    async with window() as page:
        ada = await page.hello("Ada")
        await page.ask("slash", channel=ada["direct"]["id"], name="tell", options={})
        assert (await page.message("for all"))["channel_id"] == ada["direct"]["id"]
        alan = await page.hello("Alan")
        assert alan["messages"] == []
        refused = await page.ask("say", channel=ada["direct"]["id"], content="hello")
    assert refused["text"] == "Alan is not in this conversation"


async def test_silence_is_told_as_such(sandbox: Sandbox, window: Open, client: discord.Client, general: str) -> None:
    sandbox.interactions.answer_limit = 0.1
    async with window() as page:
        await page.hello()
        failed = await page.ask("slash", channel=general, name="hush", options={})
    assert (failed["op"], failed["unanswered"]) == ("failed", True)


@pytest.mark.parametrize(
    "asked",
    [
        {"op": "slash", "channel": "x", "name": "tell", "options": {}},
        {"op": "slash", "channel": "1", "name": "tell", "options": {}},
        {"op": "say"},
        {"op": "submit", "interaction": "1", "fields": {}},
        {"op": "dismiss", "message": "x"},
        {"op": "press", "channel": "{general}", "message": "1", "custom_id": "next"},
    ],
)
async def test_a_request_that_makes_no_sense_is_refused_in_words(
    window: Open, asked: dict[str, Any], general: str
) -> None:
    filled = {key: general if value == "{general}" else value for key, value in asked.items()}
    async with window() as page:
        await page.hello()
        failed = await page.ask(**filled)
        assert (failed["op"], failed["unanswered"], bool(failed["text"])) == ("failed", False, True)
        assert (await page.ask("say", channel=general, content="still here"))["op"] == "done"


@pytest.mark.parametrize("frame", ["no json", "[]", '"op"', "1", ""])
async def test_a_frame_that_holds_no_request_closes_that_line_alone(window: Open, frame: str, general: str) -> None:
    async with window() as page, window() as other:
        await page.hello()
        await other.hello()
        await page.socket.send_str(frame)
        async with asyncio.timeout(5):
            closed = await page.socket.receive()
        assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, aiohttp.WSCloseCode.UNSUPPORTED_DATA)
        assert (await other.ask("say", channel=general, content="still here"))["op"] == "done"


async def test_the_end_of_the_sandbox_closes_open_pages(sandbox: Sandbox, window: Open) -> None:
    async with window() as page:
        await page.hello()
        await sandbox.close()
        async with asyncio.timeout(5):
            closed = await page.socket.receive()
    assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, aiohttp.WSCloseCode.GOING_AWAY)
