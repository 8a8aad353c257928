"""`/search` and `/talk`: finding talks by what they are about, and a talk's page."""

from __future__ import annotations

from datetime import date
from itertools import islice

import discord
from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.cards import read, shows
from bot.client import ProgrammeBot
from bot.errors import UserError
from bot.programme.index import Filters
from bot.programme.snapshot import Snapshot
from bot.render import choices, phrases, search, talk
from bot.render.card import Card
from bot.render.limits import OPTIONS, QUERY
from bot.render.reader import Reader
from bot.render.target import target

Interaction = discord.Interaction[ProgrammeBot]
Text = Range[str, 1, QUERY]


@shows("search")
def show_search(
    snapshot: Snapshot,
    reader: Reader,
    query: str,
    day: str = "",
    track: str = "",
    room: str = "",
    level: str = "",
    page: str = "",
) -> Card:
    """What a search found."""
    filters = Filters(read(date.fromisoformat, day) if day else None, track, room, level)
    return search.search_card(
        snapshot.programme, query, filters, snapshot.index.search(query, filters), read(int, page or "1")
    )


@shows("talk")
def show_talk(snapshot: Snapshot, reader: Reader, talk_id: str, slot: str = "") -> Card:
    """A talk's page; `slot` only tells options of one select apart."""
    found = snapshot.programme.by_id.get(talk_id)
    if found is None:
        return talk.gone_card(snapshot.programme, talk_id, snapshot.index.suggest_talks(talk_id.replace("-", " "), 3))
    return talk.talk_card(snapshot.programme, found, reader)


@shows("text")
def show_text(snapshot: Snapshot, reader: Reader, talk_id: str, page: str = "") -> Card:
    """A talk's whole text."""
    found = snapshot.programme.by_id.get(talk_id)
    return talk.text_card(found, read(int, page or "1")) if found else show_talk(snapshot, reader, talk_id)


@shows("which")
def show_which(snapshot: Snapshot, reader: Reader, typed: str) -> Card:
    """The talks that a title may mean."""
    found = snapshot.index.find_talk(typed)
    return talk.which_card(snapshot.programme, typed, list(found.candidates))


class Search(commands.Cog):
    """Finding talks."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        query="Words of the title, the speaker or what it is about",
        day="Only on this day",
        track="Only in this track",
        room="Only in this room",
        level="Only at this level",
    )
    async def search(
        self,
        interaction: Interaction,
        query: Text,
        day: Text | None = None,
        track: Text | None = None,
        room: Text | None = None,
        level: Text | None = None,
    ) -> None:
        """Find talks by topic, title or speaker"""
        programme = self.bot.snapshot.programme
        words = " ".join(query.split())
        if not words:
            raise UserError(phrases.NOTHING_ASKED)
        wanted = target(
            "search",
            words,
            self._day(day),
            self._name("track", programme.tracks, track),
            self._name("room", programme.rooms, room),
            self._name("level", programme.levels, level),
        )
        await self.bot.answers.show(interaction, wanted)

    @app_commands.command(name="talk")
    @app_commands.describe(title="The title, or words of it")
    async def talk_page(self, interaction: Interaction, title: Text) -> None:
        """A talk's page: what, who, when and where"""
        found = self.bot.snapshot.index.find_talk(title).talk
        await self.bot.answers.show(interaction, target("talk", found.id) if found else target("which", title))

    @talk_page.autocomplete("title")
    async def offer_talks(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Talks by their titles; before anything is typed, those on now and next come first."""
        snapshot = self.bot.snapshot
        if typed.strip():
            return choices.talks(snapshot.programme, snapshot.index.suggest_talks(typed, OPTIONS))
        return choices.talks(
            snapshot.programme, list(islice(snapshot.agenda.by_closeness(self.bot.clock.now()), OPTIONS))
        )

    @search.autocomplete("query")
    async def offer_queries(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What was typed, and the titles it begins to name."""
        return choices.queries(
            typed, self.bot.snapshot.index.suggest_talks(typed, OPTIONS - 1) if typed.strip() else []
        )

    @search.autocomplete("day")
    async def offer_days(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The conference's days."""
        return choices.days(self.bot.snapshot.agenda, typed)

    @search.autocomplete("track")
    async def offer_tracks(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The programme's tracks."""
        return choices.names(self.bot.snapshot.programme.tracks, typed)

    @search.autocomplete("room")
    async def offer_rooms(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The programme's rooms."""
        return choices.names(self.bot.snapshot.programme.rooms, typed)

    @search.autocomplete("level")
    async def offer_levels(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The programme's levels."""
        return choices.names(self.bot.snapshot.programme.levels, typed)

    def _day(self, typed: str | None) -> str:
        if not typed:
            return ""
        programme = self.bot.snapshot.programme
        found = choices.find_day(programme, typed, self.bot.clock.now())
        if found is None:
            raise UserError(phrases.no_such_day(programme, typed))
        return found.isoformat()

    @staticmethod
    def _name(what: str, known: tuple[str, ...], typed: str | None) -> str:
        if not typed:
            return ""
        found = choices.find_name(known, typed)
        if found is None:
            raise UserError(phrases.no_such(what, typed, known))
        return found


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    await bot.add_cog(Search(bot))
