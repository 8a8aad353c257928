"""How an interaction went: one line in the log, and the metrics where they are served. Nothing of what was asked."""

from __future__ import annotations

import logging
from typing import Any

import discord

from bot.clock import Clock

_log = logging.getLogger(__name__)
ANSWERED, REFUSED, FAILED, LATE = "answered", "refused", "failed", "late"
_BEGUN = "begun"


def begin(interaction: discord.Interaction[Any]) -> None:
    """An interaction begins to be answered."""
    interaction.extras[_BEGUN] = Clock.monotonic()


def finish(interaction: discord.Interaction[Any], outcome: str) -> None:
    """An interaction has ended; a second end, and one without a beginning, do not count."""
    begun = interaction.extras.pop(_BEGUN, None)
    if begun is None:
        return
    seconds = Clock.monotonic() - begun
    command = interaction.command.qualified_name if interaction.command else "button"
    ids = {"interaction": interaction.id, "guild": interaction.guild_id}
    _log.info("interaction %s: %s %s in %.0f ms", interaction.id, command, outcome, seconds * 1000, extra=ids)
    if interaction.client.metrics is not None:
        interaction.client.metrics.count(command, outcome, seconds)
