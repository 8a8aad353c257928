"""What one shard of the bot's client has subscribed to at the gateway, and what was sent to it."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from typing import Any

from aiohttp import web

DISPATCH = 0
_REPLAYED = 500


class Session:
    """What one shard of the bot's client has subscribed to, and the events sent to it, so that it may resume."""

    def __init__(self, intents: int, shard: int, shards: int) -> None:
        self.id = secrets.token_hex(16)
        self.shard, self.shards = shard, shards
        self.intents = intents
        self.sequence = 0
        self.sent: deque[tuple[int, str]] = deque(maxlen=_REPLAYED)
        self.socket: web.WebSocketResponse | None = None
        self.outbox: asyncio.Queue[str] = asyncio.Queue()

    def hears_of(self, guild: int | None) -> bool:
        """Whether this shard hears of what happens in a guild; None: of what happens in none."""
        # https://discord.com/developers/docs/events/gateway#sharding-sharding-formula
        return (0 if guild is None else (guild >> 22) % self.shards) == self.shard

    def send(self, name: str, payload: dict[str, Any]) -> None:
        """Dispatch an event now if the client is connected; it is kept for a later RESUME in any case."""
        self.sequence += 1
        frame = json.dumps({"op": DISPATCH, "t": name, "s": self.sequence, "d": payload})
        self.sent.append((self.sequence, frame))
        if self.socket is not None:
            self.outbox.put_nowait(frame)

    def missed_since(self, sequence: int) -> list[str] | None:
        """The frames after `sequence`; None if they are not all kept any more."""
        if sequence > self.sequence or (self.sent and sequence < self.sent[0][0] - 1):
            return None
        return [frame for number, frame in self.sent if number > sequence]
