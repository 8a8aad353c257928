"""A programme in a file that changes, and the loader that reads it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest

from bot.clock import Clock
from bot.loader import Loader
from bot.loads import Proposal
from bot.settings import Settings
from bot.store import open_store


class Conference:
    """A programme in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, *codes: str, hour: int = 10, **titles: str) -> None:
        """Talks by their codes, in one room from `hour` on; a title other than the code may be given."""
        events = [
            {
                "code": code,
                "title": titles.get(code, f"Talk {code}"),
                "date": f"2031-05-07T{hour + n:02}:00:00+02:00",
                "duration": "00:30",
                "room": "Hall",
                "persons": [{"name": f"Speaker {code}"}],
            }
            for n, code in enumerate(codes)
        ]
        about = {"title": "InventedConf", "time_zone_name": "Europe/Vienna"}
        self.path.write_text(json.dumps({"schedule": {"conference": about, "events": events}}))


class WoundClock(Clock):
    """A clock whose real time can be wound forward."""

    ahead = timedelta(0)

    def real(self) -> datetime:
        return super().real() + self.ahead


class StartLoader(Protocol):
    def __call__(self, clock: Clock = ..., **settings: Any) -> AbstractAsyncContextManager[Loader]: ...


@pytest.fixture
def conference(tmp_path: Path) -> Conference:
    return Conference(tmp_path / "invented.json")


@pytest.fixture
def start(tmp_path: Path, conference: Conference) -> StartLoader:
    """A started loader of the conference; a second one finds what the first one stored."""

    @asynccontextmanager
    async def begin(clock: Clock = Clock(), **more: Any) -> AsyncIterator[Loader]:  # noqa: B008 - it holds nothing
        settings = Settings(programme_source=(str(conference.path),), database=tmp_path / "programme.sqlite3", **more)
        async with open_store(settings.database, clock) as store:
            loader = Loader(settings, store, clock)
            await loader.start()
            yield loader

    return begin


def ids(loader: Loader) -> list[str]:
    return [talk.id for talk in loader.loaded.programme.talks]


async def until(happened: Callable[[], bool]) -> None:
    while not happened():  # noqa: ASYNC110 - the loader tells nobody
        await asyncio.sleep(0)


def waiting(loader: Loader) -> Proposal | None:
    return loader.waiting
