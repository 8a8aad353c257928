"""Which function makes the card of which target: cogs declare theirs with `@shows`, the client collects them.

Nothing is sent here. A card is made again from its target on every press, so it lives as long as its message.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import ModuleType

from bot.errors import UserError
from bot.programme.snapshot import Snapshot
from bot.render import phrases
from bot.render.card import Card
from bot.render.reader import Reader
from bot.render.target import Target

CardMaker = Callable[..., Card]
"""Takes a Snapshot, a Reader and the target's arguments (texts); pure and synchronous."""


def shows(name: str) -> Callable[[CardMaker], CardMaker]:
    """Declare that a function makes the cards of the targets called `name`."""

    def declare(maker: CardMaker) -> CardMaker:
        maker.__dict__["shows"] = name
        return maker

    return declare


class CardMakers:
    """Every declared card by the name of its target."""

    def __init__(self) -> None:
        self._makers: dict[str, CardMaker] = {}

    def collect(self, module: ModuleType) -> None:
        """Take in the functions that `module` declares; raises ValueError when a name is declared twice."""
        for maker in vars(module).values():
            name = getattr(maker, "__dict__", {}).get("shows")
            if not isinstance(name, str) or maker.__module__ != module.__name__:
                continue
            if name in self._makers:
                raise ValueError(f"two cards are called {name!r}")
            self._makers[name] = maker

    def make(self, target: Target, snapshot: Snapshot, reader: Reader) -> Card:
        """The card of a target; raises UserError for one that an older version of the bot wrote."""
        maker = self._makers.get(target.name)
        if maker is None:
            raise UserError(phrases.OLD_BUTTON)
        try:
            inspect.signature(maker).bind(snapshot, reader, *target.args)
        except TypeError:
            raise UserError(phrases.OLD_BUTTON) from None
        return maker(snapshot, reader, *target.args)
