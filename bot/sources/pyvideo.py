"""The videos of pyvideo.org: a JSON file for each talk, days without hours, texts in reStructuredText.

Written after https://github.com/pyvideo/data (`.schemas/`). A folder of a conference holds `videos/*.json` and a
`category.json` with its title; `NO_PUBLISH.json` lists the ids of videos that must not be shown. Old records have the
abstract in `summary` and the long text in `description`, new ones only the latter. `recorded` tells the day and no
more: where it has an hour, that is the camera's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.errors import FormatError
from bot.programme.kinds import find_kind
from bot.programme.model import Kind, Link, Programme, Slot, Speaker, Talk, conference_day
from bot.programme.problems import Problem
from bot.programme.text import fold
from bot.sources import Document, Hints, Parsed
from bot.sources._fields import Fields, show
from bot.sources._ids import FreeIds
from bot.sources._people import People, names_nobody
from bot.sources._rst import clean_rst
from bot.sources._text import clean_url
from bot.sources._times import read_instant, require_zone

NAME = "pyvideo JSON"
TOGETHER = True

_CATEGORY = frozenset({"title", "alias", "description", "url", "start_date", "end_date"})
# Tags are free words ("training" is most often that of a model): only these say what a talk is
_TELLING_TAG = re.compile(r"(keynotes?|lightning[ -]talks?|tutorials?|workshops?|posters?)( sessions?)?")
_TELLING_TITLE = re.compile(r"(lightning talks?\b|keynote(?=\s*[:–-]|$))")
# ISO 639-3, and what older records have in its place, for the languages of the conferences there
_LANGUAGES = {
    code: short
    for short, codes in {
        "cs": "ces cze",
        "de": "deu ger german",
        "el": "ell gre",
        "en": "eng english",
        "es": "spa spanish",
        "fa": "fas per",
        "fr": "fra fre french",
        "he": "heb",
        "hu": "hun",
        "id": "ind",
        "it": "ita italian",
        "ja": "jpn",
        "ko": "kor",
        "nl": "nld dut",
        "pl": "pol polish",
        "pt": "por portuguese",
        "ro": "ron",
        "ru": "rus russian",
        "sk": "slk slo",
        "sv": "swe",
        "tr": "tur",
        "uk": "ukr",
        "vi": "vie",
        "zh": "zho chi cmn",
    }.items()
    for code in codes.split()
}


@dataclass
class _Parts:
    """What all documents hold together: videos with the place where each stands, categories, ids not to be shown."""

    videos: list[tuple[str, object]] = field(default_factory=list)
    categories: list[Mapping[str, object]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


def recognise(document: Document) -> bool:
    """Whether the document is JSON with a video, a list of them, a category, or a list of ids not to be shown."""
    return document.is_json and _name_part(document.json) != ""


def parse(documents: Mapping[str, Document], hints: Hints) -> Parsed:
    """The programme of all documents of this format together.

    The title is the category's where there is one only, else the hinted one. As nothing has an hour, the zone matters
    little: it is the hinted one, else UTC. Raises FormatError when there is no video.
    """
    parts = _gather_parts(documents)
    if not parts.videos:
        what = "a conference without any" if parts.categories else "a list of ids" if parts.hidden else "none"
        raise FormatError(f"expected videos of pyvideo, got {what}")
    zone, people, ids = require_zone(hints.timezone or "UTC"), People(), FreeIds()
    problems: list[Problem] = []
    talks: list[Talk] = []
    for place, item in parts.videos:
        if not isinstance(item, dict):
            message = f"expected an object, got {show(item)}"
            problems.append(Problem(place, "", message, loses_talk=True))
        elif isinstance(item.get("id"), int) and item["id"] in parts.hidden:
            problems.append(Problem(str(item["id"]), "id", "left out, as pyvideo says that it must not be shown", True))
        elif talk := _read_talk(Fields(item, problems, place), zone, people, ids):
            talks.append(talk)
    conference = Fields(parts.categories[0] if len(parts.categories) == 1 else {}, problems, "conference")
    start, end = (_read_day(conference, name, zone) for name in ("start_date", "end_date"))
    if start and end and end < start:
        conference.report("end_date", "a day after the start", str(end))
        start = end = None
    title = conference.line("title") or hints.title
    return Parsed(Programme(title, zone.key, tuple(talks), start, end), tuple(problems))


def _name_part(value: object) -> str:
    """Which of pyvideo's files this is: "video", "videos", "category", "hidden", or "" for none."""
    if isinstance(value, dict):
        if "videos" in value and "recorded" in value and ("title" in value or "speakers" in value):
            return "video"
        return "category" if isinstance(value.get("title"), str) and value.keys() <= _CATEGORY else ""
    if not isinstance(value, list) or not value:
        return ""
    if any(_name_part(item) == "video" for item in value if isinstance(item, dict)):
        return "videos"
    return "hidden" if all(isinstance(item, int) for item in value) else ""


