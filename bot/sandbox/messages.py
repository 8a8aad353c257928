"""A message: what was written, by whom, who may see it; its JSON as Discord's API shows it, and what a person reads.

Messages are changed only by `post`, which tells everybody who listens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.sandbox import reading
from bot.sandbox.snowflakes import when

if TYPE_CHECKING:
    from bot.sandbox.guild import Channel
    from bot.sandbox.users import User

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SUPPRESS_NOTIFICATIONS, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 12, 1 << 15
"""Flags of messages."""
DEFAULT, PIN_ADDED, REPLY, COMMAND = 0, 6, 19, 20
"""Types of messages."""
SPOKEN = (DEFAULT, REPLY, COMMAND)
"""Those that somebody has written; the others are lines of the channel itself."""


@dataclass(eq=False)
class Message:
    """One message. `visible_to` is the only person who sees it, or None if it is public."""

    id: int
    channel: Channel
    author: User
    content: str = ""
    components: list[dict[str, Any]] = field(default_factory=list)
    embeds: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    type: int = DEFAULT
    visible_to: User | None = None
    reference: int | None = None
    """The id of the message that this one answers."""
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    pings: tuple[str, ...] = ()
    """The names of those whose client rings: people, roles, or `everyone`."""
    nonce: str | int | None = None
    interaction: dict[str, Any] | None = None
    """The interaction that it answers, as `interaction_metadata`."""
    pinned: str | None = None
    """When it was pinned."""
    edited: str | None = None

    @property
    def text(self) -> str:
        """All visible text in reading order, joined by newlines."""
        return reading.text_of({"content": self.content, "components": self.components})

    @property
    def buttons(self) -> list[reading.Button]:
        return reading.buttons_of({"components": self.components})

    @property
    def selects(self) -> list[reading.Select]:
        return reading.selects_of({"components": self.components})

    @property
    def options(self) -> list[reading.Option]:
        """The lines of all select menus."""
        return [option for select in self.selects for option in select.options]

    @property
    def ephemeral(self) -> bool:
        return self.visible_to is not None

    @property
    def loading(self) -> bool:
        """Whether it is a deferred answer that still says "is thinking"."""
        return bool(self.flags & LOADING)

    @property
    def created(self) -> str:
        """When it was written, as an ISO instant."""
        return when(self.id)

    def payload(self, *, referenced: bool = True) -> dict[str, Any]:
        """As Discord's REST API shows it; with the message that it answers, one deep."""
        shown: dict[str, Any] = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "type": self.type,
            "author": self.author.payload(),
            "content": self.content,
            "timestamp": self.created,
            "edited_timestamp": self.edited,
            "tts": False,
            "mention_everyone": self.mention_everyone,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [str(role) for role in self.mention_roles],
            "attachments": self.attachments,
            "embeds": self.embeds,
            "components": self.components,
            "pinned": self.pinned is not None,
            "flags": self.flags,
        }
        if self.nonce is not None:
            shown["nonce"] = self.nonce
        if self.interaction is not None:
            shown |= {"interaction_metadata": self.interaction, "webhook_id": str(self.author.id)}
        if self.author.bot:
            shown["application_id"] = str(self.author.id)
        if self.reference is not None:
            shown["message_reference"] = {
                "type": 0,
                "message_id": str(self.reference),
                "channel_id": str(self.channel.id),
            }
            if self.channel.guild is not None:
                shown["message_reference"]["guild_id"] = str(self.channel.guild.id)
            answered = self.channel.history.get(self.reference)
            if referenced:
                shown["referenced_message"] = None if answered is None else answered.payload(referenced=False)
        return shown

    def gateway_payload(self) -> dict[str, Any]:
        """As the gateway's MESSAGE_CREATE shows it: also the server and the author's membership."""
        shown = self.payload()
        guild = self.channel.guild
        if guild is not None:
            shown["guild_id"] = str(guild.id)
            if self.author.id in guild.members:
                shown["member"] = guild.members[self.author.id].payload(user=False)
        return shown
