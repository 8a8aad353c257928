"""Sends cards: privately to commands and presses, publicly when shared. Who sees what is decided here and only here.

A command's answer is private. A button on a private card changes that card; one on a public message answers the
presser privately and never changes the message. *Share here* posts a private card once for all.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING, Any

import discord

from bot import measuring
from bot.errors import StoreError, UserError
from bot.fresh import Fresh
from bot.render import phrases
from bot.render.card import Card
from bot.render.layout import lay_out, too_long
from bot.render.target import STORED, CustomId, Target, Verb, parse_custom_id, parse_target, target
from bot.render.text import escape, shorten
from bot.render.times import moment
from bot.replying import answer, patiently, reply
from bot.reporting import report

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

_log = logging.getLogger(__name__)
Interaction = discord.Interaction["ProgrammeBot"]


class Answers:
    """Answers interactions with cards."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self._bot = bot
        self._fresh = Fresh()
        # Two presses of one button can both be on their way before the card loses it
        self._shared: deque[tuple[int, Target]] = deque(maxlen=1_000)

    async def show(self, interaction: Interaction, wanted: Target, back: Target | None = None) -> None:
        """Answer with the card of a target."""
        await self._send(interaction, await self._make(interaction, await self._resolve(wanted)), back)

    async def send(self, interaction: Interaction, card: Card, back: Target | None = None) -> None:
        """Answer with a card, privately."""
        await self._send(interaction, await self._keep(card), back)

    async def _send(self, interaction: Interaction, card: Card, back: Target | None) -> None:
        view = self._fresh.lay_out(card, back=back, share=may_post(interaction), footer=self._footer())
        message = interaction.message
        response = interaction.response
        if response.is_done():
            edit = interaction.edit_original_response
            await patiently(f"the answer to interaction {interaction.id}", lambda: edit(view=view))
        elif message is not None and message.flags.ephemeral:
            await answer(interaction, lambda: response.edit_message(view=view))
        else:
            await answer(interaction, lambda: response.send_message(view=view, ephemeral=True))

    async def post(self, message: discord.Message, card: Card) -> discord.Message | None:
        """Answer a message with a card, in the channel and for all; None where the bot may not write."""
        if not bot_may_post(message):
            return None
        return await reply(message, lay_out(await self._keep(card)))

    async def tell(self, message: discord.Message, sentence: str) -> None:
        """Answer a message with a sentence, where the bot may write."""
        if bot_may_post(message):
            await reply(message, sentence)

    async def answer_press(self, interaction: Interaction) -> None:
        """Answer a press of any button or select of ours, also of messages from before a restart."""
        data: Any = interaction.data or {}
        measuring.begin(interaction)
        try:
            await self._bot.turns.take()
            await self._press(interaction, data.get("custom_id", ""), data.get("values", []))
        except Exception as error:  # noqa: BLE001 - reported, with an id
            await report(interaction, error)
        else:
            measuring.finish(interaction, measuring.ANSWERED)

    async def _press(self, interaction: Interaction, custom_id: str, values: list[str]) -> None:
        """Do what a button or select says; raises UserError for one that we do not know."""
        wanted = parse_custom_id(custom_id)
        match wanted:
            case CustomId(Verb.SHOW, Target() as shown) if self._bot.card_makers.is_action(shown):
                await self._bot.card_makers.do(shown, interaction)
            case CustomId(Verb.SHOW, Target() as shown, back):
                await self.show(interaction, shown, back)
            case CustomId(Verb.OPEN, None, back) if values:
                chosen = parse_target(values[0])
                if self._bot.card_makers.is_action(chosen):
                    await self._bot.card_makers.do(chosen, interaction)
                else:
                    await self.show(interaction, chosen, back)
            case CustomId(Verb.SHARE, Target() as shared, back):
                await self._share(interaction, shared, back)
            case _:
                raise UserError(phrases.OLD_BUTTON)

    async def _share(self, interaction: Interaction, shared: Target, back: Target | None) -> None:
        if not may_post(interaction):
            raise UserError(phrases.MAY_NOT_SEND if interaction.guild_id else phrases.ONLY_SERVERS)
        card = await self._make(interaction, await self._resolve(shared))
        name = escape(shorten(interaction.user.display_name, 40))
        press = (interaction.message.id if interaction.message else 0, shared)
        if press in self._shared:
            raise UserError(phrases.SHARED)
        self._shared.append(press)
        await interaction.response.edit_message(view=lay_out(card, back=back, footer=self._footer(phrases.SHARED)))
        try:
            await interaction.followup.send(
                view=lay_out(card, footer=self._footer(f"shared by {name}")), ephemeral=False
            )
        except discord.HTTPException:
            # It was not posted after all, and may be tried again
            self._shared.remove(press)
            await interaction.edit_original_response(view=lay_out(card, back=back, share=True, footer=self._footer()))
            raise

    def _footer(self, *lines: str) -> str:
        """The small lines below a card; the programme's age among them once that is more than it should be."""
        stale = self._bot.loader.stale
        age = [phrases.as_of(moment(stale, self._bot.snapshot.programme.zone))] if stale else []
        return "\n".join(f"-# {line}" for line in (*lines, *age))

    async def _make(self, interaction: Interaction, wanted: Target) -> Card:
        """The card of a target, ready to be laid out."""
        snapshot, reader = self._bot.snapshot, self._bot.reader(interaction)

        async def make() -> Card:
            return await self._keep(self._bot.card_makers.make(wanted, snapshot, reader))

        return await self._fresh.card(wanted, snapshot, reader, make)

    async def _resolve(self, wanted: Target) -> Target:
        """The target itself, or the one that is kept in the store under its id."""
        if wanted.name != STORED:
            return wanted
        state = await self._bot.store.cards.get(wanted.args[0]) if wanted.args else None
        if state is None:
            raise UserError(phrases.CARD_GONE if wanted.args and wanted.args[0] else phrases.CARD_NOT_KEPT)
        return parse_target(state["target"])

    async def _keep(self, card: Card) -> Card:
        """The card with every target that is too long for Discord kept in the store."""
        if not (long := too_long(card)):
            return card
        ids = await asyncio.gather(*map(self._store, long))
        return card.with_targets(
            {found: target(STORED, kept, found.name) for found, kept in zip(long, ids, strict=True)}
        )

    async def _store(self, wanted: Target) -> str:
        """The id under which a target is kept; "" where the store can't be written: its button says "ask again"."""
        try:
            return await self._bot.store.cards.put({"target": str(wanted)})
        except StoreError as error:
            _log.warning("the buttons of an answer can't be kept: %s", error)
            return ""


def may_post(interaction: Interaction) -> bool:
    """Whether the person may write in the channel where they are; never in a direct message."""
    if interaction.guild_id is None:
        return False
    permissions = interaction.permissions
    if isinstance(interaction.channel, discord.Thread):
        return permissions.send_messages_in_threads
    return permissions.send_messages


def bot_may_post(message: discord.Message) -> bool:
    """Whether the bot may write where a message was written."""
    channel = message.channel
    if message.guild is None or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return True
    permissions = channel.permissions_for(message.guild.me)
    return permissions.send_messages_in_threads if isinstance(channel, discord.Thread) else permissions.send_messages
