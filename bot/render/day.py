"""The card of one day: its programme by hour, with ways to the other days. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.programme.agenda import Agenda, Entry, Phase, group_by_start
from bot.programme.model import Programme, conference_day
from bot.render import phrases
from bot.render.card import (
    TEXT_BUDGET,
    Button,
    Card,
    Option,
    Text,
    buttons,
    first_that_fits,
    select,
    selects,
)
from bot.render.lasting import made_once
from bot.render.limits import weight
from bot.render.lines import break_title, day_of_conference, option_at, rooms_of, titled
from bot.render.parts import Part, cut
from bot.render.reader import Reader
from bot.render.target import Target, target
from bot.render.text import escape, plural
from bot.render.times import duration, hour, long_day, short_day, timestamp, zone_name

# Of a card's text: the rest is for the heading, the sentence of `/today` and the marks of what is on now
LIST_BUDGET = 2_900
SENTENCE = 350
_NO_TRACKS = {"other", "misc", "none"}


class View(StrEnum):
    """How a day is read."""

    HALL = ""  # the hall's hours, what is over today folded away
    WHOLE = "whole"  # the hall's hours, nothing folded
    MINE = "mine"  # the reader's own hours


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry as it is listed at any time: the line above those of its hour, its own, its option (None: a break)."""

    entry: Entry
    heading: str
    line: str
    option: Option | None


def today_card(agenda: Agenda, reader: Reader) -> Card:
    """Today's programme; before, between and after the conference a sentence says so above the nearest day's."""
    found = agenda.today(reader.now)
    if found.day is None:
        sentence = phrases.NO_DAYS if agenda.programme.talks else phrases.EMPTY_PROGRAMME
        return Card(target("today"), (Text(f"## {phrases.title_of(agenda.programme)}\n{sentence}"),))
    card = day_card(agenda, found.day, reader)
    if found.phase is Phase.DURING:
        return card
    # Made again as "today", so that sharing it tomorrow still says what is true then
    return replace(card, target=target("today"), blocks=(Text(phrases.today(agenda.programme, found)), *card.blocks))


def day_card(agenda: Agenda, day: date, reader: Reader, view: View = View.HALL, page: int = 0) -> Card:
    """The programme of a conference day.

    A long day has the same parts at any time and in every view. `page` counts from 1; 0 is the first part, and on the
    day itself the first part in which a talk is not over yet, with what is over folded away.
    """
    items, parts = _prepare(agenda, day, view)
    running = view is View.HALL and page == 0 and conference_day(reader.now, agenda.programme.zone) == day
    over = {n for n, item in enumerate(items) if running and item.entry.end and item.entry.end <= reader.now}
    ahead = [n for n, item in enumerate(items) if item.option and n not in over]
    all_over = running and not ahead
    number = min(max(page, 1), len(parts))
    if running and ahead:
        number = next(n for n, part in enumerate(parts, 1) if ahead[0] in part.positions)
    part = parts[number - 1].positions
    # The hall's afternoon may be the reader's night
    name = "" if view is View.MINE else parts[number - 1].name
    earlier = 0 if all_over else sum(bool(items[n].option) for n in over if n < part.stop)
    folded = over.intersection(part) if earlier else set()
    shown = [items[n] for n in part if n not in folded]

    heading = [
        f"## {long_day(day)}{', ' * bool(name)}{name} · {phrases.title_of(agenda.programme)}",
        "-# " + " · ".join(_facts(agenda, day, view, number, len(parts))),
    ]
    if not agenda.talks_on(day):
        heading.append(phrases.nothing_on(agenda.programme, day))
    elif all_over:
        heading.append(f"-# {phrases.ALL_OVER}")
    elif earlier:
        heading.append(f"-# {plural(earlier, 'talk')} earlier today")

    def build(minutes: bool) -> str:
        return "\n".join([*heading, *_lines(shown, reader if minutes else None)])

    to_earlier = _target(day, View.WHOLE if folded else view, number if folded else number - 1)
    return Card(
        _target(day, view, page and number),
        (
            Text(first_that_fits(build, (True, False), TEXT_BUDGET - SENTENCE)),
            *select(phrases.OPEN_A_TALK, [item.option for item in shown if item.option]),
            *buttons(
                Button("Earlier today" if earlier else "Earlier", to_earlier) if earlier or number > 1 else None,
                Button("Later", _target(day, view, number + 1)) if number < len(parts) else None,
                *_ways(agenda, day, reader, view, number),
            ),
        ),
    )


def count_parts(agenda: Agenda, day: date) -> int:
    """In how many parts a day is shown."""
    return len(_prepare(agenda, day, View.WHOLE)[1])


def days_card(agenda: Agenda, typed: str) -> Card:
    """What was typed is no day of the conference: says so, and offers those that are."""
    options = [
        Option(long_day(day), target("day", day.isoformat()), phrases.talks_on(len(agenda.talks_on(day))))
        for day in agenda.programme.days
    ]
    sentence = phrases.no_such_day(agenda.programme, typed)
    return Card(target("days", typed), (Text(sentence), *selects("Choose a day …", options)), shareable=False)


