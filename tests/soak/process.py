"""The bot's process: started, killed, started again on the same database; its memory, its log and when it was away."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.sandbox import Sandbox
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds in which a bot that was started is connected, on a machine with much else to do."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Span:
    """A time of the real clock; `end` None: it lasts."""

    what: str
    begin: datetime
    end: datetime | None = None

    def touches(self, begin: datetime, end: datetime) -> bool:
        """Whether some of it lies between two instants."""
        return self.begin <= end and (self.end is None or self.end >= begin)


@dataclass
class Life:
    """One process, from its first connection to its end: when, and the memory in MB every second."""

    begin: datetime
    memory: list[tuple[datetime, float]] = field(default_factory=list)


class Process:
    """The bot as a process, and what is known of it."""

    def __init__(self, sandbox: Sandbox, clock: Clock, arguments: dict[str, str], log: Path) -> None:
        self._sandbox, self._clock, self._arguments, self.log = sandbox, clock, arguments, log
        self.lives: list[Life] = []
        self.away: list[Span] = []
        self.expected = False
        """Whether it is our doing that the connection is lost."""
        self.unexpected: list[datetime] = []
        self._running: asyncio.subprocess.Process | None = None
        self._living = False
        sandbox.subscribe(self._note)

    async def start(self) -> None:
        """Start it and wait until it is connected; raises RuntimeError with the end of its log if that fails."""
        environment = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
        if not self.away:
            self.away.append(Span("start", self._clock.real()))
        with self.log.open("ab") as log:
            self._running = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.soak.child", json.dumps(self._arguments)),
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        gateway = self._sandbox.gateway
        connected = asyncio.ensure_future(
            self._sandbox.feed.until(lambda: gateway.connected or None, within=PATIENCE, what="the bot")
        )
        ended = asyncio.ensure_future(self._running.wait())
        await asyncio.wait((connected, ended), return_when=asyncio.FIRST_COMPLETED)
        if not connected.done() or connected.exception():
            connected.cancel()
            tail = self.log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"the bot does not start:\n{tail}")
        ended.cancel()
        self.lives.append(Life(self._clock.real()))
        self._living = True

    def strike(self) -> None:
        """End it as a power cut would, at once."""
        assert self._running is not None
        self.expected, self._living = True, False
        if self._running.returncode is None:
            self._running.send_signal(signal.SIGKILL)

    async def kill(self) -> None:
        """End it as a power cut would, unless that is done, and wait until Discord has noticed."""
        assert self._running is not None
        self.strike()
        await self._running.wait()
        gateway = self._sandbox.gateway
        await self._sandbox.feed.until(lambda: None if gateway.connected else True, within=PATIENCE, what="the end")
        self.expected = False

    async def stop(self) -> int:
        """End it with SIGTERM; returns its exit code."""
        assert self._running is not None
        self.expected, self._living = True, False
        self._running.send_signal(signal.SIGTERM)
        return await self._running.wait()

    async def drop(self, *, resumable: bool) -> None:
        """Break its connection and wait until it stands again."""
        self.expected = True
        await self._sandbox.drop_gateway(resumable=resumable)
        self.expected = False
        gateway = self._sandbox.gateway
        await self._sandbox.feed.until(lambda: gateway.connected or None, within=PATIENCE, what="the bot to come back")

    async def shut_out(self, seconds: float) -> None:
        """Cut all its connections, refuse new ones for so many seconds, and wait until it is back."""
        self.expected = True
        await self._sandbox.refuse()
        await asyncio.sleep(seconds)
        await self._sandbox.accept()
        gateway = self._sandbox.gateway
        await self._sandbox.feed.until(lambda: gateway.connected or None, within=PATIENCE, what="the bot to come back")
        self.expected = False

    async def weigh(self) -> None:
        """Note its memory every second, until cancelled."""
        while True:
            await asyncio.sleep(1)
            if self._living and (rss := self._rss()):
                self.lives[-1].memory.append((self._clock.real(), rss))

    def records(self) -> list[dict[str, Any]]:
        """The lines of its log; one that is no JSON has only a `message`, at the level "STRAY"."""
        found = []
        for line in self.log.read_text(errors="replace").splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                found.append({"level": "STRAY", "message": line, "logger": ""})
        return found

    def was_away(self, begin: datetime, end: datetime) -> bool:
        """Whether it was not connected some time between two instants of the real clock."""
        return any(span.touches(begin, end) for span in self.away)

    def _rss(self) -> float:
        try:
            pages = Path(f"/proc/{self._running.pid if self._running else 0}/statm").read_text().split()[1]
        except (OSError, IndexError):
            return 0.0
        return int(pages) * _PAGE / (1 << 20)

    def _note(self, event: dict[str, Any]) -> None:
        now = self._clock.real()
        if event["type"] == "gateway_lost" and (not self.away or self.away[-1].end):
            self.away.append(Span("away", now))
            if not self.expected:
                self.unexpected.append(now)
        elif event["type"] == "gateway_ready" and self.away and self.away[-1].end is None:
            self.away[-1].end = now
