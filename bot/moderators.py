"""Who may moderate, and in which servers the programme may be changed. Checked in every path, not only by Discord."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord.app_commands import Choice

from bot.errors import UserError
from bot.render import phrases

if TYPE_CHECKING:
    from bot.client import ProgrammeBot


_Cog = TypeVar("_Cog")
Interaction = discord.Interaction["ProgrammeBot"]
Offer = Callable[[_Cog, Interaction, str], Coroutine[Any, Any, list[Choice[str]]]]
MODERATES = "moderates"
"""Among an interaction's extras: somebody was found to be a moderator who gave a command that asks for it."""


async def is_moderator(interaction: discord.Interaction[ProgrammeBot]) -> bool:
    """Whether the person has Manage Server here, or the role that was set for it."""
    if interaction.guild_id is None or not isinstance(interaction.user, discord.Member):
        return False
    if interaction.permissions.manage_guild:
        return True
    role = (await interaction.client.store.guilds.get(interaction.guild_id)).moderator_role
    # Not the roles as objects: one that the client does not know yet is missing there
    return role is not None and interaction.user.get_role(role) is not None


async def require_moderator(interaction: discord.Interaction[ProgrammeBot], deed: str) -> None:
    """Raise UserError unless the person may moderate here; `deed` is what is refused: "reload the programme"."""
    if interaction.guild_id is None:
        raise UserError(phrases.ONLY_SERVERS)
    if not await is_moderator(interaction):
        raise UserError(phrases.only_moderators(deed))
    interaction.extras[MODERATES] = True


def offered_to_moderators(offer: Offer[_Cog]) -> Offer[_Cog]:
    """An autocomplete of a cog that offers nothing to anybody else; commands' own checks don't reach it."""

    @functools.wraps(offer)
    async def check(cog: _Cog, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer(cog, interaction, typed) if await is_moderator(interaction) else []

    return check


def is_home(interaction: discord.Interaction[ProgrammeBot]) -> bool:
    """Whether the programme may be changed from this server.

    That is in the servers of HOME_SERVERS; when none are set, in the only one that the bot is in.
    """
    bot = interaction.client
    home = bot.settings.home_servers
    return interaction.guild_id in home if home else len(bot.guilds) == 1


def require_home(interaction: discord.Interaction[ProgrammeBot]) -> None:
    """Raise UserError unless the programme may be changed from this server."""
    if not is_home(interaction):
        raise UserError(phrases.NOT_HOME if interaction.client.settings.home_servers else phrases.HOME_UNKNOWN)
