"""The REST API, called plainly: who may call, messages with their permissions, mentions, nonces, pins, faults."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Channel, Message, Person, Sandbox, post

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


async def test_a_message_is_sent_read_changed_and_deleted(api: Api, general: Channel, messages: str) -> None:
    sent = await api("POST", messages, {"content": " one "})
    path = f"{messages}/{sent.body['id']}"
    assert (sent.body["content"], sent.body["edited_timestamp"]) == ("one", None)
    assert [message.text for message in general.messages] == ["one"]
    changed = await api("PATCH", path, {"content": "two"})
    assert changed.body["edited_timestamp"] is not None
    assert (await api("GET", path)).body["content"] == "two"
    assert (await api("PATCH", path, {"content": ""})).code == 50006
    assert (await api("DELETE", path)).status == 204
    assert (await api("GET", path)).code == 10008
    assert general.messages == []


async def test_messages_are_listed_newest_first(api: Api, messages: str) -> None:
    ids = [(await api("POST", messages, {"content": str(number)})).body["id"] for number in range(6)]

    async def listed(query: str) -> list[int]:
        return [int(message["content"]) for message in (await api("GET", f"{messages}?{query}")).body]

    assert await listed("limit=2") == [5, 4]
    assert await listed(f"limit=2&before={ids[3]}") == [2, 1]
    assert await listed(f"limit=2&after={ids[1]}") == [3, 2]
    assert await listed(f"limit=3&around={ids[2]}") == [3, 2, 1]


NEEDS: list[tuple[str, str, dict[str, Any] | None, str]] = [
    ("POST", "/messages", {"content": "x"}, "send_messages"),
    ("POST", "/typing", None, "send_messages"),
    ("GET", "/messages", None, "read_message_history"),
    ("GET", "/messages/{hers}", None, "read_message_history"),
    ("POST", "/messages", {"content": "x", "message_reference": {"message_id": "{hers}"}}, "read_message_history"),
    ("DELETE", "/messages/{hers}", None, "manage_messages"),
    ("PUT", "/messages/pins/{hers}", None, "pin_messages"),
    ("PUT", "/pins/{hers}", None, "pin_messages"),
    ("DELETE", "/pins/{hers}", None, "pin_messages"),
    ("GET", "/messages/pins", None, "read_message_history"),
]


@pytest.mark.parametrize(("method", "path", "body", "needed"), NEEDS)
async def test_each_route_needs_its_permission(
    api: Api, ada: Person, sandbox: Sandbox, general: Channel, method: str, path: str, body: Any, needed: str
) -> None:
    hers = str((await ada.say("mine")).id)
    path = f"/channels/{general.id}{path.replace('{hers}', hers)}"
    if body and "message_reference" in body:
        body = body | {"message_reference": {"message_id": hers}}
    general.allow(sandbox.guild.me, **{needed: False})
    refused = await api(method, path, body)
    assert (refused.status, refused.code) == (403, 50013)
    general.allow(sandbox.guild.me, **{needed: True})
    assert (await api(method, path, body)).status < 300
    general.allow(sandbox.guild.me, view_channel=False)
    assert ((hidden := await api(method, path, body)).status, hidden.code) == (403, 50001)


async def test_nobody_is_let_into_a_read_only_channel(api: Api, sandbox: Sandbox) -> None:
    channel = sandbox.guild.channel("announcements")
    assert (await api("POST", f"/channels/{channel.id}/messages", {"content": "x"})).code == 50013
    channel.allow(sandbox.guild.me, send_messages=True)
    assert (await api("POST", f"/channels/{channel.id}/messages", {"content": "x"})).status == 200


async def test_only_the_own_messages_are_edited(api: Api, ada: Person, messages: str) -> None:
    hers = await ada.say("mine")
    assert (await api("PATCH", f"{messages}/{hers.id}", {"content": "x"})).code == 50005
    private = await ada.direct("mine")
    assert (await api("DELETE", f"/channels/{ada.dm().id}/messages/{private.id}")).code == 50003


async def test_a_repeated_nonce_returns_the_first_message(api: Api, general: Channel, messages: str) -> None:
    first = await api("POST", messages, {"content": "one", "nonce": "7", "enforce_nonce": True})
    again = await api("POST", messages, {"content": "two", "nonce": "7", "enforce_nonce": True})
    assert (again.body["id"], again.body["content"], again.body["nonce"]) == (first.body["id"], "one", "7")
    await api("POST", messages, {"content": "three", "nonce": "7"})
    assert [message.text for message in general.messages] == ["one", "three"]


async def test_an_answer_shows_what_it_answers(api: Api, ada: Person, messages: str) -> None:
    hers = await ada.say("a question")
    sent = await api("POST", messages, {"content": "an answer", "message_reference": {"message_id": str(hers.id)}})
    assert (sent.body["type"], sent.body["referenced_message"]["content"]) == (19, "a question")
    missing: dict[str, Any] = {"message_id": "1"}
    refused = await api("POST", messages, {"content": "x", "message_reference": missing})
    assert refused.faults == {"message_reference": "REPLIES_UNKNOWN_MESSAGE"}
    missing["fail_if_not_exists"] = False
    assert (await api("POST", messages, {"content": "x", "message_reference": missing})).body["type"] == 0


@pytest.mark.parametrize(
    ("allowed", "pings"),
    [
        (None, ("Ada", "Speakers")),
        ({"parse": []}, ()),
        ({"parse": ["users"]}, ("Ada",)),
        ({"parse": ["roles", "everyone"]}, ("Speakers",)),
        ({"parse": [], "users": ["{ada}"]}, ("Ada",)),
        ({"parse": [], "users": ["1"]}, ()),
    ],
)
async def test_who_is_pinged(
    api: Api, ada: Person, sandbox: Sandbox, general: Channel, messages: str, allowed: Any, pings: tuple[str, ...]
) -> None:
    speakers, helpers = sandbox.guild.add_role("Speakers", mentionable=True), sandbox.guild.role("Helpers")
    if allowed and "users" in allowed:
        allowed = allowed | {"users": [user.replace("{ada}", str(ada.user.id)) for user in allowed["users"]]}
    text = f"{ada.mention} <@&{speakers.id}> <@&{helpers.id}> @everyone"
    await api("POST", messages, {"content": text, "allowed_mentions": allowed})
    assert general.messages[-1].pings == pings


async def test_everyone_is_pinged_by_who_may(api: Api, sandbox: Sandbox, general: Channel, messages: str) -> None:
    general.allow(sandbox.guild.me, mention_everyone=True)
    await api("POST", messages, {"content": "@everyone <@&" + str(sandbox.guild.role("Helpers").id) + ">"})
    assert general.messages[-1].pings == ("Helpers", "everyone")


async def test_texts_of_cards_ping_and_edits_do_not(api: Api, ada: Person, general: Channel, messages: str) -> None:
    card = {"flags": 1 << 15, "components": [{"type": 10, "content": ada.mention}]}
    sent = await api("POST", messages, card)
    assert [message.pings for message in general.messages] == [("Ada",)]
    plain = await api("POST", messages, {"content": "x"})
    await api("PATCH", f"{messages}/{plain.body['id']}", {"content": ada.mention})
    assert [message.pings for message in general.messages] == [("Ada",), ()]
    assert sent.body["components"] == [{"type": 10, "content": ada.mention, "id": 1}]


async def test_pins_are_listed_newest_first(api: Api, ada: Person, general: Channel, messages: str) -> None:
    first, second = await ada.say("one"), await ada.say("two")
    for message in (first, second, first):
        assert (await api("PUT", f"{messages}/pins/{message.id}")).status == 204
    page = await api("GET", f"{messages}/pins?limit=1")
    assert ([item["message"]["content"] for item in page.body["items"]], page.body["has_more"]) == (["two"], True)
    rest = await api("GET", f"{messages}/pins", params={"before": page.body["items"][0]["pinned_at"]})
    assert [item["message"]["content"] for item in rest.body["items"]] == ["one"]
    assert [message["content"] for message in (await api("GET", f"/channels/{general.id}/pins")).body] == ["two", "one"]
    assert [message.type for message in general.messages] == [0, 0, 6, 6]
    await api("DELETE", f"{messages}/pins/{second.id}")
    assert second.pinned is None


async def test_files_become_attachments(
    sandbox: Sandbox, session: aiohttp.ClientSession, general: Channel, messages: str
) -> None:
    async def send(content: bytes) -> int:
        form = aiohttp.FormData()
        form.add_field("payload_json", '{"content": "x", "attachments": [{"id": 0, "filename": "a.ics"}]}')
        form.add_field("files[0]", io.BytesIO(content), filename="b.ics", content_type="text/calendar")
        headers = {"Authorization": f"Bot {sandbox.token}"}
        async with session.post(sandbox.rest_url + messages, data=form, headers=headers) as answer:
            return answer.status

    assert await send(b"BEGIN") == 200
    shown = general.messages[0].attachments[0]
    assert (shown["filename"], shown["size"], shown["content_type"]) == ("a.ics", 5, "text/calendar")
    assert await send(b"x" * (10 * 1024 * 1024 + 1)) == 413


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
    listed = await api("GET", f"{path}/members?limit=10&after={ada.user.id - 1}")
    assert [member["user"]["global_name"] for member in listed.body] == ["Ada"]


async def test_a_command_keeps_its_id_while_it_keeps_its_name(api: Api, sandbox: Sandbox) -> None:
    path = f"/applications/{sandbox.world.bot.id}/commands"
    talk, day = ({"name": name, "description": "x"} for name in ("talk", "day"))
    before = {one["name"]: one["id"] for one in (await api("PUT", path, [talk, day])).body}
    after = {one["name"]: one["id"] for one in (await api("PUT", path, [talk])).body}
    assert after == {"talk": before["talk"]}
    assert [command["name"] for command in (await api("GET", path)).body] == ["talk"]


async def test_every_message_is_told_to_who_listens(api: Api, ada: Person, sandbox: Sandbox, messages: str) -> None:
    told: list[tuple[str, str]] = []
    unsubscribe = sandbox.subscribe(lambda event: told.append((event["type"], event.get("visible_to", "-") or "all")))
    sent = await api("POST", messages, {"content": "x"})
    await api("DELETE", f"{messages}/{sent.body['id']}")
    post.write(
        sandbox.world, sandbox.guild.channel("general"), sandbox.world.bot, {"content": "x"}, visible_to=ada.user
    )
    unsubscribe()
    await ada.say("unheard")
    assert [event for event in told if event[0] != "log"] == [
        ("message_create", "all"),
        ("message_delete", "all"),
        ("message_create", str(ada.user.id)),
    ]


async def test_private_answers_do_not_exist_for_the_channel_routes(
    api: Api, ada: Person, sandbox: Sandbox, general: Channel, messages: str
) -> None:
    hidden: Message = post.write(sandbox.world, general, sandbox.world.bot, {"content": "x"}, visible_to=ada.user)
    for method, body in (("GET", None), ("PATCH", {"content": "y"}), ("DELETE", None)):
        assert (await api(method, f"{messages}/{hidden.id}", body)).code == 10008
    assert (await api("GET", messages)).body == []


async def test_a_busy_port_is_stepped_over() -> None:
    async with Sandbox() as first, Sandbox(first.port) as second:
        assert second.port > first.port
        assert second.rest_url == f"http://127.0.0.1:{second.port}/api/v10"


async def test_two_sandboxes_may_run_at_once() -> None:
    async with asyncio.timeout(5), Sandbox() as first, Sandbox() as second:
        assert first.port != second.port
