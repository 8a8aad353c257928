"""Keeps the newest of the bot's daily posts pinned where it may, without the line by which Discord tells of a pin.

A pin is a courtesy: it is tried again a few times where Discord could not take it, and left where Discord refused it.
What is to be pinned is noted before the post is sent, so that an end in between loses no pin. Only the bot's own
posts are ever unpinned.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.programme.plan import PostKind
from bot.store import Delivery, DeliveryKey, State

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

_log = logging.getLogger(__name__)
_TO_PIN = "to be pinned in channel "
_TRIES = 5
_LINES_READ = 10
_PINS_READ = 50


class Pins:
    """The pins that are still to be set; `rows` is the ledger."""

    def __init__(self, bot: ProgrammeBot, rows: Mapping[DeliveryKey, Delivery]) -> None:
        self._bot = bot
        self._rows = rows
        self._tries: dict[DeliveryKey, int] = {}

    async def load(self, rows: Mapping[DeliveryKey, Delivery]) -> None:
        """Read from the store what is to be pinned; `rows` is the ledger from now on. Raises StoreError."""
        self._rows = rows
        facts = await self._bot.store.facts.beginning(_TO_PIN)
        self._tries = {DeliveryKey(*json.loads(key)): 0 for key in facts.values()}

    @property
    def waiting(self) -> list[DeliveryKey]:
        """Posts that stand in their channels and are to be pinned."""
        return [key for key in self._tries if self._stands(key)]

    async def note(self, key: DeliveryKey) -> None:
        """This post is to be pinned once it stands there, if it is the first of a day. Raises StoreError."""
        if key.kind == PostKind.DAILY and key.part == 1 and key not in self._tries:
            await self._bot.store.facts.set(f"{_TO_PIN}{key.channel}", json.dumps(key))
            self._tries = {other: tries for other, tries in self._tries.items() if other.channel != key.channel}
            self._tries[key] = 0

    async def pin(self, key: DeliveryKey) -> None:
        """Pin a post that stands in its channel, and unpin those of the days before. Raises StoreError."""
        if key not in self._tries or not self._stands(key):
            return
        channel, row = self._bot.get_channel(key.channel), self._rows[key]
        if isinstance(channel, discord.TextChannel) and row.state is State.SENT and row.message is not None:
            has = channel.permissions_for(channel.guild.me)
            try:
                if has.pin_messages and has.read_message_history:
                    await self._pin(channel, key, row.message)
            except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
                self._tries[key] += 1
                again = _may_pass(error) and self._tries[key] < _TRIES
                _log.info("the day's programme was not pinned in %s%s: %s", key.channel, ", tried again" * again, error)
                if again:
                    return
        del self._tries[key]
        await self._bot.store.facts.forget(f"{_TO_PIN}{key.channel}")

    def _stands(self, key: DeliveryKey) -> bool:
        """Whether a post was sent, or given up."""
        row = self._rows.get(key)
        return row is not None and row.state is not State.CLAIMED

    async def _pin(self, channel: discord.TextChannel, key: DeliveryKey, message: int) -> None:
        # Unpinned first, because a channel has room for so many pins only
        earlier = {row.message for row in self._rows.values() if _is_before(row, key)}
        pinned = False
        async for found in channel.pins(limit=_PINS_READ):
            pinned = pinned or found.id == message
            if found.id in earlier:
                await found.unpin()
        if not pinned:
            await channel.get_partial_message(message).pin()
        async for line in channel.history(limit=_LINES_READ, after=discord.Object(message)):
            told = line.reference.message_id if line.reference else None
            if line.type is discord.MessageType.pins_add and told == message:
                await line.delete()


def _may_pass(error: Exception) -> bool:
    """Whether what failed may work later: Discord could not take it, or did not answer."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500 or error.status == 429
    return isinstance(error, (discord.RateLimited, aiohttp.ClientError, OSError))


def _is_before(row: Delivery, key: DeliveryKey) -> bool:
    """Whether a row is the first part of an earlier day in the same channel."""
    same = (row.id.guild, row.id.channel, row.id.kind, row.id.part) == (key.guild, key.channel, key.kind, 1)
    return same and row.id.key < key.key
