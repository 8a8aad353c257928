"""What a reload came to, as the card that is sent: done, or proposed with Apply and Keep. Shared by the cogs."""

from __future__ import annotations

from bot.loads import Proposal, Reloaded
from bot.programme.succession import count_talks
from bot.render.card import Card
from bot.render.status import reload_card
from bot.render.versions import proposal_card


def show_reload(done: Reloaded | Proposal) -> Card:
    """The card of what changed, or of what would change."""
    if isinstance(done, Reloaded):
        return reload_card(done.after.programme, done.before.talks, done.after.talks, done.changes, done.after.problems)
    counts = done.before.talks, count_talks(done.programme)
    return proposal_card(done.id, done.programme, counts, done.changes, much=done.loses_much)
