"""Answers that arrive, each once, in spite of a moment's trouble: to what people write, and to interactions.

Nobody sees that an answer to a message failed, so what may go well a second later is tried again; so is what an
interaction waits for that was given time. One that was not has three seconds, so that it is answered again at once, and
only after a connection that broke off: the library waits by itself where Discord says that it can't, and on Linux takes
a reset for final.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp
import discord
from discord import ui

_log = logging.getLogger(__name__)
Sent = TypeVar("Sent")
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


async def say(interaction: discord.Interaction[Any], sentence: str) -> None:
    """Answer an interaction at once with a sentence, privately; raises as `answer`."""
    await answer(interaction, lambda: interaction.response.send_message(sentence, ephemeral=True))


async def take_time(interaction: discord.Interaction[Any]) -> None:
    """Let an interaction wait for a private answer that takes longer than three seconds; raises as `answer`."""
    thinking = interaction.type is discord.InteractionType.application_command
    await answer(interaction, lambda: interaction.response.defer(ephemeral=True, thinking=thinking))


async def patiently(what: str, send: Callable[[], Awaitable[Sent]]) -> Sent:
    """Do what `send` does, which may be done twice without harm, until it is done; raises what the last try met.

    That is discord.DiscordException, aiohttp.ClientError or OSError. `what` stands in the log.
    """
    for wait in WAITS:
        try:
            return await send()
        except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
            _log.info("%s is tried again: %s", what, error)
            await asyncio.sleep(wait)
    return await send()


async def say_later(interaction: discord.Interaction[Any], sentence: str) -> None:
    """Say a sentence to whoever was asked to wait (`take_time`); raises as `patiently`."""
    edit = interaction.edit_original_response
    await patiently(f"the sentence for interaction {interaction.id}", lambda: edit(content=sentence))


async def reply(message: discord.Message, what: str | ui.LayoutView) -> discord.Message:
    """Answer a message; raises as `patiently`."""
    return await patiently(f"the answer to message {message.id}", lambda: _send(message, what))


async def _send(message: discord.Message, what: str | ui.LayoutView) -> discord.Message:
    # A message that was deleted meanwhile is answered all the same
    reference = message.to_reference(fail_if_not_exists=False)
    # Under the same nonce Discord returns what stands there already
    nonce, send = f"re{message.id}", message.channel.send
    if isinstance(what, str):
        return await send(what, reference=reference, nonce=nonce, mention_author=False)
    return await send(view=what, reference=reference, nonce=nonce, mention_author=False)
