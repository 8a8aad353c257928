"""What the page is shown, with the eyes of each person."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import discord

from bot.sandbox import Sandbox

Open = Callable[[], AbstractAsyncContextManager[Any]]
EVERY_COMMAND = ["hush", "reload", "search", "tell"]


def offered(channel: dict[str, Any]) -> list[str]:
    return [command["name"] for command in channel["commands"]]


async def test_a_snapshot_shows_the_sandbox_with_the_eyes_of_one(
    window: Open, client: discord.Client, general: str
) -> None:
    async with window() as page:
        ada = await page.hello()
        grace = await page.hello("Grace")
    assert ada["clock"] == {
        "now": "2014-07-23T08:10:00+00:00",
        "zone": "Europe/Berlin",
        "speed": 1,
        "notice": "so that there is something to see",
    }
    assert [(person["name"], person["label"]) for person in ada["people"]] == [
        ("Ada", "attendee"),
        ("Grace", "moderator (Manage Server)"),
        ("Alan", "attendee, one of the Helpers"),
    ]
    assert [ada["me"], grace["me"]] == [person["id"] for person in ada["people"][:2]]
    channels = [(channel["name"], channel["writable"]) for channel in ada["servers"][0]["channels"]]
    assert channels == [("general", True), ("programme", True), ("announcements", False)]
    assert [server["name"] for server in ada["servers"]] == ["EuroPython", "PyLadiesCon"]
    general_of = [shown["servers"][0]["channels"][0] for shown in (ada, grace)]
    assert [offered(channel) for channel in general_of] == [["hush", "search", "tell"], EVERY_COMMAND]
    assert offered(ada["direct"]) == EVERY_COMMAND
    (query,) = general_of[0]["commands"][1]["options"]
    assert (query["name"], query["required"], query["autocomplete"], query["offers"]) == ("query", True, True, None)


async def test_a_channel_may_offer_other_commands_than_the_next(
    sandbox: Sandbox, window: Open, client: discord.Client, general: str
) -> None:
    guild = sandbox.guild
    guild.channel("general").allow(guild.everyone, use_application_commands=False)
    guild.channel("programme").allow(guild.everyone, manage_messages=True)
    async with window() as page:
        seen = (await page.hello())["servers"][0]["channels"]
        refused = await page.ask("slash", channel=general, name="tell", options={})
    assert [offered(channel) for channel in seen] == [[], EVERY_COMMAND, ["hush", "search", "tell"]]
    assert (refused["op"], refused["text"]) == ("failed", "Ada may not use commands in #general")


async def test_an_unknown_name_is_the_first_person(window: Open) -> None:
    async with window() as page:
        shown = await page.hello("Mallory")
        assert shown["me"] == shown["people"][0]["id"]
        assert (await page.hello("Programme Bot"))["me"] == shown["me"]


async def test_a_new_channel_is_told_at_once_and_only_once(sandbox: Sandbox, window: Open, general: str) -> None:
    async with window() as page:
        await page.hello()
        for name in ("hallway", "jobs"):
            sandbox.guild.add_channel(name)
        told = await page.until(lambda event: event["op"] == "places")
        await page.ask("say", channel=general, content="hello")
    assert [channel["name"] for channel in told["servers"][0]["channels"]][-2:] == ["hallway", "jobs"]
    assert [event["op"] for event in page.seen] == ["snapshot", "places", "message", "done"]
