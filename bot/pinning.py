"""Keeps the newest of the bot's daily posts pinned where it may, without the line by which Discord tells of a pin.

A pin is a courtesy: what fails here is logged and not tried again. Only the bot's own posts are ever unpinned.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

import aiohttp
import discord

from bot.store import Delivery, DeliveryKey, State

_log = logging.getLogger(__name__)
_LINES_READ = 10


async def pin_newest(channel: discord.TextChannel, row: Delivery, rows: Iterable[Delivery]) -> None:
    """Pin the post of `row` in its channel, and unpin that of the day before among `rows`."""
    has = channel.permissions_for(channel.guild.me)
    if not (has.pin_messages and has.read_message_history) or row.message is None:
        return
    try:
        await channel.get_partial_message(row.message).pin()
        async for line in channel.history(limit=_LINES_READ, after=discord.Object(row.message)):
            pinned = line.reference.message_id if line.reference else None
            if line.type is discord.MessageType.pins_add and pinned == row.message:
                await line.delete()
        earlier = max(
            (other for other in rows if _is_before(other, row.id)), key=lambda other: other.id.key, default=None
        )
        if earlier is not None and earlier.message is not None:
            await channel.get_partial_message(earlier.message).unpin()
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        _log.info("the day's programme was not pinned in %s: %s", channel.id, error)


def _is_before(row: Delivery, key: DeliveryKey) -> bool:
    """Whether a row is the first part of an earlier day in the same channel."""
    same = (row.id.guild, row.id.channel, row.id.kind, row.id.part) == (key.guild, key.channel, key.kind, 1)
    return same and row.state is State.SENT and row.id.key < key.key
