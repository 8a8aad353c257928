"""Writing, changing and removing messages: the only place that touches a channel's history, and tells the feed of it.

The bodies are those of Discord's message endpoints, already checked by `rules`. Who is pinged follows from the text,
the body's `allowed_mentions` and the author's permissions.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.sandbox import reading
from bot.sandbox.messages import COMPONENTS_V2, DEFAULT, EPHEMERAL, LOADING, PIN_ADDED, SUPPRESS_EMBEDS, Message
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from bot.sandbox.guild import Channel
    from bot.sandbox.users import User
from bot.sandbox.world import World

_MENTION = re.compile(r"<@!?(\d+)>|<@&(\d+)>|@(everyone|here)\b")
_KEPT_FLAGS = SUPPRESS_EMBEDS | EPHEMERAL | LOADING | COMPONENTS_V2 | 1 << 12
_KEPT = 5000
"""Messages of a channel; the oldest is forgotten then."""
_ALL_MENTIONS: dict[str, Any] = {"parse": ["users", "roles", "everyone"], "replied_user": True}


def write(
    world: World,
    channel: Channel,
    author: User,
    body: dict[str, Any],
    *,
    visible_to: User | None = None,
    interaction: dict[str, Any] | None = None,
    reference: int | None = None,
    kind: int = DEFAULT,
) -> Message:
    """Put a new message into `channel`."""
    message = Message(
        world.snowflakes.next(),
        channel,
        author,
        flags=(body.get("flags") or 0) & _KEPT_FLAGS,
        type=kind,
        visible_to=visible_to,
        interaction=interaction,
        reference=reference,
        nonce=body.get("nonce"),
    )
    _fill(world, message, body)
    _mention(world, message, body.get("allowed_mentions"))
    channel.history[message.id] = message
    if len(channel.history) > _KEPT:
        del channel.history[next(iter(channel.history))]
    tell(world, "message_create", message)
    return message


def edit(world: World, message: Message, body: dict[str, Any], *, answered: bool = False) -> None:
    """Change what `body` names and leave the rest; with `answered` it fills a deferred answer, which is no edit."""
    if "flags" in body:
        changeable = SUPPRESS_EMBEDS | COMPONENTS_V2
        message.flags = message.flags & ~SUPPRESS_EMBEDS | (body["flags"] or 0) & changeable
    message.flags &= ~LOADING
    _fill(world, message, body)
    rung = message.pings
    _mention(world, message, body.get("allowed_mentions"))
    if answered:
        tell(world, "message_update", message)
        return
    message.pings = rung  # an edit rings nobody
    message.edited = datetime.now(UTC).isoformat()
    tell(world, "message_update", message)


def delete(world: World, message: Message) -> None:
    """Remove a message."""
    del message.channel.history[message.id]
    tell(world, "message_delete", message)


def pin(world: World, message: Message, by: User) -> None:
    """Pin a message; the channel then says so in a line of its own."""
    if message.pinned is not None:
        return
    message.pinned = datetime.now(UTC).isoformat()
    tell(world, "message_update", message)
    write(world, message.channel, by, {}, kind=PIN_ADDED, reference=message.id)


def unpin(world: World, message: Message) -> None:
    """Take the pin away."""
    if message.pinned is not None:
        message.pinned = None
        tell(world, "message_update", message)


def tell(world: World, event: str, message: Message) -> None:
    """Publish `message_create`, `message_update` or `message_delete`."""
    channel = message.channel
    world.feed.publish(
        {
            "type": event,
            "guild_id": None if channel.guild is None else str(channel.guild.id),
            "channel_id": str(channel.id),
            "message_id": str(message.id),
            "message": message.payload(),
            "visible_to": None if message.visible_to is None else str(message.visible_to.id),
            "pings": list(message.pings),
        }
    )


def _fill(world: World, message: Message, body: dict[str, Any]) -> None:
    if "content" in body:
        message.content = (body["content"] or "").strip()
    if "components" in body:
        message.components = body["components"] or []
        _number(message.components)
    if "embeds" in body:
        message.embeds = body["embeds"] or []
    if "attachments" in body:
        kept = {attachment["id"]: attachment for attachment in message.attachments}
        message.attachments = [
            kept.get(str(given["id"])) or given | {"id": str(world.snowflakes.next())}
            for given in body["attachments"] or []
        ]


def _number(components: list[dict[str, Any]]) -> None:
    """Give every component without an `id` the next free number, as Discord does."""
    parts = list(reading.walk(components))
    taken = {part["id"] for part in parts if part.get("id")}
    number = 0
    for part in parts:
        if not part.get("id"):
            number += 1
            while number in taken:
                number += 1
            part["id"] = number


def _mention(world: World, message: Message, allowed: dict[str, Any] | None) -> None:
    """Find out whom the text mentions and whose client rings."""
    allowed = _ALL_MENTIONS if allowed is None else allowed
    channel, guild = message.channel, message.channel.guild
    parse = allowed.get("parse") or []
    author = None if guild is None else guild.members.get(message.author.id)
    loud = author is None or author.may(Permission.MENTION_EVERYONE, channel)
    users: dict[int, User] = {}
    roles: dict[int, str] = {}  # the name where it rings
    everyone = False
    for user_id, role_id, all_of_them in _MENTION.findall(message.text):
        if user_id and ("users" in parse or user_id in map(str, allowed.get("users") or [])):
            if int(user_id) in world.users:
                users[int(user_id)] = world.users[int(user_id)]
        elif role_id and guild is not None and ("roles" in parse or role_id in map(str, allowed.get("roles") or [])):
            role = guild.roles.get(int(role_id))
            if role is not None:
                roles[role.id] = role.name if role.mentionable or loud else ""
        elif all_of_them and "everyone" in parse and loud:
            everyone = True
    answered = None if message.reference is None else channel.history.get(message.reference)
    if answered is not None and allowed.get("replied_user"):
        users[answered.author.id] = answered.author
    message.mentions, message.mention_roles, message.mention_everyone = list(users.values()), list(roles), everyone
    names = [user.name for user in message.mentions if user is not message.author] + [
        name for name in roles.values() if name
    ]
    message.pings = tuple(names + ["everyone"] * everyone) if message.visible_to is None else ()
