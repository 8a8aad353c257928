"""The events of the schedule JSON and its relatives, made into talks: one talk may be several events."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.programme.kinds import find_kind
from bot.programme.model import Link, Slot, Speaker, Talk
from bot.programme.problems import Problem
from bot.programme.text import fold, make_id
from bot.sources._fields import Fields
from bot.sources._people import People
from bot.sources._slots import SlotReader
from bot.sources._text import clean_line, clean_url

# In capitals only: "Cancelling POSIX syscalls" is a talk. An "AMENDMENT" is a talk that replaces another
_MARK = re.compile(r"[\[(]?(CANCELLED|CANCELED|AMENDMENT)\b[\])]?[\s!:–-]*")
_CODE_IN_URL = re.compile(r"/talk/([A-Z0-9]{6})(?:/|$)")
_CODE = re.compile(r"[A-Z0-9]{6}")


@dataclass(frozen=True)
class Event:
    """One event as it stands in a source, with the day and the room under which it is listed.

    One that is not scheduled yet may lack its hours; for any other that is a problem.
    """

    fields: Fields
    day: date | None
    room: str
    scheduled: bool = True


def read_talk(event: Event, slots: SlotReader, people: People, base_url: str) -> Talk | None:
    """The talk of one event; None, and a problem, when it has neither a title nor an id.

    Relative addresses are resolved against `base_url`.
    """
    fields = event.fields
    raw_id, title = find_raw_id(fields), fields.line("title")
    if not raw_id and not title:
        fields.report("title", "a title or a code", None, loses_talk=True)
        return None
    fields.place = make_id(raw_id) if raw_id else title
    if not title:
        fields.report("title", "a title", None)
    title, cancelled = split_mark(join_subtitle(title, fields.line("subtitle")))
    abstract, description = fields.text("abstract"), fields.text("description")
    speakers = tuple(read_persons(fields, people))
    slot = slots.read(fields, event.day, clean_line(event.room)) if event.scheduled else None
    return Talk(
        id=make_id(raw_id or "-".join(fold(title).split())),
        title=title or raw_id,
        speakers=speakers,
        kind=find_kind(fields.line("type"), title=title, has_speakers=bool(speakers)),
        track=fields.line("track"),
        level=fields.line("level"),
        language=fields.line("language").lower().removesuffix("-formal"),
        abstract=abstract,
        description="" if description == abstract else description,
        url=read_url(fields, base_url),
        links=tuple(read_links(fields, base_url)),
        cancelled=cancelled,
        slots=(slot,) if slot else (),
    )


def find_raw_id(fields: Fields) -> str:
    """What the source calls a talk: its code, also where only the address or the slug has it, else its guid or id."""
    if code := fields.line("code"):
        return code
    url = fields.data.get("url")
    if isinstance(url, str) and (match := _CODE_IN_URL.search(url)):
        return match[1]
    slug = fields.data.get("slug")
    if isinstance(slug, str) and _CODE.fullmatch(slug):
        return slug
    return fields.line("guid", "id")


def split_mark(title: str) -> tuple[str, bool]:
    """`title` without a mark such as "CANCELLED" in front of it, and whether that says that it is cancelled."""
    match = _MARK.match(title)
    if not match or match.end() == len(title):
        return title, False
    return title[match.end() :], match[1] != "AMENDMENT"


def join_subtitle(title: str, subtitle: str) -> str:
    """Both as "Title – Subtitle"; a title that ends in a mark such as "?" gets no dash, an empty one no company."""
    if not subtitle or fold(subtitle) in fold(title):
        return title
    if not title:
        return subtitle
    return f"{title} {subtitle}" if title[-1] in ":?!.…–" else f"{title} – {subtitle}"


def read_persons(fields: Fields, people: People) -> Iterable[Speaker]:
    """The speakers of an event, each once, from objects or bare names."""
    met: set[str] = set()
    for item in fields.items("persons"):
        person = Fields(item if isinstance(item, dict) else {"name": item}, fields.problems, fields.place)
        name = person.line("public_name", "name", "full_public_name")
        if not name:
            fields.report("persons", "a name", item)
            continue
        speaker = people.meet(person.line("code", "guid", "id"), name, person.text("biography", "abstract"))
        if speaker.id not in met:
            met.add(speaker.id)
            yield speaker


def read_url(fields: Fields, base_url: str) -> str:
    """The talk's own page."""
    for name in ("url", "origin_url"):
        if text := fields.line(name):
            if url := clean_url(text, base_url):
                return url
            fields.report(name, "an http(s) address", text)
    return ""


def read_links(fields: Fields, base_url: str) -> Iterable[Link]:
    """Links and attachments, each address once; the title of a nameless one is its address."""
    met: set[str] = set()
    for name in ("links", "attachments"):
        for item in fields.items(name):
            link = Fields(item if isinstance(item, dict) else {"url": item}, fields.problems, fields.place)
            url = clean_url(link.line("url"), base_url)
            if not url:
                fields.report(name, "an http(s) address", link.data.get("url"))
            elif url not in met:
                met.add(url)
                yield Link(link.line("title") or url, url)


def gather_talks(read: Iterable[Talk], problems: list[Problem]) -> tuple[Talk, ...]:
    """Talks in the order of their first mention: those of one id and title become one, with all their slots.

    A talk that has the id of another one but another title gets an id made of both.
    """
    talks: dict[str, Talk] = {}
    slots: dict[str, list[Slot]] = {}
    for talk in read:
        found = talk.id
        if found in talks and fold(talks[found].title) != fold(talk.title):
            message = f"expected an id of its own, got that of “{talks[found].title}”"
            problems.append(Problem(talk.title, "id", message))
            found = make_id(f"{found} {talk.title}")
        known = talks.setdefault(found, replace(talk, id=found))
        if known.cancelled == talk.cancelled:
            slots.setdefault(found, []).extend(talk.slots)
        # What one mention cancels and another does not is only a slot that fell away
        elif known.cancelled:
            talks[found], slots[found] = replace(known, cancelled=False), list(talk.slots)
    return tuple(replace(talk, slots=merge_rooms(slots[found])) for found, talk in talks.items())


def merge_rooms(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """`slots` by time, those of the same hours joined into one with all rooms."""
    merged: dict[tuple[object, ...], tuple[Slot, dict[str, None]]] = {}
    for slot in slots:
        _, rooms = merged.setdefault((slot.day, slot.start, slot.end), (slot, {}))
        rooms.update(dict.fromkeys(slot.rooms))
    joined = (replace(slot, rooms=tuple(rooms)) for slot, rooms in merged.values())
    # Slots that have only a day stand before that day's hours
    return tuple(sorted(joined, key=lambda slot: (slot.day, slot.start.timestamp() if slot.start else 0.0)))
