"""Logging to standard error: one line an event, no token at any level.

On a terminal a line is for people, elsewhere it is a JSON object for whatever collects the log. Lines name servers,
interactions and deliveries by their ids; what was asked and who asked is in none of them. discord.py logs the tokens of
interactions at DEBUG, so it is never let below INFO, and whatever has the shape of a token is redacted all the same.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

IDS = ("guild", "interaction", "delivery", "incident")
"""What a record may carry as `extra`; the line has it as a field of its own."""
# A bot's token is three parts in base64, the token of an interaction a long run of it, which also follows the id of
# the interaction, or of the application, in an address
_TOKENS = re.compile(
    r"(?<![\w-])[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}"
    r"|(?<![\w-])aW50ZXJhY3Rpb246[\w-]{20,}"
    r"|(?<=/webhooks/)\d+/[\w-]{20,}"
    r"|(?<=/interactions/)\d+/[\w-]{20,}"
)
LIBRARIES = ("discord", "aiohttp", "asyncio", "aiosqlite")
"""Loggers that are never let below INFO."""


class ForPeople(logging.Formatter):
    """A line for a terminal; a traceback follows on lines of its own."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """The line itself, also where the message had several."""
        return " ".join(super().formatMessage(record).splitlines())

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, without tokens."""
        return redact(super().format(record))


class ForPrograms(logging.Formatter):
    """A JSON object on one line: at (UTC), level, logger, message, the ids there are, and trace for an exception."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, without tokens."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in IDS if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return redact(json.dumps(line, ensure_ascii=False, default=str))


def redact(text: str) -> str:
    """`text` with everything that looks like a token replaced."""
    return _TOKENS.sub("[token]", text)


def set_up(level: str) -> None:
    """Log to standard error from `level` on; a second call replaces the first."""
    root = logging.getLogger()
    for old in [known for known in root.handlers if isinstance(known.formatter, ForPeople | ForPrograms)]:
        root.removeHandler(old)
    handler = logging.StreamHandler()
    handler.setFormatter(ForPeople() if sys.stderr.isatty() else ForPrograms())
    root.addHandler(handler)
    root.setLevel(level)
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(max(logging.getLevelName(level), logging.INFO))
