"""What moderators see: how the bot is, and what a reload did. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePath
from zoneinfo import ZoneInfo

from bot.errors import SourceError
from bot.programme.changes import Change, Changes
from bot.programme.model import Kind, Programme, Talk
from bot.programme.problems import Problem
from bot.render import phrases
from bot.render.card import TEXT_BUDGET, Block, Button, Buttons, Card, Line, Style, Text, buttons, text_block
from bot.render.limits import weight
from bot.render.lines import places, title_of
from bot.render.settings_shown import Outlook, describe
from bot.render.target import target
from bot.render.text import code, escape, plural, shorten
from bot.render.times import duration, moment

PROBLEMS_SHOWN = 8
SOURCES_SHOWN = 3
LINE = 240
# Units of what is said of posts, and of problems at the least
POSTS = 1_500
PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is, as `/status` shows it. Instants are real and in UTC; `latency` is None while unknown."""

    version: str
    real_now: datetime
    now: datetime
    shifted: bool
    latency: timedelta | None
    servers: int
    sources: Sequence[str]
    loaded_at: datetime
    loaded_by: str
    read_at: datetime | None
    trouble: str
    database: str
    database_trouble: str
    notices: Sequence[str]
    home: bool
    posts: Outlook = field(default_factory=Outlook)
    waiting: tuple[str, int, int] | None = None  # the id of a proposal, talks now, talks then


