"""Messages over the REST API, called plainly: sending, listing, permissions, nonces, mentions, pins, files."""

from __future__ import annotations

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
