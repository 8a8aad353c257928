"""For every test: no setting of this machine is seen, and an error that is logged without being announced fails it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

import pytest

from bot.settings import Settings


class _ErrorLog(logging.Handler):
    """Keeps the ERROR records of one test, and the patterns that announce them."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []
        self.announced: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = f"{record.name}: {record.getMessage()}"
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        self.messages.append(text)

    def complaints(self) -> list[str]:
        surprises = [m for m in self.messages if not any(re.search(pattern, m) for pattern in self.announced)]
        absent = [p for p in self.announced if not any(re.search(p, message) for message in self.messages)]
        return [*surprises, *(f"announced, but not logged: {pattern}" for pattern in absent)]


@pytest.fixture(autouse=True)
def error_log() -> Iterator[_ErrorLog]:
    """The ERROR records of this test: one that it did not announce fails it.

    discord.py hides exceptions of autocomplete, views and loops in its log, so silence there is part of every test.
    """
    log = _ErrorLog()
    logging.getLogger().addHandler(log)
    yield log
    logging.getLogger().removeHandler(log)
    if complaints := log.complaints():
        pytest.fail("\n".join(["ERROR records in the log:", *complaints]), pytrace=False)


@pytest.fixture
def announce_errors(error_log: _ErrorLog) -> Callable[[str], None]:
    """`announce_errors(pattern)`: an ERROR whose "logger: message" (and traceback) matches will come, and must."""
    return error_log.announced.append


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
