"""What `/settings`, `/status` and `/preview` say: what is posted where, what comes next, what hinders it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.programme.agenda import Agenda
from bot.programme.livestreams import Livestreams
from bot.programme.model import Programme
from bot.programme.plan import Due, PostKind, Posts, find_zone, mute_key, preview
from bot.render import phrases
from bot.render.limits import CONTENT, width
from bot.render.lines import plain_title
from bot.render.note import fit_lines
from bot.render.text import escape, join_names, plural, shorten
from bot.render.times import hour, short_day, zone_name

NEXT = 5
# How many are named of whatever there may be many of, the first that lets all fit
_DETAILS = (8, 4, 2, 1)
_AHEAD = timedelta(days=366)
_ADDRESS = 100
NOTHING_SET = "Nothing is posted in this server. /settings daily, /settings notices and /settings changes set it up."
NOTHING_WAITS = "Nothing waits to be posted: all of it was posted, is muted, or has no talks to come."
KINDS = {PostKind.DAILY: "the day's programme", PostKind.NOTICE: "what starts soon", PostKind.CHANGES: "changes"}


class Setting(Protocol):
    """A row of the store's settings for posts."""

    @property
    def kind(self) -> str: ...
    @property
    def room(self) -> str: ...
    @property
    def channel(self) -> int: ...
    @property
    def at(self) -> int: ...
    @property
    def zone(self) -> str: ...
    @property
    def evening(self) -> bool: ...
    @property
    def minutes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that is set in a server for posts (`rows`: what is switched on), what comes next, and what is in the way.

    `hindrances` are what is lacking in a channel, in words, by its id; `unpinned` the channels of daily posts in which
    the bot may not pin; `missed` how many posts were given up in the last day, by the reason why.
    """

    rows: Sequence[Setting] = ()
    coming: Sequence[Due] = ()
    livestreams: Livestreams = field(default_factory=Livestreams)
    muted: Set[str] = frozenset()
    hindrances: Mapping[int, Sequence[str]] = field(default_factory=dict)
    unpinned: Sequence[int] = ()
    missed: Mapping[str, int] = field(default_factory=dict)
    stopped: bool = False


def coming(
    agenda: Agenda, wanted: Sequence[Posts], now: datetime, is_settled: Callable[[Due], bool] = lambda _: False
) -> list[Due]:
    """The next things that will be posted after the aware instant `now`, but for those that were posted already."""
    found = (due for posts in wanted for due in preview(agenda, posts, now, now + _AHEAD) if not is_settled(due))
    return list(islice(found, NEXT))


def describe(outlook: Outlook, programme: Programme, limit: int = CONTENT) -> str:
    """All settings of a server for posts, as text of at most `limit` units; "" where nothing is set."""
    if not (outlook.rows or outlook.livestreams.urls or outlook.muted):
        return ""
    following = "\n".join(_next(outlook, programme))
    room, above = limit - width(following) - 1, ""
    for shown in _DETAILS:
        lines = [line for part in (_settings, _troubles, _more) for line in part(outlook, programme, shown)]
        above = fit_lines("", lines, limit=room)
        if above.endswith(lines[-1]):
            break
    return "\n".join(filter(None, (above, following)))


def hindrance_lines(hindrances: Mapping[int, Sequence[str]], unpinned: Sequence[int], shown: int = 4) -> list[str]:
    """What is lacking, a line for each sort of it with the channels where it is, `shown` of which are named."""
    channels: dict[str, list[str]] = {}
    for channel, lacking in hindrances.items():
        channels.setdefault("; ".join(lacking), []).append(f"<#{channel}>")
    lines = [f"⚠ {_some(there, shown, 'channel')}: {why}." for why, there in list(channels.items())[: shown + 1]]
    return [*lines, *(f"-# {phrases.not_pinned(channel)}" for channel in unpinned)]


def due_line(due: Due, zone: ZoneInfo) -> str:
    """ "Wed 23 July, 08:00 · the day's programme · #programme", by the hours of the conference."""
    on = due.due.astimezone(zone).date()
    what = f"{plural(len(due.entries), 'talk')} at {hour(due.expires, zone)}"
    if due.day is not None:
        # In another zone the hour may be on another day than the conference's
        named = {on: "the day's programme", on + timedelta(days=1): "tomorrow's programme"}
        what = named.get(due.day, f"the programme of {short_day(due.day)}")
    return f"{short_day(on)}, {hour(due.due, zone)} · {what} · <#{due.channel}>"


def stream_line(room: str, day: date | None, url: str) -> str:
    """ "**Livestream in Hall** every day: <https://example.org/live>"; a long address is shortened and no link."""
    when = f"on {short_day(day)}" if day else "every day"
    address = f"<{url}>" if len(url) <= _ADDRESS else escape(shorten(url.partition("://")[2], _ADDRESS))
    return f"**Livestream in {escape(room, 60)}** {when}: {address}"


def _settings(outlook: Outlook, programme: Programme, shown: int) -> Iterator[str]:
    if not outlook.rows:
        yield NOTHING_SET
    yield from (_setting_line(row, programme) for row in outlook.rows if not row.room)
    rooms = [row for row in outlook.rows if row.room]
    yield from (_setting_line(row, programme) for row in rooms[:shown])
    if len(rooms) > shown:
        yield f"-# and {plural(len(rooms) - shown, 'more room')}"


def _troubles(outlook: Outlook, programme: Programme, shown: int) -> Iterator[str]:
    yield from hindrance_lines(outlook.hindrances, outlook.unpinned, shown)
    covered = {row.room for row in outlook.rows if row.kind == PostKind.NOTICE}
    bare = [room for room in programme.rooms if room not in covered]
    if bare and covered and "" not in covered:
        yield f"**No channel for** {_some([escape(room, 60) for room in bare], shown, 'room')}"
    for reason, count in list(outlook.missed.items())[:shown]:
        was = "post was" if count == 1 else "posts were"
        yield f"⚠ {count:,} {was} missed in the last day: {escape(reason, 100) or 'nobody knows why'}."


def _more(outlook: Outlook, programme: Programme, shown: int) -> Iterator[str]:
    """What is muted, and the livestreams."""
    if outlook.muted:
        kinds = [name for kind, name in KINDS.items() if mute_key(kind) in outlook.muted]
        talks = [plain_title(talk) for talk in programme.talks if talk.id in outlook.muted]
        names = [*kinds, *(f'"{escape(title, 60)}"' for title in talks)]
        names += [phrases.TALK_GONE] * (len(outlook.muted) - len(names))
        yield f"**Muted** {_some(names, shown + 2, '')}"
    streams = list(outlook.livestreams.urls.items())
    yield from (stream_line(room, day, url) + _gone(room, programme) for (room, day), url in streams[:shown])
    if len(streams) > shown:
        yield f"-# and {plural(len(streams) - shown, 'more livestream')}"


def _next(outlook: Outlook, programme: Programme) -> Iterator[str]:
    if outlook.coming:
        yield f"**Next** · hours in {escape(zone_name(programme.zone, outlook.coming[0].due))}"
        yield from (due_line(due, programme.zone) for due in outlook.coming)
    elif any(row.kind != PostKind.CHANGES for row in outlook.rows):
        yield NOTHING_WAITS
    if outlook.stopped and outlook.rows:
        yield phrases.NOTHING_POSTED


def _setting_line(row: Setting, programme: Programme) -> str:
    where = f"in <#{row.channel}>"
    if row.kind == "changes":
        return f"**Changes** {where}"
    if row.kind == "daily":
        zone = find_zone(row.zone, programme.zone)
        gone = f" (there is no zone {escape(row.zone)} any more)" if row.zone and zone.key != row.zone else ""
        first = programme.days[0] if programme.days else None
        noon = datetime(first.year, first.month, first.day, 12, tzinfo=zone) if first else None
        name = escape(zone_name(zone, noon)) if noon else escape(zone.key)
        evening = ", tomorrow's at 20:00" if row.evening else ""
        return f"**The day's programme** {where} at {row.at // 60:02}:{row.at % 60:02}, {name}{gone}{evening}"
    room = f" in {escape(row.room, 60)}" if row.room else ""
    line = f"**What starts soon{room}** {where}, {plural(row.minutes, 'minute')} before"
    return line + _gone(row.room, programme)


def _gone(room: str, programme: Programme) -> str:
    return " (not in the programme now)" if room and room not in programme.rooms else ""


def _some(names: Sequence[str], shown: int, what: str) -> str:
    """ "A, B and 3 more rooms"."""
    rest = len(names) - shown
    more = plural(rest, f"more {what}") if what else f"{rest} more"
    return join_names([*names[:shown], *([more] if rest > 0 else [])])
