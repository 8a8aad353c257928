"""What the page is shown, with the eyes of each person."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import discord

from bot.sandbox import Sandbox

Open = Callable[[], AbstractAsyncContextManager[Any]]


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
    offered = [[command["name"] for command in shown["servers"][0]["commands"]] for shown in (ada, grace)]
    assert offered == [["hush", "search", "tell"], ["hush", "reload", "search", "tell"]]
    assert [command["name"] for command in ada["direct"]["commands"]] == ["hush", "reload", "search", "tell"]
    (query,) = ada["servers"][0]["commands"][1]["options"]
    assert (query["name"], query["required"], query["autocomplete"], query["offers"]) == ("query", True, True, None)


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
