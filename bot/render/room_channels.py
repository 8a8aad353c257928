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
_NONE: Mapping[str, int] = {}
OTHER_NAME = "-# /settings notices room: channel: gives a room a channel of another name."


def match_rooms(rooms: Sequence[str], channels: Mapping[str, int]) -> dict[str, int]:
    """The channel of each room that has one of the same name, as Discord writes names: "Main Hall", "main-hall"."""
    by_name = {_bare(name): channel for name, channel in reversed(list(channels.items()))}
    return {room: by_name[_bare(room)] for room in rooms if _bare(room) in by_name}


def rooms_said(
    rooms: Sequence[str], matched: Mapping[str, int], troubles: Sequence[str] = (), kept: Mapping[str, int] = _NONE
) -> str:
    """What became of every room: its channel, or that it has none; then what is in the way, line by line.

    What is lacking is said before all that went well, where both do not fit. `kept` are the channels of other names.
    """
    without = [room for room in rooms if room not in matched]
    lacking = [
        f"{escape(room, 60)}: no channel of that name" + (f", as before <#{kept[room]}>" if room in kept else "")
        for room in without
    ]
    hint = OTHER_NAME if any(room not in kept for room in without) else ""
    below = fit_lines("", [*troubles, *lacking], limit=CONTENT - _MAPPED)
    found = [f"{escape(room, 60)} → <#{matched[room]}>" for room in rooms if room in matched]
    above = fit_lines("", found, limit=CONTENT - width(below) - width(hint) - 2)
    return "\n".join(filter(None, (above, below, hint))) or NO_ROOMS


def _bare(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalnum())
