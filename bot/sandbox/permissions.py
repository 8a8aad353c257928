"""Discord's permissions: the bits that matter to the sandbox, and how they are computed for a member in a channel.

Bits and the order of overwrites as in Discord's documentation, "Permissions".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag
from typing import Any, Literal


class Permission(IntFlag):
    """The named bits of a permission set."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    CREATE_EVENTS = 1 << 44
    PIN_MESSAGES = 1 << 51


ALL = sum(permission.value for permission in Permission)
ATTENDEE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
).value
"""What @everyone may do."""
BOT = (ATTENDEE | Permission.MANAGE_MESSAGES | Permission.PIN_MESSAGES | Permission.CREATE_EVENTS).value
"""What the bot's own role gives it."""
DIRECT = ATTENDEE | Permission.PIN_MESSAGES.value
"""What one may do in a conversation of two."""


def permission(**granted: bool) -> int:
    """The bits of permissions given by name (`permission(manage_guild=True)`); raises ValueError on other names."""
    bits = 0
    for name, given in granted.items():
        if name.upper() not in Permission.__members__:
            raise ValueError(f"the sandbox knows no permission {name!r}")
        bits |= Permission[name.upper()].value if given else 0
    return bits


@dataclass
class Overwrite:
    """What one channel allows and denies to a role or a member (`target` is its id)."""

    target: int
    kind: Literal["role", "member"]
    allow: int = 0
    deny: int = 0

    def payload(self) -> dict[str, Any]:
        return {
            "id": str(self.target),
            "type": 0 if self.kind == "role" else 1,
            "allow": str(self.allow),
            "deny": str(self.deny),
        }


def compute(base: int, everyone: int, roles: Iterable[int], member: int, overwrites: dict[int, Overwrite]) -> int:
    """The bits of a member in a channel.

    `base` is the union of the bits of the member's roles; `everyone`, `roles` and `member` are ids to be looked up in
    the channel's `overwrites`. First @everyone's overwrite, then the roles' denials and allowances, then the member's.
    Without VIEW_CHANNEL nothing is left.
    """
    if base & Permission.ADMINISTRATOR.value:
        return ALL
    bits = base
    if overwrites:
        if everyone in overwrites:
            bits = bits & ~overwrites[everyone].deny | overwrites[everyone].allow
        mine = [overwrites[role] for role in roles if role in overwrites]
        for overwrite in mine:
            bits &= ~overwrite.deny
        for overwrite in mine:
            bits |= overwrite.allow
        if member in overwrites:
            bits = bits & ~overwrites[member].deny | overwrites[member].allow
    return bits if bits & Permission.VIEW_CHANNEL.value else 0
