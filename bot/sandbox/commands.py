"""What Discord's client does between a person's slash command and the bot: find the command, type its options.

Pure functions of the registered commands' JSON and the server; what the client would not send raises Refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import Refused
from bot.sandbox.guild import Channel, Guild, Member
from bot.sandbox.permissions import Permission
from bot.sandbox.users import Role, User
from bot.sandbox.world import World

SUB_COMMAND, SUB_COMMAND_GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = 3, 4, 5, 6, 7, 8, 9, 10
"""Types of options."""


@dataclass
class Call:
    """A command as it is called: `command` is the registered one, `leaf` it or its subcommand."""

    command: dict[str, Any]
    path: list[dict[str, Any]]
    options: list[dict[str, Any]] = field(default_factory=list)
    resolved: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def leaf(self) -> dict[str, Any]:
        return self.path[-1] if self.path else self.command

    def data(self, guild: Guild | None) -> dict[str, Any]:
        """The `data` of the interaction."""
        options = self.options
        for step in reversed(self.path):
            options = [{"name": step["name"], "type": step["type"], "options": options}]
        data: dict[str, Any] = {
            "id": self.command["id"],
            "name": self.command["name"],
            "type": 1,
            "options": options,
        }
        if self.command.get("guild_id") is not None and guild is not None:
            data["guild_id"] = str(guild.id)
        if self.resolved:
            data["resolved"] = self.resolved
        return data


def find(world: World, person: Member, channel: Channel, name: str) -> Call:
    """The command called `name`, as in `search` or `settings moderator`, if `person` is offered it in `channel`."""
    first, *rest = name.removeprefix("/").split()
    offered = world.commands_for(channel.guild)
    if first not in offered:
        raise Refused(
            f"there is no command /{first}; there are: " + ", ".join(f"/{other}" for other in sorted(offered))
        )
    command = offered[first]
    _check_offered(person, channel, command)
    path: list[dict[str, Any]] = []
    here = command
    for word in rest:
        steps = {step["name"]: step for step in here.get("options") or [] if step["type"] in (1, 2)}
        if word not in steps:
            raise Refused(f"/{name}: {here['name']} has no subcommand {word!r}, only {', '.join(steps) or 'none'}")
        here = steps[word]
        path.append(here)
    if any(step["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP) for step in here.get("options") or []):
        raise Refused(f"/{name} can't be sent without a subcommand")
    return Call(command, path)


def _check_offered(person: Member, channel: Channel, command: dict[str, Any]) -> None:
    if not person.may(Permission.USE_APPLICATION_COMMANDS, channel):
        raise Refused(f"{person.name} may not use commands in #{channel.name}")
    contexts = command.get("contexts")
    if channel.guild is None:
        if command.get("dm_permission") is False or (contexts is not None and 1 not in contexts):
            raise Refused(f"/{command['name']} is not offered in direct messages")
        return
    if contexts is not None and 0 not in contexts:
        raise Refused(f"/{command['name']} is not offered in servers")
    if hidden_from(person, channel, command):
        raise Refused(
            f"/{command['name']} is hidden from {person.name} by its default member permissions; a server opens it in "
            f"its integration settings: guild.opened.add({command['name']!r})"
        )


def hidden_from(person: Member, channel: Channel, command: dict[str, Any]) -> bool:
    """Whether the client hides `command` from `person` in a server's `channel`, by its default member permissions."""
    guild, wanted = channel.guild, command.get("default_member_permissions")
    if guild is None or wanted is None or command["name"] in guild.opened:
        return False
    # "0" means: nobody but administrators
    bits = int(wanted) or 1 << 3
    return not person.may(bits, channel)


def fill(call: Call, channel: Channel, given: Mapping[str, Any], *, focused: str | None = None) -> Call:
    """Put the given values into the call, typed and resolved as its options declare; `focused` is being typed.

    Raises Refused on an option that does not exist, has the wrong type, or is required and missing (not while typing).
    """
    declared = {option["name"]: option for option in call.leaf.get("options") or []}
    for name in given:
        if name not in declared:
            raise Refused(f"/{call.leaf['name']} has no option {name!r}, only: {', '.join(declared) or 'none'}")
    if focused is None:
        for name, option in declared.items():
            if option.get("required") and given.get(name) is None:
                raise Refused(f"/{call.leaf['name']} can't be sent without its option {name!r}")
    elif not declared[focused].get("autocomplete"):
        raise Refused(f"the option {focused!r} of /{call.leaf['name']} has no autocomplete")
    for name, value in given.items():
        if value is None:
            continue
        if name == focused:
            call.options.append({"name": name, "type": declared[name]["type"], "value": str(value), "focused": True})
        else:
            typed = _type(call, channel, declared[name], value)
            call.options.append({"name": name, "type": declared[name]["type"], "value": typed})
    return call


