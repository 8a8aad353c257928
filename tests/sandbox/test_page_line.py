"""What goes through the page's socket, with a real client behind it: what one sees, and what one does."""

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

from bot.sandbox import Sandbox, pointed, web

NOW = datetime(2014, 7, 23, 8, 10, tzinfo=UTC)
EPHEMERAL = 64


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


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    def routes(sandbox: Sandbox, app: aiohttp.web.Application) -> None:
        web.install(sandbox, app, notice=lambda: "It is 10:10 here", now=lambda: NOW)

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


def general(sandbox: Sandbox) -> str:
    return str(sandbox.guild.channel("general").id)


# ---- what the page is told ----


async def test_a_snapshot_shows_the_sandbox_with_the_eyes_of_one(
    sandbox: Sandbox, window: Open, client: Client
) -> None:
    async with window() as page:
        ada = await page.hello()
        grace = await page.hello("Grace")
    assert (ada["notice"], ada["now"]) == ("It is 10:10 here", "2014-07-23T08:10:00+00:00")
    assert [(person["name"], person["label"]) for person in ada["people"]] == [
        ("Ada", "attendee"),
        ("Grace", "moderator (Manage Server)"),
        ("Alan", "attendee, one of the Helpers"),
    ]
    assert [ada["me"], grace["me"]] == [person["id"] for person in ada["people"][:2]]
    channels = [(channel["name"], channel["writable"]) for channel in ada["servers"][0]["channels"]]
    assert channels == [("general", True), ("programme", True), ("announcements", False)]
    assert [server["name"] for server in ada["servers"]] == ["EuroPython", "PyLadiesCon"]
    assert sorted(command["name"] for command in ada["commands"]) == ["hush", "reload", "search", "tell"]
    manage = 1 << 5 | 1 << 13
    assert [int(shown["servers"][0]["permissions"]) & manage for shown in (ada, grace)] == [0, manage]


async def test_an_unknown_name_is_the_first_person(window: Open) -> None:
    async with window() as page:
        shown = await page.hello("Mallory")
        assert shown["me"] == shown["people"][0]["id"]
        assert (await page.hello("Programme Bot"))["me"] == shown["me"]


async def test_the_notice_is_told_again_when_asked(window: Open) -> None:
    async with window() as page:
        await page.hello()
        await page.socket.send_json({"op": "notice"})
        event = await page.until(lambda event: event["op"] == "notice")
    assert event == {"op": "notice", "notice": "It is 10:10 here", "now": "2014-07-23T08:10:00+00:00"}


async def test_a_new_channel_is_told_at_once_and_only_once(sandbox: Sandbox, window: Open) -> None:
    async with window() as page:
        await page.hello()
        for name in ("hallway", "jobs"):
            sandbox.guild.add_channel(name)
        told = await page.until(lambda event: event["op"] == "places")
        await page.ask("say", channel=general(sandbox), content="hello")
    assert [channel["name"] for channel in told["servers"][0]["channels"]][-2:] == ["hallway", "jobs"]
    assert [event["op"] for event in page.seen] == ["snapshot", "places", "message", "done"]


# ---- what the person does ----


async def test_a_private_answer_is_seen_by_its_reader_alone(sandbox: Sandbox, window: Open, client: Client) -> None:
    async with window() as page, window() as other:
        await page.hello("Ada")
        await other.hello("Alan")
        assert (await page.ask("slash", channel=general(sandbox), name="search", options={"query": "docker"}))[
            "op"
        ] == "done"
        answer = await page.message("found docker")
        assert answer["flags"] & EPHEMERAL == EPHEMERAL
        assert answer["interaction_metadata"]["name"] == "search"
        await page.ask("slash", channel=general(sandbox), name="tell", options={})
        await other.message("for all")
        assert [event["message"]["content"] for event in other.seen if event["op"] == "message"] == ["for all"]
        assert [message["content"] for message in (await other.hello("Alan"))["messages"]] == ["for all"]
        assert [message["content"] for message in (await page.hello("Ada"))["messages"]] == ["found docker", "for all"]


async def test_a_dismissed_answer_stays_away(sandbox: Sandbox, window: Open, client: Client) -> None:
    async with window() as page:
        await page.hello()
        await page.ask("slash", channel=general(sandbox), name="search", options={"query": "docker"})
        answer = await page.message("found docker")
        await page.ask("dismiss", message=answer["id"])
        assert (await page.hello())["messages"] == []


async def test_a_deferred_answer_is_thinking_before_it_is_there(sandbox: Sandbox, window: Open, client: Client) -> None:
    async with window() as page:
        await page.hello("Grace")
        await page.ask("slash", channel=general(sandbox), name="reload", options={})
        loaded = await page.message("loaded")
    states = [
        event["message"]["flags"]
        for event in page.seen
        if event["op"] == "message" and event["message"]["id"] == loaded["id"]
    ]
    assert states == [64 | 128, 64]


async def test_autocomplete_gives_the_bots_own_choices(sandbox: Sandbox, window: Open, client: Client) -> None:
    async with window() as page:
        await page.hello()
        asked = {"channel": general(sandbox), "name": "search", "options": {"query": "dock"}, "focused": "query"}
        assert (await page.ask("autocomplete", **asked))["choices"] == [{"name": "DOCK!", "value": "dock"}]


