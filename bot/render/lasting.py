"""What is made of an agenda once, and kept for just as long as that agenda. Pure."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from bot.programme.agenda import Agenda

P = ParamSpec("P")
T = TypeVar("T")


def made_once(make: Callable[Concatenate[Agenda, P], T]) -> Callable[Concatenate[Agenda, P], T]:
    """As functools.cache, for a function of an agenda and hashable values whose result does not refer to the agenda.

    A cache that counts its entries would keep programmes that serve no longer, each with all its talks.
    """
    made: WeakKeyDictionary[Agenda, dict[object, T]] = WeakKeyDictionary()

    @wraps(make)
    def remember(agenda: Agenda, /, *args: P.args, **named: P.kwargs) -> T:
        known, key = made.setdefault(agenda, {}), (args, *named.items())
        if key not in known:
            known[key] = make(agenda, *args, **named)
        return known[key]

    return remember
