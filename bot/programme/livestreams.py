"""Where what happens in the rooms is shown live, as the moderators of a server have said it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.programme.model import Slot


@dataclass(frozen=True, slots=True, eq=False)
class Livestreams:
    """The addresses of one server's livestreams, by room and day (None: every day)."""

    urls: Mapping[tuple[str, date | None], str] = field(default_factory=dict)

    def find(self, slot: Slot) -> str:
        """The address at which a slot is shown live, "" where none is known; its own day goes before every day."""
        places = [(room, day) for day in (slot.day, None) for room in slot.rooms]
        return next((self.urls[place] for place in places if place in self.urls), "")
