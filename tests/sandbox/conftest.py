"""A running sandbox, a way to call its REST API plainly, and a small bot made with the real discord.py."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands, ui

from bot.sandbox import Person, Sandbox, pointed


@dataclass(frozen=True)
class Answer:
    """What the REST API said; `faults` are the nested errors as {path: code}."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> int:
        return int(self.body["code"])

    @property
    def faults(self) -> dict[str, str]:
        return dict(_faults(self.body.get("errors", {}), ""))


def _faults(errors: dict[str, Any], path: str) -> list[tuple[str, str]]:
    found = [(path, errors["_errors"][0]["code"])] if "_errors" in errors else []
    for key in errors.keys() - {"_errors"}:
        found += _faults(errors[key], f"{path}.{key}" if path else key)
    return found


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        running.stage.patience = 2.0
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def api(sandbox: Sandbox, session: aiohttp.ClientSession) -> Callable[..., Awaitable[Answer]]:
    """`await api("POST", "/channels/1/messages", {...})`, with the sandbox's own token unless another is given."""

    async def call(method: str, path: str, body: Any = None, *, token: str | None = "", **more: Any) -> Answer:
        headers = dict(more.pop("headers", {}))
        if token is not None:
            headers["Authorization"] = f"Bot {token or sandbox.token}"
        if body is not None:
            more["json"] = body
        async with session.request(method, sandbox.rest_url + path, headers=headers, **more) as response:
            read = None if response.status == 204 else await response.json()
            return Answer(response.status, read, dict(response.headers))

    return call


@pytest.fixture
def ada(sandbox: Sandbox) -> Person:
    return sandbox.guild.member("Ada")


@pytest.fixture
def grace(sandbox: Sandbox) -> Person:
    return sandbox.guild.member("Grace", manage_guild=True, manage_messages=True)


