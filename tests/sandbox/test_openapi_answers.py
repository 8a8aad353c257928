"""The sandbox's answers beside Discord's own description of its API, where `DISCORD_OPENAPI` names that file."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, NamedTuple

import discord
import pytest
from aiohttp import web
from jsonschema import Draft202012Validator
from jsonschema.exceptions import relevance

from bot.sandbox import Person, Sandbox
from tests.sandbox.conftest import ExampleBot
from tests.sandbox.test_openapi import pytestmark, read_description

__all__ = ["pytestmark"]

Api = Callable[..., Awaitable[Any]]
API = "/api/v10"
DEFERRED = (5, 6)
"""Types of first answers that announce one; nothing describes what Discord says of their messages."""


class Said(NamedTuple):
    """One answer: to which method and path (its variables as `{}`), with which status and body."""

    method: str
    path: str
    status: int
    body: Any


def plain(path: str) -> str:
    """A path without the names of its variables."""
    return re.sub(r"\{[^}]*\}", "{}", path.removeprefix(API))


@pytest.fixture
def said() -> list[Said]:
    return []


@pytest.fixture
async def sandbox(said: list[Said]) -> AsyncIterator[Sandbox]:
    """A sandbox that keeps what its REST API says."""

    @web.middleware
    async def keep(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> Any:
        response = await handler(request)
        resource = request.match_info.route.resource
        if resource is not None and resource.canonical.startswith(API) and isinstance(response, web.Response):
            assert isinstance(response.body, bytes | None)
            body = json.loads(response.body) if response.body else None
            said.append(Said(request.method, plain(resource.canonical), response.status, body))
        return response

    async with Sandbox(routes=lambda _, app: app.middlewares.append(keep)) as running:
        running.stage.patience = 2.0
        yield running


async def use_everything(sandbox: Sandbox, api: Api, ada: Person, grace: Person) -> None:
    """What makes a bot call whatever answers interactions."""
    card = await ada.slash("card", query="docker")
    await card.press("Defer")
    await (await card.press("Form")).submit({"opinion": "good", "mood": "f"})
    await (await ada.slash("card", query="docker")).press("Next")
    await ada.slash("twice")
    await ada.slash("long")
    await ada.autocomplete("speaker", name="k")
    await grace.slash("settings moderator", role="Helpers")
    await ada.say(f"{sandbox.world.bot.mention} hello")
    await ada.next_message()
    later = await ada.slash("later")
    assert later.interaction is not None
    original = f"/webhooks/{sandbox.world.bot.id}/{later.interaction.token}/messages/@original"
    await api("GET", original)
    await api("DELETE", original)
    await api("DELETE", original)


async def call_everything(sandbox: Sandbox, api: Api, ada: Person) -> None:
    """Every route that a bot calls by itself, and some that are refused."""
    guild, me = sandbox.guild, sandbox.world.bot.id
    general = f"/channels/{guild.channel('general').id}"
    sent = (await api("POST", f"{general}/messages", {"content": "hello"})).body["id"]
    await api("POST", f"{general}/messages", {"content": "x" * 2001})
    await api("POST", f"/channels/{guild.channel('announcements').id}/messages", {"content": "x"})
    await api("POST", "/users/@me/channels", {"recipient_id": str(ada.user.id)})
    await api("PATCH", f"{general}/messages/{sent}", {"content": "hello again"})
    for path in ("messages/pins", "pins"):
        await api("PUT", f"{general}/{path}/{sent}")
        await api("GET", f"{general}/{path}")
        await api("DELETE", f"{general}/{path}/{sent}")
    await api("POST", f"{general}/typing")
    for path in ("/messages", f"/messages/{sent}", ""):
        await api("GET", general + path)
    for path in ("", "/channels", "/roles", f"/roles/{guild.id}", "/members?limit=3", f"/members/{ada.user.id}"):
        await api("GET", f"/guilds/{guild.id}{path}")
    for path in (
        "/users/@me",
        f"/users/{ada.user.id}",
        "/users/@me/guilds",
        "/gateway",
        "/gateway/bot",
        "/guilds/1",
        "/channels/1",
    ):
        await api("GET", path)
    for path in ("/applications/@me", "/oauth2/applications/@me"):
        await api("GET", path)
    for scope in ("", f"/guilds/{guild.id}"):
        commands = f"/applications/{me}{scope}/commands"
        await api("PUT", commands, [{"name": "talk", "description": "One"}])
        await api("GET", commands)
    await api("DELETE", f"{general}/messages/{sent}")


def differences(description: dict[str, Any], answer: Said) -> list[str]:
    """What in an answer is not as the description says."""
    paths = {plain(path): methods for path, methods in description["paths"].items()}
    responses = paths[answer.path][answer.method.lower()]["responses"]
    described = responses.get(str(answer.status)) or responses[f"{answer.status // 100}XX"]
    if "$ref" in described:
        described = description["components"]["responses"][described["$ref"].rsplit("/", 1)[1]]
    where, body = f"{answer.method} {answer.path} {answer.status}", answer.body
    if body is None or "content" not in described:
        return [] if body is None and "content" not in described else [f"{where}: {body}"]
    if answer.status >= 400:
        # The description gives nested errors numbers for codes, where Discord's documentation has words
        body.pop("errors", None)
    if isinstance(body, dict) and body.get("resource", {}).get("type") in DEFERRED:
        del body["resource"]
    schema = described["content"]["application/json"]["schema"] | {"components": description["components"]}
    return [
        f"{where} {error.json_path}: {min(error.context, key=relevance, default=error).message[:200]}"
        for error in Draft202012Validator(schema).iter_errors(body)
    ]


async def test_every_answer_has_the_shape_that_discord_describes(
    sandbox: Sandbox, bot: ExampleBot, api: Api, ada: Person, grace: Person, said: list[Said]
) -> None:
    sandbox.gateway.granted_intents = discord.Intents.all().value
    await use_everything(sandbox, api, ada, grace)
    await call_everything(sandbox, api, ada)
    assert [wrong for answer in said for wrong in differences(read_description(), answer)] == []
    served = {
        (route.method, plain(route.resource.canonical))
        for route in sandbox.app.router.routes()
        if route.resource is not None and route.resource.canonical.startswith(API)
    }
    answered = {(answer.method, answer.path) for answer in said}
    assert {(method, path) for method, path in served - answered if method not in ("*", "HEAD")} == set()
