"""Answering interactions over REST, called plainly: deadlines, kinds of answers, what a token may touch."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.sandbox import Person, Sandbox, post
from bot.sandbox.interactions import Interaction

Api = Callable[..., Awaitable[Any]]
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5


def callback(interaction: Interaction) -> str:
    return f"/interactions/{interaction.id}/{interaction.token}/callback"


@pytest.fixture
def begin(ada: Person, sandbox: Sandbox) -> Callable[..., Interaction]:
    """`begin(kind)`: something that Ada does in #general; with a message to press if `on_message`."""

    def create(kind: int, *, on_message: bool = False) -> Interaction:
        general = sandbox.guild.channel("general")
        source = post.write(sandbox.world, general, sandbox.world.bot, {"content": "card"}) if on_message else None
        options = [{"name": "moderator", "type": 1, "options": []}]
        return sandbox.interactions.create(kind, ada, general, {"name": "settings", "options": options}, source)

    return create


@pytest.fixture
def hook(sandbox: Sandbox) -> Callable[[Interaction], str]:
    return lambda interaction: f"/webhooks/{sandbox.world.bot.id}/{interaction.token}"


@pytest.mark.parametrize(
    ("kind", "on_message", "allowed"),
    [
        (COMMAND, False, {4, 5, 9}),
        (COMPONENT, True, {4, 5, 6, 7, 9}),
        (AUTOCOMPLETE, False, {8}),
        (MODAL, False, {4, 5}),
        (MODAL, True, {4, 5, 6, 7}),
    ],
)
async def test_each_kind_takes_its_answers(
    api: Api, begin: Callable[..., Interaction], kind: int, on_message: bool, allowed: set[int]
) -> None:
    form = {"title": "t", "custom_id": "c", "components": [{"type": 10, "content": "x"}]}
    taken = set()
    for answer in range(1, 13):
        data = form if answer == 9 else {} if answer == 8 else {"content": "x"}
        sent = await api("POST", callback(begin(kind, on_message=on_message)), {"type": answer, "data": data})
        if sent.status < 300:
            taken.add(answer)
        else:
            assert (sent.code, sent.faults) == (50035, {"type": "BASE_TYPE_CHOICES"})
    assert taken == allowed


async def test_unknown_late_and_repeated_answers_are_refused(
    api: Api, sandbox: Sandbox, begin: Callable[..., Interaction]
) -> None:
    first = begin(COMMAND)
    answer = {"type": 4, "data": {"content": "x"}}
    assert (await api("POST", f"/interactions/{first.id}/wrong/callback", answer)).code == 10062
    assert (await api("POST", callback(first), answer)).status == 204
    repeated = await api("POST", callback(first), answer)
    assert (repeated.status, repeated.code) == (400, 40060)
    sandbox.interactions.answer_limit = 0.0
    late = await api("POST", callback(begin(COMMAND)), answer)
    assert (late.status, late.code) == (404, 10062)


async def test_with_response_returns_the_message(api: Api, begin: Callable[..., Interaction]) -> None:
    interaction = begin(COMMAND)
    answer = {"type": 4, "data": {"content": "x", "flags": 64}}
    shown = (await api("POST", callback(interaction) + "?with_response=true", answer)).body
    message = shown["resource"]["message"]
    assert shown["interaction"] == {
        "id": str(interaction.id),
        "type": 2,
        "response_message_id": message["id"],
        "response_message_loading": False,
        "response_message_ephemeral": True,
    }
    assert (message["content"], message["flags"], message["interaction_metadata"]["name"]) == (
        "x",
        64,
        "settings moderator",
    )


async def test_a_token_is_good_for_its_own_messages(
    api: Api, begin: Callable[..., Interaction], hook: Callable[[Interaction], str]
) -> None:
    mine, other = begin(COMMAND), begin(COMMAND)
    assert (await api("POST", hook(mine), {"content": "x"}, token=None)).code == 10015
    for interaction in (mine, other):
        await api("POST", callback(interaction), {"type": 4, "data": {"content": "x"}}, token=None)
    more = await api("POST", hook(mine), {"content": "more", "flags": 64}, token=None)
    assert mine.messages[int(more.body["id"])].ephemeral
    path = f"{hook(mine)}/messages/"
    assert (await api("PATCH", path + more.body["id"], {"content": "changed"}, token=None)).body["content"] == "changed"
    assert (await api("GET", path + "@original", token=None)).body["content"] == "x"
    assert other.original is not None
    assert (await api("GET", path + str(other.original.id), token=None)).code == 10008
    assert (await api("DELETE", path + "@original", token=None)).status == 204
    assert (await api("GET", path + "@original", token=None)).code == 10008
    assert (await api("DELETE", path + more.body["id"], token=None)).status == 204


async def test_a_token_lives_its_time(
    api: Api, sandbox: Sandbox, begin: Callable[..., Interaction], hook: Callable[[Interaction], str]
) -> None:
    interaction = begin(COMMAND)
    await api("POST", callback(interaction), {"type": 5}, token=None)
    sandbox.interactions.token_life = 0.0
    outlived = await api("POST", hook(interaction), {"content": "x"}, token=None)
    assert (outlived.status, outlived.code) == (401, 50027)


async def test_the_first_further_message_fills_a_deferred_answer(
    api: Api, sandbox: Sandbox, begin: Callable[..., Interaction], hook: Callable[[Interaction], str]
) -> None:
    interaction, general = begin(COMMAND), sandbox.guild.channel("general")
    await api("POST", callback(interaction), {"type": 5, "data": {"flags": 1 << 15}}, token=None)
    assert [(message.loading, message.flags) for message in general.messages] == [(True, 128)]
    for content in ("one", "two"):
        await api("POST", hook(interaction), {"content": content}, token=None)
    assert [(message.text, message.loading, message.edited) for message in general.messages] == [
        ("one", False, None),
        ("two", False, None),
    ]


async def test_an_update_changes_the_pressed_message(
    api: Api, begin: Callable[..., Interaction], hook: Callable[[Interaction], str]
) -> None:
    interaction = begin(COMPONENT, on_message=True)
    await api("POST", callback(interaction), {"type": 7, "data": {"content": "pressed"}}, token=None)
    assert interaction.source is not None
    assert (interaction.source.text, interaction.original) == ("pressed", interaction.source)
    assert (await api("GET", f"{hook(interaction)}/messages/@original", token=None)).body["content"] == "pressed"


async def test_a_message_turns_into_a_card_only_without_its_content(
    api: Api, begin: Callable[..., Interaction]
) -> None:
    card = {"flags": 1 << 15, "components": [{"type": 10, "content": "card"}]}
    refused = await api("POST", callback(begin(COMPONENT, on_message=True)), {"type": 7, "data": card})
    assert refused.faults == {"data.content": "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"}
    turned = begin(COMPONENT, on_message=True)
    assert (await api("POST", callback(turned), {"type": 7, "data": card | {"content": None}})).status == 204
    assert turned.original is not None
    assert (turned.original.text, turned.original.flags) == ("card", 1 << 15)


async def test_no_token_stands_in_the_log(
    api: Api, sandbox: Sandbox, begin: Callable[..., Interaction], hook: Callable[[Interaction], str]
) -> None:
    interaction = begin(COMMAND)
    await api("POST", callback(interaction), {"type": 4, "data": {"content": "x"}}, token=None)
    await api("GET", hook(interaction) + "/messages/@original", token=None)
    assert [entry.what for entry in sandbox.log] == [
        f"POST /interactions/{interaction.id}/…/callback",
        f"GET /webhooks/{sandbox.world.bot.id}/…/messages/@original",
    ]
