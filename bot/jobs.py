"""What is to be done about posts at a moment: sent, sent again, brought up to date, or left. `posting` has it done."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.pinning import Pins
from bot.programme.model import conference_day
from bot.programme.plan import Due, PostKind, mute_key, parse_start_key
from bot.programme.snapshot import Snapshot
from bot.render.card import Card
from bot.render.changed import changes_note
from bot.render.note import Note
from bot.render.posted import continued_card, daily_cards, notice_note
from bot.sending import Courier, Post
from bot.store import Delivery, DeliveryKey, State

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

Job = Callable[[], Coroutine[Any, Any, None]]


class Jobs:
    """Finds what is to be done of what is planned and of what the ledger holds; each job does one thing."""

    def __init__(self, bot: ProgrammeBot, courier: Courier) -> None:
        self._bot = bot
        self._courier = courier
        self._pins = Pins(bot, courier.rows)
        self._up_to_date: dict[DeliveryKey, Snapshot] = {}

    async def load(self) -> None:
        """Begin anew with the courier's ledger as it is now. Raises StoreError."""
        await self._pins.load(self._courier.rows)
        self._up_to_date.clear()

    def find(self, snapshot: Snapshot, planned: list[Due], now: datetime) -> Iterator[tuple[int, Job]]:
        """What is to be done, with the channel in which; of one channel in order."""
        known: set[DeliveryKey] = set()
        for due in planned:
            for post in self.posts(due, snapshot):
                known.add(post.key)
                if self._courier.is_open(post.key):
                    yield post.key.channel, partial(self.deliver, post)
        for row in list(self._courier.rows.claimed.values()):
            # What was sent early and was interrupted is planned again at its hour
            if row.id not in known and row.due <= now and self._courier.is_open(row.id):
                yield row.id.channel, self._finish(row)
        today = conference_day(now, snapshot.programme.zone).isoformat()
        for row in list(self._courier.rows.days.values()):
            if row.id.key >= today and self._up_to_date.get(row.id) is not snapshot:
                yield row.id.channel, partial(self._update, row.id, snapshot)
        for key in self._pins.waiting:
            yield key.channel, partial(self._pins.pin, key)

    async def deliver(self, post: Post) -> None:
        """Post it, and pin it where it is a new day's first message. Raises StoreError."""
        await self._pins.note(post.key)
        await self._courier.deliver(post)
        await self._pins.pin(post.key)

    def posts(self, due: Due, snapshot: Snapshot) -> Iterator[Post]:
        """What is due as messages: a long day is several, a notice names whom the one before it did not."""
        key = DeliveryKey(due.guild, due.channel, due.kind, due.key)
        if due.day is not None:
            for part, card in enumerate(daily_cards(snapshot.agenda, due.day, due.kind), 1):
                yield Post(key._replace(part=part), due.due, due.expires, partial(_same, card))
            return
        rows = self._courier.rows
        first, names = rows.get(key), [entry.talk.id for entry in due.entries]
        told = first.detail if first else tuple(dict.fromkeys(names))
        # One that was interrupted has nothing to say once all of its talks have moved
        if (first is None or first.state is State.CLAIMED) and not set(told).isdisjoint(names):
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
        return notice_note(programme, entries, start, self._bot.clock.now(), key, streams)

    def _finish(self, row: Delivery) -> Job:
        """What is to be done about a row that no plan has any more: changes are told, anything else came too late."""
        if row.id.kind == PostKind.CHANGES and self._bot.clock.now() < row.expires:
            note = changes_note(row.detail, row.id.key, row.id.part)
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
        if key.part < len(cards) and following not in self._courier.rows and await self._is_wanted(key):
            card = cards[key.part]
            await self._courier.deliver(Post(following, row.due, row.expires, partial(_same, card)))
        if done:
            self._up_to_date[key] = snapshot

    async def _is_wanted(self, key: DeliveryKey) -> bool:
        """Whether the day's programme is still to be posted in the channel of a post. Raises StoreError."""
        wanted = await self._bot.store.posts.wanted(key.guild)
        muted = mute_key(PostKind.DAILY)
        return any(p.daily and p.daily.channel == key.channel and muted not in p.muted for p in wanted)


def _same(built: Card | Note) -> Card | Note:
    return built
