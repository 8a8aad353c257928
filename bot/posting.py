"""The ticker: every few seconds it finds out what is due by the programme's clock, and has it delivered. It never dies.

There are no long sleeps: a machine that was suspended, a clock that was set and a reload need no code of their own.
Each channel has a task of its own, so that one that is stuck delays no other.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from bot.announcing import claim_changes
from bot.errors import StoreError
from bot.jobs import Job, Jobs
from bot.ledger import Ledger
from bot.pacing import give_way
from bot.programme.plan import Due, Posts, missed, plan, preview
from bot.programme.snapshot import Snapshot
from bot.render.text import plural
from bot.sending import TOO_LATE, Courier
from bot.store import COPIED, DeliveryKey, State
from bot.troubles import Troubles

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

_log = logging.getLogger(__name__)
EVERY_SECONDS = 15.0
"""Of the clock that is followed: one that runs faster is looked at more often, as often as `_LEAST_SECONDS` allow."""
_LEAST_SECONDS = 0.5
MISSED_FOR = timedelta(days=1)
"""So far back what was missed is counted."""
_FIRST = "when the bot first looked for what is due"
_RESTORED = "when a copy of the database was restored"
_NAMED = 5
_AT_ONCE = 50
# Days that are looked through for what comes next: mostly it is near
_AHEAD = (1, 30, 366)
LAST_DELIVERIES = 5.0
"""Seconds that deliveries under way have at the end."""


class Posting:
    """Posts by itself what moderators asked for, each thing once."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self._bot = bot
        self.troubles = Troubles(bot)
        """What hinders it in which channels."""
        self._courier = Courier(bot, self.troubles)
        self._jobs = Jobs(bot, self._courier)
        self._ticking = asyncio.Lock()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._compared: Snapshot | None = None
        self._begun = False
        self._planned = self._leapt = datetime.min.replace(tzinfo=UTC)
        self._woken = False
        self._news = asyncio.Event()
        self._ticker: asyncio.Task[None] | None = None
        self.ticked_at: float | None = None
        """When the last tick ended, in seconds of the monotonic clock; None while there are none yet, or no longer."""
        self.trouble = ""
        """Why nothing is posted at all; "": all is well."""

    def wake(self) -> None:
        """Look at once whether something is due."""
        self._woken = True
        self._news.set()

    @asynccontextmanager
    async def leaping(self) -> AsyncIterator[None]:
        """Set the clock by hand in an `async with` block: what lies between was not missed, what is due is posted."""
        async with self._ticking:
            yield
            self._leapt = self._bot.clock.now()
            self._planned = max(self._planned, self._leapt)
        self.wake()

    async def tick(self) -> None:
        """Have everything delivered that is due and not under way. Raises StoreError when the store fails."""
        async with self._ticking:
            try:
                await self._tick()
            finally:
                self.ticked_at = self._bot.clock.monotonic()

    async def _tick(self) -> None:
        if self.trouble:
            self.trouble = (await self._bot.store.describe()).trouble
            if self.trouble:
                return
            _log.warning("the database can be written again: what is due is posted")
        # Where the clock was set back what was skipped since may be due again
        if not self._begun or (self._bot.clock.now() < self._planned and not self._tasks):
            await self._begin()
        snapshot = self._bot.snapshot
        if self._compared is not snapshot:
            await claim_changes(self._bot, self._courier)
            self._compared = snapshot
        wanted, now = await self._bot.store.posts.wanted(), self._bot.clock.now()
        await self.troubles.review()
        due, late = await asyncio.to_thread(_plan_all, snapshot, wanted, self._planned, now)
        await self._skip(late)
        self._planned = now
        jobs: dict[int, list[Job]] = {}
        for channel, job in self._jobs.find(snapshot, due, now):
            jobs.setdefault(channel, []).append(job)
        for number, (channel, there) in enumerate(jobs.items(), 1):
            if channel not in self._tasks:
                task = asyncio.create_task(self._work(channel, there), name=f"post in {channel}")
                self._tasks[channel] = task
            # Thousands that begin at once would hold up every answer
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)

    async def find_next(self, limit: int = 3) -> list[Due]:
        """The next posts in all servers as the programme stands, the earliest first. Raises StoreError."""
        wanted, now, agenda = await self._bot.store.posts.wanted(), self._bot.clock.now(), self._bot.snapshot.agenda
        for days in _AHEAD:
            until = now + timedelta(days=days)
            planning = (due for posts in wanted for due in preview(agenda, posts, now, until))
            found = await asyncio.to_thread(heapq.nsmallest, limit, planning, key=attrgetter("due"))
            if len(found) == limit:
                break
        return found

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
            self.ticked_at = None
        if tasks := set(self._tasks.values()):
            _, late = await asyncio.wait(tasks, timeout=LAST_DELIVERIES)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)

    async def _tick_for_ever(self) -> None:
        await self._bot.wait_until_ready()
        self.ticked_at = self._bot.clock.monotonic()
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
        end = clock.monotonic() + max(_LEAST_SECONDS, EVERY_SECONDS / clock.speed)
        while not self._woken:
            seconds = end - clock.monotonic()
            if (wait := self._courier.wait()) is not None:
                seconds = min(seconds, wait)
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
        now = clock.now()
        await store.posts.rewind(now)
        await store.deliveries.reopen(TOO_LATE, now)
        first = await store.facts.get(_FIRST)
        if first is None or datetime.fromisoformat(first) > now:
            first = now.isoformat()
            await store.facts.set(_FIRST, first)
        self._courier.rows = Ledger(await store.deliveries.all())
        self._courier.doubtful = await self._find_doubt()
        await self.troubles.load()
        await self._jobs.load()
        # A ledger that may lack what was posted can't tell what was missed
        begun = max(datetime.fromisoformat(first), now - MISSED_FOR, self._leapt)
        self._planned = min(max(begun, self._courier.doubtful or begun), now)
        self._begun = True

    async def _find_doubt(self) -> datetime | None:
        """Until when the ledger may lack what was due, because a copy of it was put back then."""
        facts = self._bot.store.facts
        if self._bot.store.notices or await facts.get(COPIED) is not None:
            await facts.set(_RESTORED, self._bot.clock.now().isoformat())
            await facts.forget(COPIED)
        restored = await facts.get(_RESTORED)
        return datetime.fromisoformat(restored) if restored else None

    async def _skip(self, late: list[Due]) -> None:
        """Write down what was not posted and can't be any more, so that it is counted."""
        rows, there = self._courier.rows, {guild.id for guild in self._bot.guilds}
        given_up = [(DeliveryKey(due.guild, due.channel, due.kind, due.key), due.due, due.expires) for due in late]
        given_up = [one for one in given_up if one[0] not in rows and one[0].guild in there]
        if not given_up:
            return
        skipped = await self._bot.store.deliveries.skip(given_up, TOO_LATE, rehearsed=self._bot.clock.shifted)
        for row in skipped:
            rows[row.id] = row
        named = "; ".join(f"{row.id.kind} {row.id.key} in {row.id.channel}" for row in skipped[:_NAMED])
        _log.warning("%s came too late: %s%s", plural(len(skipped), "post"), named, " …" * (len(skipped) > _NAMED))

    def _note_store(self, error: StoreError) -> None:
        # What can't be claimed must not be sent
        if not self.trouble:
            _log.warning("nothing is posted until the database can be written again: %s", error)
        self.trouble = str(error)

    async def _work(self, channel: int, jobs: list[Job]) -> None:
        give_way()
        try:
            for job in jobs:
                await job()
            await self.troubles.tell(channel)
        except StoreError as error:
            self._note_store(error)
        except Exception:  # noqa: BLE001 - logged; a loop never dies
            _log.exception("a delivery failed, the next tick tries again")
        finally:
            del self._tasks[channel]
            self._news.set()

    def is_settled(self, due: Due) -> bool:
        """Whether something was posted already, early at a moderator's wish, or never will be."""
        row = self._courier.rows.get(DeliveryKey(due.guild, due.channel, due.kind, due.key))
        return row is not None and row.state is not State.CLAIMED

    def is_posted(self, due: Due) -> bool:
        """Whether something stands in its channel, or stood there."""
        row = self._courier.rows.get(DeliveryKey(due.guild, due.channel, due.kind, due.key))
        return row is not None and row.message is not None

    async def send_early(self, due: Due) -> bool:
        """Post at once what is due later, which is then not posted again; whether it stands there now."""
        async with self._ticking:
            if not self._begun:
                await self._begin()
        while (under_way := self._tasks.get(due.channel)) is not None:
            await asyncio.wait((under_way,))
        posts = list(self._jobs.posts(due, self._bot.snapshot))
        jobs: list[Job] = [partial(self._jobs.deliver, post) for post in posts if self._courier.is_open(post.key)]
        task = asyncio.create_task(self._work(due.channel, jobs), name=f"post early in {due.channel}")
        self._tasks[due.channel] = task
        await asyncio.wait((task,))
        rows = (self._courier.rows.get(post.key) for post in posts)
        return all(row is not None and row.state is State.SENT for row in rows)


def _plan_all(snapshot: Snapshot, wanted: list[Posts], after: datetime, now: datetime) -> tuple[list[Due], list[Due]]:
    """What is due in all servers, and what could be posted after an instant and can't be now."""
    agenda, after = snapshot.agenda, max(after, now - MISSED_FOR)
    due = [due for posts in wanted for due in plan(agenda, posts, now)]
    return due, [due for posts in wanted for due in missed(agenda, posts, after, now)]


@asynccontextmanager
async def keep_posting(posting: Posting) -> AsyncIterator[None]:
    """Let it tick for the length of an `async with` block."""
    posting.start()
    try:
        yield
    finally:
        await posting.close()