async def test_a_button_edits_and_a_select_answers(sandbox: Sandbox, window: Open, client: Client) -> None:
    async with window() as page:
        await page.hello()
        await page.ask("slash", channel=general(sandbox), name="search", options={"query": "docker"})
        there = {"channel": general(sandbox), "message": (await page.message("found docker"))["id"]}
        assert (await page.ask("select", **there, custom_id="pick", values=["d1"]))["op"] == "done"
        assert (await page.message("picked d1"))["flags"] == EPHEMERAL
        await page.ask("press", **there, custom_id="next")
        assert (await page.message("page 2"))["id"] == there["message"]
        gone = await page.ask("press", **there, custom_id="nothing")
    assert (gone["op"], gone["text"], gone["unanswered"]) == ("failed", "This can no longer be used here.", False)


async def test_nobody_presses_on_what_is_not_theirs(sandbox: Sandbox, window: Open, client: Client) -> None:
    async with window() as page, window() as other:
        await page.hello("Ada")
        await other.hello("Alan")
        await page.ask("slash", channel=general(sandbox), name="search", options={"query": "docker"})
        message = (await page.message("found docker"))["id"]
        refused = await other.ask("press", channel=general(sandbox), message=message, custom_id="next")
    assert (refused["op"], refused["text"]) == ("failed", "Alan does not see this message")


async def test_a_form_is_opened_refused_and_sent(sandbox: Sandbox, window: Open, client: Client) -> None:
    async with window() as page:
        await page.hello()
        await page.ask("slash", channel=general(sandbox), name="search", options={"query": "docker"})
        message = (await page.message("found docker"))["id"]
        opened = await page.ask("press", channel=general(sandbox), message=message, custom_id="ask")
        assert opened["modal"]["title"] == "Not what I meant"
        empty = await page.ask("submit", interaction=opened["interaction"], fields={"words": ""})
        assert (empty["op"], empty["text"]) == ("failed", "the field 'What did you mean?' must be filled in")
        assert (await page.ask("submit", interaction=opened["interaction"], fields={"words": "nix"}))["op"] == "done"
        assert (await page.message("You meant nix"))["flags"] == EPHEMERAL


async def test_what_is_said_reaches_all_who_are_there(sandbox: Sandbox, window: Open) -> None:
    async with window() as page, window() as other:
        await page.hello("Ada")
        await other.hello("Grace")
        await page.ask("say", channel=general(sandbox), content="<b>hello</b>")
        assert (await other.message("<b>hello</b>"))["author"]["global_name"] == "Ada"
        closed = str(sandbox.guild.channel("announcements").id)
        refused = await page.ask("say", channel=closed, content="me too")
    assert refused["text"] == "Ada may not write in #announcements"


async def test_direct_messages_are_each_persons_own(sandbox: Sandbox, window: Open, client: Client) -> None:
    async with window() as page:
        ada = await page.hello("Ada")
        await page.ask("slash", channel=ada["direct"]["id"], name="tell", options={})
        assert (await page.message("for all"))["channel_id"] == ada["direct"]["id"]
        alan = await page.hello("Alan")
        assert alan["messages"] == []
        refused = await page.ask("say", channel=ada["direct"]["id"], content="hello")
    assert refused["text"] == "Alan is not in this conversation"


async def test_silence_is_told_as_such(sandbox: Sandbox, window: Open, client: Client) -> None:
    sandbox.interactions.answer_limit = 0.1
    async with window() as page:
        await page.hello()
        failed = await page.ask("slash", channel=general(sandbox), name="hush", options={})
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
    sandbox: Sandbox, window: Open, asked: dict[str, Any]
) -> None:
    filled = {key: general(sandbox) if value == "{general}" else value for key, value in asked.items()}
    async with window() as page:
        await page.hello()
        failed = await page.ask(**filled)
        assert (failed["op"], failed["unanswered"], bool(failed["text"])) == ("failed", False, True)
        assert (await page.ask("say", channel=general(sandbox), content="still here"))["op"] == "done"


@pytest.mark.parametrize("frame", ["no json", "[]", '"op"', "1", ""])
async def test_a_frame_that_holds_no_request_closes_that_line_alone(sandbox: Sandbox, window: Open, frame: str) -> None:
    async with window() as page, window() as other:
        await page.hello()
        await other.hello()
        await page.socket.send_str(frame)
        async with asyncio.timeout(5):
            closed = await page.socket.receive()
        assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, aiohttp.WSCloseCode.UNSUPPORTED_DATA)
        assert (await other.ask("say", channel=general(sandbox), content="still here"))["op"] == "done"


async def test_the_end_of_the_sandbox_closes_open_pages(sandbox: Sandbox, window: Open) -> None:
    async with window() as page:
        await page.hello()
        await sandbox.close()
        async with asyncio.timeout(5):
            closed = await page.socket.receive()
    assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, aiohttp.WSCloseCode.GOING_AWAY)