def status_card(programme: Programme, problems: Sequence[Problem], health: Health) -> Card:
    """How the bot is: its programme and where that comes from, problems, database, latency, version."""
    talks = [talk for talk in programme.talks if talk.kind is not Kind.BREAK]
    counts = [
        plural(len(talks), "talk"),
        plural(len(programme.talks) - len(talks), "break"),
        plural(len(programme.speakers), "speaker"),
        plural(len(programme.rooms), "room"),
        plural(len(programme.days), "day"),
    ]
    zone = programme.zone
    age = duration(health.real_now - health.loaded_at)
    lines = [
        f"## {phrases.title_of(programme)}",
        ", ".join(counts) + (f" · release {escape(programme.version, 40)}" if programme.version else ""),
        f"**Source** {_sources(health.sources)}",
        f"**Loaded** {moment(health.loaded_at, zone)}, {age} ago, by {by_whom(health.loaded_by)}",
    ]
    if health.read_at:
        lines.append(f"**Last read** {moment(health.read_at, zone)}")
    if health.trouble:
        lines.append(f"**The last reading failed** {shorten(health.trouble, 400)}")
    if health.shifted:
        lines.append(f"**Clock** set to {moment(health.now, zone)} (PROGRAMME\\_NOW, or the sandbox)")
    if not health.home:
        lines.append(f"-# {phrases.READ_ONLY_HERE}")
    decide: tuple[Buttons, ...] = ()
    if health.waiting:
        proposal, before, after = health.waiting
        lines.append(f"**To decide** {phrases.loses_much(before, after)}")
        decide = buttons(
            Button("Apply", target("apply", proposal), style=Style.DANGER), Button("Keep", target("keep", proposal))
        )
    head, machine = text_block(lines), text_block(_machine(health))
    room = TEXT_BUDGET - weight(head.markdown) - weight(machine.markdown)
    # Letters of three bytes weigh more than they are wide
    posts = describe(health.posts, programme, min(POSTS, (room - PROBLEMS) * 5 // 6))
    machine, room = text_block([posts, machine.markdown]), room - weight(posts)
    blocks: tuple[Block, ...] = (head, Line(), Text(_problems(problems, room)), Line(), machine, *decide)
    return Card(target("status"), blocks, shareable=False)


def _machine(health: Health) -> list[str]:
    latency = f"{health.latency.total_seconds() * 1000:.0f} ms" if health.latency is not None else "not measured yet"
    return [
        f"**Database** {escape(health.database, 100)}",
        f"**The database can't be written** {escape(health.database_trouble, 150)}" if health.database_trouble else "",
        *(f"**Note** {escape(notice, 150)}" for notice in health.notices[:3]),
        f"**Discord** latency {latency}, {plural(health.servers, 'server')}",
        f"-# Programme Bot {health.version}",
    ]


def _sources(sources: Sequence[str]) -> str:
    rest = len(sources) - SOURCES_SHOWN
    named = [name_of_source(source) for source in sources[:SOURCES_SHOWN]]
    return ", ".join(named) + (f" and {rest} more" if rest > 0 else "")


def _problems(problems: Sequence[Problem], room: int) -> str:
    """How many problems there are, and the worst of them in about `room` units of weight."""
    if not problems:
        return phrases.NO_PROBLEMS
    lost = sum(problem.loses_talk for problem in problems)
    head = f"**{plural(len(problems), 'problem')}**"
    if lost:
        losing = "which" if len(problems) == 1 else f"{lost} of which"
        head += f", {losing} {'loses' if lost == 1 else 'lose'} a talk or a slot"
    ordered = sorted(problems, key=lambda problem: not problem.loses_talk)
    lines = [f"- {describe_problem(problem)}" for problem in ordered[:PROBLEMS_SHOWN]]
    more = "-# and {rest} more; `python -m bot check` shows them all"
    return cut([head], lines, len(problems), room, more)


def describe_problem(problem: Problem) -> str:
    """A problem in one line: where it is, and what was expected."""
    source = f"{name_of_source(problem.source)}, " if problem.source else ""
    field = f", field {escape(problem.field, 60)}" if problem.field else ""
    return shorten(f"{source}talk {escape(problem.talk, 80)}{field}: {escape(problem.message)}", LINE)


def reload_card(programme: Programme, before: int, after: int, changes: Changes, problems: Sequence[Problem]) -> Card:
    """What a reload did: counts, then every talk that came, went, moved or changed its name."""
    counts, lines = list_changes(programme, changes)
    summary = f"Programme loaded: {plural(after, 'talk')} (was {before}). {counts}."
    below = f"\n\n{_problems(problems, TEXT_BUDGET // 2)}" if problems else ""
    above = cut([summary], lines, len(lines), TEXT_BUDGET - weight(below), "-# and {rest} more changes")
    return Card(target("reloaded"), (Text(above + below),), shareable=False)


def list_changes(programme: Programme, changes: Changes) -> tuple[str, list[str]]:
    """What changed to a programme: the counts in words, and a line for each change."""
    zone = programme.zone
    sorts = {
        "added": [f"**Added** · {_named(talk)}: {places(talk, zone)}" for talk in changes.added],
        "removed": [f"**Removed** · {_named(talk)}" for talk in changes.removed],
        "moved": [f"**Moved** · {_named(c.new)}: {_from_to(c, zone)}" for c in changes.moved],
        "renamed": [f"**Renamed** · ~~{_named(c.old)}~~ → {_named(c.new)}" for c in changes.renamed],
        "cancelled": [f"**Cancelled** · {_named(c.new)}" for c in changes.cancelled],
        "back": [f"**Back** · {_named(c.new)}: {places(c.new, zone)}" for c in changes.restored],
        "with other details": [f"**Changed** · {_named(c.new)}" for c in changes.changed],
    }
    counts = [f"{len(lines)} {sort}" for sort, lines in sorts.items() if lines]
    return ", ".join(counts) or phrases.NOTHING_CHANGED, [line for lines in sorts.values() for line in lines]


def cut(head: list[str], lines: list[str], count: int, room: int, more: str) -> str:
    """The head and as many lines as fit `room` units; of `count` in all, `more` says how many are not shown."""
    room -= weight("\n".join(head)) + len(more) + 10
    shown = list(head)
    for line in lines:
        room -= weight(line) + 1
        if room < 0:
            break
        shown.append(line)
    rest = count - (len(shown) - len(head))
    return "\n".join([*shown, *([more.format(rest=f"{rest:,}")] if rest else [])])


def _from_to(change: Change, zone: ZoneInfo) -> str:
    """Where a talk was and is, with its ends where nothing else differs."""
    old, new = places(change.old, zone), places(change.new, zone)
    if old == new:
        old, new = places(change.old, zone, end=True), places(change.new, zone, end=True)
    return f"~~{old}~~ → {new}"


def _named(talk: Talk) -> str:
    return title_of(talk, 90)


def kept(programme: Programme, loaded_at: datetime, talks: int, reason: str) -> str:
    """The sentence after a reload that failed: what serves on, and why."""
    when = moment(loaded_at, programme.zone, year=False)
    return f"Kept the programme of {when} ({plural(talks, 'talk')}). The new one could not be read: {reason}."


def reason(error: SourceError) -> str:
    """Why a source could not be read, for a moderator: which source, talk and field, and what was expected."""
    place = [name_of_source(error.source)] if error.source else []
    place += [f"talk {escape(error.talk, 80)}"] if error.talk else []
    place += [f"field {code(error.field, 60)}"] if error.field else []
    return shorten(": ".join(filter(None, (", ".join(place), escape(error.reason)))), 1_500)


def describe_database(path: PurePath, size: int, copies: int) -> str:
    """ "programme.sqlite3, 64 kB, 3 copies"."""
    return f"{path.name}, {size / 1000:,.0f} kB, {plural(copies, 'copy', 'copies')}"


def name_of_source(source: str) -> str:
    """A source as moderators see it: a file by its name, an address without what may be a secret in it; escaped."""
    if "://" in source:
        return escape(source.split("?")[0].split("#")[0].split("@")[-1], 120)
    return escape(PurePath(source).name or source, 100)


def by_whom(loaded_by: str) -> str:
    """ "moderator 123" as a mention (which pings nobody), the other words as they are."""
    word, _, number = loaded_by.partition(" ")
    return f"<@{number}>" if word == "moderator" and number.isdigit() else f"the {escape(loaded_by)}"
