"""`/programme`: earlier versions, going back to one, problems found; and the buttons Apply and Keep. For moderators."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.cards import does
from bot.client import ProgrammeBot
from bot.errors import UserError
from bot.moderators import require_home, require_moderator
from bot.proposals import show_reload
from bot.render import phrases
from bot.render.card import Card, Text
from bot.render.target import target
from bot.render.versions import Earlier, history_card, problems_card
from bot.replying import take_time

Interaction = discord.Interaction[ProgrammeBot]


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Programme(commands.GroupCog, group_name="programme", group_description="The programme as I have it"):
    """What moderators may do with the programme besides reloading it."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot

    @app_commands.command()
    async def history(self, interaction: Interaction) -> None:
        """The versions of the programme that I have, and going back to one"""
        await show_history(interaction)

    @app_commands.command()
    @app_commands.describe(version="Its number in /programme history")
    async def restore(self, interaction: Interaction, version: Range[int, 1]) -> None:
        """Go back to an earlier version of the programme"""
        await restore(interaction, str(version))

    @app_commands.command()
    async def problems(self, interaction: Interaction) -> None:
        """What is wrong with the programme, talk by talk"""
        await show_problems(interaction)


@does("history")
async def show_history(interaction: Interaction, page: str = "1") -> None:
    """Show a page of the versions that are kept."""
    await require_moderator(interaction, "see the history of the programme")
    bot = interaction.client
    versions = [
        Earlier(found.version_id, found.loaded_at, found.loaded_by, found.talks, len(found.problems), found.hash)
        for found in await bot.store.programmes.history()
    ]
    await bot.answers.send(interaction, history_card(versions, bot.snapshot.programme.zone, _number(page)))


@does("problems")
async def show_problems(interaction: Interaction, page: str = "1") -> None:
    """Show a page of the problems."""
    await require_moderator(interaction, "see the problems of the programme")
    bot = interaction.client
    await bot.answers.send(interaction, problems_card(bot.loader.loaded.problems, _number(page)))


@does("restore")
async def restore(interaction: Interaction, version: str) -> None:
    """Show what going back to a version would change, to be applied or not."""
    await require_moderator(interaction, "restore the programme")
    require_home(interaction)
    bot = interaction.client
    await bot.answers.send(interaction, show_reload(await bot.loader.propose_version(_number(version))))


@does("apply")
async def apply(interaction: Interaction, proposal: str) -> None:
    """Let a proposal serve, just as it was shown."""
    await require_moderator(interaction, "change the programme")
    require_home(interaction)
    await take_time(interaction)
    bot = interaction.client
    done = await bot.loader.take(proposal, f"moderator {interaction.user.id}")
    bot.posting.wake()
    await bot.answers.send(interaction, show_reload(done))


@does("keep")
async def keep(interaction: Interaction, proposal: str) -> None:
    """Leave the programme as it is."""
    await require_moderator(interaction, "change the programme")
    require_home(interaction)
    bot = interaction.client
    bot.loader.decline(proposal)
    await bot.answers.send(interaction, Card(target("kept"), (Text(phrases.KEPT),), shareable=False))


def _number(text: str) -> int:
    if not text.isdecimal():
        raise UserError(phrases.OLD_BUTTON)
    return int(text)


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    await bot.add_cog(Programme(bot))
