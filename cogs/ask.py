"""`/ask`, mentions and direct messages: questions in people's own words."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.cards import read, shows
from bot.client import ProgrammeBot
from bot.conversation import Conversations, is_question
from bot.programme.snapshot import Snapshot
from bot.questions import answer
from bot.questions.model import Question, Relation
from bot.render import question_phrases as say
from bot.render.card import Card
from bot.render.limits import QUESTION
from bot.render.question import answer_card, meant_card, read_question, reply_card
from bot.render.reader import Reader
from bot.reporting import report_reply

_SPOKEN = (discord.MessageType.default, discord.MessageType.reply)


@shows("ask")
def show_answer(snapshot: Snapshot, reader: Reader, question: str, page: str = "") -> Card:
    """The answer to a question, asked again now."""
    asked = read_question(question)
    return answer_card(snapshot.programme, answer(asked, snapshot, reader.now), read(int, page or "0"))


@shows("similar")
def show_similar(snapshot: Snapshot, reader: Reader, talk: str) -> Card:
    """The talks that are most like one."""
    asked = Question(relation=Relation.SIMILAR, talks=(talk,))
    return answer_card(snapshot.programme, answer(asked, snapshot, reader.now))


@shows("meant")
def show_meant(snapshot: Snapshot, reader: Reader, question: str) -> Card:
    """What else a question may have meant."""
    return meant_card(snapshot.programme, answer(read_question(question), snapshot, reader.now))


@shows("reply")
def show_reply(snapshot: Snapshot, reader: Reader, text: str) -> Card:
    """What moderators want to be said."""
    return reply_card(text)


class Ask(commands.Cog):
    """Questions in people's own words."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot
        self.conversations = Conversations(bot)

    @app_commands.command()
    @app_commands.describe(question="What you want to know: when does …, who talks about …, what is on tomorrow …")
    async def ask(self, interaction: discord.Interaction[ProgrammeBot], question: Range[str, 1, QUESTION]) -> None:
        """Ask about the programme in your own words"""
        channel, person = interaction.channel_id or 0, interaction.user.id
        found = self.conversations.ask(question, channel, person)
        self.conversations.remember(found, channel, person)
        await self.bot.answers.send(interaction, await self.conversations.card(found, interaction.guild_id))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer what people write to the bot; whatever goes wrong is told to them."""
        if message.author.bot or message.webhook_id or message.type not in _SPOKEN or message.mention_everyone:
            return
        try:
            await self._hear(message)
        except Exception as error:  # noqa: BLE001 - reported, with an id
            await report_reply(self.bot, message, error)

    async def _hear(self, message: discord.Message) -> None:
        me = self.bot.application_id
        if message.guild is None:
            await self._answer(message)
        elif f"<@{me}>" in message.content or f"<@!{me}>" in message.content:
            if self.conversations.may_ask(message.author.id):
                await self._answer(message)
        elif any(user.id == me for user in message.mentions):
            # Without a mention in the text it is the ping of a reply to one of our messages
            await self._answer(message, certain=False)
        elif mentions_role_of_bot(message) and self.conversations.tell_once(message.author.id):
            await self.bot.answers.tell(message, say.MENTION_ME)

    async def _answer(self, message: discord.Message, *, certain: bool = True) -> None:
        """Answer a message; one that is not `certain` to ask something only where it can be taken for a question."""
        await self.bot.turns.reply()
        channel, person = message.channel.id, message.author.id
        answered = message.reference.message_id if message.reference else None
        found = self.conversations.ask(message.content, channel, person, answered or 0)
        if not certain and not (is_question(found) and self.conversations.may_ask(person)):
            return
        self.conversations.remember(found, channel, person)
        card = await self.conversations.card(found, message.guild.id if message.guild else None)
        if sent := await self.bot.answers.post(message, card):
            self.conversations.remember_answer(found, sent.id)


def mentions_role_of_bot(message: discord.Message) -> bool:
    """Whether a message mentions the role that Discord made for the bot, which brings no text with it."""
    me = message.guild.me if message.guild else None
    # No other role of a bot is managed
    return me is not None and any(role.managed and me.get_role(role.id) for role in message.role_mentions)


async def setup(bot: ProgrammeBot) -> None:
    """Add the cog."""
    await bot.add_cog(Ask(bot))
