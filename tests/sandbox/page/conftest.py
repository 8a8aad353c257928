"""An open page without a browser: a sandbox with the page, a bot that answers in every way, and windows on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
import pytest
import pytest_asyncio
from discord import app_commands

from bot.sandbox import Refused, Sandbox, pointed, web

NOW = datetime(2014, 7, 23, 8, 10, tzinfo=UTC)


class Stopped:
    """A clock that stands where it was put, and what was asked of it."""

    notice, zone = "so that there is something to see", "Europe/Berlin"

    def __init__(self) -> None:
        self.speed, self.asked = 1, list[str]()

    def now(self) -> datetime:
        return NOW

    async def jump(self, to: str) -> None:
        if to == "slot":
            raise Refused("Nothing comes later.")
        self.asked.append(to)

    def run(self, speed: int) -> None:
        self.speed = speed

    def start_over(self) -> None:
        self.asked.append("over")


class Ask(discord.ui.Modal, title="Not what I meant"):
    words: discord.ui.TextInput[Ask] = discord.ui.TextInput(label="What did you mean?", custom_id="words")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You meant {self.words.value}", ephemeral=True)


class Buttons(discord.ui.View):
    @discord.ui.button(label="Next", custom_id="next")
    async def next(self, interaction: discord.Interaction, _: discord.ui.Button[Buttons]) -> None:
        await interaction.response.edit_message(content="page 2")

    @discord.ui.button(label="Ask", custom_id="ask")
    async def ask(self, interaction: discord.Interaction, _: discord.ui.Button[Buttons]) -> None:
        await interaction.response.send_modal(Ask())

    @discord.ui.select(custom_id="pick", options=[discord.SelectOption(label="Docker", value="d1")])
    async def pick(self, interaction: discord.Interaction, select: discord.ui.Select[Buttons]) -> None:
        await interaction.response.send_message(f"picked {select.values[0]}", ephemeral=True)


class Client(discord.Client):
    """A bot that answers in each of the ways the page has to show."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none(), max_messages=None, chunk_guilds_at_startup=False)
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(description="Find talks")
        async def search(interaction: discord.Interaction, query: str) -> None:
            await interaction.response.send_message(f"found {query}", view=Buttons(), ephemeral=True)

        @search.autocomplete("query")
        async def offer(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=f"{typed.upper()}!", value=typed)]

        @self.tree.command(description="Tell all")
        async def tell(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("for all")

        @self.tree.command(description="Say nothing")
        async def hush(interaction: discord.Interaction) -> None:
            """It never answers."""

        @self.tree.command(description="Load again")
        @app_commands.default_permissions(manage_messages=True)
        async def reload(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await interaction.followup.send("loaded")

    async def setup_hook(self) -> None:
        await self.tree.sync()


class Window:
    """An open page: sends requests, and waits for the event that is wanted."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seen: list[dict[str, Any]] = []
        self.number = 0

    async def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        async with asyncio.timeout(5):
            while True:
                event: dict[str, Any] = await self.socket.receive_json()
                self.seen.append(event)
                if wanted(event):
                    return event

    async def hello(self, name: str | None = None) -> dict[str, Any]:
        await self.socket.send_json({"op": "hello", "as": name})
        return await self.until(lambda event: event["op"] == "snapshot")

    async def ask(self, op: str, **fields: Any) -> dict[str, Any]:
        self.number += 1
        number = self.number
        await self.socket.send_json({"op": op, "ref": number, **fields})
        return await self.until(lambda event: event.get("ref") == number)

    async def message(self, content: str) -> dict[str, Any]:
        """The message with this content, already seen or yet to come."""

        def fits(event: dict[str, Any]) -> bool:
            return bool(event["op"] == "message" and event["message"]["content"] == content)

        known = [event for event in self.seen if fits(event)]
        found: dict[str, Any] = (known[-1] if known else await self.until(fits))["message"]
        return found


Open = Callable[[], Any]


@pytest.fixture
def controls() -> Stopped:
    return Stopped()


@pytest_asyncio.fixture
async def sandbox(controls: Stopped) -> AsyncIterator[Sandbox]:
    def routes(sandbox: Sandbox, app: aiohttp.web.Application) -> None:
        web.install(sandbox, app, controls=controls)

    async with Sandbox(routes=routes) as sandbox:
        yield sandbox


@pytest_asyncio.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.url) as session:
        yield session


@pytest_asyncio.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[Client]:
    with pointed(sandbox.rest_url, sandbox.gateway_url):
        async with Client() as client:
            running = asyncio.create_task(client.start(sandbox.token))
            await sandbox.ready()
            yield client
            await client.close()
            with suppress(asyncio.CancelledError):
                await running


@pytest.fixture
def window(sandbox: Sandbox, http: aiohttp.ClientSession) -> Open:
    @asynccontextmanager
    async def open_window() -> AsyncIterator[Window]:
        async with http.ws_connect("/socket", headers={"Origin": sandbox.url}) as socket:
            yield Window(socket)

    return open_window


@pytest.fixture
def general(sandbox: Sandbox) -> str:
    """The id of the first server's #general."""
    return str(sandbox.guild.channel("general").id)
