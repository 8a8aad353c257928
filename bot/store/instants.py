"""Instants as the database holds them: UTC, ISO 8601, of one length so that text order is time order.

What a zone's wall clock shows never gets here; a zone's name is stored beside an instant where it matters.
"""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(instant: datetime) -> str:
    """An aware `instant` as text, such as "2014-07-22T16:04:00.000000+00:00"; raises ValueError for a naive one."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError(f"the database stores aware instants only, got {instant!r}")
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The aware instant, in UTC, that `to_text` wrote."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"the database stores aware instants only, found {text!r}")
    return instant.astimezone(UTC)


def to_stamp(instant: datetime) -> str:
    """An aware `instant` for the name of a file, to the second, in UTC: "2014-07-22T160400Z"."""
    return to_text(instant)[:19].replace(":", "") + "Z"


def day_of_stamp(stamp: str) -> str:
    """The UTC day, "2014-07-22", in what `to_stamp` gave."""
    return stamp[:10]
