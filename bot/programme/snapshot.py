"""A programme with everything that answers questions about it, made once and then only read. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.programme.agenda import Agenda
from bot.programme.index import Index
from bot.programme.model import Programme


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The programme, its agenda and its index: they always belong together, so they are swapped together."""

    programme: Programme
    agenda: Agenda
    index: Index


def take_snapshot(programme: Programme) -> Snapshot:
    """The snapshot of a programme. Takes up to a second for ten thousand talks: call it beside the event loop."""
    programme.by_id, programme.speakers_by_id, programme.talks_by_speaker  # noqa: B018 - made now, not in an answer
    return Snapshot(programme, Agenda(programme), Index(programme))
