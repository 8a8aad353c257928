"""Speakers of a source: who is the same person, and under which id."""

from __future__ import annotations

from bot.programme.model import Speaker
from bot.programme.text import fold, make_id

# What stands in the place of a name where nobody was named
_NOBODY = frozenset({"n/a", "none", "tba", "tbd", "unknown", "unknown speaker", "various", "various speakers"})


def names_nobody(name: str) -> bool:
    """Whether `name` only says that there is no single person, such as "Various speakers"."""
    return fold(name) in _NOBODY


class People:
    """The speakers met so far in one source, so that an id means one person throughout."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def meet(self, raw_id: str, name: str, biography: str = "") -> Speaker:
        """The speaker called `name`; without an id of the source, the folded name tells people apart.

        An id that the source gives to two different names (merged exports do) is made of both from the second on.
        """
        folded = fold(name)
        found = make_id(raw_id) if raw_id else make_id("-".join(folded.split()))
        if self._names.setdefault(found, folded) != folded:
            found = make_id(f"{found} {name}")
            self._names.setdefault(found, folded)
        return Speaker(found, name, biography)
