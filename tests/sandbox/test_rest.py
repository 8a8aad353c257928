"""The REST API, called plainly: who may call, what is unknown, servers and commands, faults, ports."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Channel, Person, Sandbox

Api = Callable[..., Awaitable[Any]]


@pytest.fixture
def general(sandbox: Sandbox) -> Channel:
    return sandbox.guild.channel("general")


@pytest.fixture
def messages(general: Channel) -> str:
    return f"/channels/{general.id}/messages"


@pytest.mark.parametrize("token", ["wrong", "x" * 24 + ".abcdef." + "y" * 27, None])
async def test_only_the_own_token_is_served(api: Api, sandbox: Sandbox, token: str | None) -> None:
    refused = await api("GET", "/users/@me", token=token)
    assert (refused.status, refused.body) == (401, {"message": "401: Unauthorized", "code": 0})
    assert [entry.what for entry in sandbox.log.refused] == ["GET /users/@me"]


def test_a_token_that_looks_real_is_not_taken() -> None:
    with pytest.raises(ValueError, match="looks like a real Discord token"):
        Sandbox(token="x" * 24 + ".abcdef." + "y" * 27)


async def test_only_loopback_names_are_served(api: Api, sandbox: Sandbox) -> None:
    assert (await api("GET", "/gateway", headers={"Host": "example.org"})).status == 403
    assert (await api("GET", "/gateway", headers={"Host": f"127.0.0.1:{sandbox.port + 1}"})).status == 403
    assert (await api("GET", "/gateway", headers={"Host": f"localhost:{sandbox.port}"})).status == 200


async def test_answers_say_json_without_a_charset(api: Api, messages: str) -> None:
    for answer in (await api("GET", "/users/@me"), await api("POST", messages, {}), await api("GET", "/nowhere")):
        assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, 0),
        ("PUT", "/users/@me", 404, 0),
        ("GET", "/channels/1", 404, 10003),
        ("GET", "/channels/x", 400, 50035),
        ("GET", "/guilds/1/roles", 404, 10004),
        ("GET", "/users/1", 404, 10013),
        ("GET", "/webhooks/1/x/messages/@original", 404, 10015),
        ("GET", "{channel}/messages/1", 404, 10008),
        ("GET", "{channel}/messages?limit=0", 400, 50035),
        ("GET", "{channel}/messages?before=x", 400, 50035),
        ("GET", "/guilds/{guild}/members/1", 404, 10007),
        ("GET", "/guilds/{guild}/roles/1", 404, 10011),
        ("GET", "/guilds/{guild}/members", 403, 50001),
        ("PUT", "/applications/1/commands", 403, 20012),
    ],
)
async def test_what_is_unknown(
    api: Api, sandbox: Sandbox, general: Channel, method: str, path: str, status: int, code: int
) -> None:
    path = path.replace("{channel}", f"/channels/{general.id}").replace("{guild}", str(sandbox.guild.id))
    refused = await api(method, path)
    assert (refused.status, refused.code) == (status, code)
    assert sandbox.log[-1].status == status


async def test_a_body_that_is_no_json_is_refused(
    sandbox: Sandbox, session: aiohttp.ClientSession, messages: str
) -> None:
    headers = {"Authorization": f"Bot {sandbox.token}", "Content-Type": "application/json"}
    async with session.post(sandbox.rest_url + messages, data=b"{", headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50109)
    async with session.post(sandbox.rest_url + messages, data=b"[]", headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50035)


async def test_a_fault_is_given_as_often_as_asked(api: Api, sandbox: Sandbox, general: Channel, messages: str) -> None:
    sandbox.fail_next("POST /channels", status=429, times=2)
    for _ in range(2):
        failed = await api("POST", messages, {"content": "x"})
        assert (failed.status, failed.headers["Via"], failed.body["retry_after"]) == (429, "1.1 sandbox", 0.05)
    assert general.messages == []
    assert (await api("POST", messages, {"content": "x"})).status == 200
    sandbox.fail_next(messages, status=403, json={"code": 50013})
    assert (await api("GET", "/users/@me")).status == 200
    assert (await api("GET", messages)).code == 50013


async def test_the_bot_opens_a_conversation(api: Api, ada: Person, sandbox: Sandbox) -> None:
    opened = await api("POST", "/users/@me/channels", {"recipient_id": str(ada.user.id)})
    assert (opened.body["id"], opened.body["type"]) == (str(ada.dm().id), 1)
    await api("POST", f"/channels/{opened.body['id']}/messages", {"content": "psst"})
    assert (await ada.next_direct()).text == "psst"
    assert (await api("POST", "/users/@me/channels", {"recipient_id": str(sandbox.world.bot.id)})).code == 50033


async def test_the_servers_are_shown(api: Api, ada: Person, sandbox: Sandbox) -> None:
    path = f"/guilds/{sandbox.guild.id}"
    assert (await api("GET", path)).body["name"] == "EuroPython"
    assert [guild["name"] for guild in (await api("GET", "/users/@me/guilds")).body] == ["EuroPython", "PyLadiesCon"]
    assert [c["name"] for c in (await api("GET", f"{path}/channels")).body] == ["general", "programme", "announcements"]
    assert (await api("GET", f"{path}/roles")).body[0]["name"] == "@everyone"
    assert (await api("GET", f"{path}/members/{ada.user.id}")).body["user"]["global_name"] == "Ada"
    assert (await api("GET", f"{path}/roles/{sandbox.guild.id}")).body["name"] == "@everyone"
    assert (await api("GET", f"/users/{ada.user.id}")).body["id"] == str(ada.user.id)
    sandbox.gateway.granted_intents = 1 << 1
    listed = await api("GET", f"{path}/members?limit=1&after={ada.user.id - 1}")
    assert [member["user"]["global_name"] for member in listed.body] == ["Ada"]


async def test_a_command_keeps_its_id_while_it_keeps_its_name(api: Api, sandbox: Sandbox) -> None:
    path = f"/applications/{sandbox.world.bot.id}/commands"
    talk, day = ({"name": name, "description": "x"} for name in ("talk", "day"))
    before = {one["name"]: one["id"] for one in (await api("PUT", path, [talk, day])).body}
    after = {one["name"]: one["id"] for one in (await api("PUT", path, [talk])).body}
    assert after == {"talk": before["talk"]}
    assert [command["name"] for command in (await api("GET", path)).body] == ["talk"]


async def test_a_busy_port_is_stepped_over() -> None:
    async with Sandbox() as first, Sandbox(first.port) as second:
        assert second.port > first.port
        assert second.rest_url == f"http://127.0.0.1:{second.port}/api/v10"


async def test_two_sandboxes_may_run_at_once() -> None:
    async with asyncio.timeout(5), Sandbox() as first, Sandbox() as second:
        assert first.port != second.port
