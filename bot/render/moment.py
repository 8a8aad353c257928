"""The cards of a moment: what is on now, what starts next, in one room or in all. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.programme.agenda import Agenda, Entry, Phase
from bot.programme.model import Programme, conference_day
from bot.render import phrases
from bot.render.card import Button, Card, Text, buttons, select, split
from bot.render.day import LIST_BUDGET
from bot.render.lines import break_title, calendar_day, option_at, rooms_of, titled
from bot.render.reader import Reader
from bot.render.target import Target, target
from bot.render.text import escape, plural
from bot.render.times import duration, hour, long_day, timestamp, zone_name


def now_card(agenda: Agenda, reader: Reader, room: str = "", page: int = 1) -> Card:
    """What runs at the reader's now, with the minutes left; when nothing does, what comes next."""
    running = agenda.running(reader.now, room)
    if not any(not entry.is_break for entry in running):
        sentence = _nothing_now(agenda, reader, room, running)
        return _upcoming(agenda, reader, room, sentence, target("now", room, ""), page)
    heading = f"## On now{_in(room)} · {_here_and_now(agenda.programme, reader.now)}"
    lines = [_running_line(entry, agenda.programme, reader) for entry in running]
    return _listed(
        heading, list(running), lines, agenda.programme, target("now", room), page, Button("Next", target("next", room))
    )


def next_card(agenda: Agenda, reader: Reader, room: str = "", page: int = 1) -> Card:
    """What starts next after the reader's now."""
    return _upcoming(agenda, reader, room, "", target("next", room), page)


def _upcoming(agenda: Agenda, reader: Reader, room: str, sentence: str, origin: Target, page: int) -> Card:
    programme = agenda.programme
    found = agenda.upcoming(reader.now, room)
    if not found:
        return _nothing_upcoming(agenda, reader, room, sentence, origin)
    start = found[-1].slot.start or reader.now
    today = conference_day(reader.now, programme.zone)
    day = found[-1].slot.day
    wait = duration(start - reader.now)
    when = f"in {wait}" if day == today else f"on {long_day(calendar_day(found[-1].slot, programme.zone))}"
    heading = f"## Next{_in(room)}: {hour(start, programme.zone)}, {when}"
    zone = f"-# hours in {escape(zone_name(programme.zone, start))} · for you {timestamp(start, 'f')}"
    lines = [_coming_line(entry, programme) for entry in found]
    text = "\n".join(filter(None, [sentence, heading, zone]))
    other = Button("Now", target("now", room)) if origin.name == "next" else Button("Next", target("next", room))
    whole = Button(f"All of {long_day(day).split()[0]}", target("day", day.isoformat()))
    return _listed(text, list(found), lines, programme, origin, page, None if sentence else other, whole)


def _nothing_upcoming(agenda: Agenda, reader: Reader, room: str, sentence: str, origin: Target) -> Card:
    """Nothing is to come: because it is over, or because no hours are known."""
    programme = agenda.programme
    today = agenda.today(reader.now)
    lines = [sentence]
    if today.day and not any(entry.slot.start for day in programme.talk_days for entry in agenda.on(day)):
        lines.append("The hours of this programme are not announced yet; /day shows what is on each day.")
    elif room and agenda.upcoming(reader.now):
        lines.append(f"Nothing more comes in {escape(room)}.")
    elif not programme.talk_days:
        lines.append(phrases.NO_DAYS)
    else:
        lines.append(phrases.NOTHING_NEXT)
    everywhere = Button("In any room", target(origin.name)) if room and agenda.upcoming(reader.now) else None
    shown = (
        Button(f"All of {long_day(today.day).split()[0]}", target("day", today.day.isoformat())) if today.day else None
    )
    return Card(origin, (Text("\n".join(filter(None, lines))), *buttons(everywhere, shown)))


def _nothing_now(agenda: Agenda, reader: Reader, room: str, running: Sequence[Entry]) -> str:
    if running:
        return " ".join(_break_line(entry, agenda.programme) for entry in running[:3])
    today = agenda.today(reader.now)
    if today.phase in (Phase.BEFORE, Phase.AFTER):
        return phrases.today(agenda.programme, today).split(". ")[0].rstrip(".") + "."
    return f"Nothing is on in {escape(room)} right now." if room else phrases.NOTHING_NOW


def _listed(
    heading: str,
    entries: list[Entry],
    lines: list[str],
    programme: Programme,
    origin: Target,
    page: int,
    *extra: Button | None,
) -> Card:
    parts = split(lines, LIST_BUDGET, lambda position: not entries[position].is_break)
    number = min(max(page, 1), len(parts))
    part = parts[number - 1]
    room = origin.args[0] if origin.args else ""
    if len(parts) > 1:
        heading += f"\n-# {plural(len(entries), 'entry', 'entries')}, part {number} of {len(parts)}"
    shown = [entries[position] for position in part if not entries[position].is_break]
    options = [option_at(entry.talk, entry.slot, programme.zone) for entry in shown]
    return Card(
        target(origin.name, room, number) if len(parts) > 1 else origin,
        (
            Text("\n".join([heading, *(lines[position] for position in part)])),
            *select(phrases.OPEN_A_TALK, options),
            *buttons(
                Button("Earlier", target(origin.name, room, number - 1)) if number > 1 else None,
                Button("Later", target(origin.name, room, number + 1)) if number < len(parts) else None,
                *extra,
            ),
        ),
    )


def _running_line(entry: Entry, programme: Programme, reader: Reader) -> str:
    if entry.is_break:
        return "-# " + _break_line(entry, programme)
    left = f"{duration(entry.end - reader.now)} left" if entry.slot.end and entry.end else ""
    return " · ".join(filter(None, [rooms_of(entry.slot), titled(entry.talk, level=True), left]))


def _coming_line(entry: Entry, programme: Programme) -> str:
    if entry.is_break:
        return "-# " + _break_line(entry, programme)
    return " · ".join(filter(None, [rooms_of(entry.slot), titled(entry.talk, level=True)]))


def _break_line(entry: Entry, programme: Programme) -> str:
    start = hour(entry.slot.start, programme.zone) if entry.slot.start else ""
    until = f" (until {hour(entry.slot.end, programme.zone)})" if entry.slot.end else ""
    return f"{start} {break_title(entry.talk)}{until}".strip()


def _in(room: str) -> str:
    return f" in {escape(room, 60)}" if room else ""


def _here_and_now(programme: Programme, now: datetime) -> str:
    return f"{hour(now, programme.zone)} in {escape(zone_name(programme.zone, now))}"
