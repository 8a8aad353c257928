"""REST routes about the bot itself, its commands, and the servers: all but messages and interactions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.sandbox.errors import Reason, Refusal
from bot.sandbox.findings import to_number
from bot.sandbox.gateway import GUILD_MEMBERS, IDENTIFIES
from bot.sandbox.guild import Channel, Guild
from bot.sandbox.rest import Call, Rest, add_route
from bot.sandbox.rules_commands import check_commands
from bot.sandbox.users import User
from bot.sandbox.world import World


def add_routes(app: web.Application, rest: Rest) -> None:
    """Serve them all."""
    table: list[tuple[str, str, Callable[[Call], Any]]] = [
        ("GET", "/users/@me", lambda call: call.world.bot.payload() | {"locale": "en-GB", "mfa_enabled": False}),
        ("GET", "/users/{user}", get_user),
        ("POST", "/users/@me/channels", open_direct),
        ("GET", "/oauth2/applications/@me", get_application),
        ("GET", "/applications/@me", get_application),
        ("GET", "/gateway/bot", get_gateway),
        ("GET", "/applications/{application}/commands", get_commands),
        ("PUT", "/applications/{application}/commands", put_commands),
        ("GET", "/applications/{application}/guilds/{guild}/commands", get_commands),
        ("PUT", "/applications/{application}/guilds/{guild}/commands", put_commands),
        ("GET", "/users/@me/guilds", lambda call: [guild.own_payload() for guild in call.world.guilds.values()]),
        ("GET", "/guilds/{guild}", lambda call: guild_of(call).payload()),
        ("GET", "/guilds/{guild}/channels", lambda call: [c.payload() for c in guild_of(call).channels.values()]),
        ("GET", "/guilds/{guild}/roles", lambda call: [role.payload() for role in guild_of(call).roles.values()]),
        ("GET", "/guilds/{guild}/roles/{role}", get_role),
        ("GET", "/guilds/{guild}/members", get_members),
        ("GET", "/guilds/{guild}/members/{user}", get_member),
        ("GET", "/channels/{channel}", lambda call: channel_of(call).payload()),
    ]
    for method, path, handler in table:
        add_route(app, rest, method, path, handler)
    add_route(app, rest, "GET", "/gateway", lambda call: {"url": call.rest.gateway.url}, bot=False)


def guild_of(call: Call) -> Guild:
    """The server of the path; raises Refusal (10004) if there is none."""
    guild = call.world.guilds.get(call.number("guild"))
    if guild is None:
        raise Refusal(Reason.UNKNOWN_GUILD)
    return guild


def channel_of(call: Call) -> Channel:
    """The channel of the path, if the bot may see it; raises Refusal (10003, 50001)."""
    channel = call.world.channels.get(call.number("channel"))
    if channel is None:
        raise Refusal(Reason.UNKNOWN_CHANNEL)
    if channel.guild is not None and not channel.guild.me.permissions(channel):
        raise Refusal(Reason.MISSING_ACCESS)
    return channel


def get_user(call: Call) -> dict[str, Any]:
    user = call.world.users.get(call.number("user"))
    if user is None:
        raise Refusal(Reason.UNKNOWN_USER)
    return user.payload()


def get_member(call: Call) -> dict[str, Any]:
    member = guild_of(call).members.get(call.number("user"))
    if member is None:
        raise Refusal(Reason.UNKNOWN_MEMBER)
    return member.payload()


def get_members(call: Call) -> list[dict[str, Any]]:
    """The members with ids after `after`, at most `limit`; only for who may ask for the members intent."""
    if not call.rest.gateway.granted_intents & GUILD_MEMBERS:
        raise Refusal(Reason.MISSING_ACCESS)
    after, limit = (to_number(call.query.get(key, default), key) for key, default in (("after", "0"), ("limit", "1")))
    members = sorted(guild_of(call).members.values(), key=lambda member: member.user.id)
    return [member.payload() for member in members if member.user.id > after][:limit]


def get_role(call: Call) -> dict[str, Any]:
    role = guild_of(call).roles.get(call.number("role"))
    if role is None:
        raise Refusal(Reason.UNKNOWN_ROLE)
    return role.payload()


def open_direct(call: Call) -> dict[str, Any]:
    user = call.world.users.get(to_number(call.fields().get("recipient_id"), "recipient_id"))
    if user is None or user.bot:
        raise Refusal(Reason.WRONG_RECIPIENT)
    return call.world.direct(user).payload()


def get_application(call: Call) -> dict[str, Any]:
    bot = call.world.bot
    return {
        "id": str(bot.id),
        "name": bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "hook": True,
        "team": None,
        "tags": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": User(bot.id, "Sandbox").payload(),
        "bot": bot.payload(),
        "approximate_guild_count": len(call.world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "eligible_oauth2_scopes": [],
        "explicit_content_filter": 0,
        "flags_new": "0",
    }


def get_gateway(call: Call) -> dict[str, Any]:
    gateway = call.rest.gateway
    left = max(0, IDENTIFIES - gateway.identified)
    limit = {"total": IDENTIFIES, "remaining": left, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": gateway.url, "shards": gateway.recommended_shards, "session_start_limit": limit}


def get_commands(call: Call) -> list[dict[str, Any]]:
    return list(call.world.commands.get(_scope(call), {}).values())


def put_commands(call: Call) -> list[dict[str, Any]]:
    """Replace all commands of a scope; a command that keeps its name keeps its id."""
    scope = _scope(call)
    check_commands(call.body)
    before = call.world.commands.get(scope, {})
    call.world.commands[scope] = {
        given["name"]: _registered(call.world, scope, given, before.get(given["name"])) for given in call.body
    }
    call.world.feed.publish({"type": "commands", "guild_id": None if scope is None else str(scope)})
    return list(call.world.commands[scope].values())


def _scope(call: Call) -> int | None:
    if call.number("application") != call.world.bot.id:
        raise Refusal(Reason.OTHER_APPLICATION)
    return guild_of(call).id if "guild" in call.path else None


def _registered(
    world: World, scope: int | None, given: dict[str, Any], before: dict[str, Any] | None
) -> dict[str, Any]:
    command: dict[str, Any] = {
        "description": "",
        "type": 1,
        "options": [],
        "default_member_permissions": None,
        "dm_permission": True,
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
    }
    command |= {key: value for key, value in given.items() if value is not None}
    if command["default_member_permissions"] is not None:
        command["default_member_permissions"] = str(command["default_member_permissions"])
    command |= {"id": before["id"] if before else str(world.snowflakes.next()), "application_id": str(world.bot.id)}
    command["version"] = command["id"]
    return command if scope is None else command | {"guild_id": str(scope)}
