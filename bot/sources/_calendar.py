"""iCalendar text made into events by the `icalendar` library, with what its feeds do to it put right first.

What the events mean is never known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bot.errors import FormatError
from bot.sources._times import find_zone

# RFC 5545, 3.1: a line may be folded in the middle of a character, so that this has to happen to bytes
_FOLD = re.compile(rb"\r?\n[ \t]")
_ZONE_NAME = re.compile(r"^(?:TZID|X-LIC-LOCATION|VTIMEZONE)(?:;[^:\n]*)?:[ \t]*(\S.*)", re.MULTILINE)
_TZID = re.compile(
    r"^((?:DTSTART|DTEND|RECURRENCE-ID)(?:;[^:;\n]*)*?);TZID=(\"[^\"\n]*\"|[^:;\n]*)", re.MULTILINE | re.IGNORECASE
)
# What the library raises for parameters where none belong, besides its own errors
_ERRORS = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError, RecursionError)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_START = re.compile(rb"\s*BEGIN:VCALENDAR\b", re.IGNORECASE)


@dataclass(frozen=True)
class Feed:
    """A calendar: its events, its own properties, the zones it defines, and whether bytes of it were no UTF-8.

    `broken` names the events that can't be read at all.
    """

    events: tuple[Component, ...]
    calendar: Component
    zones: tuple[str, ...] = ()
    damaged: bool = False
    broken: tuple[str, ...] = ()


def is_calendar(data: bytes) -> bool:
    """Whether the bytes begin as iCalendar does."""
    return bool(_START.match(data.removeprefix(b"\xef\xbb\xbf")))


def read_calendar(data: bytes) -> Feed:
    """The events of one iCalendar file; raises FormatError for what is none or breaks off."""
    raw = _FOLD.sub(b"", data.removeprefix(b"\xef\xbb\xbf"))
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    if not is_calendar(data) or not text.rstrip().upper().endswith("END:VCALENDAR"):
        raise FormatError("expected iCalendar from BEGIN:VCALENDAR to END:VCALENDAR, got something that breaks off")
    # Zones go by their names. Their rules stay unread, as they may be written to take for ever
    blocks, rest = _take_blocks(text, "VTIMEZONE")
    zones = tuple(name.rstrip() for block in blocks for name in _ZONE_NAME.findall(block))
    # A feed exists that has the name of its zone where the block belongs
    stray = tuple(name.rstrip() for name in _ZONE_NAME.findall(rest))
    named = _TZID.sub(_name_zone, rest)
    broken: list[str] = []
    try:
        calendars = Calendar.from_ical(named, multiple=True)
    except _ERRORS:
        # One event that the library can't read must not cost the others
        calendars = _read_one_by_one(named, broken)
    if not calendars:
        raise FormatError("expected every BEGIN of iCalendar to have its END, got one without")
    events = tuple(event for calendar in calendars for event in calendar.walk("VEVENT"))
    damaged = "�" in text and "�".encode() not in raw
    return Feed(events, calendars[0], zones + stray, damaged=damaged, broken=tuple(broken))


def _read_one_by_one(text: str, broken: list[str]) -> list[Calendar]:
    """A calendar of its own for each event; the first line that names one that can't be read goes into `broken`.

    Raises FormatError when the rest can't be read either.
    """
    blocks, rest = _take_blocks(text, "VEVENT")
    calendars: list[Calendar] = []
    try:
        calendars += Calendar.from_ical(rest, multiple=True)
    except _ERRORS as error:
        raise FormatError(f"expected iCalendar ({str(error)[:200]})") from error
    for block in blocks:
        try:
            calendars += Calendar.from_ical(f"BEGIN:VCALENDAR\n{block}\nEND:VCALENDAR\n", multiple=True)
        except _ERRORS:
            names = re.findall(r"^(?:SUMMARY|UID)[;:].*", block, re.MULTILINE)
            broken.append(names[0].partition(":")[2] if names else "event")
    return calendars


def _take_blocks(text: str, name: str) -> tuple[list[str], str]:
    """The components of that name in `text`, from BEGIN to END, and the text without them."""
    begin, end = f"BEGIN:{name}", f"END:{name}"
    blocks: list[str] = []
    rest: list[str] = []
    block: list[str] | None = None
    for line in text.split("\n"):
        mark = line.strip().upper() if line[:6].upper().startswith(("BEGIN:", "END:")) else ""
        if block is None and mark == begin:
            block = []
        (rest if block is None else block).append(line)
        if block is not None and mark == end:
            blocks.append("\n".join(block))
            block = None
    return blocks, "\n".join([*rest, *(block or [])])


def list_values(component: Component, name: str) -> list[object]:
    """All values of a property, however often it is there."""
    found = component.get(name)
    return [] if found is None else found if isinstance(found, list) else [found]


def read_text(component: Component, name: str) -> str:
    """The first value of a property as text; "" when there is none."""
    return next((str(value) for value in list_values(component, name)), "")


def read_names(component: Component, name: str) -> list[str]:
    """The names (CN) in a property of addresses, without rooms and bare addresses."""
    names: list[str] = []
    for value in list_values(component, name):
        params = getattr(value, "params", {})
        if str(params.get("CUTYPE", "")).upper() in ("ROOM", "RESOURCE"):
            continue
        given = params.get("CN", [])
        # Commas outside of quotes make a list of a name
        names += map(str, given if isinstance(given, list) else [given])
    return [name.replace("\\n", " ") for name in names if not _ADDRESS.fullmatch(name.strip())]


def read_when(component: Component, name: str) -> object:
    """A date, a datetime (aware if its zone is known), a duration, or the text that is none; None for nothing."""
    value = next(iter(list_values(component, name)), None)
    if value is None:
        return None
    try:
        found: object = getattr(value, "dt", None)
    except ValueError:
        return str(value)
    return str(value) if found is None else found


def read_zone_name(component: Component, name: str) -> str:
    """The IANA name of a property's zone; "" when there is none."""
    value = next(iter(list_values(component, name)), None)
    return str(getattr(value, "params", {}).get("TZID", ""))


def find_named_zone(name: str) -> ZoneInfo | None:
    """The zone of a TZID: an IANA name, also behind a path ("/example.org/Europe/Berlin"), or one of Windows."""
    name = name.strip().strip('"')
    parts = name.split("/")
    tails = ("/".join(parts[-length:]) for length in (3, 2) if len(parts) > length)
    return next(filter(None, map(find_zone, (name, WINDOWS_TO_OLSON.get(name, ""), *tails))), None)


def _name_zone(match: re.Match[str]) -> str:
    """A property with the IANA name of its zone; without any where only rules say what it is."""
    zone = find_named_zone(match[2])
    return f"{match[1]};TZID={zone.key}" if zone else match[1]


def show_when(value: object) -> str:
    """What `read_when` gave, in ISO 8601 or as it was written."""
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
