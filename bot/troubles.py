"""Channels in which nothing can be posted: why, and who was told of it.

Whoever chose a channel is told once, in private, and where that can't be done the next moderator who uses a command
in the server. It is forgotten when the channel works again, so that it is told again when it is broken again.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.errors import StoreError
from bot.render import phrases

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

_log = logging.getLogger(__name__)
_TOLD = "told of trouble in channel "
_UNTOLD = "nobody was told of trouble in channel "
NOT_SEEN = "I can't see the channel, or it was deleted"
NOT_ALLOWED = "I may not write in the channel"
_NO_HISTORY = "I may not read the channel's history, which tells me after a failure what I had posted"


def missing_permissions(channel: discord.TextChannel) -> list[str]:
    """What the bot needs to post in a channel and has not, in words."""
    has = channel.permissions_for(channel.guild.me)
    lacking = [] if has.view_channel else [NOT_SEEN]
    if not has.send_messages:
        lacking.append(NOT_ALLOWED)
    if not has.read_message_history:
        lacking.append(_NO_HISTORY)
    return lacking


class Troubles:
    """What hinders the bot in which channels."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self._bot = bot
        self.known: dict[int, str] = {}
        """Why nothing can be posted in a channel, by its id."""
        self._refused: set[int] = set()
        self._told: set[int] = set()
        self._untold: dict[int, int] = {}

    async def load(self) -> None:
        """Read from the store what was told, and what was not. Raises StoreError."""
        facts = self._bot.store.facts
        self._told = {int(name.removeprefix(_TOLD)) for name in await facts.beginning(_TOLD)}
        self._untold = {
            int(name.removeprefix(_UNTOLD)): int(guild) for name, guild in (await facts.beginning(_UNTOLD)).items()
        }

    def find_channel(self, guild_id: int, channel_id: int) -> discord.TextChannel | None:
        """The channel where the bot may write in it; else None, and why is noted, unless the server is away."""
        guild = self._bot.get_guild(guild_id)
        if guild is None or guild.unavailable:
            return None
        channel = guild.get_channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            self.known[channel_id] = NOT_SEEN
            return None
        lacking = missing_permissions(channel)
        if NOT_SEEN in lacking or NOT_ALLOWED in lacking:
            self.known[channel_id] = lacking[0]
            self._refused.discard(channel_id)
            return None
        # What Discord refused against all permissions has to succeed before it counts as mended
        if channel_id not in self._refused:
            self.known.pop(channel_id, None)
        return channel

    def note_refusal(self, channel_id: int, why: str) -> None:
        """Discord refused a post, whatever the permissions say."""
        self.known[channel_id] = why
        self._refused.add(channel_id)

    def note_success(self, channel_id: int) -> None:
        """A post arrived."""
        self.known.pop(channel_id, None)
        self._refused.discard(channel_id)

    async def review(self) -> None:
        """Forget the troubles of channels that work again, and that they were told. Raises StoreError."""
        for channel_id in {*self.known, *self._told}:
            channel = self._bot.get_channel(channel_id)
            if not isinstance(channel, discord.TextChannel):
                continue
            self.find_channel(channel.guild.id, channel_id)
            if channel_id in self._told and channel_id not in self.known and not channel.guild.unavailable:
                await self._forget(channel_id)

    async def tell(self, channel_id: int) -> None:
        """Tell whoever chose a channel, once and in private, what hinders the bot in it. Raises StoreError."""
        why = self.known.get(channel_id)
        facts, key = self._bot.store.facts, f"{_TOLD}{channel_id}"
        if why is None or await facts.get(key) is not None:
            return
        rows = [row for row in await self._bot.store.posts.all() if row.channel == channel_id and row.active]
        guild = self._bot.get_guild(rows[0].guild) if rows else None
        if guild is None:
            return
        await facts.set(key, why)
        self._told.add(channel_id)
        try:
            direct = await self._bot.create_dm(discord.Object(rows[0].author))
            await direct.send(phrases.channel_broken(channel_id, guild.name, why))
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            _log.info("%s could not be told of trouble in channel %s: %s", rows[0].author, channel_id, error)
            await facts.set(f"{_UNTOLD}{channel_id}", str(guild.id))
            self._untold[channel_id] = guild.id

    async def tell_moderator(self, interaction: discord.Interaction[ProgrammeBot]) -> None:
        """Tell a moderator, whose command was answered, of what nobody could be told in private."""
        found = [channel for channel, guild in self._untold.items() if guild == interaction.guild_id]
        for channel_id in found:
            try:
                why = self.known.get(channel_id) or await self._bot.store.facts.get(f"{_TOLD}{channel_id}")
                if why is not None:
                    text = phrases.channel_broken_here(channel_id, why)
                    await interaction.followup.send(text, ephemeral=True)
                self._untold.pop(channel_id, None)
                await self._bot.store.facts.forget(f"{_UNTOLD}{channel_id}")
            except (StoreError, discord.DiscordException, aiohttp.ClientError, OSError) as error:
                _log.info("what a moderator is to know of channel %s is not settled: %s", channel_id, error)

    async def tell_again(self, guild: int) -> None:
        """Let trouble in the channels of a server be told once more, because its settings were changed."""
        for row in await self._bot.store.posts.all(guild):
            self._refused.discard(row.channel)
            await self._forget(row.channel)

    async def _forget(self, channel_id: int) -> None:
        self._told.discard(channel_id)
        self._untold.pop(channel_id, None)
        for name in (_TOLD, _UNTOLD):
            await self._bot.store.facts.forget(f"{name}{channel_id}")