class Page(ui.DynamicItem[ui.Button[Any]], template=r"page:(?P<number>\d+)"):
    """A button that survives restarts: it shows the page whose number is in its id."""

    def __init__(self, number: int, label: str = "Next") -> None:
        super().__init__(ui.Button(label=label, custom_id=f"page:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(cls, _: Any, item: Any, match: re.Match[str]) -> Page:
        return cls(int(match["number"]), item.label)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.edit_message(view=Card(f"page {self.number}", self.number))


class Form(ui.Modal, title="Tell us"):
    """A form with a labelled text, a labelled select and an old-style text."""

    opinion: ui.Label[Any] = ui.Label(
        text="Opinion", component=ui.TextInput(custom_id="opinion", min_length=3, max_length=20)
    )
    mood: ui.Label[Any] = ui.Label(
        text="Mood",
        component=ui.Select(
            custom_id="mood", options=[discord.SelectOption(label="Fine", value="f"), discord.SelectOption(label="Bad")]
        ),
    )

    def __init__(self) -> None:
        super().__init__(custom_id="form")
        self.name = ui.TextInput[Any](label="Name", custom_id="name", default="nobody", required=False)
        self.add_item(self.name)

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        opinion, mood = self.opinion.component, self.mood.component
        assert isinstance(opinion, ui.TextInput)
        assert isinstance(mood, ui.Select)
        await interaction.response.send_message(f"{self.name.value}: {opinion.value}, {mood.values}")


class Card(ui.LayoutView):
    """A card of Components V2 with every kind of control."""

    def __init__(self, title: str, number: int = 0) -> None:
        super().__init__(timeout=None)
        section: ui.Section[Any] = ui.Section("second line", accessory=self._button("Defer", self.defer))
        box: ui.Container[Any] = ui.Container(ui.TextDisplay(title), section, ui.Separator())
        row: ui.ActionRow[Any] = ui.ActionRow(Page(number + 1), self._button("Private", self.answer))
        row.add_item(self._button("Form", self.form))
        row.add_item(ui.Button(label="Site", url="https://example.org/"))
        row.add_item(ui.Button(label="Off", custom_id="off", disabled=True))
        talks: ui.Select[Any] = ui.Select(custom_id="talks", placeholder="Open a talk", max_values=2)
        talks.add_option(label="First", value="1", description="at ten")
        talks.add_option(label="Second", value="2")
        people: ui.UserSelect[Any] = ui.UserSelect(custom_id="people")
        talks.callback = self.choose(talks)  # type: ignore[method-assign,assignment]
        people.callback = self.choose(people)  # type: ignore[method-assign,assignment]
        for item in (row, ui.ActionRow(talks), ui.ActionRow(people)):
            box.add_item(item)
        self.add_item(box)

    @staticmethod
    def _button(label: str, callback: Callable[..., Awaitable[None]]) -> ui.Button[Any]:
        button: ui.Button[Any] = ui.Button(label=label, custom_id=label.lower())
        button.callback = callback  # type: ignore[method-assign,assignment]
        return button

    @staticmethod
    async def answer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("only for you", ephemeral=True)

    @staticmethod
    async def form(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(Form())

    @staticmethod
    async def defer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(view=Card("deferred"))

    @staticmethod
    def choose(select: ui.Select[Any] | ui.UserSelect[Any]) -> Callable[[discord.Interaction[Any]], Awaitable[None]]:
        async def show(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.edit_message(view=Card(f"chosen {[str(value) for value in select.values]}"))

        return show


class ExampleBot(discord.Client):
    """Uses everything that a bot of this kind uses; keeps what it heard and what it was refused."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(
            intents=intents,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.1,
        )
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self.events: list[str] = []
        self.codes: list[int] = []
        self.hold = asyncio.Event()
        self.released = asyncio.Event()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """The library waits 5 s before it identifies anew."""

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Page)
        add_commands(self)
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(message.content)
        if message.content:
            await message.reply(f"pong {message.clean_content}", mention_author=True)

    async def on_socket_event_type(self, name: str) -> None:
        self.events.append(name)

    async def attempt(self, action: Awaitable[object]) -> None:
        """Do something that Discord refuses, and keep its code."""
        try:
            await action
        except discord.HTTPException as error:
            self.codes.append(error.code)


def add_commands(bot: ExampleBot) -> None:
    tree = bot.tree

    @tree.command(description="A private card")
    async def card(interaction: discord.Interaction[Any], query: app_commands.Range[str, 1, 100]) -> None:
        made = await interaction.response.send_message(view=Card(query), ephemeral=True)
        assert made is not None
        assert isinstance(made.resource, discord.InteractionMessage)
        assert made.resource.flags.ephemeral

    @tree.command(description="A public note")
    async def note(interaction: discord.Interaction[Any], text: str) -> None:
        await interaction.response.send_message(text)

    @tree.command(description="Answers later")
    async def later(interaction: discord.Interaction[Any], private: bool = False) -> None:
        await interaction.response.defer(ephemeral=private)
        await interaction.followup.send(view=Card("late"))
        await interaction.followup.send("and more", ephemeral=True)

    @tree.command(description="Answers too late")
    async def slow(interaction: discord.Interaction[Any]) -> None:
        await bot.hold.wait()
        await bot.attempt(interaction.response.send_message("too late"))
        bot.released.set()

    @tree.command(description="Answers twice")
    async def twice(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("once")
        again = interaction.response
        again._response_type = None
        await bot.attempt(again.send_message("twice"))
        await interaction.followup.send("done")

    @tree.command(description="Too long")
    async def long(interaction: discord.Interaction[Any]) -> None:
        await bot.attempt(interaction.response.send_message("x" * 2001))
        await interaction.response.send_message(f"refused with {bot.codes}")

    @tree.command(description="Every type of option")
    async def pick(
        interaction: discord.Interaction[Any],
        role: discord.Role,
        channel: discord.TextChannel,
        who: discord.Member,
        count: app_commands.Range[int, 1, 10],
        share: float = 0.5,
        loud: bool = False,
    ) -> None:
        told = f"{role.name} #{channel.name} {who.display_name} {count} {share} {loud}"
        await interaction.response.send_message(told, ephemeral=True)

    @tree.command(description="With suggestions")
    async def speaker(interaction: discord.Interaction[Any], name: str, day: str = "") -> None:
        await interaction.response.send_message(f"{name} on {day}")

    @speaker.autocomplete("name")
    async def suggest(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        day = interaction.namespace.day
        return [app_commands.Choice(name=f"{current}{number} {day}", value=str(number)) for number in range(2)]

    settings = app_commands.Group(
        name="settings",
        description="For moderators",
        guild_only=True,
        default_permissions=discord.Permissions(manage_messages=True),
    )

    @settings.command(description="Who moderates")
    async def moderator(interaction: discord.Interaction[Any], role: discord.Role | None = None) -> None:
        may = interaction.permissions.manage_guild
        await interaction.response.send_message(f"{role}, {may}", ephemeral=True)

    tree.add_command(settings)


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[ExampleBot]:
    """The example bot, connected, its commands registered."""
    with pointed(sandbox.rest_url, sandbox.gateway_url):
        async with ExampleBot() as client:
            running = asyncio.create_task(client.start(sandbox.token))
            await sandbox.ready()
            yield client
        await running
