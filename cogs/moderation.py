"""`/reload` and `/status`: what only moderators may do. Each checks it itself; Discord only hides it."""

from __future__ import annotations

import math
from datetime import timedelta

import discord
from discord import app_commands
from discord.ext import commands

from bot import __version__
from bot.client import ProgrammeBot
from bot.errors import SourceError, UserError
from bot.moderators import is_home, require_home, require_moderator
from bot.outlook import gather_outlook
from bot.programme.succession import count_talks
from bot.proposals import show_reload
from bot.render.status import Health, describe_database, kept, reason, status_card
from bot.replying import take_time

Interaction = discord.Interaction[ProgrammeBot]


def moderators_only(
    command: app_commands.Command[Moderation, ..., None],
) -> app_commands.Command[Moderation, ..., None]:
    """Let Discord show a command in servers only, and only to those who usually moderate."""
    return app_commands.guild_only(app_commands.default_permissions(manage_messages=True)(command))


class Moderation(commands.Cog):
    """What only moderators may do."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot

    @moderators_only
    @app_commands.command()
    async def reload(self, interaction: Interaction) -> None:
        """Load the programme again from its source"""
        await require_moderator(interaction, "reload the programme")
        require_home(interaction)
        await take_time(interaction)
        try:
            done = await self.bot.loader.reload(f"moderator {interaction.user.id}")
        except SourceError as error:
            serving = self.bot.loader.loaded
            raise UserError(kept(serving.programme, serving.loaded_at, serving.talks, reason(error))) from error
        self.bot.posting.wake()
        await self.bot.answers.send(interaction, show_reload(done))

    @moderators_only
    @app_commands.command()
    async def status(self, interaction: Interaction) -> None:
        """Where the programme comes from, its problems, and how I am"""
        await require_moderator(interaction, "see how I am")
        loader = self.bot.loader
        health = await self._health(interaction)
        await self.bot.answers.send(
            interaction, status_card(loader.loaded.snapshot.programme, loader.loaded.problems, health)
        )

    async def _health(self, interaction: Interaction) -> Health:
        loader, clock = self.bot.loader, self.bot.clock
        waiting = loader.waiting
        database = await self.bot.store.describe()
        return Health(
            version=__version__,
            real_now=clock.real(),
            now=clock.now(),
            shifted=clock.shifted,
            latency=timedelta(seconds=self.bot.latency) if math.isfinite(self.bot.latency) else None,
            servers=len(self.bot.guilds),
            sources=loader.sources,
            loaded_at=loader.loaded.loaded_at,
            loaded_by=loader.loaded.loaded_by,
            read_at=loader.read_at,
            trouble=reason(loader.trouble) if loader.trouble else "",
            database=describe_database(database.path, database.size, database.copies),
            database_trouble=database.trouble,
            notices=self.bot.store.notices,
            home=is_home(interaction),
            posts=await gather_outlook(self.bot, interaction.guild_id or 0),
            waiting=(waiting.id, waiting.before.talks, count_talks(waiting.programme)) if waiting else None,
        )


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    await bot.add_cog(Moderation(bot))
