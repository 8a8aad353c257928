"""`/today`, `/day`, `/now` and `/next`: what is on, by the clock."""

from __future__ import annotations

from datetime import date

import discord
from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.cards import read, shows
from bot.client import ProgrammeBot
from bot.errors import UserError
from bot.programme.snapshot import Snapshot
from bot.render import choices, day, moment, phrases
from bot.render.card import Card
from bot.render.limits import QUERY
from bot.render.reader import Reader
from bot.render.target import target

Interaction = discord.Interaction[ProgrammeBot]


@shows("today")
def show_today(snapshot: Snapshot, reader: Reader) -> Card:
    """Today's programme, or that of the nearest day."""
    return day.today_card(snapshot.agenda, reader)


@shows("day")
def show_day(snapshot: Snapshot, reader: Reader, iso: str, view: str = "", page: str = "") -> Card:
    """One day's programme."""
    return day.day_card(
        snapshot.agenda, read(date.fromisoformat, iso), reader, read(day.View, view), read(int, page or "0")
    )


@shows("days")
def show_days(snapshot: Snapshot, reader: Reader, typed: str) -> Card:
    """That what was typed is no day, and the days there are."""
    return day.days_card(snapshot.agenda, typed)


@shows("now")
def show_now(snapshot: Snapshot, reader: Reader, room: str = "", page: str = "") -> Card:
    """What is on."""
    return moment.now_card(snapshot.agenda, reader, room, read(int, page or "1"))


@shows("next")
def show_next(snapshot: Snapshot, reader: Reader, room: str = "", page: str = "") -> Card:
    """What comes next."""
    return moment.next_card(snapshot.agenda, reader, room, read(int, page or "1"))


class Today(commands.Cog):
    """What is on, by the clock."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot

    @app_commands.command()
    async def today(self, interaction: Interaction) -> None:
        """Today's programme, hour by hour"""
        await self.bot.answers.show(interaction, target("today"))

    @app_commands.command(name="day")
    @app_commands.describe(date="A day of the conference")
    async def day_of(self, interaction: Interaction, date: Range[str, 1, QUERY]) -> None:
        """The programme of any day"""
        found = choices.find_day(self.bot.snapshot.programme, date, self.bot.clock.now())
        await self.bot.answers.show(interaction, target("day", found) if found else target("days", date))

    @app_commands.command()
    @app_commands.describe(room="Only in this room")
    async def now(self, interaction: Interaction, room: Range[str, 1, QUERY] | None = None) -> None:
        """What is on right now"""
        await self.bot.answers.show(interaction, target("now", self._room(room)))

    @app_commands.command(name="next")
    @app_commands.describe(room="Only in this room")
    async def coming(self, interaction: Interaction, room: Range[str, 1, QUERY] | None = None) -> None:
        """What starts next"""
        await self.bot.answers.show(interaction, target("next", self._room(room)))

    @day_of.autocomplete("date")
    async def offer_days(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The conference's days."""
        return choices.days(self.bot.snapshot.agenda, typed)

    @now.autocomplete("room")
    @coming.autocomplete("room")
    async def offer_rooms(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The programme's rooms."""
        return choices.names(self.bot.snapshot.programme.rooms, typed)

    def _room(self, typed: str | None) -> str:
        if not typed:
            return ""
        rooms = self.bot.snapshot.programme.rooms
        room = choices.find_name(rooms, typed)
        if room is None:
            raise UserError(phrases.no_such("room", typed, rooms))
        return room


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    await bot.add_cog(Today(bot))
