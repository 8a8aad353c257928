"""The commands that the page offers a person: subcommands as entries of their own, options with what they offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.sandbox import commands
from bot.sandbox.errors import Refused
from bot.sandbox.guild import Channel, Member
from bot.sandbox.world import World

_SLASH = 1


def entries(world: World, person: Member, channel: Channel) -> list[dict[str, Any]]:
    """Every command that `person` is offered in `channel` as {name, description, options}, sorted by name.

    An option is as the bot registered it, with `offers` [{label, value}], or null where it takes any text.
    """
    offered = [command for command in world.commands_for(channel.guild).values() if command.get("type", 1) == _SLASH]
    found = [leaf for command in offered for leaf in _leaves(command, command["name"])]
    shown = [(name, leaf) for name, leaf in found if _is_offered(world, person, channel, name)]
    return [
        {
            "name": name,
            "description": leaf["description"],
            "options": [option | {"offers": _offers(option, channel)} for option in leaf.get("options") or []],
        }
        for name, leaf in sorted(shown, key=lambda entry: entry[0])
    ]


def _leaves(node: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    nested = [
        step for step in node.get("options") or [] if step["type"] in (commands.SUB_COMMAND, commands.SUB_COMMAND_GROUP)
    ]
    if not nested:
        yield name, node
    for step in nested:
        yield from _leaves(step, f"{name} {step['name']}")


def _is_offered(world: World, person: Member, channel: Channel, name: str) -> bool:
    try:
        commands.find(world, person, channel, name)
    except Refused:
        return False
    return True


def _offers(option: dict[str, Any], channel: Channel) -> list[dict[str, Any]] | None:
    kind, guild = option["type"], channel.guild
    if option.get("choices"):
        return [{"label": choice["name"], "value": choice["value"]} for choice in option["choices"]]
    if kind == commands.BOOLEAN:
        return [{"label": "True", "value": True}, {"label": "False", "value": False}]
    if kind not in (commands.USER, commands.CHANNEL, commands.ROLE, commands.MENTIONABLE):
        return None
    things: list[dict[str, Any]] = []
    if guild is not None and kind in (commands.USER, commands.MENTIONABLE):
        things += _named("@", ((member.name, member.user.id) for member in guild.members.values()))
    if guild is not None and kind in (commands.ROLE, commands.MENTIONABLE):
        things += _named("@", ((role.name.removeprefix("@"), role.id) for role in guild.roles.values()))
    if guild is not None and kind == commands.CHANNEL and 0 in (option.get("channel_types") or [0]):
        things += _named("#", ((one.name, one.id) for one in guild.channels.values()))
    return things


def _named(sign: str, found: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"label": sign + name, "value": str(number)} for name, number in found]
