"""What the bot posts by itself: the cards behind the buttons of posts, and `/preview`, a rehearsal for moderators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.cards import shows
from bot.client import ProgrammeBot
from bot.errors import UserError
from bot.moderators import require_moderator
from bot.programme.model import conference_day
from bot.programme.plan import Due, PostKind, Posts, mute_key, preview
from bot.programme.snapshot import Snapshot
from bot.programme.text import fold
from bot.render import choices, phrases
from bot.render.card import Card
from bot.render.layout import lay_out
from bot.render.limits import QUERY
from bot.render.lines import title_of
from bot.render.note import fit_lines
from bot.render.posted import daily_cards, notice_note, posted_card
from bot.render.reader import Reader
from bot.render.settings_shown import NOTHING_SET, due_line

Interaction = discord.Interaction[ProgrammeBot]
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@shows("posted")
def show_posted(snapshot: Snapshot, reader: Reader, kind: str, key: str, part: str = "1") -> Card:
    """What the marked button of a post shows."""
    try:
        return posted_card(snapshot.agenda, reader, kind, key, int(part))
    except ValueError:
        raise UserError(phrases.OLD_BUTTON) from None


_KINDS = Literal["daily", "notices", "changes"]


def _kind(chosen: str) -> PostKind:
    return PostKind.NOTICE if chosen == "notices" else PostKind(chosen)


class PostsCog(commands.Cog, name="Posts"):
    """What the bot posts by itself."""

    posts = app_commands.Group(
        name="posts",
        description="What I post by myself",
        guild_only=True,
        default_permissions=discord.Permissions(manage_messages=True),
    )

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.describe(what="What to show", date="Of which day; the next one, if you say nothing")
    async def preview(
        self, interaction: Interaction, what: Literal["daily", "notices"], date: Range[str, 1, QUERY] | None = None
    ) -> None:
        """Show privately what I will post, where and when"""
        await require_moderator(interaction, "see what I will post")
        found = await self._find(interaction, what, date)
        if not found:
            await interaction.response.send_message(phrases.NOTHING_DUE, ephemeral=True)
            return
        agenda = self.bot.snapshot.agenda
        heads = [due_line(due, agenda.programme.zone) for due in found]
        if what == "daily":
            day = found[0].day or conference_day(found[0].due, agenda.programme.zone)
            cards = daily_cards(agenda, day)
            await interaction.response.send_message(view=lay_out(cards[0], footer=f"-# {heads[0]}"), ephemeral=True)
            for card in cards[1:]:
                await interaction.followup.send(view=lay_out(card), ephemeral=True)
            return
        lines = []
        for head, due in zip(heads, found, strict=True):
            note = notice_note(agenda.programme, due.entries, due.expires, due.due, due.key)
            lines.append(f"-# {head}\n{note.content}")
        await interaction.response.send_message(fit_lines("", lines), ephemeral=True)

    @posts.command(name="mute")
    @app_commands.describe(kind="Everything of this kind", talk="Everything about this talk")
    async def mute(
        self, interaction: Interaction, kind: _KINDS | None = None, talk: Range[str, 1, QUERY] | None = None
    ) -> None:
        """Post nothing of a kind, or about a talk, for now"""
        await self._mute(interaction, kind, talk, muted=True)

    @posts.command(name="unmute")
    @app_commands.describe(kind="What was muted", talk="The talk that was muted")
    async def unmute(
        self, interaction: Interaction, kind: _KINDS | None = None, talk: Range[str, 1, QUERY] | None = None
    ) -> None:
        """Post again what was muted"""
        await self._mute(interaction, kind, talk, muted=False)

    @posts.command(name="send-now")
    @app_commands.describe(kind="What is to be sent at once, and then not again")
    async def send_now(self, interaction: Interaction, kind: Literal["daily", "notices"]) -> None:
        """Send at once what comes next of a kind"""
        await require_moderator(interaction, "send posts")
        found = await self._find(interaction, kind, None)
        if not found:
            raise UserError(phrases.NOTHING_DUE)
        await interaction.response.defer(ephemeral=True, thinking=True)
        sent = await self.bot.posting.send_early(found[0])
        line = due_line(found[0], self.bot.snapshot.programme.zone)
        await interaction.followup.send(phrases.sent_early(line, sent=sent), ephemeral=True)

    @mute.autocomplete("talk")
    @unmute.autocomplete("talk")
    async def offer_talks(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Talks whose titles hold what is typed."""
        programme = self.bot.snapshot.programme
        return choices.talks(programme, (talk for talk in programme.talks if fold(typed) in fold(talk.title)))

    async def _mute(self, interaction: Interaction, kind: str | None, talk: str | None, *, muted: bool) -> None:
        await require_moderator(interaction, "mute posts")
        if (kind is None) == (talk is None):
            raise UserError(phrases.MUTE_WHAT)
        name = f"of the kind {kind}"
        what = mute_key(_kind(kind)) if kind else ""
        if talk is not None:
            found = self.bot.snapshot.index.find_talk(talk)
            if found.talk is None:
                raise UserError(phrases.which_talk(talk, [title_of(other) for other in found.candidates]))
            what, name = found.talk.id, f"about {title_of(found.talk)}"
        await self.bot.store.posts.mute(interaction.guild_id or 0, what, muted=muted)
        self.bot.posting.wake()
        await interaction.response.send_message(phrases.muted(name, muted=muted), ephemeral=True)

    @preview.autocomplete("date")
    async def offer_days(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """The conference's days."""
        return choices.days(self.bot.snapshot.agenda, typed)

    async def _find(self, interaction: Interaction, what: str, date: str | None) -> list[Due]:
        """What will be posted of a kind on a day, or next."""
        agenda, now = self.bot.snapshot.agenda, self.bot.clock.now()
        wanted = await self.bot.store.posts.wanted(interaction.guild_id or 0)
        posts = wanted[0] if wanted else Posts(0)
        if (posts.daily is None) if what == "daily" else not posts.notices:
            raise UserError(NOTHING_SET)
        after = now
        if date is not None:
            day = choices.find_day(agenda.programme, date, now)
            if day is None:
                raise UserError(phrases.no_such_day(agenda.programme, date))
            after = _LONG_AGO
        kind = PostKind.DAILY if what == "daily" else PostKind.NOTICE
        found = [due for due in preview(agenda, posts, after, now + timedelta(days=3660)) if due.kind is kind]
        zone = agenda.programme.zone
        days = [due.day or conference_day(due.expires, zone) for due in found]
        chosen = day if date is not None else (days[0] if days else None)
        return [due for due, its in zip(found, days, strict=True) if its == chosen]


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    await bot.add_cog(PostsCog(bot))
