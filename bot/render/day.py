"""The card of one day: its programme by hour, with ways to the other days. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.programme.agenda import Agenda, Entry, Phase, group_by_start
from bot.programme.model import Programme, conference_day
from bot.render import phrases
from bot.render.card import Block, Button, Buttons, Card, Option, Text, select, split
from bot.render.limits import OPTIONS
from bot.render.lines import day_of_conference, option, rooms_of, titled
from bot.render.reader import Reader
from bot.render.target import Target, target
from bot.render.text import escape, plural, shorten
from bot.render.times import duration, hour, long_day, short_day, timestamp, zone_name

# Of Discord's 4,000 for all text: the rest is for the heading and the line that says who shared the card
LIST_BUDGET = 3_300


class View(StrEnum):
    """How a day is read."""

    HALL = ""  # the hall's hours, what is over today folded away
    WHOLE = "whole"  # the hall's hours, nothing folded
    MINE = "mine"  # the reader's own hours


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry ready to be listed: the hour that stands above it, its own line, its option (None for a break)."""

    heading: str
    line: str
    option: Option | None


def today_card(agenda: Agenda, reader: Reader) -> Card:
    """Today's programme; before, between and after the conference a sentence says so above the nearest day's."""
    found = agenda.today(reader.now)
    if found.day is None:
        return Card(target("today"), (Text(f"## {phrases.title_of(agenda.programme)}\n{phrases.NO_DAYS}"),))
    card = day_card(agenda, found.day, reader)
    if found.phase is Phase.DURING:
        return card
    # Made again as "today", so that sharing it tomorrow still says what is true then
    return replace(card, target=target("today"), blocks=(Text(phrases.today(agenda.programme, found)), *card.blocks))


def day_card(agenda: Agenda, day: date, reader: Reader, view: View = View.HALL, page: int = 0) -> Card:
    """The programme of a conference day.

    `page` counts from 1; 0 is the first page, which for a day that runs begins with what is not over yet.
    """
    programme = agenda.programme
    entries = agenda.on(day)
    talks = agenda.talks_on(day)
    folded = _over(entries, reader) if view is View.HALL and _is_today(programme, day, reader) else []
    if len(folded) == len(entries):
        folded = []
    shown = entries[len(folded) :]
    items = [item for group in group_by_start(shown) for item in _items(group, programme, reader, view)]
    parts = _parts(items)
    number = min(max(page, 1), len(parts))
    part = [items[position] for position in parts[number - 1]]

    heading = [
        f"## {long_day(day)} · {escape(shorten(programme.title, 100))}",
        "-# " + " · ".join(_facts(agenda, day, entries, view, number, len(parts))),
    ]
    if not talks:
        heading.append(phrases.nothing_on(programme, day))
    earlier = sum(not entry.is_break for entry in folded)
    if folded and number == 1:
        heading.append(f"-# {plural(earlier, 'talk')} earlier today")
    text = "\n".join([*heading, *_lines(part)])
    options = [item.option for item in part if item.option]
    return Card(
        _target(day, view, number if len(parts) > 1 else 0),
        (
            Text(text),
            *select(phrases.OPEN_A_TALK, options),
            *_buttons(agenda, day, reader, view, number, len(parts), earlier),
        ),
    )


def days_card(agenda: Agenda, sentence: str) -> Card:
    """A sentence, and the conference's days to choose from."""
    options = [
        Option(long_day(day), target("day", day.isoformat()), plural(len(agenda.talks_on(day)), "talk"))
        for day in agenda.programme.days
    ]
    return Card(
        target("days", sentence), (Text(sentence), *select("Choose a day …", options[:OPTIONS])), shareable=False
    )


def _target(day: date, view: View, page: int) -> Target:
    return target("day", day.isoformat(), view, page or "")


def _is_today(programme: Programme, day: date, reader: Reader) -> bool:
    return conference_day(reader.now, programme.zone) == day


def _over(entries: Sequence[Entry], reader: Reader) -> list[Entry]:
    """The entries at the start of the day that are over."""
    over = []
    for entry in entries:
        if entry.end is None or entry.end > reader.now:
            break
        over.append(entry)
    return over


