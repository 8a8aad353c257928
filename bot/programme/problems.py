"""Problems found in a programme or in what a source said of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one talk: what was expected and what was given, in a sentence without a full stop.

    `talk` is the id, else the title, else the place in the source ("record 7"); `field` is the source's own name of
    the field. `loses_talk` says that the talk, or one of its slots, is missing from the programme because of it.
    `source` is the path or address, set by the loader.
    """

    talk: str
    field: str
    message: str
    loses_talk: bool = False
    source: str = ""

    def __str__(self) -> str:
        place = f"talk {self.talk}, field `{self.field}`" if self.field else f"talk {self.talk}"
        return f"{place}: {self.message}"
