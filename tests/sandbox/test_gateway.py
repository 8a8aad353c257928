"""The gateway: as the real client uses it, and called plainly where the client would never go wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox import NotAnswered, Person, Sandbox
from bot.sandbox.gateway import DIRECT_MESSAGES, GUILD_MEMBERS, GUILD_MESSAGES, GUILDS, MESSAGE_CONTENT

NEEDED = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES


@pytest.fixture
async def socket(sandbox: Sandbox, session: aiohttp.ClientSession) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with session.ws_connect(sandbox.gateway_url) as opened:
        hello = await opened.receive_json()
        assert (hello["op"], hello["d"]) == (10, {"heartbeat_interval": 41_250})
        yield opened


async def identify(socket: aiohttp.ClientWebSocketResponse, token: str, intents: int = NEEDED) -> None:
    await socket.send_json({"op": 2, "d": {"token": token, "intents": intents, "properties": {}}})


async def receive(socket: aiohttp.ClientWebSocketResponse, count: int) -> list[dict[str, Any]]:
    return [await socket.receive_json(timeout=2) for _ in range(count)]


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("no json", 4002),
        ("[]", 4002),
        ('{"op": 3, "d": {}}', 4003),
        ('{"op": 2, "d": {"token": "wrong", "intents": 1}}', 4004),
        ('{"op": 6, "d": {"token": "wrong"}}', 4004),
        (f'{{"op": 2, "d": {{"token": "sandbox-token", "intents": {1 << 40}}}}}', 4013),
        (f'{{"op": 2, "d": {{"token": "sandbox-token", "intents": {GUILDS | MESSAGE_CONTENT}}}}}', 4014),
        (f'{{"op": 2, "d": {{"token": "sandbox-token", "intents": {GUILD_MEMBERS}}}}}', 4014),
    ],
)
async def test_what_closes_the_connection(
    sandbox: Sandbox, socket: aiohttp.ClientWebSocketResponse, frame: str, code: int
) -> None:
    await socket.send_str(frame)
    closed = await socket.receive(timeout=2)
    assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, code)
    assert sandbox.log.refused[-1].what.startswith(f"close {code}: ")
    assert not sandbox.gateway.connected


async def test_the_beginning_of_a_session(sandbox: Sandbox, socket: aiohttp.ClientWebSocketResponse) -> None:
    await identify(socket, sandbox.token)
    ready, first, second = await receive(socket, 3)
    assert (ready["t"], ready["s"], ready["d"]["resume_gateway_url"]) == ("READY", 1, sandbox.gateway_url)
    assert [(event["t"], event["d"]["name"]) for event in (first, second)] == [
        ("GUILD_CREATE", "EuroPython"),
        ("GUILD_CREATE", "PyLadiesCon"),
    ]
    await socket.send_json({"op": 1, "d": 3})
    assert (await socket.receive_json())["op"] == 11
    await identify(socket, sandbox.token)
    assert (await socket.receive(timeout=2)).data == 4005


async def test_granted_content_is_sent_with_every_message(
    sandbox: Sandbox, ada: Person, socket: aiohttp.ClientWebSocketResponse
) -> None:
    sandbox.gateway.granted_intents = MESSAGE_CONTENT
    await identify(socket, sandbox.token, NEEDED | MESSAGE_CONTENT)
    await receive(socket, 3)
    await ada.say("hello")
    event = await socket.receive_json(timeout=2)
    assert (event["t"], event["d"]["content"]) == ("MESSAGE_CREATE", "hello")


async def test_only_what_was_asked_for_is_sent(
    sandbox: Sandbox, ada: Person, socket: aiohttp.ClientWebSocketResponse
) -> None:
    await identify(socket, sandbox.token, DIRECT_MESSAGES)
    await receive(socket, 1)
    await ada.say(f"{sandbox.world.bot.mention} hello")
    await ada.direct("psst")
    event = await socket.receive_json(timeout=2)
    assert (event["t"], event["d"]["content"], "guild_id" in event["d"]) == ("MESSAGE_CREATE", "psst", False)


async def test_what_the_bot_may_not_see_is_not_sent(
    sandbox: Sandbox, ada: Person, socket: aiohttp.ClientWebSocketResponse
) -> None:
    await identify(socket, sandbox.token)
    await receive(socket, 3)
    sandbox.guild.channel("general").allow(sandbox.guild.me, view_channel=False)
    await ada.say("unseen")
    await ada.say("seen", channel="programme")
    update, created = await receive(socket, 2)
    assert (update["t"], created["t"]) == ("CHANNEL_UPDATE", "MESSAGE_CREATE")
    assert created["d"]["channel_id"] == str(sandbox.guild.channel("programme").id)


async def test_what_was_missed_is_sent_again(
    sandbox: Sandbox, session: aiohttp.ClientSession, ada: Person, socket: aiohttp.ClientWebSocketResponse
) -> None:
    await identify(socket, sandbox.token)
    ready, *_ = await receive(socket, 3)
    await sandbox.drop_gateway()
    assert (await socket.receive(timeout=2)).data == 4000
    await ada.direct("while you were away")
    async with session.ws_connect(sandbox.gateway_url) as again:
        await receive(again, 1)
        resume = {"token": sandbox.token, "session_id": ready["d"]["session_id"], "seq": 3}
        await again.send_json({"op": 6, "d": resume})
        missed, resumed = await receive(again, 2)
        assert [(event["t"], event["s"]) for event in (missed, resumed)] == [("MESSAGE_CREATE", 4), ("RESUMED", 5)]
        assert sandbox.gateway.connected


@pytest.mark.parametrize("resume", [{"session_id": "unknown", "seq": 3}, {"session_id": "", "seq": 99}])
async def test_what_can_not_be_resumed_is_said(
    sandbox: Sandbox, socket: aiohttp.ClientWebSocketResponse, resume: dict[str, Any]
) -> None:
    await socket.send_json({"op": 6, "d": resume | {"token": sandbox.token}})
    assert await socket.receive_json(timeout=2) == {"op": 9, "d": False, "s": None, "t": None}


@pytest.mark.parametrize(
    ("resumable", "ask", "event"), [(True, False, "RESUMED"), (True, True, "RESUMED"), (False, False, "READY")]
)
async def test_the_client_comes_back(
    sandbox: Sandbox, ada: Person, bot: Any, resumable: bool, ask: bool, event: str
) -> None:
    assert (await ada.slash("note", text="before")).text == "before"
    await sandbox.drop_gateway(resumable=resumable, ask=ask)
    assert not sandbox.gateway.connected
    await sandbox.ready()
    assert (await ada.slash("note", text="after")).text == "after"
    assert [name for name in bot.events if name in ("READY", "RESUMED")] == ["READY", event]


async def test_an_interaction_outlives_a_lost_connection(sandbox: Sandbox, ada: Person, bot: Any) -> None:
    await sandbox.drop_gateway()
    assert (await ada.slash("note", text="patience")).text == "patience"


@pytest.mark.parametrize(("code", "forgotten"), [(1000, True), (4000, False)])
async def test_a_client_that_says_goodbye_is_forgotten(
    sandbox: Sandbox, socket: aiohttp.ClientWebSocketResponse, ada: Person, code: int, forgotten: bool
) -> None:
    await identify(socket, sandbox.token)
    await receive(socket, 3)
    await socket.close(code=code)
    await sandbox.feed.until(lambda: not sandbox.gateway.connected or None, within=2, what="a lost connection")
    assert (sandbox.gateway.session is None) is forgotten


async def test_nobody_answers_without_a_client(sandbox: Sandbox, ada: Person, socket: object) -> None:
    sandbox.world.commands[None]["talk"] = {"id": "1", "name": "talk"}
    with pytest.raises(NotAnswered, match="the bot is not connected"):
        await ada.slash("talk")


async def test_servers_come_and_go(sandbox: Sandbox, bot: Any) -> None:
    joined, left = asyncio.Event(), asyncio.Event()

    async def on_guild_join(_: Any) -> None:
        joined.set()

    async def on_guild_remove(_: Any) -> None:
        left.set()

    bot.on_guild_join, bot.on_guild_remove = on_guild_join, on_guild_remove
    await bot.wait_until_ready()
    third = sandbox.add_guild("DjangoCon")
    await asyncio.wait_for(joined.wait(), 2)
    assert (await third.member("Ada").slash("note", text="hello")).text == "hello"
    sandbox.remove_guild(third)
    await asyncio.wait_for(left.wait(), 2)
    assert [guild.name for guild in bot.guilds] == ["EuroPython", "PyLadiesCon"]


async def test_changes_reach_the_client(sandbox: Sandbox, ada: Person, bot: Any) -> None:
    general = sandbox.guild.channel("general")
    await ada.slash("note", text="x")
    mirrored = bot.get_guild(sandbox.guild.id)
    assert mirrored.get_channel(general.id).permissions_for(mirrored.me).send_messages
    general.allow(sandbox.guild.me, send_messages=False)
    sandbox.guild.allow(sandbox.guild.role("Helpers"), manage_guild=True)
    await ada.slash("note", text="x")
    assert not mirrored.get_channel(general.id).permissions_for(mirrored.me).send_messages
    assert mirrored.get_role(sandbox.guild.role("Helpers").id).permissions.manage_guild


async def test_a_mention_of_its_role_tells_the_bot_of_the_role_only(
    sandbox: Sandbox, ada: Person, socket: aiohttp.ClientWebSocketResponse
) -> None:
    await identify(socket, sandbox.token)
    await receive(socket, 3)
    role = sandbox.guild.me.roles[0]
    message = await ada.say(f"<@&{role.id}> what is on?")
    event = await socket.receive_json(timeout=2)
    assert (event["d"]["content"], event["d"]["mention_roles"], message.pings) == ("", [str(role.id)], ())
