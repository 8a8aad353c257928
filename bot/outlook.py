"""What moderators are told of posts in their server: what is set, what comes next, what hinders it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.render import phrases
from bot.render.limits import CONTENT
from bot.render.settings_shown import coming, describe
from bot.sending import NOT_SEEN, missing_permissions
from bot.store import PostSetting

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

_log = logging.getLogger(__name__)
_TOLD = "told of trouble in channel {}"


async def describe_posts(bot: ProgrammeBot, guild_id: int, limit: int = CONTENT) -> str:
    """The settings of a server for posts, the next ones and what is in their way, in at most `limit` units.

    "" where nothing is posted.
    """
    rows = await bot.store.posts.all(guild_id)
    if not any(row.active for row in rows):
        return ""
    snapshot = bot.snapshot
    following = coming(snapshot.agenda, await bot.store.posts.wanted(guild_id), bot.clock.now())
    trouble = f"\n{phrases.NOTHING_POSTED}" if bot.posting.trouble else ""
    hindrances = _find_hindrances(bot, guild_id, rows)
    return describe(rows, following, snapshot.programme, hindrances, limit - len(trouble)) + trouble


async def tell_author(bot: ProgrammeBot, channel: int, why: str) -> None:
    """Tell whoever chose a channel, once and in private, that nothing can be posted in it."""
    facts, key = bot.store.facts, _TOLD.format(channel)
    row = next((row for row in await bot.store.posts.all() if row.channel == channel and row.active), None)
    guild = bot.get_guild(row.guild) if row else None
    if row is None or guild is None or await facts.get(key) is not None:
        return
    await facts.set(key, why)
    try:
        direct = await bot.create_dm(discord.Object(row.author))
        await direct.send(phrases.channel_broken(channel, guild.name, why))
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        _log.info("%s could not be told of trouble in channel %s: %s", row.author, channel, error)


async def tell_again(bot: ProgrammeBot, guild: int) -> None:
    """Let trouble in the channels of a server be told once more, because its settings were changed."""
    for row in await bot.store.posts.all(guild):
        await bot.store.facts.forget(_TOLD.format(row.channel))


def _find_hindrances(bot: ProgrammeBot, guild_id: int, rows: list[PostSetting]) -> dict[int, list[str]]:
    """What is lacking in the channels that are set, as the server stands, and what failed in them last."""
    guild = bot.get_guild(guild_id)
    found: dict[int, list[str]] = {}
    if guild is None or guild.unavailable:
        return found
    for row in (row for row in rows if row.active):
        channel = guild.get_channel(row.channel)
        lacking = missing_permissions(channel) if isinstance(channel, discord.TextChannel) else [NOT_SEEN]
        if not lacking and (trouble := bot.posting.troubles.get(row.channel)):
            lacking = [trouble]
        if lacking:
            found[row.channel] = lacking
    return found
