"""Rehearsals for moderators: finds what will be posted in a server, of which kind, on which day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.announcing import find_news
from bot.errors import UserError
from bot.outlook import find_hindrances, find_unpinned
from bot.programme.model import conference_day
from bot.programme.plan import Due, PostKind, Posts, mute_key, preview
from bot.render import phrases
from bot.render.previewed import Shown, changes_preview, day_preview, notices_preview
from bot.render.settings_shown import NOTHING_SET, NOTHING_WAITS, due_line, hindrance_lines

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=3660)
_KINDS = {
    "daily": (PostKind.DAILY, PostKind.EVENING),
    "notices": (PostKind.NOTICE,),
    "changes": (PostKind.CHANGES,),
}


def kind_of(chosen: str) -> PostKind:
    """The kind that a moderator chose: "daily", "notices" or "changes"."""
    return _KINDS[chosen][0]


async def find_posts(bot: ProgrammeBot, guild: int, chosen: str, day: date | None = None) -> list[Due]:
    """What will be posted of a kind on a day, or (None) next and on the day of that; the earliest first.

    Raises UserError where nothing of it will be.
    """
    agenda, now = bot.snapshot.agenda, bot.clock.now()
    posts = await _wanted(bot, guild)
    if (posts.daily is None) if chosen == "daily" else not posts.notices:
        raise UserError(phrases.not_set_up(chosen))
    if mute_key(kind_of(chosen)) in posts.muted:
        raise UserError(phrases.kind_muted(chosen))
    zone = agenda.programme.zone
    found = [
        (due, due.day or conference_day(due.expires, zone))
        for due in preview(agenda, posts, now if day is None else _LONG_AGO, now + _AHEAD)
        if due.kind in _KINDS[chosen] and not (day is None and bot.posting.is_settled(due))
    ]
    wanted = day or (found[0][1] if found else None)
    there = [due for due, its in found if its == wanted]
    if not there:
        raise UserError(phrases.NOTHING_DUE if day else NOTHING_WAITS)
    return there


async def show_posts(bot: ProgrammeBot, guild: int, chosen: str, day: date | None = None) -> list[Shown]:
    """What will be posted of a kind on a day, or (None) next, as it will look; raises UserError where nothing will."""
    if chosen == "changes":
        return await _show_changes(bot, guild)
    found = await find_posts(bot, guild, chosen, day)
    agenda, channels = bot.snapshot.agenda, [due.channel for due in found]
    troubles = _troubles(bot, guild, channels)
    lines = [_line(bot, due) for due in found]
    if chosen == "notices":
        return notices_preview(agenda.programme, found, lines, bot.store.livestreams.of(guild), troubles)
    its = found[0].day
    assert its is not None  # noqa: S101 - a day's programme has its day
    return day_preview(agenda, its, lines, [*troubles, *hindrance_lines({}, find_unpinned(bot, guild, channels[:1]))])


async def _show_changes(bot: ProgrammeBot, guild: int) -> list[Shown]:
    wanted = await bot.store.posts.wanted(guild)
    posts = wanted[0] if wanted else Posts(guild)
    troubles = _troubles(bot, guild, [posts.changes] if posts.changes else [])
    if mute_key(PostKind.CHANGES) in posts.muted:
        troubles.append(f"-# {phrases.kind_muted('changes')}")
    news = await find_news(bot)
    return changes_preview(
        news.changes,
        news.programme,
        bot.clock.now(),
        posts.muted,
        posts.changes,
        news.since,
        troubles,
        confirmed=news.confirmed,
    )


def _line(bot: ProgrammeBot, due: Due) -> str:
    """Where and when something is posted, or that this is over."""
    line = due_line(due, bot.snapshot.programme.zone)
    if bot.posting.is_posted(due):
        return f"{line} · {phrases.POSTED}"
    over = bot.posting.is_settled(due) or due.expires <= bot.clock.now()
    return f"{line} · {phrases.MISSED}" if over else line


def _troubles(bot: ProgrammeBot, guild: int, channels: list[int]) -> list[str]:
    stopped = [phrases.NOTHING_POSTED] if bot.posting.trouble else []
    return [*hindrance_lines(find_hindrances(bot, guild, channels), ()), *stopped]


async def _wanted(bot: ProgrammeBot, guild: int) -> Posts:
    wanted = await bot.store.posts.wanted(guild)
    if not wanted:
        raise UserError(NOTHING_SET)
    return wanted[0]
