"""Days, hours and lengths in words. Pure; the zone is always an argument.

In lists the hall's hour leads, because most readers are in the hall; Discord's own timestamps, which each reader sees
in their zone, are added where there is room.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.render.text import plural

# Fixed English tables: strftime would follow the machine's locale
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_day(day: date) -> str:
    """ "Wednesday 23 July"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """ "Wed 23 July"."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1]}"


def hour(instant: datetime, zone: ZoneInfo) -> str:
    """The hall's hour of an aware instant: "14:30"."""
    return f"{instant.astimezone(zone):%H:%M}"


def timestamp(instant: datetime, style: str) -> str:
    """Discord's own mark for an instant, which each reader sees in their zone: "<t:1406102400:f>"."""
    return f"<t:{int(instant.timestamp())}:{style}>"


def zone_letters(zone: ZoneInfo, instant: datetime) -> str:
    """The abbreviation of a zone at an instant: "CEST"; "UTC+03" where a zone has none of its own."""
    short = instant.astimezone(zone).tzname() or ""
    return f"UTC{short}" if short[:1] in ("+", "-") else short


def zone_name(zone: ZoneInfo, instant: datetime) -> str:
    """The place and the abbreviation of a zone at an instant: "Berlin (CEST)"; a zone without a place is "UTC+02"."""
    place = zone.key.rsplit("/", 1)[-1].replace("_", " ")
    short = zone_letters(zone, instant)
    if zone.key.startswith("Etc/"):  # where the names of fixed offsets have the sign the other way round
        return short
    return f"{place} ({short})" if short and short != place else place


def span_of_days(first: date, last: date) -> str:
    """ "21 to 25 July 2014", "30 June to 2 July 2014", "23 July 2014"."""
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    start = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        start += f" {_MONTHS[first.month - 1]}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start} to {end}"


def duration(length: timedelta) -> str:
    """ "45 minutes", "1 hour", "1 hour 30 minutes", "3 days"; rounded up to whole minutes."""
    minutes = max(0, -int(-length.total_seconds() // 60))
    if minutes >= 48 * 60:
        return plural(minutes // (24 * 60), "day")
    hours, rest = divmod(minutes, 60)
    parts = [plural(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(plural(rest, "minute"))
    return " ".join(parts)


def moment(instant: datetime, zone: ZoneInfo, *, year: bool = True) -> str:
    """An instant in the hall's time: "22 July 2014, 18:04"."""
    local = instant.astimezone(zone)
    day = f"{local.day} {_MONTHS[local.month - 1]}" + (f" {local.year}" if year else "")
    return f"{day}, {local:%H:%M}"
