"""What moderators are told of posts in their server: what is set, what comes next, what hinders it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.programme.plan import PostKind
from bot.render.settings_shown import Outlook, coming
from bot.troubles import NOT_SEEN, missing_permissions

if TYPE_CHECKING:
    from bot.client import ProgrammeBot


async def gather_outlook(bot: ProgrammeBot, guild_id: int) -> Outlook:
    """The settings of a server for posts, the next ones and what is in their way."""
    posts = bot.store.posts
    rows = [row for row in await posts.all(guild_id) if row.active]
    return Outlook(
        rows,
        coming(bot.snapshot.agenda, await posts.wanted(guild_id), bot.clock.now(), bot.posting.is_settled),
        bot.store.livestreams.of(guild_id),
        await posts.muted(guild_id),
        find_hindrances(bot, guild_id, [row.channel for row in rows]),
        find_unpinned(bot, guild_id, [row.channel for row in rows if row.kind == PostKind.DAILY]),
        await bot.store.deliveries.count_missed(guild_id, bot.clock.real() - timedelta(days=1)),
        stopped=bool(bot.posting.trouble),
    )


def find_hindrances(bot: ProgrammeBot, guild_id: int, channels: Iterable[int]) -> dict[int, list[str]]:
    """What is lacking in channels of a server, as it stands, or what failed in them last; by the channel's id."""
    guild = bot.get_guild(guild_id)
    found: dict[int, list[str]] = {}
    if guild is None or guild.unavailable:
        return found
    for channel_id in dict.fromkeys(channels):
        channel = guild.get_channel(channel_id)
        lacking = missing_permissions(channel) if isinstance(channel, discord.TextChannel) else [NOT_SEEN]
        if NOT_SEEN in lacking:  # whoever does not see a channel may do nothing else in it either
            lacking = [NOT_SEEN]
        if not lacking and (trouble := bot.posting.troubles.known.get(channel_id)):
            lacking = [trouble]
        if lacking:
            found[channel_id] = lacking
    return found


def find_unpinned(bot: ProgrammeBot, guild_id: int, channels: Iterable[int]) -> list[int]:
    """Those channels in which the bot could post and may not pin."""
    guild = bot.get_guild(guild_id)
    there = [guild.get_channel(channel) for channel in channels] if guild is not None else []
    return [
        channel.id
        for channel in there
        if isinstance(channel, discord.TextChannel)
        and not missing_permissions(channel)
        and not channel.permissions_for(channel.guild.me).pin_messages
    ]
