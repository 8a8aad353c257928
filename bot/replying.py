"""Answers that arrive, each once, in spite of a moment's trouble: to what people write, and to interactions.

Nobody sees that an answer to a message failed, so what may go well a second later is tried again. An interaction has
three seconds, so that it is tried again at once, and only after a connection that broke off: the library waits by
itself where Discord answered that it can't, and on Linux takes a reset for final.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
from discord import ui

_log = logging.getLogger(__name__)
WAITS = (0.5, 2.0, 4.0)
"""Seconds until an answer is tried again which Discord did not take, or of which nobody knows whether it did."""
ALREADY_ANSWERED = 40060


async def answer(interaction: discord.Interaction[Any], send: Callable[[], Awaitable[object]]) -> None:
    """Give an interaction its first answer with `send`; raises what that raises, at the second time of a broken one."""
    try:
        await send()
    except (aiohttp.ClientError, OSError) as error:
        _log.info("the answer to interaction %s is tried again: %s", interaction.id, error)
        try:
            await send()
        except discord.HTTPException as refusal:
            # Then it was Discord's receipt for the first one that got lost
            if refusal.code != ALREADY_ANSWERED:
                raise


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
