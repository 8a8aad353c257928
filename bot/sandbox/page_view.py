"""What the page is shown: the sandbox as one person sees it, as JSON. Pure reading; the socket is `page_line`'s.

The people of the page are those whom a reader can play: two attendees and a moderator.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.driver import Person, Server
from bot.sandbox.guild import Channel
from bot.sandbox.messages import Message
from bot.sandbox.page_commands import entries
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

SHOWN = 500
"""How many messages of each channel the page is given when it opens."""
_MODERATORS = "Organisers"
_MODERATE = Permission.MANAGE_GUILD.value | Permission.MANAGE_MESSAGES.value


@dataclass(frozen=True)
class Part:
    """Somebody whom a reader can play: a name, what the page says of them, and the role they have in every server."""

    name: str
    label: str
    role: str | None = None


MODERATOR = "Grace"
"""Who sets the bot up in a rehearsal, and hears of it when that no longer works."""
PARTS = {
    part.name: part
    for part in (
        Part("Ada", "attendee"),
        Part(MODERATOR, "moderator (Manage Server)", _MODERATORS),
        Part("Alan", "attendee, one of the Helpers", "Helpers"),
    )
}


def member(guild: Server, name: str) -> Person:
    """The person of `PARTS` in a server, who joins on first use; the role is made where a server lacks it."""
    role = PARTS[name].role
    if role is not None and all(role != known.name for known in guild.roles.values()):
        guild.add_role(role, _MODERATE if role == _MODERATORS else 0)
    return guild.member(name, roles=[] if role is None else [role])


def places(world: World, guilds: Iterable[Server], name: str) -> dict[str, Any]:
    """Who and what there is, as `name` sees it: people, servers with channels and roles, direct messages, commands."""
    members = {guild: member(guild, name) for guild in guilds}
    me = world.user(name)
    return {
        "bot": {"id": str(world.bot.id), "name": world.bot.name, "bot": True},
        "me": str(me.id),
        "people": [
            {"id": str(world.user(part.name).id), "name": part.name, "label": part.label} for part in PARTS.values()
        ],
        "servers": [_server(guild, person) for guild, person in members.items()],
        "direct": {
            "id": str(world.direct(me).id),
            "name": world.bot.name,
            "direct": True,
            "writable": True,
            "commands": [
                entry for person in [*members.values()][:1] for entry in entries(world, person, world.direct(me))
            ],
        },
    }


def messages(world: World, guilds: Iterable[Server], name: str) -> list[dict[str, Any]]:
    """The latest messages of every channel that `name` sees, oldest first within a channel."""
    me = world.user(name)
    channels = [channel for guild in guilds for channel in visible(guild, member(guild, name))]
    return [message.payload() for channel in [*channels, world.direct(me)] for message in channel.seen_by(me)[-SHOWN:]]


def sees(person: Person, message: Message) -> bool:
    """Whether a message is before this person's eyes."""
    channel = message.channel
    if message.visible_to not in (None, person.user):
        return False
    if channel.guild is None:
        return channel.recipient is person.user
    return channel.guild is person.guild and person.may(Permission.VIEW_CHANNEL, channel)


def visible(guild: Server, person: Person) -> list[Channel]:
    """The channels of a server that this person sees."""
    return [channel for channel in guild.channels.values() if person.may(Permission.VIEW_CHANNEL, channel)]


def _server(guild: Server, person: Person) -> dict[str, Any]:
    seen = visible(guild, person)
    return {
        "id": str(guild.id),
        "name": guild.name,
        "roles": [
            {"id": str(role.id), "name": role.name} for role in guild.roles.values() if role is not guild.everyone
        ],
        "channels": [
            {
                "id": str(channel.id),
                "name": channel.name,
                "topic": channel.topic or "",
                "type": channel.payload()["type"],
                "writable": person.may(Permission.SEND_MESSAGES, channel),
                "commands": entries(guild.world, person, channel),
            }
            for channel in seen
        ],
    }
