"""The one error handler for commands, buttons, selects and modals: a person always gets one sentence.

What a person did wrong is answered with the error's own sentence. Our mistakes are logged with a short id, and the
person gets that id; never a traceback.
"""

from __future__ import annotations

import logging
import secrets
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot import measuring
from bot.errors import ProgrammeBotError
from bot.render import phrases
from bot.render.limits import CONTENT
from bot.render.text import shorten
from bot.replying import ALREADY_ANSWERED, reply, say, say_later

_log = logging.getLogger(__name__)
UNKNOWN_INTERACTION = 10062


async def report(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the person what went wrong, privately; log what was our fault."""
    if isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError):
        error = error.__cause__ or error
    if interaction.client.is_closed():
        _log.warning("interaction %s is left without an answer: the bot ends", interaction.id)
        return
    if isinstance(error, discord.HTTPException) and error.code in (UNKNOWN_INTERACTION, ALREADY_ANSWERED):
        # Too late, or answered elsewhere: nobody is left to be told
        _log.warning("interaction %s could not be answered: %s", interaction.id, error.code)
        measuring.finish(interaction, measuring.LATE)
        return
    await _tell(interaction, _sentence(f"interaction {interaction.id}", error))
    measuring.finish(interaction, measuring.REFUSED if _is_theirs(error) else measuring.FAILED)


async def report_reply(bot: discord.Client, message: discord.Message, error: BaseException) -> None:
    """As `report`, to somebody who wrote a message to the bot: as a reply, where the bot may write."""
    if bot.is_closed():
        _log.warning("message %s is left without an answer: the bot ends", message.id)
        return
    if isinstance(error, discord.Forbidden | discord.NotFound):
        _log.warning("message %s could not be answered: %s", message.id, error.code)
        return
    text = shorten(_sentence(f"message {message.id}", error), CONTENT)
    try:
        await reply(message, text)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as failure:
        _log.warning("message %s: the sentence about an error could not be sent: %s", message.id, failure)


def _is_theirs(error: BaseException) -> bool:
    """Whether it is what a person did, and no mistake of ours."""
    return isinstance(error, ProgrammeBotError | app_commands.AppCommandError)


def _sentence(where: str, error: BaseException) -> str:
    match error:
        case ProgrammeBotError():
            return str(error)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return phrases.COMMANDS_UPDATED
        case app_commands.NoPrivateMessage():
            return phrases.ONLY_SERVERS
        case app_commands.TransformerError():
            return f'"{error.value}" does not fit here. Please choose one of what is offered.'
    incident = secrets.token_hex(2)
    _log.error("incident %s in %s", incident, where, exc_info=error)
    return phrases.our_fault(incident)


async def _tell(interaction: discord.Interaction[Any], sentence: str) -> None:
    text = shorten(sentence, CONTENT)
    try:
        if not interaction.response.is_done():
            await say(interaction, text)
        elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await say_later(interaction, text)
        else:
            await interaction.followup.send(text, ephemeral=True)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        _log.warning("interaction %s: the sentence about an error could not be sent: %s", interaction.id, error)
