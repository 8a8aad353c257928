"""What goes wrong when it is asked to: as the real client meets it, and plainly."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import discord
import pytest

from bot.sandbox import Person, Sandbox, pointed
from tests.sandbox.conftest import Answer, ExampleBot

Api = Callable[..., Awaitable[Answer]]


def sent_to_general(sandbox: Sandbox) -> list[str]:
    return [message.content for message in sandbox.guild.channel("general").messages]


async def test_a_connection_is_reset_before_a_request_is_carried_out(sandbox: Sandbox, api: Api) -> None:
    path = f"/channels/{sandbox.guild.channel('general').id}/messages"
    sandbox.reset_next("POST /channels", times=2)
    for _ in range(2):
        with pytest.raises(aiohttp.ClientError):
            await api("POST", path, {"content": "x"})
    assert sent_to_general(sandbox) == []
    assert (await api("POST", path, {"content": "x"})).status == 200
    assert [entry.status for entry in sandbox.log] == [0, 0, 200]


async def test_a_lost_answer_leaves_the_message_and_its_nonce_finds_it(sandbox: Sandbox, bot: ExampleBot) -> None:
    channel = bot.get_partial_messageable(sandbox.guild.channel("general").id)
    sandbox.lose_next("POST /channels")
    with pytest.raises(aiohttp.ClientError):
        await channel.send("x", nonce="1")
    (message,) = sandbox.guild.channel("general").messages
    assert (await channel.send("x", nonce="1")).id == message.id
    assert sent_to_general(sandbox) == ["x"]


@pytest.mark.parametrize("gateway", [True, False])
async def test_connections_are_refused_for_a_while(
    sandbox: Sandbox, bot: ExampleBot, ada: Person, gateway: bool, announce_errors: Callable[[str], None]
) -> None:
    channel = bot.get_partial_messageable(sandbox.guild.channel("general").id)
    await channel.send("before")
    if gateway:
        announce_errors("Attempting a reconnect in")
    await sandbox.refuse(gateway=gateway)
    for _ in range(2):
        with pytest.raises(aiohttp.ClientError):
            await channel.send("meanwhile")
    if gateway:
        await sandbox.feed.until(lambda: not sandbox.gateway.connected or None, within=2, what="a lost connection")
    assert sandbox.gateway.connected is not gateway
    await sandbox.accept()
    await sandbox.ready()
    await channel.send("after")
    assert (await ada.slash("note", text="again")).text == "again"
    assert sent_to_general(sandbox) == ["before", "after", "again"]


@pytest.mark.parametrize(("resumable", "event"), [(True, "RESUMED"), (False, "READY")])
async def test_an_invalid_session_is_resumed_or_begun_anew(
    sandbox: Sandbox, bot: ExampleBot, ada: Person, resumable: bool, event: str
) -> None:
    await bot.wait_until_ready()
    lost = asyncio.ensure_future(
        sandbox.feed.until(lambda: not sandbox.gateway.connected or None, within=2, what="a lost connection")
    )
    await sandbox.gateway.invalidate(resumable=resumable)
    await lost
    await sandbox.ready()
    assert (await ada.slash("note", text="after")).text == "after"
    assert [name for name in bot.events if name in ("READY", "RESUMED")] == ["READY", event]


@pytest.mark.parametrize(
    ("code", "error"), [(4004, discord.ConnectionClosed), (4014, discord.PrivilegedIntentsRequired)]
)
@pytest.mark.parametrize("at", ["start", "later"])
async def test_some_close_codes_are_final(sandbox: Sandbox, code: int, error: type[Exception], at: str) -> None:
    with pointed(sandbox.rest_url, sandbox.gateway_url):
        async with ExampleBot() as client:
            if at == "start":
                sandbox.gateway.rejections = [code]
            running = asyncio.create_task(client.start(sandbox.token))
            if at == "later":
                await sandbox.ready()
                await sandbox.drop_gateway(code=code)
            with pytest.raises(error):
                await running


async def test_a_refused_gateway_is_tried_again(
    sandbox: Sandbox, bot: ExampleBot, ada: Person, announce_errors: Callable[[str], None]
) -> None:
    announce_errors("Attempting a reconnect in")
    sandbox.gateway.rejections = [503]
    await sandbox.drop_gateway()
    await sandbox.ready()
    assert sandbox.gateway.rejections == []
    assert (await ada.slash("note", text="after")).text == "after"


async def test_what_is_left_of_a_days_identifies_is_told(sandbox: Sandbox, bot: ExampleBot, api: Api) -> None:
    left = []
    for resumable in (True, False):
        await sandbox.drop_gateway(resumable=resumable)
        await sandbox.ready()
        left.append((await api("GET", "/gateway/bot")).body["session_start_limit"]["remaining"])
    assert left == [999, 998]
