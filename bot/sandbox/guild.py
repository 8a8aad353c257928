"""A server (Discord's API calls it a guild) with its roles, members and channels.

Plain objects and their JSON as Discord's API shows it. Nothing here knows of HTTP, the gateway or the bot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.sandbox import permissions
from bot.sandbox.messages import Message
from bot.sandbox.permissions import Overwrite
from bot.sandbox.snowflakes import when
from bot.sandbox.users import Role, User

if TYPE_CHECKING:
    from bot.sandbox.world import World

TEXT, DM, NEWS = 0, 1, 5
"""Types of channels."""
_LACKING = (
    *("icon", "banner", "splash", "discovery_splash", "home_header", "description", "vanity_url_code"),
    *("afk_channel_id", "system_channel_id", "rules_channel_id", "public_updates_channel_id"),
    *("safety_alerts_channel_id", "widget_channel_id", "application_id", "max_presences", "incidents_data"),
)
"""What a server's JSON names although this one has none of it."""


@dataclass(eq=False)
class Channel:
    """A text channel of a server, or a conversation of the bot with `recipient` (then `guild` is None)."""

    id: int
    name: str
    guild: Guild | None = None
    position: int = 0
    recipient: User | None = None
    topic: str | None = None
    news: bool = False
    """Whether it is an announcement channel, which other servers may follow."""
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    history: dict[int, Message] = field(default_factory=dict)
    """Every message by id, the private ones included, oldest first."""

    @property
    def kind(self) -> int:
        """Its type, as Discord counts them."""
        if self.guild is None:
            return DM
        return NEWS if self.news else TEXT

    @property
    def messages(self) -> list[Message]:
        """What stands here for all, oldest first."""
        return [message for message in self.history.values() if message.visible_to is None]

    def seen_by(self, user: User) -> list[Message]:
        """What `user` sees here: the public messages and the private answers meant for them, oldest first."""
        return [message for message in self.history.values() if message.visible_to in (None, user)]

    def allow(self, who: Role | Member, **names: bool) -> None:
        """Give (`True`) or take (`False`) permissions here, as in `allow(ada, send_messages=False)`."""
        fresh = Overwrite(who.user.id, "member") if isinstance(who, Member) else Overwrite(who.id, "role")
        overwrite = self.overwrites.setdefault(fresh.target, fresh)
        given = permissions.permission(**names)
        taken = permissions.permission(**{name: not value for name, value in names.items()})
        overwrite.allow = overwrite.allow & ~taken | given
        overwrite.deny = overwrite.deny & ~given | taken
        if self.guild is not None:
            self.guild.changed("CHANNEL_UPDATE", self.payload())

    def payload(self) -> dict[str, Any]:
        last = next(reversed(self.history), None)
        shown: dict[str, Any] = {
            "id": str(self.id),
            "type": self.kind,
            "last_message_id": None if last is None else str(last),
            "flags": 0,
        }
        if self.guild is None:
            assert self.recipient is not None, "a channel without a server is a conversation with somebody"  # noqa: S101
            return shown | {"recipients": [self.recipient.payload()]}
        return shown | {
            "guild_id": str(self.guild.id),
            "name": self.name,
            "position": self.position,
            "topic": self.topic,
            "parent_id": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "permission_overwrites": [overwrite.payload() for overwrite in self.overwrites.values()],
        }


@dataclass(eq=False)
class Member:
    """Somebody in one server, with roles."""

    user: User
    guild: Guild
    roles: list[Role] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        return self.user.mention

    def permissions(self, channel: Channel | None = None) -> int:
        """The bits of what this member may do in the server, or in `channel`."""
        if channel is not None and channel.guild is None:
            return permissions.DIRECT
        if self.user.id == self.guild.owner_id:
            return permissions.ALL
        base = self.guild.everyone.permissions
        for role in self.roles:
            base |= role.permissions
        overwrites = {} if channel is None else channel.overwrites
        return permissions.compute(base, self.guild.id, (role.id for role in self.roles), self.user.id, overwrites)

    def may(self, needed: int, channel: Channel | None = None) -> bool:
        """Whether this member has all of the `needed` bits."""
        return self.permissions(channel) & needed == needed

    def payload(self, *, user: bool = True) -> dict[str, Any]:
        """As Discord shows a member; without the user for places that carry it beside."""
        shown: dict[str, Any] = {
            "roles": [str(role.id) for role in self.roles],
            "nick": None,
            "avatar": None,
            "banner": None,
            "joined_at": when(self.user.id),
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
            "communication_disabled_until": None,
        }
        return shown | {"user": self.user.payload()} if user else shown


