"""What is to be posted in a server at a moment: the day's programme at its hour, notices before talks start. Pure.

All arithmetic is done in UTC, and every key is a conference date or a start: an hour that comes twice or never in a
night that changes the clocks can't double or skip a post. Sending, and what was sent already, is not known here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.programme.agenda import Agenda, Entry

DAILY_WINDOW = timedelta(hours=3)
"""So long after its hour the day's programme is still posted, for a bot that was away."""
EVENING = time(20)
LONGEST_NOTICE = 60
"""Minutes before a start."""


class PostKind(StrEnum):
    """What sort of thing is posted."""

    DAILY = "daily"
    EVENING = "evening"  # tomorrow's programme
    NOTICE = "notice"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Daily:
    """The day's programme in `channel` at the hour `at` of `zone` ("": the conference's), also the evening before.

    Nothing that was due before `since` is posted.
    """

    channel: int
    since: datetime
    at: time = time(8)
    zone: str = ""
    evening: bool = False


@dataclass(frozen=True, slots=True)
class Notices:
    """What starts in `room` ("": anywhere), in `channel`, so many `minutes` before; nothing due before `since`."""

    channel: int
    since: datetime
    room: str = ""
    minutes: int = 10


@dataclass(frozen=True, slots=True)
class Posts:
    """What moderators of the server `guild` want to have posted; `changes` is the channel for what changed.

    `muted` is what is not posted for now: ids of talks, and kinds as `mute_key` writes them.
    """

    guild: int
    daily: Daily | None = None
    notices: tuple[Notices, ...] = ()
    changes: int | None = None
    muted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be posted once for `guild`, `channel`, `kind` and `key`, from `due` until before `expires`.

    A day's programme has its `day`, a notice the `entries` that start then.
    """

    guild: int
    channel: int
    kind: PostKind
    key: str
    due: datetime
    expires: datetime
    day: date | None = None
    entries: tuple[Entry, ...] = ()


def plan(agenda: Agenda, posts: Posts, now: datetime) -> list[Due]:
    """What is to stand there at the aware instant `now` and may still be posted, the earliest first."""
    found = list(_days(agenda, posts, now - DAILY_WINDOW, now))
    longest = max((notices.minutes for notices in posts.notices), default=0)
    found += _notices(agenda, posts, now, now + timedelta(minutes=longest), now)
    return sorted(found, key=_order)


def missed(agenda: Agenda, posts: Posts, after: datetime, now: datetime) -> list[Due]:
    """What could be posted at the aware instant `after` or later and can't at `now`: its time is over."""
    found = list(_days(agenda, posts, after - DAILY_WINDOW, now - DAILY_WINDOW))
    found += [due for due in _notices(agenda, posts, after, now, None) if due.expires > after]
    return sorted(found, key=_order)


def preview(agenda: Agenda, posts: Posts, after: datetime, until: datetime) -> list[Due]:
    """What will be posted between two aware instants as the programme stands, the earliest first."""
    found = list(_days(agenda, posts, after, until))
    lead = timedelta(minutes=LONGEST_NOTICE)
    found += [due for due in _notices(agenda, posts, after, until + lead, None) if after < due.due <= until]
    return sorted(found, key=_order)


def day_due(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which a clock in `zone` shows `at` on `day`.

    Of an hour that comes twice it is the first; one that is left out is taken as if the clock had not been changed.
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def mute_key(kind: str) -> str:
    """A kind ("daily", "notice", "changes") among what is muted; no talk's id has a colon."""
    return f"kind:{kind}"


@lru_cache(maxsize=256)
def find_zone(name: str, otherwise: ZoneInfo) -> ZoneInfo:
    """The time zone of a name; `otherwise` for "", and for a name that this machine's data no longer have."""
    try:
        return ZoneInfo(name) if name else otherwise
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return otherwise


@lru_cache(maxsize=1024)
def start_key(start: datetime) -> str:
    """A start as a key: "2014-07-23T1200Z"."""
    return f"{start.astimezone(UTC):%Y-%m-%dT%H%MZ}"


def parse_start_key(key: str) -> datetime:
    """The start in UTC that `start_key` wrote, whatever follows "+"; raises ValueError for anything else."""
    return datetime.strptime(key.partition("+")[0], "%Y-%m-%dT%H%MZ").replace(tzinfo=UTC)


def _days(agenda: Agenda, posts: Posts, after: datetime, until: datetime) -> Iterator[Due]:
    """The days whose hour comes after an instant, and until another."""
    daily = posts.daily
    if daily is None:
        return
    zone = find_zone(daily.zone, agenda.programme.zone)
    calendar = _calendar(agenda.programme.talk_days, daily.at, zone, daily.evening)
    first, last = (bisect_right(calendar, instant, key=itemgetter(0)) for instant in (after, until))
    for due, kind, day in calendar[first:last]:
        if due >= daily.since and mute_key(PostKind.DAILY) not in posts.muted:
            yield Due(posts.guild, daily.channel, kind, day.isoformat(), due, due + DAILY_WINDOW, day=day)


@lru_cache(maxsize=256)
def _calendar(
    days: tuple[date, ...], at: time, zone: ZoneInfo, evening: bool
) -> tuple[tuple[datetime, PostKind, date], ...]:
    """When each day is posted, the earliest first: the same for all servers with these settings."""
    hours = [(day_due(day, at, zone), PostKind.DAILY, day) for day in days]
    if evening:
        hours += [(day_due(day - timedelta(days=1), EVENING, zone), PostKind.EVENING, day) for day in days]
    return tuple(sorted(hours))


def _notices(agenda: Agenda, posts: Posts, after: datetime, until: datetime, now: datetime | None) -> Iterable[Due]:
    """One notice for each start and channel; where settings of one channel differ, the earliest hour counts."""
    starting = agenda.starting(after, until) if posts.notices else ()
    if not starting or mute_key(PostKind.NOTICE) in posts.muted:
        return
    by_room: dict[str, list[Notices]] = {}
    for notices in posts.notices:
        by_room.setdefault(notices.room, []).append(notices)
    found: dict[tuple[int, datetime], tuple[datetime, list[Entry]]] = {}
    for entry in starting:
        start = entry.slot.start
        if start is None or entry.is_break or entry.talk.cancelled or entry.talk.id in posts.muted:
            continue
        if now is not None and start <= now:
            continue
        hours: dict[int, datetime] = {}
        for room in ("", *entry.slot.rooms):
            for notices in by_room.get(room, ()):
                due = start - timedelta(minutes=notices.minutes)
                if due >= notices.since and (now is None or due <= now):
                    hours[notices.channel] = min(due, hours.get(notices.channel, due))
        for channel, due in hours.items():
            first, entries = found.setdefault((channel, start), (due, []))
            entries.append(entry)
            if due < first:
                found[channel, start] = (due, entries)
    for (channel, start), (due, entries) in found.items():
        yield Due(posts.guild, channel, PostKind.NOTICE, start_key(start), due, start, entries=tuple(entries))


def _order(due: Due) -> tuple[datetime, int, str, str]:
    return due.due, due.channel, due.kind, due.key
