"""The driver: people who use the bot as they would in Discord's client, for tests and for the page.

    ada = sandbox.guild.member("Ada")
    reply = await ada.slash("search", query="docker")
    reply = await reply.press("Next")

Everything waits for events, within bounds. What Discord's client would not let a person do raises Refused.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import commands, post
from bot.sandbox import interactions as kinds
from bot.sandbox.errors import NotAnswered, Refused
from bot.sandbox.gateway import Gateway
from bot.sandbox.guild import Channel, Guild, Member
from bot.sandbox.interactions import Interaction, Interactions
from bot.sandbox.messages import DEFAULT, REPLY, SPOKEN, Message
from bot.sandbox.permissions import Permission, permission
from bot.sandbox.reply import Reply
from bot.sandbox.users import Role, User
from bot.sandbox.world import World


@dataclass
class Stage:
    """What people act upon. `patience` is how many seconds they wait for what follows a first answer or a message."""

    world: World
    gateway: Gateway
    interactions: Interactions
    patience: float = 10.0


@dataclass(frozen=True)
class Choice:
    """What autocomplete offers."""

    name: str
    value: str | int | float


class Server(Guild):
    """A server whose members can act."""

    def __init__(self, stage: Stage, name: str, *, owner_id: int = 0) -> None:
        super().__init__(stage.world, name, owner_id=owner_id)
        self.stage = stage

    def member(self, name: str, *, roles: Iterable[str | Role] = (), **permissions: bool) -> Person:
        """The person of this name, who joins on first use with what @everyone may do.

        `roles` are given in addition, and permissions by name (`manage_guild=True`) through a role of their own.
        """
        user = self.world.user(name)
        if user.id not in self.members:
            self.add_member(user)
        person = self.members[user.id]
        assert isinstance(person, Person), "the bot is no person"  # noqa: S101
        person.roles += [role for role in map(self.role, roles) if role not in person.roles]
        bits = permission(**permissions)
        if not person.may(bits):
            person.roles.append(self.add_role(f"{name}'s own", bits))
        return person


@dataclass(eq=False)
class Person(Member):
    """A member who acts. Channels are given as objects or by name."""

    stage: Stage = field(kw_only=True)
    last_read: int = 0
    """The id of the newest message that `say`, `slash` or `next_message` has handed out."""

    def dm(self) -> Channel:
        """The conversation with the bot."""
        return self.stage.world.direct(self.user)

    async def slash(
        self,
        name: str,
        options: Mapping[str, Any] | None = None,
        /,
        *,
        channel: str | Channel = "general",
        **more: Any,
    ) -> Reply:
        """Use a command, as in `slash("search", query="docker")` or `slash("settings moderator", role="Helpers")`.

        Options go by keyword, or in the mapping where their name is taken (`channel`). Values are typed as the command
        declares. Returns the answer; a deferred one once it is there. Raises Refused, NotAnswered.
        """
        where = self._where(channel)
        call = commands.find(self.stage.world, self, where, name)
        commands.fill(call, where, {**(options or {}), **more})
        return await self._reply(await self.interact(kinds.COMMAND, where, call.data(where.guild)))

    async def autocomplete(
        self,
        name: str,
        options: Mapping[str, Any] | None = None,
        /,
        *,
        channel: str | Channel = "general",
        **more: Any,
    ) -> list[Choice]:
        """What is offered while typing a command; the last given option is the one being typed.

        Raises Refused if it has no autocomplete, NotAnswered.
        """
        where = self._where(channel)
        given = {**(options or {}), **more}
        if not given:
            raise Refused("autocomplete needs the option that is being typed")
        call = commands.find(self.stage.world, self, where, name)
        commands.fill(call, where, given, focused=list(given)[-1])
        interaction = await self.interact(kinds.AUTOCOMPLETE, where, call.data(where.guild))
        return [Choice(choice["name"], choice["value"]) for choice in interaction.choices]

    async def say(
        self,
        text: str,
        *,
        channel: str | Channel = "general",
        answering: Message | Reply | None = None,
        ping: bool = True,
    ) -> Message:
        """Write a message; `answering` another one pings its author unless `ping` is false."""
        where = self._where(channel)
        if where.guild is not None and not self.may(Permission.SEND_MESSAGES, where):
            raise Refused(f"{self.name} may not write in #{where.name}")
        answered = answering.message if isinstance(answering, Reply) else answering
        if not text.strip() or len(text) > 2000:
            raise Refused("a message has 1 to 2,000 characters")
        message = post.write(
            self.stage.world,
            where,
            self.user,
            {"content": text, "allowed_mentions": {"parse": ["users", "roles", "everyone"], "replied_user": ping}},
            reference=None if answered is None else answered.id,
            kind=DEFAULT if answered is None else REPLY,
        )
        self.last_read = message.id
        return message

    async def direct(self, text: str) -> Message:
        """Write to the bot in private."""
        return await self.say(text, channel=self.dm())

    async def next_message(self, *, channel: str | Channel = "general", within: float | None = None) -> Reply:
        """The bot's first message in `channel` after what this person has written or got last; waits for it."""
        where, bot = self._where(channel), self.stage.world.bot

        def find() -> Message | None:
            for message in where.seen_by(self.user):
                spoken = message.author is bot and message.type in SPOKEN and not message.loading
                if spoken and message.id > self.last_read:
                    return message
            return None

        wanted = f"a message of the bot for {self.name} in #{where.name}"
        bound = self.stage.patience if within is None else within
        message = await self.stage.world.feed.until(find, within=bound, what=wanted)
        self.last_read = message.id
        return self.sees(message)

    async def next_direct(self, *, within: float | None = None) -> Reply:
        """As `next_message`, in the conversation with the bot."""
        return await self.next_message(channel=self.dm(), within=within)

    def sees(self, message: Message) -> Reply:
        """A message before this person's eyes, ready to be used; raises Refused if it is private to somebody else."""
        if message.visible_to not in (None, self.user):
            raise Refused(f"{self.name} does not see this message")
        return Reply(self, message)

    async def interact(
        self,
        kind: int,
        channel: Channel,
        data: dict[str, Any],
        source: Message | None = None,
        opened_by: Interaction | None = None,
    ) -> Interaction:
        """Send an interaction to the bot and wait for its first answer; raises NotAnswered after the limit."""
        stage = self.stage
        interaction = stage.interactions.create(kind, self, channel, data, source, opened_by)
        if not stage.gateway.dispatch("INTERACTION_CREATE", interaction.payload(stage.world)):
            raise NotAnswered("the bot is not connected")
        try:
            async with asyncio.timeout(stage.interactions.answer_limit):
                await interaction.answered
        except TimeoutError:
            interaction.missed = True
            raise NotAnswered(f"no answer within {stage.interactions.answer_limit:g} s") from None
        return interaction

    async def react(self, kind: int, source: Message, data: dict[str, Any]) -> Reply:
        """Use a button, select or form of `source`, and see what comes of it."""
        return await self._reply(await self.interact(kind, source.channel, data, source))

    async def submit(self, opened_by: Interaction, data: dict[str, Any]) -> Reply:
        """Send a filled form."""
        return await self._reply(await self.interact(kinds.MODAL, opened_by.channel, data, opened_by.source, opened_by))

    async def _reply(self, interaction: Interaction) -> Reply:
        deferred = interaction.answer in (kinds.DEFER_ANSWER, kinds.DEFER_UPDATE)
        if deferred:
            try:
                await self.stage.world.feed.until(
                    lambda: interaction.changed or None,
                    within=self.stage.patience,
                    what="what was announced by a deferred answer",
                )
            except TimeoutError as error:
                raise NotAnswered(str(error)) from None
        message = interaction.changed[0] if deferred else interaction.original
        if message is not None and message.id not in message.channel.history:
            message = None
        if message is not None:
            self.last_read = max(self.last_read, message.id)
        return Reply(self, message, interaction, deferred=deferred)

    def _where(self, channel: str | Channel) -> Channel:
        where = self.guild.channel(channel)
        if where.recipient is not None and where.recipient is not self.user:
            raise Refused(f"{self.name} is not in this conversation")
        if not self.may(Permission.VIEW_CHANNEL, where):
            raise Refused(f"{self.name} does not see #{where.name}")
        return where


def make_person(stage: Stage, user: User, guild: Guild, roles: Sequence[Role]) -> Member:
    """A member of a server: a Person, or the plain Member that the bot is."""
    return Member(user, guild, list(roles)) if user.bot else Person(user, guild, list(roles), stage=stage)
