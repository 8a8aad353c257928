"""`/questions`: what was asked in vain, and moderators' own replies to it. For moderators; checked in every path."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.cards import does
from bot.client import ProgrammeBot
from bot.moderators import require_moderator
from bot.render import question_phrases as say
from bot.render.unanswered import unanswered_card
from bot.reporting import report
from bot.store.questions import REPLY_LENGTH, WORDS_LENGTH

Interaction = discord.Interaction[ProgrammeBot]
# So much is read; the card shows what fits
MOST = 25
# All that the form has to know is typed in it, so it can be sent after a restart of the bot too
FORM, WORDS, TEXT = "own-reply", "words", "text"


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Questions(commands.GroupCog, group_name="questions", group_description="What people ask me"):
    """What moderators may see of people's questions."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot

    @app_commands.command()
    async def unanswered(self, interaction: Interaction) -> None:
        """What was asked in vain in this server, and replies of your own to it"""
        await show_unanswered(interaction)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take in a form that was sent, also one from before a restart, which the library would drop."""
        data: Any = interaction.data or {}
        if interaction.type is discord.InteractionType.modal_submit and data.get("custom_id") == FORM:
            try:
                await _set_reply(interaction, _fields(data))
            except Exception as error:  # noqa: BLE001 - reported, with an id
                await report(interaction, error)


@does("unanswered")
async def show_unanswered(interaction: Interaction) -> None:
    """Show what was asked in vain."""
    await require_moderator(interaction, "see what was asked in vain")
    guild, store = interaction.guild_id or 0, interaction.client.store
    asked = [(found.text, found.count) for found in await store.questions.unanswered(guild, MOST)]
    kept = (await store.guilds.get(guild)).keep_unanswered
    card = unanswered_card(asked, await store.questions.replies(guild), kept=kept)
    await interaction.client.answers.send(interaction, card)


@does("keep-questions")
async def keep_questions(interaction: Interaction, keep: str) -> None:
    """Keep what is asked in vain from now on, or no longer; then what was kept is forgotten."""
    await require_moderator(interaction, "change my settings")
    guild, store = interaction.guild_id or 0, interaction.client.store
    await store.guilds.set(guild, keep_unanswered=keep == "yes")
    if keep != "yes":
        await store.questions.forget(guild)
    await show_unanswered(interaction)


@does("own-reply")
async def open_form(interaction: Interaction, words: str = "") -> None:
    """Open the form for a reply; `words` are those of a question, or of a reply to be changed."""
    await require_moderator(interaction, "set replies")
    replies = await interaction.client.store.questions.replies(interaction.guild_id or 0)
    form: ui.Modal = ui.Modal(title=say.OWN_REPLY, custom_id=FORM, timeout=None)
    form.add_item(
        ui.Label(
            text=say.REPLY_WORDS,
            component=ui.TextInput(custom_id=WORDS, default=words or None, min_length=1, max_length=WORDS_LENGTH),
        )
    )
    form.add_item(
        ui.Label(
            text=say.REPLY_TEXT,
            component=ui.TextInput(
                custom_id=TEXT,
                style=discord.TextStyle.paragraph,
                default=replies.get(words) or None,
                required=False,
                max_length=REPLY_LENGTH,
            ),
        )
    )
    # The library keeps nothing of it: `on_interaction` takes it in
    form.stop()
    await interaction.response.send_modal(form)


async def _set_reply(interaction: Interaction, fields: dict[str, str]) -> None:
    await require_moderator(interaction, "set replies")
    questions = interaction.client.store.questions
    await questions.set_reply(interaction.guild_id or 0, fields.get(WORDS, ""), fields.get(TEXT, ""))
    await show_unanswered(interaction)


def _fields(data: dict[str, Any]) -> dict[str, str]:
    """What was typed, by the field's `custom_id`."""
    parts = [part.get("component") or {} for part in data.get("components", ())]
    return {part.get("custom_id", ""): part.get("value") or "" for part in parts}


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    await bot.add_cog(Questions(bot))
