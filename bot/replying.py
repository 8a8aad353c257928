"""Answers to what people write: in the channel where it stands, each once, in spite of a moment's trouble of Discord.

Nobody sees that an answer to a message failed, so what may go well a second later is tried again.
"""

from __future__ import annotations

import asyncio
import logging

import aiohttp
import discord
from discord import ui

_log = logging.getLogger(__name__)
WAITS = (0.5, 2.0, 4.0)
"""Seconds until an answer is tried again which Discord did not take, or of which nobody knows whether it did."""


async def reply(message: discord.Message, what: str | ui.LayoutView) -> discord.Message:
    """Answer a message; raises what the last try met: discord.DiscordException, aiohttp.ClientError or OSError."""
    for wait in WAITS:
        try:
            return await _send(message, what)
        except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
            _log.info("the answer to message %s is tried again: %s", message.id, error)
            await asyncio.sleep(wait)
    return await _send(message, what)


async def _send(message: discord.Message, what: str | ui.LayoutView) -> discord.Message:
    # A message that was deleted meanwhile is answered all the same
    reference = message.to_reference(fail_if_not_exists=False)
    # Under the same nonce Discord returns what stands there already
    nonce, send = f"re{message.id}", message.channel.send
    if isinstance(what, str):
        return await send(what, reference=reference, nonce=nonce, mention_author=False)
    return await send(view=what, reference=reference, nonce=nonce, mention_author=False)
