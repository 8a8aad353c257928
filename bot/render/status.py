"""What moderators see: how the bot is, and what a reload did. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath

from bot.errors import SourceError
from bot.programme.changes import Changes
from bot.programme.model import Kind, Programme, Talk
from bot.programme.problems import Problem
from bot.render import phrases
from bot.render.card import TEXT_BUDGET, Card, Line, Text, text_block
from bot.render.limits import width
from bot.render.lines import places, title_of
from bot.render.target import target
from bot.render.text import escape, plural, shorten
from bot.render.times import duration, moment

PROBLEMS_SHOWN = 8
LINE = 240


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
        ", ".join(counts) + (f" · release {escape(shorten(programme.version, 40))}" if programme.version else ""),
        f"**Source** {', '.join(name_of_source(source) for source in health.sources[:5])}",
        f"**Loaded** {moment(health.loaded_at, zone)}, {age} ago, by {_by(health.loaded_by)}",
    ]
    if health.read_at:
        lines.append(f"**Last read** {moment(health.read_at, zone)}")
    if health.trouble:
        lines.append(f"**The last reading failed** {shorten(health.trouble, 400)}")
    if health.shifted:
        lines.append(f"**Clock** set to {moment(health.now, zone)} (PROGRAMME\\_NOW, or the sandbox)")
    if not health.home:
        lines.append(f"-# {phrases.READ_ONLY_HERE}")
    return Card(
        target("status"),
        (
            Text("\n".join(lines)),
            Line(),
            Text("\n".join(_problems(problems))),
            Line(),
            text_block(_machine(health)),
        ),
        shareable=False,
    )


def _machine(health: Health) -> list[str]:
    latency = f"{health.latency.total_seconds() * 1000:.0f} ms" if health.latency is not None else "not measured yet"
    return [
        f"**Database** {escape(health.database)}",
        f"**The database can't be written** {escape(health.database_trouble)}" if health.database_trouble else "",
        *(f"**Note** {escape(shorten(notice, 300))}" for notice in health.notices[:3]),
        f"**Discord** latency {latency}, {plural(health.servers, 'server')}",
        f"-# Programme Bot {health.version}",
    ]


def _problems(problems: Sequence[Problem]) -> list[str]:
    if not problems:
        return ["No problems found in the programme."]
    lost = sum(problem.loses_talk for problem in problems)
    head = f"**{plural(len(problems), 'problem')}**"
    if lost:
        losing = "which" if len(problems) == 1 else f"{lost} of which"
        head += f", {losing} {'loses' if lost == 1 else 'lose'} a talk or a slot"
    ordered = sorted(problems, key=lambda problem: not problem.loses_talk)
    shown = [f"- {_problem(problem)}" for problem in ordered[:PROBLEMS_SHOWN]]
    rest = len(problems) - len(shown)
    return [head, *shown, *([f"-# and {rest} more; `python -m bot check` shows them all"] if rest else [])]


def _problem(problem: Problem) -> str:
    source = f"{name_of_source(problem.source)}, " if problem.source else ""
    field = f", field {escape(problem.field)}" if problem.field else ""
    return shorten(f"{source}talk {escape(problem.talk)}{field}: {escape(problem.message)}", LINE)


def reload_card(programme: Programme, before: int, after: int, changes: Changes, problems: Sequence[Problem]) -> Card:
    """What a reload did: counts, then every talk that came, went, moved or changed its name."""
    zone = programme.zone
    sorts = {
        "added": [f"**Added** · {_named(talk)}: {places(talk, zone)}" for talk in changes.added],
        "removed": [f"**Removed** · {_named(talk)}" for talk in changes.removed],
        "moved": [
            f"**Moved** · {_named(c.new)}: ~~{places(c.old, zone)}~~ → {places(c.new, zone)}" for c in changes.moved
        ],
        "renamed": [f"**Renamed** · ~~{_named(c.old)}~~ → {_named(c.new)}" for c in changes.renamed],
        "cancelled": [f"**Cancelled** · {_named(c.new)}" for c in changes.cancelled],
        "back": [f"**Back** · {_named(c.new)}: {places(c.new, zone)}" for c in changes.restored],
        "with other details": [f"**Changed** · {_named(c.new)}" for c in changes.changed],
    }
    counts = [f"{len(lines)} {sort}" for sort, lines in sorts.items() if lines]
    summary = f"Programme loaded: {plural(after, 'talk')} (was {before}). {', '.join(counts) or 'Nothing changed'}."
    head = [summary]
    if problems:
        head += ["", *_problems(problems)]
    return Card(
        target("reloaded"), (Text(_cut([line for lines in sorts.values() for line in lines], head)),), shareable=False
    )


def _cut(lines: list[str], head: list[str]) -> str:
    """The head, and as many lines as fit, with the number of those that do not."""
    room = TEXT_BUDGET - width("\n".join(head)) - 60
    shown = []
    for line in lines:
        room -= width(line) + 1
        if room < 0:
            break
        shown.append(line)
    rest = len(lines) - len(shown)
    return "\n".join([head[0], *shown, *([f"-# and {rest} more changes"] if rest else []), *head[1:]])


def _named(talk: Talk) -> str:
    return title_of(talk, 90)


def kept(programme: Programme, loaded_at: datetime, talks: int, reason: str) -> str:
    """The sentence after a reload that failed: what serves on, and why."""
    when = moment(loaded_at, programme.zone, year=False)
    return f"Kept the programme of {when} ({plural(talks, 'talk')}). The new one could not be read: {reason}."


def reason(error: SourceError) -> str:
    """Why a source could not be read, for a moderator: which source, talk and field, and what was expected."""
    place = [name_of_source(error.source)] if error.source else []
    place += [f"talk {escape(error.talk)}"] if error.talk else []
    place += [f"field `{error.field.replace('`', '')}`"] if error.field else []
    return shorten(": ".join(filter(None, (", ".join(place), escape(error.reason)))), 1_500)


def describe_database(path: PurePath, size: int, copies: int) -> str:
    """ "programme.sqlite3, 64 kB, 3 copies"."""
    return f"{path.name}, {size / 1000:,.0f} kB, {plural(copies, 'copy', 'copies')}"


def name_of_source(source: str) -> str:
    """A source as moderators see it: a file by its name, an address without what may be a secret in it; escaped."""
    if "://" in source:
        return escape(shorten(source.split("?")[0].split("#")[0].split("@")[-1], 200))
    return escape(shorten(PurePath(source).name or source, 100))


def _by(loaded_by: str) -> str:
    """ "moderator 123" as a mention (which pings nobody), the other words as they are."""
    word, _, number = loaded_by.partition(" ")
    return f"<@{number}>" if word == "moderator" and number.isdigit() else f"the {escape(loaded_by)}"
