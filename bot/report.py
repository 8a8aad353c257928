"""What `check` shows of a programme in a terminal, as rich's tables. Pure; it prints nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.programme.model import Kind, Programme
from bot.programme.problems import Problem


def show_programme(programme: Programme, problems: Sequence[Problem]) -> RenderableType:
    """The title, days, kinds, rooms and tracks of `programme`, each with its count, and the problems by talk and field.

    Nothing in it is read as rich's markup, since strangers wrote the texts.
    """
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="bold", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, text in _list_facts(programme):
        facts.add_row(name, Text(text))
    head = Text(programme.title or "A programme without a title", style="bold")
    return Group(head, facts, Text(), _show_problems(problems))


def _list_facts(programme: Programme) -> Iterable[tuple[str, str]]:
    yield "time zone", programme.timezone
    # `%-d` is not to be had on every system
    days = Counter(slot.day for talk in programme.talks if talk.kind is not Kind.BREAK for slot in talk.slots)
    yield "days", "\n".join(f"{day:%a} {day.day} {day:%B %Y}: {days[day]}" for day in programme.days) or "none"
    unscheduled = sum(not talk.slots for talk in programme.talks)
    if unscheduled:
        yield "without a day", str(unscheduled)
    kinds = Counter(talk.kind for talk in programme.talks)
    yield "kinds", ", ".join(f"{kind.value}: {kinds[kind]}" for kind in Kind if kinds[kind]) or "none"
    cancelled = sum(talk.cancelled for talk in programme.talks)
    if cancelled:
        yield "cancelled", str(cancelled)
    rooms = Counter(room for talk in programme.talks for slot in talk.slots for room in set(slot.rooms))
    yield "rooms", "\n".join(f"{room}: {rooms[room]}" for room in programme.rooms) or "none"
    tracks = Counter(talk.track for talk in programme.talks)
    yield "tracks", "\n".join(f"{track}: {tracks[track]}" for track in programme.tracks) or "none"
    yield "speakers", str(len(programme.speakers))


def _show_problems(problems: Sequence[Problem]) -> RenderableType:
    if not problems:
        return Text("No problems.", style="green")
    sources = len({problem.source for problem in problems} - {""}) > 1
    title = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
    table = Table("talk", "field", "problem", title=title, title_justify="left", box=SIMPLE)
    if sources:
        table.add_column("source")
    for problem in problems:
        cells = [problem.talk, problem.field, problem.message + (" (left out)" if problem.loses_talk else "")]
        table.add_row(*map(Text, cells + ([problem.source] if sources else [])))
    return table
