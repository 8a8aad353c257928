"""What `/settings` and `/preview` say: what is posted where, what comes next, what hinders it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.programme.agenda import Agenda
from bot.programme.model import Programme
from bot.programme.plan import Due, PostKind, Posts, preview
from bot.programme.text import fold
from bot.render.limits import CONTENT
from bot.render.note import fit_lines
from bot.render.text import escape, plural
from bot.render.times import hour, short_day, zone_name

NEXT = 5
_SHOWN = 8
_AHEAD = timedelta(days=366)
NOTHING_SET = "Nothing is posted in this server. /settings daily, /settings notices and /settings changes set it up."
NO_ROOMS = "The programme names no rooms."
OVER = "Nothing more will be posted: the programme has nothing to come."


class Setting(Protocol):
    """A row of the store's settings for posts."""

    @property
    def kind(self) -> str: ...
    @property
    def room(self) -> str: ...
    @property
    def channel(self) -> int: ...
    @property
    def active(self) -> bool: ...
    @property
    def at(self) -> int: ...
    @property
    def zone(self) -> str: ...
    @property
    def evening(self) -> bool: ...
    @property
    def minutes(self) -> int: ...


def match_rooms(rooms: Sequence[str], channels: Mapping[str, int]) -> dict[str, int]:
    """The channel of each room that has one of the same name, as Discord writes names: "Main Hall", "main-hall"."""
    by_name = {_bare(name): channel for name, channel in reversed(list(channels.items()))}
    return {room: by_name[_bare(room)] for room in rooms if _bare(room) in by_name}


def rooms_said(rooms: Sequence[str], matched: Mapping[str, int]) -> str:
    """What became of every room: its channel, or that it has none."""
    lines = [f"{escape(room, 60)} → <#{matched[room]}>" for room in rooms if room in matched]
    lines += [f"{escape(room, 60)}: no channel of that name" for room in rooms if room not in matched]
    return fit_lines("", lines) or NO_ROOMS


def _bare(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalnum())


def coming(agenda: Agenda, wanted: Sequence[Posts], now: datetime) -> list[Due]:
    """The next things that will be posted after the aware instant `now`."""
    return [due for posts in wanted for due in preview(agenda, posts, now, now + _AHEAD)][:NEXT]


def describe(
    rows: Sequence[Setting],
    coming: Sequence[Due],
    programme: Programme,
    hindrances: Mapping[int, Sequence[str]],
    limit: int = CONTENT,
) -> str:
    """All settings of a server for posts, as text of at most `limit` units; "" where nothing is posted."""
    active = [row for row in rows if row.active]
    if not active:
        return ""
    lines = [_setting_line(row, programme) for row in active[:_SHOWN]]
    if len(active) > _SHOWN:
        lines.append(f"-# and {plural(len(active) - _SHOWN, 'more room')}")
    lines += [f"⚠ <#{channel}>: {'; '.join(lacking)}." for channel, lacking in hindrances.items()]
    if coming:
        lines += ["**Next**", *(due_line(due, programme.zone) for due in coming)]
    elif any(row.kind != "changes" for row in active):
        lines.append(OVER)
    return fit_lines("", lines, limit=limit)


def due_line(due: Due, zone: ZoneInfo) -> str:
    """ "Wed 23 July, 08:00 · the day's programme · #programme"."""
    what = {
        PostKind.DAILY: "the day's programme",
        PostKind.EVENING: "tomorrow's programme",
        PostKind.NOTICE: f"{plural(len(due.entries), 'talk')} at {hour(due.expires, zone)}",
    }[due.kind]
    return f"{short_day(due.due.astimezone(zone).date())}, {hour(due.due, zone)} · {what} · <#{due.channel}>"


def _setting_line(row: Setting, programme: Programme) -> str:
    where = f"in <#{row.channel}>"
    if row.kind == "changes":
        return f"**Changes** {where}"
    if row.kind == "daily":
        zone = ZoneInfo(row.zone) if row.zone else programme.zone
        first = programme.days[0] if programme.days else None
        noon = datetime(first.year, first.month, first.day, 12, tzinfo=zone) if first else None
        name = escape(zone_name(zone, noon)) if noon else escape(zone.key)
        evening = ", tomorrow's at 20:00" if row.evening else ""
        return f"**The day's programme** {where} at {row.at // 60:02}:{row.at % 60:02}, {name}{evening}"
    room = f" in {escape(row.room, 60)}" if row.room else ""
    return f"**What starts soon{room}** {where}, {plural(row.minutes, 'minute')} before"
