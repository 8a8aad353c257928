"""What an operator says of the columns of a table: which header stands for which field of a talk."""

from __future__ import annotations

import re

FIELDS = (
    *("id", "title", "subtitle", "speakers", "first name", "last name", "date", "start", "end", "end date", "duration"),
    *("room", "track", "kind", "level", "language", "abstract", "description", "url", "video", "status"),
)
_EXAMPLE = "such as title=Talk name; start=When"


def split_columns(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs of field and header in `text`, such as "title=Talk name; start=When"; one pair a line will do too.

    Raises ValueError for what is no pair, and for a field that a table can't have.
    """
    columns: list[tuple[str, str]] = []
    for part in filter(str.strip, re.split(r"[;\n]", text)):
        name, _, header = part.partition("=")
        field, header = " ".join(name.lower().split()), " ".join(header.split()).strip("\"'")
        if field not in FIELDS:
            raise ValueError(f'"{field}" is no field: expected {", ".join(FIELDS[:-1])} or {FIELDS[-1]}')
        if not header:
            raise ValueError(f"expected a header behind {field}, {_EXAMPLE}")
        columns.append((field, header))
    return tuple(columns)
