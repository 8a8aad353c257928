"""Which function makes the card of which target, and which does what a button asks for: cogs declare theirs with
`@shows` and `@does`, the client collects them.

Nothing is sent here. A card is made again from its target on every press, so it lives as long as its message.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import cache
from types import ModuleType
from typing import Any, TypeVar

import discord

from bot.errors import UserError
from bot.programme.snapshot import Snapshot
from bot.render import phrases
from bot.render.card import Card
from bot.render.reader import Reader
from bot.render.target import Target

_Read = TypeVar("_Read")
_signature = cache(inspect.signature)
CardMaker = Callable[..., Card]
"""Takes a Snapshot, a Reader and the target's arguments (texts); pure and synchronous."""


def shows(name: str) -> Callable[[CardMaker], CardMaker]:
    """Declare that a function makes the cards of the targets called `name`."""

    def declare(maker: CardMaker) -> CardMaker:
        maker.__dict__["shows"] = name
        return maker

    return declare


Action = Callable[..., Awaitable[None]]
"""Takes the interaction of a press and the target's arguments (texts), and answers it."""


def does(name: str) -> Callable[[Action], Action]:
    """Declare that a function does what a button with a target called `name` asks for, instead of showing a card."""

    def declare(action: Action) -> Action:
        action.__dict__["does"] = name
        return action

    return declare


def read(parse: Callable[[str], _Read], text: str) -> _Read:
    """An argument of a target, read by `parse`; raises UserError for one that an older version of the bot wrote."""
    try:
        return parse(text)
    except ValueError:
        raise UserError(phrases.OLD_BUTTON) from None


class CardMakers:
    """Every declared card and action by the name of its target."""

    def __init__(self) -> None:
        self._makers: dict[str, CardMaker] = {}
        self._actions: dict[str, Action] = {}

    def collect(self, module: ModuleType) -> None:
        """Take in the functions that `module` declares; raises ValueError when a name is declared twice."""
        for found in vars(module).values():
            if getattr(found, "__module__", None) != module.__name__:
                continue
            for declared, known in (("shows", self._makers), ("does", self._actions)):
                name = getattr(found, "__dict__", {}).get(declared)
                if not isinstance(name, str):
                    continue
                if name in self._makers or name in self._actions:
                    raise ValueError(f"two cards are called {name!r}")
                known[name] = found

    def is_action(self, target: Target) -> bool:
        """Whether a press on a button with this target does something, rather than show a card."""
        return target.name in self._actions

    async def do(self, target: Target, interaction: discord.Interaction[Any]) -> None:
        """Do what a target asks for; raises UserError for one that an older version of the bot wrote."""
        action = self._actions[target.name]
        try:
            _signature(action).bind(interaction, *target.args)
        except TypeError:
            raise UserError(phrases.OLD_BUTTON) from None
        await action(interaction, *target.args)

    def make(self, target: Target, snapshot: Snapshot, reader: Reader) -> Card:
        """The card of a target; raises UserError for one that an older version of the bot wrote."""
        maker = self._makers.get(target.name)
        if maker is None:
            raise UserError(phrases.OLD_BUTTON)
        try:
            _signature(maker).bind(snapshot, reader, *target.args)
        except TypeError:
            raise UserError(phrases.OLD_BUTTON) from None
        return maker(snapshot, reader, *target.args)
