"""For whom and when a card is made. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.programme.livestreams import Livestreams


@dataclass(frozen=True, slots=True)
class Reader:
    """`now` is the programme's time (aware). `relative`: whether Discord's "in 5 minutes" marks tell the truth, which
    they do not while the clock is shifted. `moderator`: whether the person may see what only moderators can do.
    `livestreams` are those of the server where the card is shown.
    """

    now: datetime
    relative: bool = True
    moderator: bool = False
    livestreams: Livestreams = field(default_factory=Livestreams)
