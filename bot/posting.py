"""The ticker: every few seconds it finds out what is due by the programme's clock, and has it delivered. It never dies.

There are no long sleeps: a machine that was suspended, a clock that was set and a reload need no code of their own.
Each channel has a task of its own, so that one that is stuck delays no other.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import discord

from bot.announcing import claim_changes
from bot.errors import StoreError
from bot.outlook import tell_author
from bot.pinning import pin_newest
from bot.programme.model import conference_day
from bot.programme.plan import Due, PostKind, Posts, parse_start_key, plan
from bot.programme.snapshot import Snapshot
from bot.render.card import Card
from bot.render.note import Note
from bot.render.posted import changes_note, continued_card, daily_cards, notice_note
from bot.sending import Courier, Post
from bot.store import Delivery, DeliveryKey, State

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

_log = logging.getLogger(__name__)
EVERY_SECONDS = 15.0
LAST_DELIVERIES = 5.0
"""Seconds that deliveries under way have at the end."""
_DAYS = (PostKind.DAILY, PostKind.EVENING)
_Job = Callable[[], Coroutine[Any, Any, None]]


class Posting:
    """Posts by itself what moderators asked for, each thing once."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self._bot = bot
        self._courier = Courier(bot)
        self._ticking = asyncio.Lock()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._up_to_date: dict[DeliveryKey, Snapshot] = {}
        self._compared: Snapshot | None = None
        self._begun = False
        self._woken = False
        self._news = asyncio.Event()
        self._ticker: asyncio.Task[None] | None = None
        self.trouble = ""
        """Why nothing is posted at all; "": all is well."""

    @property
    def troubles(self) -> dict[int, str]:
        """Why nothing can be posted in a channel, by its id."""
        return self._courier.troubles

    def wake(self) -> None:
        """Look at once whether something is due."""
        self._woken = True
        self._news.set()

    async def tick(self) -> None:
        """Have everything delivered that is due and not under way. Raises StoreError when the store fails."""
        async with self._ticking:
            if self.trouble:
                self.trouble = (await self._bot.store.describe()).trouble
                if self.trouble:
                    return
                _log.warning("the database can be written again: what is due is posted")
            if not self._begun:
                await self._begin()
            snapshot = self._bot.snapshot
            if self._compared is not snapshot:
                await claim_changes(self._bot, self._courier)
                self._compared = snapshot
            wanted, now = await self._bot.store.posts.wanted(), self._bot.clock.now()
            due = await asyncio.to_thread(_plan_all, snapshot, wanted, now) if wanted else []
            jobs: dict[int, list[_Job]] = {}
            for channel, job in self._find_jobs(snapshot, due, now):
                jobs.setdefault(channel, []).append(job)
            for channel, there in jobs.items():
                if channel not in self._tasks:
                    task = asyncio.create_task(self._work(channel, there), name=f"post in {channel}")
                    self._tasks[channel] = task

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks.values())

    def start(self) -> None:
        """Tick from now on, in the background."""
        if self._ticker is None:
            self._ticker = asyncio.create_task(self._tick_for_ever(), name="posting")

    async def close(self) -> None:
        """Stop ticking, and let what is under way end, for a few seconds; a second call does nothing."""
        if self._ticker is not None:
            self._ticker.cancel()
            await asyncio.wait((self._ticker,))
        if tasks := set(self._tasks.values()):
            _, late = await asyncio.wait(tasks, timeout=LAST_DELIVERIES)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)

    async def _tick_for_ever(self) -> None:
        await self._bot.wait_until_ready()
        while True:
            try:
                await self.tick()
            except StoreError as error:
                self._note_store(error)
            except Exception:  # noqa: BLE001 - logged; a loop never dies
                _log.exception("a tick failed, the next one comes")
            await self._wait()

    async def _wait(self) -> None:
        """Wait for the next tick: less than usual when a delivery is to be tried again, or `wake` says so."""
        clock = self._bot.clock
        end = clock.monotonic() + EVERY_SECONDS
        while not self._woken:
            seconds = end - clock.monotonic()
            if (next_try := self._courier.next_try()) is not None:
                seconds = min(seconds, (next_try - clock.real()).total_seconds())
            if seconds <= 0:
                break
            self._news.clear()
            try:
                async with asyncio.timeout(seconds):
                    await self._news.wait()
            except TimeoutError:
                break
        self._woken = False

    async def _begin(self) -> None:
        """Read the ledger; what a rehearsal left in it of times to come is forgotten."""
        store, clock = self._bot.store, self._bot.clock
        await store.deliveries.forget_rehearsals(after=clock.now() if clock.shifted else None)
        await store.posts.rewind(clock.now())
        self._courier.rows = {row.id: row for row in await store.deliveries.all()}
        self._courier.doubtful = bool(store.notices)
        self._begun = True

    def _note_store(self, error: StoreError) -> None:
        # What can't be claimed must not be sent
        if not self.trouble:
            _log.warning("nothing is posted until the database can be written again: %s", error)
        self.trouble = str(error)

    async def _work(self, channel: int, jobs: list[_Job]) -> None:
        try:
            for job in jobs:
                await job()
            if why := self._courier.troubles.get(channel):
                await tell_author(self._bot, channel, why)
        except StoreError as error:
            self._note_store(error)
        except Exception:  # noqa: BLE001 - logged; a loop never dies
            _log.exception("a delivery failed, the next tick tries again")
        finally:
            del self._tasks[channel]
            self._news.set()

    async def send_early(self, due: Due) -> bool:
        """Post at once what is due later, which is then not posted again; whether it stands there now."""
        async with self._ticking:
            if not self._begun:
                await self._begin()
        while (under_way := self._tasks.get(due.channel)) is not None:
            await asyncio.wait((under_way,))
        posts = list(self._posts(due, self._bot.snapshot))
        jobs: list[_Job] = [partial(self._deliver, post) for post in posts if self._courier.is_open(post.key)]
        task = asyncio.create_task(self._work(due.channel, jobs), name=f"post early in {due.channel}")
        self._tasks[due.channel] = task
        await asyncio.wait((task,))
        rows = (self._courier.rows.get(post.key) for post in posts)
        return all(row is not None and row.state is State.SENT for row in rows)

    def _find_jobs(self, snapshot: Snapshot, planned: list[Due], now: datetime) -> Iterator[tuple[int, _Job]]:
        """What is to be done, with the channel in which; of one channel in order."""
        known: set[DeliveryKey] = set()
        for due in planned:
            for post in self._posts(due, snapshot):
                known.add(post.key)
                if self._courier.is_open(post.key):
                    yield post.key.channel, partial(self._deliver, post)
        today = conference_day(now, snapshot.programme.zone)
        for row in list(self._courier.rows.values()):
            if row.state is State.CLAIMED and row.id not in known and self._courier.is_open(row.id):
                # What was sent early and was interrupted is planned again at its hour
                if row.due > now:
                    continue
                yield row.id.channel, self._finish(row)
            elif row.state is not State.SENT or row.id.kind not in _DAYS:
                continue
            elif date.fromisoformat(row.id.key) >= today and self._up_to_date.get(row.id) is not snapshot:
                yield row.id.channel, partial(self._update, row.id, snapshot)

    async def _deliver(self, post: Post) -> None:
        await self._courier.deliver(post)
        row, channel = self._courier.rows.get(post.key), self._bot.get_channel(post.key.channel)
        if row is None or row.state is not State.SENT or not isinstance(channel, discord.TextChannel):
            return
        if post.key.kind == PostKind.DAILY and post.key.part == 1:
            await pin_newest(channel, row, list(self._courier.rows.values()))

    def _posts(self, due: Due, snapshot: Snapshot) -> Iterator[Post]:
        """What is due as messages: a long day is several, a notice names whom the one before it did not."""
        key = DeliveryKey(due.guild, due.channel, due.kind, due.key)
        if due.day is not None:
            for part, card in enumerate(daily_cards(snapshot.agenda, due.day, due.kind), 1):
                yield Post(key._replace(part=part), due.due, due.expires, partial(_same, card))
            return
        rows = self._courier.rows
        first, names = rows.get(key), [entry.talk.id for entry in due.entries]
        if first is None or first.state is State.CLAIMED:
            told = first.detail if first else tuple(dict.fromkeys(names))
            yield Post(key, due.due, due.expires, partial(self._notice, due, told, due.key), told)
        told_before = set(first.detail) if first else set(names)
        for name in dict.fromkeys(names):
            if name not in told_before:
                more = f"{due.key}+{name}"
                yield Post(
                    key._replace(key=more), due.due, due.expires, partial(self._notice, due, (name,), more), (name,)
                )

    def _notice(self, due: Due, told: tuple[str, ...], key: str) -> Note:
        entries = [entry for entry in due.entries if entry.talk.id in told]
        programme = self._bot.snapshot.programme
        start, streams = parse_start_key(due.key), self._bot.store.livestreams.of(due.guild)
        return notice_note(programme, entries or due.entries, start, self._bot.clock.now(), key, streams)

    def _finish(self, row: Delivery) -> _Job:
        """What is to be done about a row that no plan has any more: changes are told, anything else came too late."""
        if row.id.kind == PostKind.CHANGES and self._bot.clock.now() < row.expires:
            note = changes_note(row.detail, row.id.key)
            return partial(self._courier.deliver, Post(row.id, row.due, row.expires, partial(_same, note), row.detail))
        return partial(self._courier.settle, row)

    async def _update(self, key: DeliveryKey, snapshot: Snapshot) -> None:
        """Bring the post of a day that is not over up to date; a part that it has more now is posted."""
        row = self._courier.rows[key]
        day, kind = date.fromisoformat(key.key), PostKind(key.kind)
        cards = daily_cards(snapshot.agenda, day, kind)
        shown = cards[key.part - 1] if key.part <= len(cards) else continued_card(snapshot.agenda, day, kind, key.part)
        done = await self._courier.edit(row, shown)
        following = key._replace(part=key.part + 1)
        if key.part < len(cards) and following not in self._courier.rows:
            card = cards[key.part]
            await self._courier.deliver(Post(following, row.due, row.expires, partial(_same, card)))
        if done:
            self._up_to_date[key] = snapshot


def _plan_all(snapshot: Snapshot, wanted: list[Posts], now: datetime) -> list[Due]:
    return [due for posts in wanted for due in plan(snapshot.agenda, posts, now)]


def _same(built: Card | Note) -> Card | Note:
    return built


@asynccontextmanager
async def keep_posting(posting: Posting) -> AsyncIterator[None]:
    """Let it tick for the length of an `async with` block."""
    posting.start()
    try:
        yield
    finally:
        await posting.close()
