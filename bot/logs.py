"""Logging to standard error: one line an event, no token at any level.

discord.py logs interaction tokens at DEBUG, so it is never let below INFO, and whatever has the shape of a token is
redacted all the same.
"""

from __future__ import annotations

import logging
import re

# A bot's token is three parts in base64, the token of an interaction a long run of it
_TOKENS = re.compile(
    r"\b[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}|\b(?:aW50ZXJhY3Rpb246)[\w-]{20,}|(?<=/webhooks/)\d+/[\w-]{40,}"
)


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def redact(text: str) -> str:
    """`text` with everything that looks like a token replaced."""
    return _TOKENS.sub("[token]", text)


def set_up(level: str) -> None:
    """Log to standard error from `level` on."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("discord", "aiohttp", "asyncio"):
        logging.getLogger(name).setLevel(max(logging.getLevelName(level), logging.INFO))
