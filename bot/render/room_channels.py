"""Which channel belongs to which room by its name, and how that is said. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.programme.text import fold
from bot.render.limits import CONTENT, width
from bot.render.note import fit_lines
from bot.render.text import escape

NO_ROOMS = "The programme names no rooms."
# Units that are kept free for what was mapped, below what was not
_MAPPED = 700


def match_rooms(rooms: Sequence[str], channels: Mapping[str, int]) -> dict[str, int]:
    """The channel of each room that has one of the same name, as Discord writes names: "Main Hall", "main-hall"."""
    by_name = {_bare(name): channel for name, channel in reversed(list(channels.items()))}
    return {room: by_name[_bare(room)] for room in rooms if _bare(room) in by_name}


def rooms_said(rooms: Sequence[str], matched: Mapping[str, int], troubles: Sequence[str] = ()) -> str:
    """What became of every room: its channel, or that it has none; then what is in the way, line by line.

    What is lacking is said before all that went well, where both do not fit.
    """
    lacking = [f"{escape(room, 60)}: no channel of that name" for room in rooms if room not in matched]
    below = fit_lines("", [*troubles, *lacking], limit=CONTENT - _MAPPED)
    found = [f"{escape(room, 60)} → <#{matched[room]}>" for room in rooms if room in matched]
    above = fit_lines("", found, limit=CONTENT - width(below) - 1)
    return "\n".join(filter(None, (above, below))) or NO_ROOMS


def _bare(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalnum())
