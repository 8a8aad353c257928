"""Interactions: what a person did (command, button, select, form), the bot's first answer, its deadlines.

An Interaction is made here and sent over the gateway; the REST side answers it; the driver waits for `answered`.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import permissions
from bot.sandbox.errors import Reason, Refusal
from bot.sandbox.guild import Channel, Member
from bot.sandbox.messages import Message
from bot.sandbox.world import World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
"""Types of interactions."""
PONG, ANSWER, DEFER_ANSWER, DEFER_UPDATE, UPDATE, CHOICES, OPEN_MODAL = 1, 4, 5, 6, 7, 8, 9
"""Types of first answers."""
MAX_ATTACHMENT = 10 * 1024 * 1024


@dataclass(eq=False)
class Interaction:
    """One thing that a person did, and what became of it. `answer` is the type of the first answer."""

    id: int
    token: str
    type: int
    person: Member
    channel: Channel
    data: dict[str, Any]
    source: Message | None
    """The message whose button or select was used, or that opened the form."""
    created: float
    answered: asyncio.Future[int]
    opened_by: Interaction | None = None
    """Of a filled form: what was answered with that form."""
    answer: int | None = None
    original: Message | None = None
    """The message that `@original` means."""
    messages: dict[int, Message] = field(default_factory=dict)
    """The messages made or changed with its token, in order."""
    choices: list[dict[str, Any]] = field(default_factory=list)
    modal: dict[str, Any] | None = None
    changed: list[Message] = field(default_factory=list)
    """What was sent, changed or deleted with its token after the first answer, in order."""
    missed: bool = False
    """Whether the person's client has given up waiting."""

    @property
    def name(self) -> str:
        """The whole name of the command, as in `settings moderator`; empty for other interactions."""
        words, steps = [str(self.data.get("name") or "")], self.data.get("options") or []
        while steps and steps[0]["type"] in (1, 2):
            words.append(steps[0]["name"])
            steps = steps[0]["options"]
        return " ".join(words)

    def metadata(self) -> dict[str, Any]:
        """As a message that answers it shows it."""
        shown: dict[str, Any] = {
            "id": str(self.id),
            "type": self.type,
            "user": self.person.user.payload(),
            "authorizing_integration_owners": self.owners(),
        }
        if self.type == COMMAND:
            shown["name"] = self.name
            shown["command_type"] = 1
        elif self.type == COMPONENT and self.source is not None:
            shown["interacted_message_id"] = str(self.source.id)
        elif self.opened_by is not None:
            shown["triggering_interaction_metadata"] = self.opened_by.metadata()
        return shown

    def owners(self) -> dict[str, str]:
        guild = self.channel.guild
        return {"0": "0" if guild is None else str(guild.id)}

    def payload(self, world: World) -> dict[str, Any]:
        """The INTERACTION_CREATE event."""
        channel, guild = self.channel, self.channel.guild
        shown: dict[str, Any] = {
            "version": 1,
            "id": str(self.id),
            "application_id": str(world.bot.id),
            "type": self.type,
            "token": self.token,
            "data": self.data,
            "channel_id": str(channel.id),
            "channel": channel.payload(),
            "locale": "en-GB",
            "entitlements": [],
            "authorizing_integration_owners": self.owners(),
            "context": 1 if guild is None else 0,
            "attachment_size_limit": MAX_ATTACHMENT,
        }
        if self.source is not None:
            shown["message"] = self.source.payload()
        if guild is None:
            return shown | {"user": self.person.user.payload(), "app_permissions": str(permissions.DIRECT)}
        may = str(self.person.permissions(channel))
        shown["channel"] = shown["channel"] | {"permissions": may}
        return shown | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": "en-GB", "features": []},
            "guild_locale": "en-GB",
            "app_permissions": str(guild.me.permissions(channel)),
            "member": self.person.payload() | {"permissions": may},
        }


def make_token(number: int) -> str:
    """A token for the interaction with this id, of the shape of Discord's, and redacted as they are."""
    return base64.urlsafe_b64encode(f"interaction:{number}:{secrets.token_hex(30)}".encode()).decode().rstrip("=")


class Interactions:
    """All interactions by id and token, and the two deadlines: seconds to the first answer, seconds a token lives."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.answer_limit = 3.0
        self.token_life = 900.0
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def create(
        self,
        kind: int,
        person: Member,
        channel: Channel,
        data: dict[str, Any],
        source: Message | None = None,
        opened_by: Interaction | None = None,
    ) -> Interaction:
        """A new interaction; the caller sends its payload to the bot."""
        self._forget()
        number = self.world.snowflakes.next()
        interaction = Interaction(
            number,
            make_token(number),
            kind,
            person,
            channel,
            data,
            source,
            time.monotonic(),
            asyncio.get_running_loop().create_future(),
            opened_by,
        )
        self._by_id[interaction.id] = self._by_token[interaction.token] = interaction
        return interaction

    def to_answer(self, number: int, token: str) -> Interaction:
        """The interaction for a first answer; raises Refusal when unknown or too late (10062), or answered (40060)."""
        interaction = self._by_id.get(number)
        if interaction is None or interaction.token != token:
            raise Refusal(Reason.UNKNOWN_INTERACTION)
        if interaction.answer is not None:
            raise Refusal(Reason.ANSWERED)
        if interaction.missed or time.monotonic() - interaction.created > self.answer_limit:
            raise Refusal(Reason.UNKNOWN_INTERACTION)
        return interaction

    def by_token(self, token: str) -> Interaction:
        """The answered interaction of a webhook token; raises Refusal when unknown (10015) or outlived (50027)."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.answer is None:
            raise Refusal(Reason.UNKNOWN_WEBHOOK)
        if time.monotonic() - interaction.created > self.token_life:
            raise Refusal(Reason.WRONG_TOKEN)
        return interaction

    def _forget(self) -> None:
        """Drop interactions that are long past, so that a sandbox may run for days."""
        horizon = time.monotonic() - 2 * self.token_life
        while self._by_id:
            oldest = next(iter(self._by_id.values()))
            if oldest.created > horizon:
                return
            del self._by_id[oldest.id], self._by_token[oldest.token]
