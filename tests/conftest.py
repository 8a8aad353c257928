"""For every test: no setting of this machine is seen, and an error that is logged without being announced fails it, as
does a token in a line of the log at any level that an operator can choose.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

import pytest

from bot import logs
from bot.sandbox.interactions import make_token
from bot.sandbox.server import TOKEN
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


class _TokenWatch(logging.Handler):
    """Reads every line as a collector of logs would get it, and keeps the loggers of those that hold a token.

    Each token that a local Discord makes up for an interaction begins alike, so one search finds the value of any.
    """

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logs.ForPrograms())
        self.marks = (TOKEN, make_token(0)[:16])
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        if any(mark in line for mark in self.marks):
            self.told.append(f"{record.name}: {record.msg}")


@pytest.fixture(autouse=True)
def _no_token_is_logged() -> Iterator[None]:
    """Logs everything that LOG_LEVEL=DEBUG does, to nobody; a token in it fails the test."""
    watch, levels = _TokenWatch(), {name: logging.getLogger(name).level for name in ("", *logs.LIBRARIES)}
    logging.getLogger().addHandler(watch)
    for name in levels:
        logging.getLogger(name).setLevel(logging.INFO if name else logging.DEBUG)
    yield
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.getLogger().removeHandler(watch)
    if watch.told:
        pytest.fail("\n".join(["tokens in the log:", *watch.told]), pytrace=False)


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