def _type(call: Call, channel: Channel, option: dict[str, Any], value: Any) -> Any:
    kind, name = option["type"], option["name"]
    if kind == STRING:
        return _string(option, value)
    if kind in (INTEGER, NUMBER):
        return _number(option, value)
    if kind == BOOLEAN:
        if not isinstance(value, bool):
            raise Refused(f"the option {name!r} is true or false, not {value!r}")
        return value
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
        return _thing(call, channel, option, value)
    raise Refused(f"the sandbox can't fill the option {name!r} of type {kind}")


def _string(option: dict[str, Any], value: Any) -> str:
    name = option["name"]
    if not isinstance(value, str):
        raise Refused(f"the option {name!r} is a text, not {value!r}")
    choices = option.get("choices") or []
    if choices:
        for choice in choices:
            if value in (choice["value"], choice["name"]):
                return str(choice["value"])
        raise Refused(f"the option {name!r} offers only: {', '.join(choice['name'] for choice in choices)}")
    shortest, longest = option.get("min_length") or 0, option.get("max_length") or 6000
    if not shortest <= len(value) <= longest:
        raise Refused(f"the option {name!r} takes {shortest} to {longest} characters, not {len(value)}")
    return value


def _number(option: dict[str, Any], value: Any) -> int | float:
    name = option["name"]
    for choice in option.get("choices") or []:
        if value in (choice["value"], choice["name"]):
            chosen: int | float = choice["value"]
            return chosen
    if option.get("choices"):
        raise Refused(f"the option {name!r} offers only: {', '.join(c['name'] for c in option['choices'])}")
    wanted = (int,) if option["type"] == INTEGER else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted):
        raise Refused(f"the option {name!r} is a number, not {value!r}")
    low, high = option.get("min_value"), option.get("max_value")
    if (low is not None and value < low) or (high is not None and value > high):
        raise Refused(f"the option {name!r} takes numbers from {low} to {high}, not {value}")
    return value


def _thing(call: Call, channel: Channel, option: dict[str, Any], value: Any) -> str:
    thing = look_up(channel, option["type"], value)
    if isinstance(thing, Channel):
        kinds = option.get("channel_types")
        if kinds and thing.kind not in kinds:
            raise Refused(f"the option {option['name']!r} takes no {'announcement' if thing.news else 'text'} channels")
    resolve(call.resolved, channel, thing)
    return str(id_of(thing))


def id_of(thing: User | Member | Role | Channel) -> int:
    """The snowflake of a user (also of a member), role or channel."""
    return thing.user.id if isinstance(thing, Member) else thing.id


def look_up(channel: Channel, kind: int, value: Any) -> User | Member | Role | Channel:
    """The user, role or channel that `value` (the thing itself, its name or its id) means; raises Refused if none."""
    guild = channel.guild
    if isinstance(value, User | Member | Role | Channel):
        return guild.members.get(value.id, value) if guild is not None and isinstance(value, User) else value
    candidates: list[User | Member | Role | Channel] = []
    if guild is not None:
        if kind in (USER, MENTIONABLE):
            candidates += guild.members.values()
        if kind in (ROLE, MENTIONABLE):
            candidates += guild.roles.values()
        if kind == CHANNEL:
            candidates += guild.channels.values()
    for thing in candidates:
        if str(value).removeprefix("#") in (thing.name, str(id_of(thing))):
            return thing
    raise Refused(f"there is no {value!r} here to choose, only: {', '.join(thing.name for thing in candidates)}")


def resolve(resolved: dict[str, dict[str, Any]], channel: Channel, thing: User | Member | Role | Channel) -> None:
    """Add the full JSON of a chosen user, role or channel to `resolved`, as interactions carry it."""
    if isinstance(thing, Member):
        resolved.setdefault("users", {})[str(thing.user.id)] = thing.user.payload()
        member = thing.payload(user=False) | {"permissions": str(thing.permissions(channel))}
        resolved.setdefault("members", {})[str(thing.user.id)] = member
    elif isinstance(thing, User):
        resolved.setdefault("users", {})[str(thing.id)] = thing.payload()
    elif isinstance(thing, Role):
        resolved.setdefault("roles", {})[str(thing.id)] = thing.payload()
    else:
        resolved.setdefault("channels", {})[str(thing.id)] = thing.payload() | {"permissions": "0"}
