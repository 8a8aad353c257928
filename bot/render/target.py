"""What a button or a select leads to, and how that is written into a `custom_id`. Pure.

A *target* names a card and its arguments: `talk:kozar-nix`, `day:2014-07-23:2`. Every card can be made again from its
target, so buttons work after a restart, and a card can be shared by showing its target to all. A `custom_id` is
`verb|target`, or `verb|target|target to go back to`. What is too long for Discord's 100 characters is kept in the
store's cards under an id; that target is `card:<id>:<its name>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.render.limits import CUSTOM_ID, width

STORED = "card"
"""The name of targets that are kept in the store: `card:<id>:<name of the card>`."""
_ESCAPES = {"%": "%25", ":": "%3A", "|": "%7C", "#": "%23"}


class Verb(StrEnum):
    """What a press does with its target."""

    SHOW = "show"  # a private card changes to it; a public message answers with it privately
    SHARE = "share"  # the private card is posted for all
    OPEN = "open"  # a select: the chosen option's value is the target, the custom_id's is where to go back to


@dataclass(frozen=True, slots=True)
class Target:
    """The name of a card and its arguments, any text."""

    name: str
    args: tuple[str, ...] = ()

    def __str__(self) -> str:
        return _write(self.name, self.args)


def target(name: str, *args: object) -> Target:
    """A target from a name and arguments; arguments become text, trailing empty ones are dropped."""
    texts = [str(arg) for arg in args]
    while texts and not texts[-1]:
        texts.pop()
    return Target(name, tuple(texts))


def kind_of(target: Target) -> str:
    """The name of the card that a target leads to; of one that is kept in the store it is the second argument."""
    return target.args[1] if target.name == STORED and len(target.args) > 1 else target.name


def parse_target(text: str) -> Target:
    """The target that `str(target)` wrote."""
    name, *args = text.split(":")
    return Target(name, tuple(_unescape(arg) for arg in args))


@dataclass(frozen=True, slots=True)
class CustomId:
    """What a `custom_id` says: the verb, the target (None for a select) and the target to go back to."""

    verb: Verb
    target: Target | None
    back: Target | None = None

    def __str__(self) -> str:
        parts = [str(self.verb), str(self.target or "")]
        if self.back:
            parts.append(str(self.back))
        return "|".join(parts)


def parse_custom_id(text: str) -> CustomId | None:
    """The parts of a `custom_id` of ours; None when it is of another make (an older version, another bot)."""
    # What follows "#" only keeps two alike buttons of one message apart
    verb, _, rest = text.partition("#")[0].partition("|")
    where, _, back = rest.partition("|")
    try:
        known = Verb(verb)
    except ValueError:
        return None
    return CustomId(known, parse_target(where) if where else None, parse_target(back) if back else None)


def fits(custom_id: CustomId) -> bool:
    """Whether a `custom_id` is within Discord's limit, with room for a mark that keeps it unique in its message."""
    return width(str(custom_id)) <= CUSTOM_ID - 3


@lru_cache(maxsize=4_096)
def _write(name: str, args: tuple[str, ...]) -> str:
    return ":".join((name, *map(_escape, args)))


def _escape(text: str) -> str:
    for sign, written in _ESCAPES.items():
        text = text.replace(sign, written)
    return text


def _unescape(text: str) -> str:
    for sign, written in reversed(_ESCAPES.items()):
        text = text.replace(written, sign)
    return text
