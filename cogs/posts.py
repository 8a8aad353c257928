"""What the bot posts by itself: the cards behind the buttons of posts, and `/preview`, a rehearsal for moderators."""

from __future__ import annotations

import datetime
from typing import Literal

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.cards import shows
from bot.client import ProgrammeBot
from bot.errors import UserError
from bot.moderators import offered_to_moderators, require_moderator
from bot.previewing import find_posts, kind_of, show_posts
from bot.programme.plan import mute_key
from bot.programme.snapshot import Snapshot
from bot.programme.text import fold
from bot.render import choices, phrases
from bot.render.card import Card
from bot.render.layout import lay_out
from bot.render.limits import OPTIONS, QUERY
from bot.render.lines import title_of
from bot.render.posted import posted_card
from bot.render.reader import Reader
from bot.render.settings_shown import KINDS, due_line
from bot.replying import answer, say, say_later, take_time

Interaction = discord.Interaction[ProgrammeBot]


@shows("posted")
def show_posted(snapshot: Snapshot, reader: Reader, kind: str, key: str, part: str = "1") -> Card:
    """What the marked button of a post shows."""
    try:
        return posted_card(snapshot.agenda, reader, kind, key, int(part))
    except ValueError:
        raise UserError(phrases.OLD_BUTTON) from None


_KINDS = Literal["daily", "notices", "changes"]


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
    async def preview(self, interaction: Interaction, what: _KINDS, date: Range[str, 1, QUERY] | None = None) -> None:
        """Show privately what I will post, where and when"""
        await require_moderator(interaction, "see what I will post")
        first, *more = await show_posts(self.bot, interaction.guild_id or 0, what, self._day(date))
        shown = lay_out(first[0], footer=first[1])
        await answer(interaction, lambda: interaction.response.send_message(view=shown, ephemeral=True))
        for card, footer in more:
            await interaction.followup.send(view=lay_out(card, footer=footer), ephemeral=True)

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
        found = await find_posts(self.bot, interaction.guild_id or 0, kind)
        await take_time(interaction)
        sent = await self.bot.posting.send_early(found[0])
        line = due_line(found[0], self.bot.snapshot.programme.zone)
        await say_later(interaction, phrases.sent_early(line, sent=sent))

    @unmute.autocomplete("talk")
    @offered_to_moderators
    async def offer_muted(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Talks that are muted."""
        programme, muted = self.bot.snapshot.programme, await self.bot.store.posts.muted(interaction.guild_id or 0)
        talks = [talk for talk in programme.talks if talk.id in muted and fold(typed) in fold(talk.title)]
        gone = [what for what in muted if what not in programme.by_id and ":" not in what]
        others = [Choice(name=f"{phrases.TALK_GONE} ({what})", value=what) for what in sorted(gone)]
        return [*choices.talks(programme, talks), *others][:OPTIONS]

    @mute.autocomplete("talk")
    @offered_to_moderators
    async def offer_talks(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Talks whose titles hold what is typed."""
        programme = self.bot.snapshot.programme
        return choices.talks(programme, (talk for talk in programme.talks if fold(typed) in fold(talk.title)))

    async def _mute(self, interaction: Interaction, kind: str | None, talk: str | None, *, muted: bool) -> None:
        await require_moderator(interaction, "mute posts")
        if (kind is None) == (talk is None):
            raise UserError(phrases.MUTE_WHAT)
        guild, posts = interaction.guild_id or 0, self.bot.store.posts
        what = said = ""
        if kind is not None:
            what, said = mute_key(kind_of(kind)), phrases.kind_was_muted(KINDS[kind_of(kind)], kind, muted=muted)
        programme = self.bot.snapshot.programme
        if talk is not None and talk not in programme.by_id and talk in await posts.muted(guild):
            what, said = talk, phrases.talk_was_muted(phrases.TALK_GONE, muted=muted)
        elif talk is not None:
            found = self.bot.snapshot.index.find_talk(talk)
            if found.talk is None:
                raise UserError(phrases.which_talk(talk, [title_of(other) for other in found.candidates]))
            what, said = found.talk.id, phrases.talk_was_muted(title_of(found.talk), muted=muted)
        await posts.mute(guild, what, muted=muted)
        self.bot.posting.wake()
        await say(interaction, said)

    @preview.autocomplete("date")
    @offered_to_moderators
    async def offer_days(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """The conference's days."""
        return choices.days(self.bot.snapshot.agenda, typed)

    def _day(self, typed: str | None) -> datetime.date | None:
        if typed is None:
            return None
        programme = self.bot.snapshot.programme
        found = choices.find_day(programme, typed, self.bot.clock.now())
        if found is None:
            raise UserError(phrases.no_such_day(programme, typed))
        return found


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    await bot.add_cog(PostsCog(bot))