@made_once
def _prepare(agenda: Agenda, day: date, view: View) -> tuple[tuple[_Item, ...], tuple[Part, ...]]:
    """What of a day does not depend on the moment: its items and its parts."""
    mine = view is View.MINE
    items = tuple(_items(group, agenda.programme, mine=mine) for group in group_by_start(agenda.on(day)))
    flat = tuple(item for group in items for item in group)
    if not mine:
        # The reader's hours take more room than the hall's, so they decide for all views
        return flat, _prepare(agenda, day, View.MINE)[1]
    sizes = [weight(f"{item.heading}\n{item.line}\n") for item in flat]
    return flat, cut(agenda.on(day), sizes, LIST_BUDGET, agenda.programme.zone)


def _items(group: tuple[datetime | None, list[Entry]], programme: Programme, *, mine: bool) -> list[_Item]:
    start, entries = group
    if start is None:
        hour_text = phrases.NO_HOUR.capitalize()
    else:
        hour_text = timestamp(start, "t") if mine else hour(start, programme.zone)
    alone = sum(not entry.is_break for entry in entries) == 1
    items = []
    for entry in entries:
        room = rooms_of(entry.slot)
        if entry.is_break:
            line = f"-# {hour_text} {break_title(entry.talk)}" + (f" · {room}" if room else "")
            items.append(_Item(entry, "", line, None))
            continue
        above = [f"**{hour_text}**", room if alone else ""]
        own = [room if not alone else "", titled(entry.talk, level=True), _track(entry, programme)]
        heading, line = (" · ".join(filter(None, texts)) for texts in (above, own))
        items.append(_Item(entry, heading, line, option_at(entry.talk, entry.slot, programme.zone)))
    return items


def _track(entry: Entry, programme: Programme) -> str:
    """The track where it tells something that the room does not."""
    track = entry.talk.track
    if len(programme.tracks) < 2 or track in entry.slot.rooms or track.casefold() in _NO_TRACKS:
        return ""
    return escape(track, 40)


def _lines(items: Sequence[_Item], reader: Reader | None) -> list[str]:
    """The lines of some items, the hour once above those that share it; for `reader` with what is on now."""
    lines: list[str] = []
    live = {id(item): _live(item.entry, reader) if reader else "" for item in items}
    heading = shared = ""
    for position, item in enumerate(items):
        if item.option is None:
            heading = ""
            lines.append(item.line)
            continue
        together = {live[id(other)] for other in items[position:] if other.heading == item.heading}
        if item.heading != heading:
            heading = item.heading
            shared = together.pop() if len(together) == 1 else ""
            lines.append(" · ".join(filter(None, [heading, shared])))
        own = "" if live[id(item)] == shared else live[id(item)]
        lines.append(" · ".join(filter(None, [item.line, own])))
    return lines


def _live(entry: Entry, reader: Reader) -> str:
    """ "on now, 20 minutes left" while a talk runs."""
    start, end = entry.slot.start, entry.end
    if start is None or end is None or entry.talk.cancelled or not start <= reader.now < end:
        return ""
    return f"on now, {duration(end - reader.now)} left" if entry.slot.end else "on now"


def _target(day: date, view: View, page: int) -> Target:
    return target("day", day.isoformat(), view, page or "")


def _facts(agenda: Agenda, day: date, view: View, number: int, pages: int) -> list[str]:
    programme = agenda.programme
    talks = agenda.talks_on(day)
    facts = [plural(len(talks), "talk")] if talks else []
    first = next((entry.slot.start for entry in agenda.on(day) if entry.slot.start), None)
    if first:
        mine = view is View.MINE
        facts.append("hours in your own time zone" if mine else f"hours in {escape(zone_name(programme.zone, first))}")
    facts += [fact for fact in [day_of_conference(programme, day)] if fact]
    if pages > 1:
        facts.append(f"part {number} of {pages}")
    return facts


def _ways(agenda: Agenda, day: date, reader: Reader, view: View, number: int) -> list[Button | None]:
    """The buttons to the other days, to what is on, and to the other view."""
    before, after = agenda.next_day(day, -1), agenda.next_day(day)
    has_hours = any(entry.slot.start for entry in agenda.on(day))
    runs = conference_day(reader.now, agenda.programme.zone) == day
    mine = view is View.MINE
    other = _target(day, View.WHOLE if mine else View.MINE, number if number > 1 else 0)
    return [
        Button(f"‹ {short_day(before)}", target("day", before.isoformat())) if before else None,
        Button(f"{short_day(after)} ›", target("day", after.isoformat())) if after else None,
        Button("Now", target("now")) if runs and has_hours else None,
        Button("In the hall's time" if mine else "In my time", other) if has_hours else None,
    ]