class Guild:
    """A server: its roles, members and channels."""

    def __init__(self, world: World, name: str, *, owner_id: int = 0) -> None:
        self.world, self.name = world, name
        self.id = world.snowflakes.named("guild", name)
        self.owner_id = owner_id
        self.everyone = Role(self.id, "@everyone", permissions.ATTENDEE)
        self.roles: dict[int, Role] = {self.id: self.everyone}
        self.members: dict[int, Member] = {}
        self.channels: dict[int, Channel] = {}
        self.opened: set[str] = set()
        """Names of commands that this server's integration settings open to all, whatever they ask for by default."""

    def changed(self, name: str, payload: dict[str, Any]) -> None:
        """Tell the world of the gateway event `name`, once the bot is in this server."""
        if self.id in self.world.guilds:
            self.world.feed.publish({"type": "gateway", "name": name, "payload": payload})

    def add_role(self, name: str, bits: int = 0, *, managed: bool = False, mentionable: bool = False) -> Role:
        number = self.world.snowflakes.named("role", str(self.id), name)
        role = Role(number, name, bits, len(self.roles), managed, mentionable)
        self.roles[role.id] = role
        self.changed("GUILD_ROLE_CREATE", {"guild_id": str(self.id), "role": role.payload()})
        return role

    def allow(self, role: Role, **names: bool) -> None:
        """Give (`True`) or take (`False`) permissions of a role, as in `allow(guild.everyone, view_channel=False)`."""
        given = permissions.permission(**names)
        taken = permissions.permission(**{name: not value for name, value in names.items()})
        role.permissions = role.permissions & ~taken | given
        self.changed("GUILD_ROLE_UPDATE", {"guild_id": str(self.id), "role": role.payload()})

    def role(self, name: str | Role) -> Role:
        """The role of this name; raises KeyError if there is none."""
        return name if isinstance(name, Role) else _named(self.roles.values(), name, f"role in {self.name}")

    def add_channel(self, name: str, *, topic: str | None = None, news: bool = False) -> Channel:
        number = self.world.snowflakes.named("channel", str(self.id), name)
        channel = Channel(number, name, self, position=len(self.channels), topic=topic, news=news)
        self.channels[channel.id] = self.world.channels[channel.id] = channel
        self.changed("CHANNEL_CREATE", channel.payload())
        return channel

    def remove_channel(self, channel: Channel) -> None:
        """Delete a channel with all that stands in it."""
        del self.channels[channel.id], self.world.channels[channel.id]
        self.changed("CHANNEL_DELETE", channel.payload())

    def channel(self, name: str | Channel) -> Channel:
        """The channel of this name, with or without `#`; raises KeyError if there is none."""
        if isinstance(name, Channel):
            return name
        channel: Channel = _named(self.channels.values(), name.removeprefix("#"), f"channel in {self.name}")
        return channel

    def add_member(self, user: User, roles: Sequence[Role] = ()) -> Member:
        member = self.members[user.id] = self.world.make_member(user, self, list(roles))
        return member

    @property
    def me(self) -> Member:
        """The bot as a member."""
        return self.members[self.world.bot.id]

    def payload(self) -> dict[str, Any]:
        """As the REST API shows a server, with its roles."""
        return {
            "id": str(self.id),
            "name": self.name,
            **dict.fromkeys(_LACKING),
            "owner_id": str(self.owner_id),
            "preferred_locale": "en-GB",
            "features": [],
            "verification_level": 0,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "premium_progress_bar_enabled": False,
            "afk_timeout": 300,
            "nsfw": False,
            "region": "deprecated",
            "widget_enabled": False,
            "max_members": 500_000,
            "max_video_channel_users": 25,
            "max_stage_video_channel_users": 50,
            "system_channel_flags": 0,
            "emojis": [],
            "stickers": [],
            "roles": [role.payload() for role in self.roles.values()],
        }

    def own_payload(self) -> dict[str, Any]:
        """As the REST API shows a server in the list of those that the bot is in."""
        shown = {key: self.payload()[key] for key in ("id", "name", "icon", "banner", "features")}
        return shown | {"owner": False, "permissions": str(self.me.permissions())}

    def full_payload(self) -> dict[str, Any]:
        """As GUILD_CREATE shows it to the bot: also the channels, and the bot as the only listed member."""
        return self.payload() | {
            "joined_at": when(self.id),
            "large": False,
            "unavailable": False,
            "member_count": len(self.members),
            "members": [self.me.payload()],
            "channels": [channel.payload() for channel in self.channels.values()],
            "threads": [],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }


def _named(things: Iterable[Any], name: str, kind: str) -> Any:
    known = list(things)
    for thing in known:
        if thing.name == name:
            return thing
    raise KeyError(f"no {kind} is called {name!r}: " + ", ".join(thing.name for thing in known))
