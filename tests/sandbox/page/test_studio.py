"""The hand on the clock, the faults and the log, through the page's socket."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import discord
import pytest

from bot.sandbox import Sandbox
from tests.sandbox.page.conftest import Stopped

Open = Callable[[], AbstractAsyncContextManager[Any]]


async def test_turning_the_clock_is_told_to_all_pages(window: Open, controls: Stopped) -> None:
    async with window() as page, window() as other:
        await page.hello()
        await other.hello()
        assert (await page.ask("jump", to="day"))["op"] == "done"
        assert (await page.ask("run", speed=60))["op"] == "done"
        told = [await other.until(lambda event: event["op"] == "clock") for _ in range(2)]
        refused = await page.ask("jump", to="slot")
    assert [event["clock"]["speed"] for event in told] == [1, 60]
    assert (refused["op"], refused["text"]) == ("failed", "Nothing comes later.")
    assert controls.asked == ["day"]


async def test_starting_over_shows_an_empty_world(sandbox: Sandbox, window: Open, controls: Stopped) -> None:
    general = str(sandbox.guild.channel("general").id)
    async with window() as page:
        await page.hello("Grace")
        await page.ask("say", channel=general, content="hello")
        await page.ask("over")
        sandbox.guild.remove_channel(sandbox.guild.channel("programme"))
        sandbox.fail_next("")
        sandbox.start_over()
        fresh = await page.until(lambda event: event["op"] == "snapshot")
        assert fresh["messages"] == []
        assert [channel["name"] for channel in fresh["servers"][0]["channels"]] == [
            "general",
            "programme",
            "announcements",
        ]
        assert [server["name"] for server in fresh["servers"]] == ["EuroPython", "PyLadiesCon"]
        assert (controls.asked, sandbox.rest.faults) == (["over"], [])


@pytest.mark.parametrize(
    ("kind", "said"),
    [("500", [500, 200]), ("429", [429, 200]), ("slow", [0, 200])],
)
async def test_an_answer_fails_once(
    sandbox: Sandbox, window: Open, client: discord.Client, general: str, kind: str, said: list[int]
) -> None:
    async with window() as page:
        await page.hello()
        assert (await page.ask("fault", kind=kind, channel=general))["op"] == "done"
        before = len(sandbox.log)
        for fault in sandbox.rest.faults:
            fault.seconds /= 100
            fault.payload["retry_after"] = 0.01
        await client.fetch_guild(sandbox.guild.id, with_counts=False)
    assert [entry.status for entry in [*sandbox.log][before:] if entry.what.startswith("GET /guilds/")] == said


async def test_an_answer_is_lost_once(sandbox: Sandbox, window: Open, client: discord.Client, general: str) -> None:
    channel = sandbox.guild.channel("general")
    me = client.get_partial_messageable(channel.id)
    async with window() as page:
        await page.hello()
        assert (await page.ask("fault", kind="lose", channel=general))["op"] == "done"
        with pytest.raises(OSError, match="reset by peer"):
            await me.send("hello")
        await me.send("hello again")
    assert [message.content for message in channel.messages] == ["hello", "hello again"]


async def test_a_dropped_gateway_comes_back_by_itself(
    sandbox: Sandbox, window: Open, client: discord.Client, general: str
) -> None:
    async with window() as page:
        await page.hello()
        assert (await page.ask("log", on=True))["entries"][-1]["what"]
        assert (await page.ask("fault", kind="drop", channel=general))["op"] == "done"
        async with asyncio.timeout(10):
            await page.until(lambda event: event["op"] == "log" and event["entry"]["what"] == "RESUME")
        assert (await page.ask("log", on=False))["entries"] == []
        await page.ask("say", channel=general, content="hello")
    whole = [event["entry"] for event in page.seen if event["op"] == "log"]
    assert {"kind": "sent", "what": "close 4000", "status": 0, "code": 0, "note": ""} in whole


async def test_a_permission_is_taken_and_given_back(
    sandbox: Sandbox, window: Open, client: discord.Client, general: str
) -> None:
    channel = sandbox.guild.channel("general")
    me = client.get_partial_messageable(channel.id)
    async with window() as page:
        await page.hello()
        await page.ask("log", on=True)
        await page.ask("fault", kind="take", permission="send_messages", channel=general)
        with pytest.raises(discord.Forbidden):
            await me.send("hello")
        refused = await page.until(lambda event: event["op"] == "log" and event["entry"]["kind"] == "refused")
        await page.ask("fault", kind="give", permission="send_messages", channel=general)
        await me.send("hello again")
        unknown = await page.ask("fault", kind="take", permission="fly", channel=general)
        direct = await page.ask(
            "fault", kind="take", permission="send_messages", channel=(await page.hello())["direct"]["id"]
        )
    assert (refused["entry"]["status"], refused["entry"]["code"], refused["entry"]["note"]) == (
        403,
        50013,
        "Missing Permissions",
    )
    assert [message.content for message in channel.messages] == ["hello again"]
    assert "knows no permission 'fly'" in unknown["text"]
    assert direct["text"] == "This can be done in a server's channel only."


async def test_channels_are_deleted_but_for_the_last(sandbox: Sandbox, window: Open) -> None:
    async with window() as page:
        await page.hello()
        answers = [
            await page.ask("fault", kind="delete", channel=str(number)) for number in tuple(sandbox.guild.channels)
        ]
    assert [answer["op"] for answer in answers] == ["done", "done", "failed"]
    assert answers[-1]["text"] == "This is the server's last channel."


async def test_there_is_no_other_fault(window: Open, general: str) -> None:
    async with window() as page:
        await page.hello()
        failed = await page.ask("fault", kind="fire", channel=general)
    assert failed["text"] == "The sandbox could not read this: there is no fault 'fire'"
