"""Where a talk takes place: one occurrence of it, made once for all questions. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.programme.agenda import Entry
from bot.programme.model import Talk
from bot.questions.model import Item


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence of a talk, or a talk without any, with the end that the agenda assumes.

    `item`: as it stands in an answer; `start`, `end`: as far as they are known or assumed.
    """

    talk: Talk
    entry: Entry | None = None
    item: Item = field(init=False, compare=False, repr=False)
    start: datetime | None = field(init=False, compare=False, repr=False)
    end: datetime | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Ten thousand of them are looked at in one question: what is asked of each is found once
        entry = self.entry
        object.__setattr__(self, "item", Item(self.talk, entry.slot if entry else None))
        object.__setattr__(self, "start", entry.slot.start if entry else None)
        object.__setattr__(self, "end", entry.end if entry else None)
