"""Single values of settings, as operators write them: numbers, paths, instants, tokens.

Every function raises ValueError with what is expected, in words that continue `NAME is "value": `.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path


def read_number(value: object, most: int, expected: str) -> object:
    """A whole number from 1 to `most` in a text; what is no text stays. Raises ValueError with `expected`."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"[0-9]{1,5}", value.strip()) or not 1 <= int(value) <= most:
        raise ValueError(expected)
    return int(value)


def expand(text: str) -> Path:
    """A path, with `~` for the home folder."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:  # there is no such person on this machine, so `~` is a letter like any other
        return path


def read_instant(text: str) -> datetime:
    """The aware instant in a text; raises ValueError with what is expected."""
    expected = "expected an instant with an offset such as 2014-07-23T10:10+02:00"
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(expected) from None
    # A clock far out could not run on, nor be shown by Discord
    if instant.tzinfo is None or not 1970 < instant.year < 2200:
        raise ValueError(expected)
    return instant


def read_token(file: Path) -> str:
    """The token in a file; raises ValueError with a sentence that names the file and never the token."""
    try:
        token = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise ValueError(f'DISCORD_TOKEN_FILE is "{file}", which can\'t be read: {reason}') from None
    except UnicodeDecodeError:
        raise ValueError(f'DISCORD_TOKEN_FILE is "{file}", which is no text: expected one with the token') from None
    try:
        return clean_token(token)
    except ValueError as error:
        raise ValueError(f'DISCORD_TOKEN_FILE is "{file}": {error}') from None


def clean_token(text: str) -> str:
    """A token without what people copy along with it; raises ValueError."""
    # "Bot " comes along from examples of the HTTP header, quotes from `docker --env-file`, which keeps them
    token = text.strip().strip("\"'").removeprefix("Bot ").strip()
    if not token or re.search(r"\s", token):
        raise ValueError("expected one token without blanks, as the developer portal shows it")
    return token