def _facts(agenda: Agenda, day: date, entries: Sequence[Entry], view: View, number: int, pages: int) -> list[str]:
    programme = agenda.programme
    talks = agenda.talks_on(day)
    facts = [plural(len(talks), "talk")] if talks else []
    first = next((entry.slot.start for entry in entries if entry.slot.start), None)
    if view is View.MINE:
        facts.append("hours in your own time zone")
    elif first:
        facts.append(f"hours in {escape(zone_name(programme.zone, first))}")
    facts += [fact for fact in [day_of_conference(programme, day)] if fact]
    if pages > 1:
        facts.append(f"part {number} of {pages}")
    return facts


def _items(group: tuple[datetime | None, list[Entry]], programme: Programme, reader: Reader, view: View) -> list[_Item]:
    start, entries = group
    if start is None:
        hour_text = phrases.NO_HOUR.capitalize()
    else:
        hour_text = timestamp(start, "t") if view is View.MINE else hour(start, programme.zone)
    live = {_live(entry, reader) for entry in entries if not entry.is_break}
    same_state = live.pop() if len(live) == 1 else None
    alone = sum(not entry.is_break for entry in entries) == 1
    items = []
    for entry in entries:
        room = rooms_of(entry.slot)
        if entry.is_break:
            line = " · ".join(filter(None, [f"-# {hour_text} {escape(shorten(entry.talk.title, 100))}", room]))
            items.append(_Item("", line, None))
            continue
        above = [f"**{hour_text}**", room if alone else "", same_state or ""]
        own = [
            room if not alone else "",
            titled(entry.talk, level=True),
            "" if same_state is not None else _live(entry, reader),
        ]
        slots = entry.talk.slots
        number = slots.index(entry.slot) if len(slots) > 1 else None
        items.append(
            _Item(
                " · ".join(filter(None, above)),
                " · ".join(filter(None, own)),
                option(entry.talk, programme.zone, number),
            )
        )
    return items


def _live(entry: Entry, reader: Reader) -> str:
    """ "on now, 20 minutes left" while a talk runs."""
    start, end = entry.slot.start, entry.end
    if start is None or end is None or entry.talk.cancelled or not start <= reader.now < end:
        return ""
    return f"on now, {duration(end - reader.now)} left" if entry.slot.end else "on now"


def _parts(items: Sequence[_Item]) -> list[range]:
    """Positions of the items cut into parts that fit a card: by characters, and by the options of a select."""
    parts = []
    for rough in split([f"{item.heading}\n{item.line}" for item in items], LIST_BUDGET, len(items) or 1):
        start = rough.start
        options = 0
        for position in rough:
            options += items[position].option is not None
            if options > OPTIONS:
                parts.append(range(start, position))
                start, options = position, 1
        parts.append(range(start, rough.stop))
    return parts


def _lines(items: Sequence[_Item]) -> list[str]:
    lines: list[str] = []
    heading = ""
    for item in items:
        if item.heading and item.heading != heading:
            lines.append(item.heading)
        heading = item.heading
        lines.append(item.line)
    return lines


def _buttons(
    agenda: Agenda, day: date, reader: Reader, view: View, number: int, pages: int, earlier: int
) -> tuple[Block, ...]:
    before, after = agenda.next_day(day, -1), agenda.next_day(day)
    has_hours = any(entry.slot.start for entry in agenda.on(day))
    running = _is_today(agenda.programme, day, reader) and has_hours
    wanted = [
        Button("Earlier", _target(day, view, number - 1)) if number > 1 else None,
        Button("Later", _target(day, view, number + 1)) if number < pages else None,
        Button("Earlier today", _target(day, View.WHOLE, 0)) if earlier and number == 1 else None,
        Button(f"‹ {short_day(before)}", target("day", before.isoformat())) if before else None,
        Button(f"{short_day(after)} ›", target("day", after.isoformat())) if after else None,
        Button("Now", target("now")) if running else None,
        _hours_button(day, view) if has_hours else None,
    ]
    there = tuple(button for button in wanted if button)
    return (Buttons(there),) if there else ()


def _hours_button(day: date, view: View) -> Button:
    if view is View.MINE:
        return Button("In the hall's time", _target(day, View.WHOLE, 0))
    return Button("In my time", _target(day, View.MINE, 0))
