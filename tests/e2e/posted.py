"""What the tests of posts share: a morning of the default programme, what was posted, and a tick at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.sandbox import Message
from tests.e2e.conftest import Town

EARLY = datetime.fromisoformat("2014-07-23T07:59:00+02:00")
MORNING = EARLY + timedelta(minutes=2)
POST = """\
## Wednesday 23 July · EuroPython 2014
-# 4 talks · hours in Berlin (CEST) · day 3 of 5
**10:00** · C01
**Embedding Python: Charming the Snake with C++** — Michael König · Advanced
**14:00** · C01
**How to Setup a new Python Project** — Felix Wick and Florian Wilhelm · Novice · Best Practices
**14:30** · B05/B06
**Supercharge your development environment using Docker** — Deni Bertovic · Novice · System Administration
**15:00** · C01
**I want to help! How to make your first contribution to open-source.** — Julie Pichon · Novice"""


def posts(town: Town, channel: str = "programme") -> list[Message]:
    return [m for m in town.sandbox.guild.channel(channel).messages if m.author is town.sandbox.world.bot]


def texts(town: Town, channel: str = "programme") -> list[str]:
    return [message.text for message in posts(town, channel)]


async def run_tick(town: Town) -> None:
    await town.bot.posting.tick()
    await town.bot.posting.settle()


async def set_up(town: Town, **options: Any) -> None:
    await town.grace.slash("settings daily", {"channel": "programme", **options})
    await run_tick(town)
    assert posts(town) == []


async def told(town: Town) -> None:
    """Wait until the bot knows what happened before: it hears everything in order."""
    await town.ada.slash("help")


def event(number: int, hour: str, title: str = "Talk") -> dict[str, Any]:
    return {
        "guid": f"t{number}",
        "title": f"{title} {number}",
        "start": f"2014-07-23T{hour}:00+02:00",
        "duration": "00:10",
        "room": "Hall",
    }


def talk_at(guid: str, title: str, hour: str, room: str = "Hall", day: str = "2026-05-04") -> dict[str, Any]:
    return {
        "guid": guid,
        "title": title,
        "start": f"{day}T{hour}:00+02:00",
        "duration": "00:30",
        "room": room,
        "persons": [{"id": 1, "name": "Ada"}],
    }
