"""Delivers a post exactly once: claim -> send with a nonce -> confirm, and finds out what an interruption left.

What is certain (Discord refused it) is released and tried again later; what is not stays claimed, and is sent again
under the same nonce, or looked for in the channel's history once Discord has forgotten that nonce.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.ledger import Ledger
from bot.render.card import Card
from bot.render.layout import lay_out, lay_out_note
from bot.render.note import Note
from bot.render.posted import mark
from bot.render.target import parse_custom_id
from bot.store import Delivery, DeliveryKey, State
from bot.troubles import NOT_ALLOWED, NOT_SEEN, Troubles

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

_log = logging.getLogger(__name__)
NONCE_LENGTH = 25
NONCE_LIVES = timedelta(minutes=2)
"""How long a nonce is relied upon; Discord says "a few minutes"."""
LOOK_BACK = timedelta(minutes=1)
LOOKED_AT = 200
"""Messages of a channel that are read to find a post."""
RETRIES = (2, 5, 15, 60)
"""Seconds until what may have arrived or not is tried again; then always the last."""
REFUSED_AGAIN = timedelta(minutes=1)
TOO_LATE = "too late"
_HASHES = 64
NOT_READ = "it is not sure whether it was posted, and I may not read the channel's history to find out"


@dataclass(frozen=True, slots=True)
class Post:
    """Something to be posted once; `build` makes it when it is sent, `detail` is kept beside it."""

    key: DeliveryKey
    due: datetime
    expires: datetime
    build: Callable[[], Card | Note]
    detail: tuple[str, ...] = ()


class Courier:
    """Delivers posts and keeps the ledger, of which it has a copy in memory: `rows`."""

    def __init__(self, bot: ProgrammeBot, troubles: Troubles) -> None:
        self._bot = bot
        self._troubles = troubles
        self.rows = Ledger()
        self.doubtful: datetime | None = None
        """What was due until then the ledger may lack, because it was restored: it is looked for first."""
        self._hashes: dict[int, tuple[Card | Note, str]] = {}
        self._not_before: dict[DeliveryKey, float] = {}
        """Of the clock that is never set."""

    def wait(self) -> float | None:
        """Seconds until a delivery is to be tried again; what waits for other reasons is not counted."""
        now, running = self._bot.clock.real(), self._bot.clock.monotonic()
        self._not_before = {key: at for key, at in self._not_before.items() if at > running}
        claimed = [row.next_try for row in self.rows.claimed.values() if row.next_try]
        waits = [(at - now).total_seconds() for at in claimed] + [at - running for at in self._not_before.values()]
        return min((seconds for seconds in waits if seconds > 0), default=None)

    def is_open(self, key: DeliveryKey) -> bool:
        """Whether there is something to be done now about a delivery that is due."""
        now, row = self._bot.clock.real(), self.rows.get(key)
        if row is None:
            return self._not_before.get(key, 0) <= self._bot.clock.monotonic()
        if row.state is not State.CLAIMED or row.next_try is None:
            return row.state is State.CLAIMED
        # What is further away was written before the clock was set back
        return not now < row.next_try <= now + timedelta(seconds=RETRIES[-1])

    async def deliver(self, post: Post) -> None:
        """Post it, unless that is done. Raises StoreError when the ledger can't be written: then nothing was sent."""
        self._not_before.pop(post.key, None)
        channel = self._troubles.find_channel(post.key.guild, post.key.channel)
        if channel is None:
            return
        clock, store = self._bot.clock, self._bot.store.deliveries
        row = self.rows.get(post.key)
        if row is not None and row.state is not State.CLAIMED:
            return
        fresh, doubtful = row is None, self._doubts(post.due)
        if row is None:
            readable = _may_read(channel)
            try:
                found = await self._find(channel, post.key, None) if doubtful and readable else None
            except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
                _log.warning("not posted until it is known whether it was, %s: %s", post.key, error)
                self._not_before[post.key] = clock.monotonic() + RETRIES[-1]
                return
            row = await store.claim(post.key, post.due, post.expires, detail=post.detail, rehearsed=clock.shifted)
            if row is None:
                return
            self.rows[post.key] = row
            if found is not None:
                await self._confirm(row, found.id, "")
                return
            if doubtful and not readable:
                await self._skip_unread(row)
                return
        else:
            uncertain = doubtful or abs(clock.real() - row.claimed_at) > NONCE_LIVES
            if uncertain and not await self._is_missing(channel, row):
                return
        await self._send(channel, row, post, fresh=fresh)

    async def settle(self, row: Delivery) -> None:
        """What was interrupted and came too late since: adopt it if it stands there, else leave it."""
        channel = self._troubles.find_channel(row.id.guild, row.id.channel)
        gone = channel is None and row.id.channel in self._troubles.known
        if gone or (channel is not None and await self._is_missing(channel, row)):
            self.rows[row.id] = await self._bot.store.deliveries.close(row, State.SKIPPED, TOO_LATE)

    async def edit(self, row: Delivery, built: Card | Note) -> bool:
        """Bring a post up to date; whether that is done, also because a moderator removed it."""
        content = self._hash(built)
        if row.content == content:
            return True
        channel = self._troubles.find_channel(row.id.guild, row.id.channel)
        if channel is None or row.message is None:
            return False
        message = channel.get_partial_message(row.message)
        try:
            if isinstance(built, Card):
                await message.edit(view=lay_out(built))
            else:
                await message.edit(content=built.content, view=lay_out_note(built))
        except discord.NotFound:
            self.rows[row.id] = await self._bot.store.deliveries.close(row, State.FAILED, "removed by a moderator")
            return True
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            _log.warning("a post was not brought up to date, which is tried again: %s", error)
            return False
        await self._confirm(row, row.message, content)
        return True

    async def _send(self, channel: discord.TextChannel, row: Delivery, post: Post, *, fresh: bool) -> None:
        built, nonce = post.build(), nonce_of(post.key)
        try:
            if isinstance(built, Card):
                message = await channel.send(view=lay_out(built), nonce=nonce)
            else:
                message = await channel.send(built.content, view=lay_out_note(built), nonce=nonce)
        except discord.RateLimited as error:
            await self._release(row, timedelta(seconds=error.retry_after), str(error))
        except discord.HTTPException as error:
            if error.status >= 500:
                await self._postpone(row, error)
            elif error.status in (403, 404, 429):
                if error.status != 429:
                    self._troubles.note_refusal(channel.id, NOT_ALLOWED if error.status == 403 else NOT_SEEN)
                await self._release(row, REFUSED_AGAIN, str(error))
            else:
                _log.error("Discord refuses what was to be posted, %s: %s", post.key, error)
                self.rows[row.id] = await self._bot.store.deliveries.close(row, State.FAILED, str(error))
        except (aiohttp.ClientError, OSError) as error:
            await self._postpone(row, error)
        else:
            # Under a nonce that was used before Discord returns the first message, which may say something older
            sent_at = self._bot.clock.real()
            self._troubles.note_success(channel.id)
            if self._bot.metrics is not None and not self._bot.clock.shifted:
                self._bot.metrics.count_delivery(row.id.kind, (sent_at - row.due).total_seconds())
            await self._confirm(row, message.id, self._hash(built) if fresh else "", sent_at)

    def _hash(self, built: Card | Note) -> str:
        """What a post's text and buttons are known by; worked out once for a card that many servers share."""
        known, content = self._hashes.get(id(built), (None, ""))
        if known is not built:
            content = _hash(built)
            if len(self._hashes) >= _HASHES:
                self._hashes.clear()
            self._hashes[id(built)] = (built, content)
        return content

    async def _confirm(self, row: Delivery, message: int, content: str, sent_at: datetime | None = None) -> None:
        self.rows[row.id] = await self._bot.store.deliveries.confirm(row, message, content, sent_at)

    async def _release(self, row: Delivery, wait: timedelta, why: str) -> None:
        _log.warning("not posted, %s: %s", row.id, why)
        await self._bot.store.deliveries.release(row)
        del self.rows[row.id]
        self._not_before[row.id] = self._bot.clock.monotonic() + wait.total_seconds()

    async def _postpone(self, row: Delivery, error: Exception) -> None:
        _log.warning("perhaps not posted, tried again, %s: %s", row.id, error)
        wait = RETRIES[min(row.attempts, len(RETRIES) - 1)]
        next_try = self._bot.clock.real() + timedelta(seconds=wait)
        self.rows[row.id] = await self._bot.store.deliveries.postpone(row, next_try, str(error) or "no answer")

    async def _is_missing(self, channel: discord.TextChannel, row: Delivery) -> bool:
        """Whether an interrupted post surely does not stand in its channel; else it is adopted, or skipped."""
        if not _may_read(channel):
            await self._skip_unread(row)
            return False
        try:
            # A clock that was set back since tells nothing of where to begin, nor does a ledger that was restored
            known = not self._doubts(row.due) and row.claimed_at <= self._bot.clock.real()
            found = await self._find(channel, row.id, row.claimed_at - LOOK_BACK if known else None)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            await self._postpone(row, error)
            return False
        if found is not None:
            await self._confirm(row, found.id, "")
        return found is None

    def _doubts(self, due: datetime) -> bool:
        return self.doubtful is not None and due <= self.doubtful

    async def _skip_unread(self, row: Delivery) -> None:
        self.rows[row.id] = await self._bot.store.deliveries.close(row, State.SKIPPED, NOT_READ)
        _log.warning("skipped, %s: %s", row.id, NOT_READ)

    async def _find(
        self, channel: discord.TextChannel, key: DeliveryKey, after: datetime | None
    ) -> discord.Message | None:
        """Our own post with the mark of `key`, among the first messages after an instant, or the newest ones."""
        wanted = mark(key.kind, key.key, key.part)
        async for message in channel.history(limit=LOOKED_AT, after=after):
            if message.author.id != channel.guild.me.id:
                continue
            for custom_id in _custom_ids(message.components):
                press = parse_custom_id(custom_id)
                if press is not None and press.target == wanted:
                    return message
        return None


def _may_read(channel: discord.TextChannel) -> bool:
    return channel.permissions_for(channel.guild.me).read_message_history


def nonce_of(key: DeliveryKey) -> str:
    """What tells Discord that a message is the same one: unique for each delivery of the bot, in any channel."""
    digest = hashlib.sha256(json.dumps(key).encode()).digest()
    return base64.b32encode(digest).decode()[:NONCE_LENGTH]


def _hash(built: Card | Note) -> str:
    """What a post's text and buttons are known by."""
    content = "" if isinstance(built, Card) else built.content
    view = lay_out(built) if isinstance(built, Card) else lay_out_note(built)
    return hashlib.sha256(json.dumps([content, view.to_components()], sort_keys=True).encode()).hexdigest()


def _custom_ids(components: Any) -> Iterator[str]:
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(component, "children", ()))