def _gather_parts(documents: Mapping[str, Document]) -> _Parts:
    parts = _Parts()
    for name, document in documents.items():
        value = document.json if document.is_json else None
        part = _name_part(value)
        if part == "video":
            parts.videos.append((name, value))
        elif part == "category" and isinstance(value, dict):
            parts.categories.append(value)
        elif isinstance(value, list) and part == "videos":
            parts.videos += ((f"record {number}", item) for number, item in enumerate(value, 1))
        elif isinstance(value, list) and part == "hidden":
            parts.hidden.update(value)
    return parts


def _read_talk(fields: Fields, zone: ZoneInfo, people: People, ids: FreeIds) -> Talk | None:
    title = fields.line("title")
    if not title:
        fields.report("title", "a title", None, loses_talk=True)
        return None
    fields.place = title
    day = _read_day(fields, "recorded", zone)
    summary, description = (_read_text(fields, name) for name in ("summary", "description"))
    speakers = tuple(_read_speakers(fields, people))
    language = fields.line("language").lower()
    return Talk(
        id=ids.take(fields.line("slug", "id")) or ids.make(title, day),
        title=title,
        speakers=speakers,
        kind=_find_kind(fields, title, has_speakers=bool(speakers)),
        language=_LANGUAGES.get(language, language),
        abstract=summary or description,
        description=description if summary and description != summary else "",
        links=tuple(_read_links(fields)),
        slots=(Slot(day),) if day else (),
    )


def _read_day(fields: Fields, name: str, zone: ZoneInfo) -> date | None:
    """The conference day of a date, or of an instant, which is on the wall clock of `zone` unless it says otherwise."""
    text = fields.line(name)
    try:
        found = read_instant(text) if text else None
    except ValueError:
        fields.report(name, "a date", text)
        return None
    if not isinstance(found, datetime):
        return found
    # Midnight stands for no hour at all
    if found.time() == time():
        return found.date()
    return conference_day(found if found.tzinfo else found.replace(tzinfo=zone), zone)


def _read_text(fields: Fields, name: str) -> str:
    value = fields.data.get(name)
    return clean_rst(value) if isinstance(value, str) else fields.text(name)


def _read_speakers(fields: Fields, people: People) -> Iterator[Speaker]:
    met: set[str] = set()
    for item in fields.items("speakers"):
        name = Fields({"speakers": item}, fields.problems, fields.place).line("speakers")
        if not name:
            fields.report("speakers", "a name", item)
        elif not names_nobody(name):
            speaker = people.meet("", name)
            if speaker.id not in met:
                met.add(speaker.id)
                yield speaker


def _find_kind(fields: Fields, title: str, *, has_speakers: bool) -> Kind:
    tags = [fold(tag) for tag in fields.items("tags") if isinstance(tag, str)]
    telling = next((tag for tag in tags if _TELLING_TAG.fullmatch(tag)), "")
    match = _TELLING_TITLE.match(fold(title))
    return find_kind(match[0] if match else telling, title=title, has_speakers=has_speakers)


def _read_links(fields: Fields) -> Iterator[Link]:
    """The video, in all its forms, then what belongs to it; each address once."""
    met: set[str] = set()
    videos = fields.items("videos")
    for name, item in [
        *(("videos", item) for item in videos),
        *(("related_urls", i) for i in fields.items("related_urls")),
    ]:
        link = Fields(item if isinstance(item, dict) else {"url": item}, fields.problems, fields.place)
        url = clean_url(_trim(link.line("url")))
        if not url:
            fields.report(name, "an http(s) address", link.data.get("url"))
        elif url not in met:
            met.add(url)
            form = link.line("type") if len(videos) > 1 else ""
            title = (f"Video ({form})" if form else "Video") if name == "videos" else link.line("label")
            yield Link(title or url, url)


def _trim(url: str) -> str:
    """An address without the bracket that closed the sentence around it."""
    return url[:-1] if url.endswith(")") and "(" not in url else url
