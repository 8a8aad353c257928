"""The local Discord's world: the bot's user, the servers, every channel by id, the registered commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox import permissions
from bot.sandbox.feed import Feed
from bot.sandbox.guild import Channel, Guild, Member
from bot.sandbox.snowflakes import Snowflakes
from bot.sandbox.users import Role, User


class World:
    """All there is: the bot's user, the servers, every channel by id, the commands the bot has registered."""

    def __init__(self, make_member: Callable[[User, Guild, list[Role]], Member] = Member) -> None:
        self.make_member = make_member
        self.feed = Feed()
        self.snowflakes = Snowflakes()
        self.bot = User(self.snowflakes.named("bot"), "Programme Bot", bot=True)
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: dict[int | None, dict[str, dict[str, Any]]] = {None: {}}
        """The registered commands as Discord shows them, by server id (None: everywhere) and name."""

    def user(self, name: str) -> User:
        """The person of this name, made on first use."""
        for user in self.users.values():
            if user.name == name:
                return user
        user = User(self.snowflakes.named("user", name), name)
        self.users[user.id] = user
        return user

    def add_guild(self, guild: Guild) -> None:
        """Let the bot join a server."""
        guild.add_member(self.bot, [guild.add_role(self.bot.name, permissions.BOT, managed=True)])
        self.guilds[guild.id] = guild
        # The client takes a server that says whether it is unavailable for one that it has long been in
        guild.changed("GUILD_CREATE", {key: part for key, part in guild.full_payload().items() if key != "unavailable"})

    def remove_guild(self, guild: Guild) -> None:
        """Let the bot be thrown out of a server, which is then unknown to it."""
        guild.changed("GUILD_DELETE", {"id": str(guild.id)})
        del self.guilds[guild.id]
        for channel in guild.channels:
            del self.channels[channel]

    def direct(self, user: User) -> Channel:
        """The bot's conversation with `user`, made on first use."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(self.snowflakes.named("direct", str(user.id)), user.name, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def commands_for(self, guild: Guild | None) -> dict[str, dict[str, Any]]:
        """The commands offered in a server (its own before the global ones), or in direct messages."""
        own = {} if guild is None else self.commands.get(guild.id, {})
        return self.commands[None] | own
