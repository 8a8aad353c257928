"""REST routes about messages in channels: send, read, change, delete, pin; each with the permissions it needs."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox import post, rules
from bot.sandbox.errors import Reason, Refusal
from bot.sandbox.findings import refuse, to_number, to_object
from bot.sandbox.guild import Channel
from bot.sandbox.messages import DEFAULT, REPLY, Message
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Call, Rest, add_route
from bot.sandbox.rest_world import channel_of

_REMEMBERED_NONCES = 100


def add_routes(app: web.Application, rest: Rest) -> None:
    """Serve them all."""
    channel = "/channels/{channel}"
    for method, path, handler in (
        ("POST", channel + "/typing", typing),
        ("GET", channel + "/messages/pins", get_pins),
        ("PUT", channel + "/messages/pins/{message}", pin),
        ("DELETE", channel + "/messages/pins/{message}", unpin),
        ("GET", channel + "/pins", get_pins_plainly),
        ("PUT", channel + "/pins/{message}", pin),
        ("DELETE", channel + "/pins/{message}", unpin),
        ("GET", channel + "/messages", get_messages),
        ("POST", channel + "/messages", send),
        ("GET", channel + "/messages/{message}", get_message),
        ("PATCH", channel + "/messages/{message}", edit),
        ("DELETE", channel + "/messages/{message}", delete),
    ):
        add_route(app, rest, method, path, handler)


def need(channel: Channel, *permissions: Permission) -> None:
    """Raise Refusal (50013) unless the bot has all of these in the channel."""
    if channel.guild is not None:
        bits = channel.guild.me.permissions(channel)
        if any(not bits & permission.value for permission in permissions):
            raise Refusal(Reason.MISSING_PERMISSIONS)


def message_of(call: Call) -> Message:
    """The public message of the path; raises Refusal (10008). Private answers don't exist for these routes."""
    message = channel_of(call).history.get(call.number("message"))
    if message is None or message.ephemeral:
        raise Refusal(Reason.UNKNOWN_MESSAGE)
    return message


def send(call: Call) -> dict[str, Any]:
    """Post a message; with `enforce_nonce` a repeated nonce returns the first message instead."""
    channel, body = channel_of(call), call.fields()
    need(channel, Permission.SEND_MESSAGES)
    if body.get("attachments"):
        need(channel, Permission.ATTACH_FILES)
    rules.check_message(body)
    reference = _reference(channel, body)
    if body.get("enforce_nonce") and body.get("nonce") is not None:
        for message in list(reversed(channel.history.values()))[:_REMEMBERED_NONCES]:
            if message.author is call.world.bot and message.nonce == body["nonce"]:
                return message.payload()
    kind = DEFAULT if reference is None else REPLY
    return post.write(call.world, channel, call.world.bot, body, reference=reference, kind=kind).payload()


def _reference(channel: Channel, body: dict[str, Any]) -> int | None:
    given = body.get("message_reference")
    if not given:
        return None
    need(channel, Permission.READ_MESSAGE_HISTORY)
    where = ("message_reference", "message_id")
    number = to_number(to_object(given, "message_reference").get("message_id"), *where)
    message = channel.history.get(number)
    if message is not None and not message.ephemeral:
        return number
    if given.get("fail_if_not_exists", True):
        refuse(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return None


def get_messages(call: Call) -> list[dict[str, Any]]:
    """The newest messages first, as `limit`, `before`, `after` and `around` say."""
    channel = channel_of(call)
    need(channel, Permission.READ_MESSAGE_HISTORY)
    limit, messages = _limit(call, 100), channel.messages
    bounds = {key: to_number(call.query[key], key) for key in ("before", "after", "around") if key in call.query}
    if "before" in bounds:
        messages = [message for message in messages if message.id < bounds["before"]][-limit:]
    elif "after" in bounds:
        messages = [message for message in messages if message.id > bounds["after"]][:limit]
    elif "around" in bounds:
        older = [message for message in messages if message.id <= bounds["around"]][-(limit // 2 + 1) :]
        newer = [message for message in messages if message.id > bounds["around"]][: limit - len(older)]
        messages = older + newer
    else:
        messages = messages[-limit:]
    return [message.payload() for message in reversed(messages)]


def _limit(call: Call, most: int) -> int:
    """The `limit` of the query, 50 by default."""
    limit = to_number(call.query.get("limit", "50"), "limit")
    if not 1 <= limit <= most:
        refuse(("limit",), "NUMBER_TYPE_MAX", f"int value should be between 1 and {most}.")
    return limit


def get_message(call: Call) -> dict[str, Any]:
    message = message_of(call)
    need(message.channel, Permission.READ_MESSAGE_HISTORY)
    return message.payload()


def edit(call: Call) -> dict[str, Any]:
    message, body = message_of(call), call.fields()
    if message.author is not call.world.bot:
        raise Refusal(Reason.OTHER_AUTHOR)
    rules.check_edit(body, message)
    post.edit(call.world, message, body)
    return message.payload()


def delete(call: Call) -> None:
    message = message_of(call)
    if message.author is not call.world.bot:
        if message.channel.guild is None:
            raise Refusal(Reason.IN_DIRECT_MESSAGES)
        need(message.channel, Permission.MANAGE_MESSAGES)
    post.delete(call.world, message)


def pin(call: Call) -> None:
    message = message_of(call)
    need(message.channel, Permission.PIN_MESSAGES, Permission.READ_MESSAGE_HISTORY)
    if sum(other.pinned is not None for other in message.channel.messages) >= rules.PINS and message.pinned is None:
        raise Refusal(Reason.TOO_MANY_PINS, most=rules.PINS)
    post.pin(call.world, message, call.world.bot)


def unpin(call: Call) -> None:
    message = message_of(call)
    need(message.channel, Permission.PIN_MESSAGES)
    post.unpin(call.world, message)


def _pinned(call: Call) -> list[Message]:
    channel = channel_of(call)
    need(channel, Permission.READ_MESSAGE_HISTORY)
    pinned = [message for message in channel.messages if message.pinned is not None]
    return sorted(pinned, key=lambda message: str(message.pinned), reverse=True)


def get_pins(call: Call) -> dict[str, Any]:
    """A page of pins, newest first: at most `limit` (50), pinned before the instant `before`."""
    before = call.query.get("before")
    pinned = [message for message in _pinned(call) if before is None or str(message.pinned) < before]
    limit = _limit(call, 50)
    items = [{"pinned_at": message.pinned, "message": message.payload()} for message in pinned[:limit]]
    return {"items": items, "has_more": len(pinned) > limit}


def get_pins_plainly(call: Call) -> list[dict[str, Any]]:
    return [message.payload() for message in _pinned(call)]


def typing(call: Call) -> None:
    channel = channel_of(call)
    need(channel, Permission.SEND_MESSAGES)
    user = call.world.bot
    call.world.feed.publish(
        {"type": "typing", "channel_id": str(channel.id), "user_id": str(user.id), "name": user.name}
    )
