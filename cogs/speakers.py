"""`/speaker`: who somebody is and what they talk about."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.cards import read, shows
from bot.client import ProgrammeBot
from bot.errors import UserError
from bot.programme.snapshot import Snapshot
from bot.render import choices, phrases, speaker
from bot.render.card import Card
from bot.render.limits import QUERY
from bot.render.reader import Reader
from bot.render.target import target

Interaction = discord.Interaction[ProgrammeBot]


@shows("speaker")
def show_speaker(snapshot: Snapshot, reader: Reader, speaker_id: str, page: str = "") -> Card:
    """A speaker and their talks."""
    found = snapshot.programme.speakers_by_id.get(speaker_id)
    if found is None:
        raise UserError(phrases.SPEAKER_GONE)
    return speaker.speaker_card(snapshot.programme, found, read(int, page or "1"))


@shows("biography")
def show_biography(snapshot: Snapshot, reader: Reader, speaker_id: str, page: str = "") -> Card:
    """All that a speaker says of themselves."""
    found = snapshot.programme.speakers_by_id.get(speaker_id)
    if found is None:
        raise UserError(phrases.SPEAKER_GONE)
    return speaker.biography_card(found, read(int, page or "1"))


@shows("who")
def show_who(snapshot: Snapshot, reader: Reader, typed: str) -> Card:
    """The people whom a name may mean."""
    found = snapshot.index.find_speakers(typed)
    people = found.matches or found.closest
    return speaker.which_speaker_card(snapshot.programme, typed, people, certain=bool(found.matches))


class Speakers(commands.Cog):
    """Looking people up."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot

    @app_commands.command(name="speaker")
    @app_commands.describe(name="The name, or a part of it")
    async def speaker_page(self, interaction: Interaction, name: Range[str, 1, QUERY]) -> None:
        """Who a speaker is, and all their talks"""
        known = self.bot.snapshot.programme.speakers_by_id.get(name)
        matches = (known,) if known else self.bot.snapshot.index.find_speakers(name).matches
        wanted = target("speaker", matches[0].id) if len(matches) == 1 else target("who", name)
        await self.bot.answers.show(interaction, wanted)

    @speaker_page.autocomplete("name")
    async def offer_speakers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Speakers by their names."""
        return choices.speakers(self.bot.snapshot.programme, self.bot.snapshot.index.suggest_speakers(typed))


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    await bot.add_cog(Speakers(bot))
