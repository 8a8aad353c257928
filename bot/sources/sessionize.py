"""Sessionize's public JSON: the views All, GridSmart and Sessions of `https://sessionize.com/api/v2/{id}/view/…`.

Written after https://sessionize.com/playbook/api. All gives ids for speakers, rooms and categories beside their
tables; GridSmart and Sessions give the names in place. The hours are mostly naive, on the hall's clock, and the feed
never says where that hangs. Level, track, language and format are categories that each conference calls as it likes.
Service sessions are breaks. What speakers answered to questions is never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.errors import FormatError
from bot.programme.model import Programme, Talk
from bot.programme.problems import Problem
from bot.programme.text import fold
from bot.sources import Document, Hints, Parsed
from bot.sources._events import Event, gather_talks, read_talk
from bot.sources._fields import Fields, show
from bot.sources._people import People
from bot.sources._records import choose_zone, find_break_kind, find_language, rename_fields
from bot.sources._slots import SlotReader

NAME = "Sessionize JSON (All, GridSmart, Sessions)"

# Words in a folded title such as "What level is your session aimed at?"; the first that fits wins
_CATEGORIES = {
    "level": re.compile(r"\b(?:level|niveau|nivel|livello|difficulty|schwierigkeit\w*|experience)\b"),
    "language": re.compile(r"\b(?:languages?|sprachen?|langues?|idiomas?|lingua|talen|taal)\b"),
    "track": re.compile(r"\b(?:tracks?|streams?|topics?|themen?|themes?|area|category|kategorie)\b"),
    "type": re.compile(r"\b(?:format|formato|type|typ|kind|art|length|duration)\b"),
}
# "Programming language" is a topic
_NO_LANGUAGE = re.compile(r"\bprogram")
_DECLINED = frozenset({"declined", "rejected", "withdrawn"})
_CANCELLED = frozenset({"cancelled", "canceled"})
_OWN_NAMES = {"date": "startsAt", "end": "endsAt", "persons": "speakers"}


@dataclass
class _Tables:
    """The names behind the ids of All; empty for the views that have the names in place."""

    speakers: dict[str, object] = field(default_factory=dict)
    rooms: dict[str, object] = field(default_factory=dict)
    items: dict[str, tuple[str, object]] = field(default_factory=dict)


def recognise(document: Document) -> bool:
    """Whether the document is one of Sessionize's views, that of the speakers included."""
    return document.is_json and _name_view(document.json) != ""


def parse(documents: Mapping[str, Document], hints: Hints) -> Parsed:
    """The programme of the first document of this format.

    The zone is the hinted one, else a fixed one made of the offsets. Raises FormatError for speakers alone, and when
    hours have neither zone nor offset.
    """
    values = [document.json for document in documents.values() if document.is_json]
    value = next((found for found in values if _name_view(found)), None)
    view = _name_view(value)
    if view in ("", "speakers"):
        what = "speakers without a programme: use the view All or GridSmart" if view else "no view of it"
        raise FormatError(f"expected sessions of Sessionize, got {what}")
    problems: list[Problem] = []
    tables = _read_tables(value, problems)
    records = []
    for number, item in enumerate(_list_sessions(value, view), 1):
        if isinstance(item, dict):
            records.append(Fields(item, problems, f"record {number}"))
        else:
            problems.append(Problem(f"record {number}", "", f"expected a session, got {show(item)}", loses_talk=True))
    zone = choose_zone("", hints, (record.data.get("startsAt") for record in records))
    slots, people = SlotReader(zone), People()
    read = [talk for record in records if (talk := _read_session(record, tables, slots, people))]
    programme = Programme(hints.title, zone.key if zone else "UTC", gather_talks(read, problems))
    return Parsed(programme, rename_fields(problems, _OWN_NAMES))


def _name_view(value: object) -> str:
    """Which view this is: "all", "grid", "sessions", "speakers", or "" for none."""
    if isinstance(value, dict):
        siblings = sum(isinstance(value.get(name), list) for name in ("speakers", "rooms", "categories", "questions"))
        return "all" if isinstance(value.get("sessions"), list) and siblings > 1 else ""
    first = next((item for item in value if isinstance(item, dict)), {}) if isinstance(value, list) else {}
    if isinstance(first.get("rooms"), list) and "date" in first:
        return "grid"
    if isinstance(first.get("sessions"), list) and "groupName" in first:
        return "sessions"
    return "speakers" if {"id", "fullName", "sessions"} <= first.keys() else ""


