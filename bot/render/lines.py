"""The lines about a talk that several cards share: its title, its speakers, its place and hour. Pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.programme.model import Kind, Programme, Slot, Talk, conference_day
from bot.render import phrases
from bot.render.card import Option
from bot.render.limits import width
from bot.render.target import target
from bot.render.text import clean, escape, join_names, plural
from bot.render.times import hour, long_day, short_day, zone_letters

TITLE = 150
"""Units of a title in a list; a talk's own page shows it whole."""
NAMES = 90


def plain_title(talk: Talk) -> str:
    """The whole title in one line, for where Discord reads no Markdown; never empty."""
    return clean(talk.title) or phrases.UNTITLED


def title_of(talk: Talk, limit: int = TITLE) -> str:
    """The title in bold, shortened and escaped; struck through when the talk is cancelled."""
    title = f"**{escape(plain_title(talk), limit)}**"
    return f"~~{title}~~ ({phrases.CANCELLED})" if talk.cancelled else title


def names_of(talk: Talk, limit: int = NAMES) -> str:
    """ "Felix Wick and Florian Wilhelm", escaped; as many names as fit, then "and 3 more"."""
    names = [name for speaker in talk.speakers if (name := clean(speaker.name))]
    joined = join_names(names)
    shown = len(names)
    while width(joined) > limit and shown > 1:
        shown -= 1
        joined = f"{', '.join(names[:shown])} and {len(names) - shown} more"
    return escape(joined, limit)


@lru_cache(maxsize=2048)
def titled(talk: Talk, limit: int = TITLE, names: int = NAMES, *, level: bool = False) -> str:
    """ "**Title** — Names · Workshop · Novice": one line for a list; `level` adds the kind and the level."""
    speakers = names_of(talk, names)
    line = title_of(talk, limit) + (f" — {speakers}" if speakers else "")
    extra = [kind_of(talk), escape(talk.level, 40)] if level else []
    return " · ".join([line, *filter(None, extra)])


def break_title(talk: Talk) -> str:
    """The title of a break, escaped: "Lunch"."""
    return escape(plain_title(talk), 100) + (f" ({phrases.CANCELLED})" if talk.cancelled else "")


def kind_of(talk: Talk) -> str:
    """The kind in words where it is not simply a talk: "Workshop"."""
    return "" if talk.kind is Kind.TALK else str(talk.kind).capitalize()


def rooms_of(slot: Slot, limit: int = 60) -> str:
    """The rooms of a slot, escaped: "C01", "C01, B05/B06"."""
    return escape(", ".join(slot.rooms), limit)


def when(slot: Slot, zone: ZoneInfo, *, day: bool = True, end: bool = False, long: bool = False) -> str:
    """ "Wed 23 July, 14:30"; with `end` "14:30 to 15:00"; without an hour "Wed 23 July, time not announced".

    The date is the calendar's: what is on after midnight is said to be on the next day. Where clocks change in
    between, each hour has its zone: "02:30 CEST to 02:00 CET".
    """
    hours = phrases.NO_HOUR
    if slot.start:
        hours = hour(slot.start, zone)
        if end and slot.end:
            last = conference_day(slot.end, zone)
            until = f"{'' if last == slot.day else short_day(last) + ', '}{hour(slot.end, zone)}"
            if slot.start.astimezone(zone).utcoffset() != slot.end.astimezone(zone).utcoffset():
                hours, until = f"{hours} {zone_letters(zone, slot.start)}", f"{until} {zone_letters(zone, slot.end)}"
            hours += f" to {until}"
    name = long_day(calendar_day(slot, zone)) if long else short_day(calendar_day(slot, zone))
    return f"{name}, {hours}" if day else hours


def calendar_day(slot: Slot, zone: ZoneInfo) -> date:
    """The date on which a slot starts by the calendar, which a night's hours do not share with their conference day."""
    return slot.start.astimezone(zone).date() if slot.start else slot.day


def places(talk: Talk, zone: ZoneInfo, slots: int = 2, rooms: int = 60, *, end: bool = False) -> str:
    """When and where, the first slots of a talk: "Wed 23 July, 14:30 · B05/B06; Thu 24 July, 10:00 · C01"."""
    if not talk.slots:
        return phrases.UNSCHEDULED
    named = ((when(slot, zone, end=end), rooms_of(slot, rooms)) for slot in talk.slots[:slots])
    shown = [" · ".join(filter(None, names)) for names in named]
    if (rest := len(talk.slots) - slots) > 0:
        shown.append(plural(rest, "more time"))
    return "; ".join(shown)


@lru_cache(maxsize=2048)
def option(talk: Talk, zone: ZoneInfo, slot: int | None = None) -> Option:
    """A talk as an option of a select, once for each of its slots where `slot` says which."""
    at = talk.slots[slot : slot + 1] if slot is not None else talk.slots[:1]
    place = " · ".join([when(at[0], zone), *filter(None, [", ".join(at[0].rooms)])]) if at else phrases.UNSCHEDULED
    names = join_names([clean(speaker.name) for speaker in talk.speakers])
    to = target("talk", talk.id) if slot is None else target("talk", talk.id, slot)
    return Option(plain_title(talk), to, " · ".join(filter(None, (place, names))))


def option_at(talk: Talk, slot: Slot, zone: ZoneInfo) -> Option:
    """A talk as an option that says when: by its slot where it has several, so that values differ."""
    return option(talk, zone, talk.slots.index(slot) if len(talk.slots) > 1 else None)


def day_of_conference(programme: Programme, day: date) -> str:
    """ "day 3 of 5", or nothing for a day outside the conference."""
    if day not in programme.days:
        return ""
    return f"day {programme.days.index(day) + 1} of {len(programme.days)}"
