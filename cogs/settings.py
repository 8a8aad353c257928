"""`/settings`: who moderates, and what is posted where. Each checks the person itself; Discord only hides it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from zoneinfo import available_timezones

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.client import ProgrammeBot
from bot.errors import UserError
from bot.moderators import offered_to_moderators, require_moderator
from bot.outlook import find_hindrances, gather_outlook
from bot.programme.plan import LONGEST_NOTICE
from bot.programme.text import fold
from bot.render import choices, phrases
from bot.render.limits import CONTENT, OPTIONS, QUERY, URL
from bot.render.room_channels import match_rooms, rooms_said
from bot.render.settings_shown import NOTHING_SET, describe, hindrance_lines, stream_line
from bot.render.web import is_safe_address
from bot.replying import say

Interaction = discord.Interaction[ProgrammeBot]
_DEED = "change my settings"


@cache
def _zones() -> list[str]:
    """The name of every time zone; read from the disk once."""
    return sorted(available_timezones())


class Settings(commands.GroupCog, group_name="settings", group_description="How I work in this server"):
    """How the bot works in a server."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot

    @app_commands.command(name="moderator")
    @app_commands.describe(role="The role that may moderate as well", off="Take the right away from the role")
    async def set_moderator(
        self, interaction: Interaction, role: discord.Role | None = None, off: bool = False
    ) -> None:
        """Which role may reload the programme and change my settings"""
        await require_moderator(interaction, _DEED)
        guild_id = interaction.guild_id or 0
        if role is not None and role.id == guild_id:
            raise UserError(phrases.NOT_EVERYONE)
        guilds = self.bot.store.guilds
        if off or role is not None:
            guild = await guilds.set(guild_id, moderator_role=role.id if role and not off else None)
        else:
            guild = await guilds.get(guild_id)
        await say(interaction, phrases.moderator_role(guild.moderator_role))

    @app_commands.command(name="daily")
    @app_commands.describe(
        channel="Where the day's programme is posted",
        time="At what hour, such as 08:00",
        timezone="In which time zone, if not the conference's",
        evening="Also post tomorrow's programme at 20:00",
        off="Post it no longer",
    )
    async def set_daily(
        self,
        interaction: Interaction,
        channel: discord.TextChannel | None = None,
        time: Range[str, 1, 10] | None = None,
        timezone: Range[str, 1, QUERY] | None = None,
        evening: bool | None = None,
        off: bool = False,
    ) -> None:
        """Post the day's programme every conference morning"""
        await require_moderator(interaction, _DEED)
        changes: dict[str, int | str | bool] = {}
        if time is not None:
            changes["at"] = _find_hour(time)
        if timezone is not None:
            changes["zone"] = _find_zone(timezone)
        if evening is not None:
            changes["evening"] = evening
        await self._save(interaction, "daily", channel, changes, off=off)

    @app_commands.command(name="notices")
    @app_commands.describe(
        channel="Where I say what starts soon",
        room="Only what starts in this room",
        minutes="How many minutes before",
        off="Say it no longer, of this room or of all",
    )
    async def set_notices(
        self,
        interaction: Interaction,
        channel: discord.TextChannel | None = None,
        room: Range[str, 1, QUERY] | None = None,
        minutes: Range[int, 1, LONGEST_NOTICE] | None = None,
        off: bool = False,
    ) -> None:
        """Say what starts soon, in one channel or in one for each room"""
        await require_moderator(interaction, _DEED)
        saved = [row.room for row in await self.bot.store.posts.all(interaction.guild_id) if row.active] if off else []
        found = self._find_room(room, saved) if room else ""
        changes: dict[str, int | str | bool] = {} if minutes is None else {"minutes": minutes}
        await self._save(interaction, "notice", channel, changes, room=found, off=off)

    @app_commands.command(name="rooms")
    @app_commands.describe(minutes="How many minutes before")
    async def set_rooms(self, interaction: Interaction, minutes: Range[int, 1, LONGEST_NOTICE] | None = None) -> None:
        """Say what starts soon in each room in the channel of the same name"""
        await require_moderator(interaction, _DEED)
        guild = interaction.guild_id or 0
        channels = (
            {channel.name: channel.id for channel in interaction.guild.text_channels} if interaction.guild else {}
        )
        rooms = self.bot.snapshot.programme.rooms
        matched = match_rooms(rooms, channels)
        changes = {} if minutes is None else {"minutes": minutes}
        await self.bot.store.posts.save_rooms(guild, interaction.user.id, self.bot.clock.now(), matched, **changes)
        await self.bot.posting.troubles.tell_again(guild)
        self.bot.posting.wake()
        troubles = hindrance_lines(find_hindrances(self.bot, guild, matched.values()), ())
        set_before = await self.bot.store.posts.all(guild)
        kept = {row.room: row.channel for row in set_before if row.kind == "notice" and row.active}
        await say(interaction, rooms_said(rooms, matched, troubles, kept))

    @app_commands.command(name="changes")
    @app_commands.describe(channel="Where I say what changed in the programme", off="Say it no longer")
    async def set_changes(
        self, interaction: Interaction, channel: discord.TextChannel | None = None, off: bool = False
    ) -> None:
        """Say what was moved, cancelled or added"""
        await require_moderator(interaction, _DEED)
        await self._save(interaction, "changes", channel, {}, off=off)

    @app_commands.command(name="livestream")
    @app_commands.describe(
        room="Whose livestream it is",
        url="Its address, which begins with https",
        day="Only on this day; every day, if you say nothing",
        off="Show it no longer, on this day or on all",
    )
    async def set_livestream(
        self,
        interaction: Interaction,
        room: Range[str, 1, QUERY],
        url: Range[str, 1, URL] | None = None,
        day: Range[str, 1, QUERY] | None = None,
        off: bool = False,
    ) -> None:
        """Show where a room can be watched, on talks' pages and in what starts soon"""
        await require_moderator(interaction, _DEED)
        guild, streams = interaction.guild_id or 0, self.bot.store.livestreams
        known = streams.of(guild).urls if off else {}
        name = self._find_room(room, [place[0] for place in known])
        on = self._find_day(day, [place[1] for place in known]) if day else None
        if off:
            said = phrases.stream_off(name, await streams.remove(guild, name, on))
        else:
            address = (url or "").strip()
            if not is_safe_address(address):
                raise UserError(phrases.NO_ADDRESS_TYPED)
            await streams.save(guild, name, address, on)
            said = phrases.stream_set(stream_line(name, on, address))
        await say(interaction, said)

    @app_commands.command(name="show")
    async def show(self, interaction: Interaction) -> None:
        """What is set in this server, what comes next and what hinders me"""
        await require_moderator(interaction, "see my settings")
        await self._show(interaction)

    @set_daily.autocomplete("time")
    @offered_to_moderators
    async def offer_hours(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Hours of a morning, or those that are meant."""
        return choices.hours(typed)

    @set_daily.autocomplete("timezone")
    @offered_to_moderators
    async def offer_zones(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Time zones by their names."""
        wanted = fold(typed.replace(" ", "_"))
        own = self.bot.snapshot.programme.timezone
        zones = [own, *(zone for zone in _zones() if zone != own)]
        return [Choice(name=zone, value=zone) for zone in zones if wanted in fold(zone)][:OPTIONS]

    @set_livestream.autocomplete("room")
    @offered_to_moderators
    async def offer_stream_rooms(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """The programme's rooms, and those that are no longer in it and have a livestream."""
        shown = [room for room, _ in self.bot.store.livestreams.of(interaction.guild_id).urls]
        return choices.names(list(dict.fromkeys([*self.bot.snapshot.programme.rooms, *shown])), typed)

    @set_notices.autocomplete("room")
    @offered_to_moderators
    async def offer_rooms(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """The programme's rooms."""
        return choices.names(self.bot.snapshot.programme.rooms, typed)

    @set_livestream.autocomplete("day")
    @offered_to_moderators
    async def offer_days(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """The conference's days."""
        return choices.days(self.bot.snapshot.agenda, typed)

    def _find_room(self, typed: str, saved: Iterable[str]) -> str:
        """The room that is meant, also one that is only `saved`; raises UserError."""
        rooms = self.bot.snapshot.programme.rooms
        found = choices.find_name(list(dict.fromkeys([*rooms, *filter(None, saved)])), typed)
        if found is None:
            raise UserError(phrases.no_such("room", typed, rooms))
        return found

    def _find_day(self, typed: str, saved: Iterable[date | None]) -> date:
        """The conference day that is meant, also one that is only `saved`; raises UserError."""
        programme = self.bot.snapshot.programme
        found = choices.find_day(programme, typed, self.bot.clock.now())
        if found is None or found not in {*programme.days, *saved}:
            raise UserError(phrases.no_such_day(programme, typed))
        return found

    async def _save(
        self,
        interaction: Interaction,
        kind: str,
        channel: discord.TextChannel | None,
        changes: dict[str, int | str | bool],
        *,
        room: str = "",
        off: bool,
    ) -> None:
        """Save what is given of one kind of post, or switch it off; without anything only show what is set."""
        guild, posts = interaction.guild_id or 0, self.bot.store.posts
        if off:
            await posts.switch_off(guild, kind, room or None)
        elif channel is not None or changes:
            known = any((row.kind, row.room) == (kind, room) for row in await posts.all(guild))
            if channel is not None:
                changes["channel"] = channel.id
            elif not known:
                raise UserError(phrases.WHICH_CHANNEL)
            await posts.save(guild, kind, interaction.user.id, self.bot.clock.now(), room=room, **changes)
            await self.bot.posting.troubles.tell_again(guild)
        self.bot.posting.wake()
        await self._show(interaction)

    async def _show(self, interaction: Interaction) -> None:
        guild = interaction.guild_id or 0
        role = (await self.bot.store.guilds.get(guild)).moderator_role
        who = "" if role is None else f"\n{phrases.moderator_role(role)}"
        outlook = await gather_outlook(self.bot, guild)
        text = describe(outlook, self.bot.snapshot.programme, CONTENT - len(who))
        await say(interaction, (text or NOTHING_SET) + who)


def _find_hour(typed: str) -> int:
    """Minutes after midnight; raises UserError."""
    found = choices.find_hour(typed)
    if found is None:
        raise UserError(phrases.NO_HOUR_TYPED)
    return found


def _find_zone(typed: str) -> str:
    """The name of the zone that is meant, as it is written: "lisbon" means Europe/Lisbon; raises UserError."""
    found = choices.find_name(_zones(), typed.strip().replace(" ", "_"))
    if found is None:
        raise UserError(phrases.NO_ZONE_TYPED)
    return found


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    cog = Settings(bot)
    group = cog.app_command
    assert isinstance(group, app_commands.Group)  # noqa: S101 - a GroupCog has one
    group.guild_only = True
    group.default_permissions = discord.Permissions(manage_messages=True)
    await bot.add_cog(cog)