def _list_sessions(value: object, view: str) -> Iterator[object]:
    if view == "all":
        yield from _items(value, "sessions")
        return
    for part in value if isinstance(value, list) else []:
        for group in _items(part, "rooms") if view == "grid" else [part]:
            yield from _items(group, "sessions")


def _items(value: object, name: str) -> list[object]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _read_tables(value: object, problems: list[Problem]) -> _Tables:
    tables = _Tables()
    for name, table in (("speakers", tables.speakers), ("rooms", tables.rooms)):
        for item in _items(value, name):
            if isinstance(item, dict):
                table[str(item.get("id"))] = item
    for category in _items(value, "categories"):
        if isinstance(category, dict):
            title = Fields(category, problems, "categories").line("title", "name")
            for item in _items(category, "items"):
                if isinstance(item, dict):
                    tables.items[str(item.get("id"))] = (title, item.get("name"))
    return tables


def _read_session(record: Fields, tables: _Tables, slots: SlotReader, people: People) -> Talk | None:
    status = fold(record.line("status"))
    if status in _DECLINED:
        record.report("status", "a session that was accepted", status)
        return None
    data = record.data
    named = _read_categories(record, tables)
    room = tables.rooms.get(str(data.get("roomId")))
    told = {
        **{name: data.get(name) for name in ("id", "title", "description")},
        **named,
        "language": find_language(named.get("language", "")),
        "date": data.get("startsAt"),
        "end": data.get("endsAt"),
        "room": data.get("room") or (room.get("name") if isinstance(room, dict) else None),
        "persons": [_find_person(item, tables) for item in record.items("speakers")],
        "links": [
            {"title": title, "url": data[name]}
            for name, title in (("recordingUrl", "Recording"), ("liveUrl", "Live stream"))
            if data.get(name)
        ],
    }
    event = Event(Fields(told, record.problems, record.place), None, "", scheduled=bool(data.get("startsAt")))
    talk = read_talk(event, slots, people, "")
    if talk is None:
        return None
    if data.get("isServiceSession") is True:
        talk = replace(talk, kind=find_break_kind(talk.title))
    return replace(talk, cancelled=talk.cancelled or status in _CANCELLED)


def _read_categories(record: Fields, tables: _Tables) -> dict[str, str]:
    """The session's level, language, track and type, several of one joined by commas."""
    found: dict[str, list[str]] = {}
    for title, name in _list_categories(record, tables):
        words = fold(title)
        fits = (sort for sort, pattern in _CATEGORIES.items() if pattern.search(words))
        sort = next((s for s in fits if s != "language" or not _NO_LANGUAGE.search(words)), None)
        text = Fields({"name": name}, record.problems, record.place).line("name")
        if sort and text:
            found.setdefault(sort, []).append(text)
    return {sort: ", ".join(dict.fromkeys(names)) for sort, names in found.items()}


def _list_categories(record: Fields, tables: _Tables) -> Iterable[tuple[str, object]]:
    for number in record.items("categoryItems"):
        if known := tables.items.get(str(number)):
            yield known
    for category in record.items("categories"):
        if isinstance(category, dict):
            title = Fields(category, record.problems, record.place).line("name", "title")
            for item in _items(category, "categoryItems"):
                if isinstance(item, dict):
                    yield title, item.get("name")


def _find_person(item: object, tables: _Tables) -> object:
    """What is known of a speaker, given as an id or as an object with its id, in the terms of the schedule JSON."""
    raw = item.get("id") if isinstance(item, dict) else item
    known = tables.speakers.get(str(raw))
    person = (known if isinstance(known, dict) else {}) | (item if isinstance(item, dict) else {})
    both = " ".join(part for part in (person.get("firstName"), person.get("lastName")) if isinstance(part, str))
    return {
        "id": raw if isinstance(raw, str | int) else None,
        "name": person.get("fullName") or person.get("name") or both,
        "biography": person.get("bio"),
    }
