"""`/help`: what one can ask."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards import shows
from bot.client import ProgrammeBot
from bot.moderators import is_moderator
from bot.programme.snapshot import Snapshot
from bot.render.card import Card
from bot.render.help import help_card
from bot.render.reader import Reader


@shows("help")
def show_help(snapshot: Snapshot, reader: Reader) -> Card:
    """What one can ask."""
    return help_card(snapshot, reader)


class Help(commands.Cog):
    """What one can ask."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot

    @app_commands.command(name="help")
    async def show(self, interaction: discord.Interaction[ProgrammeBot]) -> None:
        """What you can ask me, with examples"""
        reader = replace(self.bot.reader(interaction), moderator=await is_moderator(interaction))
        await self.bot.answers.send(interaction, help_card(self.bot.snapshot, reader))


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    await bot.add_cog(Help(bot))
