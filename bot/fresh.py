"""What was shown in this minute, for the next person who asks the same: in a break a whole hall asks what comes next.

A card depends on nothing but the programme, its target and its reader, and a reader's time is told in whole minutes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from discord import ui

from bot.programme.snapshot import Snapshot
from bot.render.card import Card
from bot.render.layout import lay_out
from bot.render.reader import Reader
from bot.render.target import Target

MOST = 128
"""Cards of one minute that are remembered."""


class Fresh:
    """Cards and their views, until the minute or the programme is another one."""

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._now: datetime | None = None
        self._cards: dict[tuple[Target, Reader], Card] = {}
        self._views: dict[int, dict[tuple[Target | None, bool, str], ui.LayoutView]] = {}

    async def card(
        self, wanted: Target, snapshot: Snapshot, reader: Reader, make: Callable[[], Awaitable[Card]]
    ) -> Card:
        """The card of a target, made by `make` where nobody asked for it yet. Raises what `make` raises."""
        if self._snapshot is not snapshot or self._now != reader.now:
            self._snapshot, self._now = snapshot, reader.now
            self._cards, self._views = {}, {}
        key, cards, views = (wanted, reader), self._cards, self._views
        card = cards.get(key)
        if card is None:
            card = await make()
            if len(cards) < MOST:
                cards[key], views[id(card)] = card, {}
        return card

    def lay_out(self, card: Card, *, back: Target | None, share: bool, footer: str) -> ui.LayoutView:
        """As `layout.lay_out`. One view may be sent to many: it is finished, so discord.py writes nothing into it."""
        views = self._views.get(id(card), {})
        key = (back, share, footer)
        if key not in views:
            views[key] = lay_out(card, back=back, share=share, footer=footer)
        return views[key]
