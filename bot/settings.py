"""What the operator sets: environment variables, a `.env` file in the working directory, and a file for the token.

Nothing is read at import time; `load_settings` reads everything once, and the result never changes. What a moderator
sets on Discord is no setting: it lives in the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, NoDecode, SettingsConfigDict
from rapidfuzz import process
from rapidfuzz.fuzz import WRatio

from bot.columns import split_columns
from bot.errors import SettingsError
from bot.setting_values import clean_token, expand, read_instant, read_number, read_token

DEFAULT_SOURCE = Path(__file__).resolve().parent.parent / "data" / "europython-2014.json"
DEFAULT_DATABASE = Path("programme.sqlite3")
REFRESH_MINUTES = 15

_PREFIX = "PROGRAMME_"
_SWITCH = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
_SECRET = "DISCORD_TOKEN"  # noqa: S105  (the name of the variable)
# A word in quotes, or one without blanks; a quote inside a word and a backslash are letters like any other
_WORD = re.compile(r"""\s*(?:"(?P<double>[^"]+)"|'(?P<single>[^']+)'|(?P<plain>[^\s"']\S*))(?=\s|$)""")


class Settings(BaseSettings):
    """Every setting, under the lower-case name of its variable; `load_settings` makes one.

    A variable that is empty or blank counts as not set; `model_fields_set` tells which ones were. The token of a
    `DISCORD_TOKEN_FILE` is already in `discord_token`.
    """

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_file=".env",
        env_file_encoding="utf-8-sig",  # Windows' Notepad begins a file with a byte order mark
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    discord_token: SecretStr | None = None
    discord_token_file: Path | None = None
    programme_source: Annotated[tuple[str, ...], NoDecode] = (str(DEFAULT_SOURCE),)
    programme_title: str = ""
    programme_timezone: str = ""
    programme_language: str = ""
    programme_columns: Annotated[tuple[tuple[str, str], ...], NoDecode] = ()
    programme_now: datetime | None = None
    programme_refresh: int | None = None
    programme_allow_private: bool = False
    database: Path = DEFAULT_DATABASE
    home_servers: Annotated[tuple[int, ...], NoDecode] = ()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    metrics_port: int | None = None
    shards: int | None = None

    @property
    def database_set(self) -> bool:
        """Whether the operator chose the database (the sandbox takes a temporary one otherwise)."""
        return "database" in self.model_fields_set

    @property
    def refresh_every(self) -> timedelta | None:
        """How often the programme is read again in the background; None: never.

        Where the operator does not say: every 15 minutes when a source is an address, never for files.
        """
        minutes = self.programme_refresh
        if minutes is None:
            minutes = REFRESH_MINUTES if any("://" in source for source in self.programme_source) else 0
        return timedelta(minutes=minutes) if minutes else None

    @model_validator(mode="before")
    @classmethod
    def _prepare(cls, given: dict[str, object]) -> dict[str, object]:
        values = {
            name: value
            for name, value in given.items()
            if value is not None and not (isinstance(value, str) and not value.strip())
        }
        file = values.get("discord_token_file")
        if file is not None:
            if "discord_token" in values:
                raise ValueError("DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: keep one of them")
            values["discord_token"] = read_token(expand(str(file)))
        return values

    @field_validator("discord_token", mode="before")
    @classmethod
    def _check_token(cls, value: object) -> object:
        return clean_token(value) if isinstance(value, str) else value

    @field_validator("programme_source", mode="before")
    @classmethod
    def _split_sources(cls, value: object) -> object:
        return split_sources(value) if isinstance(value, str) else value

    @field_validator("programme_title", mode="before")
    @classmethod
    def _trim(cls, value: object) -> object:
        return " ".join(value.split()) if isinstance(value, str) else value

    @field_validator("programme_columns", mode="before")
    @classmethod
    def _pair_columns(cls, value: object) -> object:
        return split_columns(value) if isinstance(value, str) else value

    @field_validator("programme_timezone", mode="before")
    @classmethod
    def _check_timezone(cls, value: object) -> object:
        return check_timezone(value) if isinstance(value, str) and value else value

    @field_validator("programme_language", mode="before")
    @classmethod
    def _check_language(cls, value: object) -> object:
        code = str(value).strip().lower().replace("_", "-")
        if code and not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", code):
            raise ValueError("expected the code of a language, such as en, de or pt-br")
        return code

    @field_validator("programme_now", mode="before")
    @classmethod
    def _check_now(cls, value: object) -> object:
        return read_instant(value) if isinstance(value, str) else value

    @field_validator("programme_refresh", mode="before")
    @classmethod
    def _read_minutes(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if not re.fullmatch(r"[0-9]{1,5}", value.strip()):
            raise ValueError("expected a whole number of minutes, or 0 for never")
        return int(value)

    @field_validator("programme_allow_private", mode="before")
    @classmethod
    def _read_switch(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if value.strip().lower() not in _SWITCH:
            raise ValueError("expected yes or no")
        return _SWITCH[value.strip().lower()]

    @field_validator("database", "discord_token_file", mode="before")
    @classmethod
    def _expand_home(cls, value: object) -> object:
        return expand(value) if isinstance(value, str) else value

    @field_validator("home_servers", mode="before")
    @classmethod
    def _read_servers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        words = value.replace(",", " ").split()
        if not all(re.fullmatch(r"[0-9]{1,19}", word) and int(word) for word in words):
            raise ValueError("expected the ids of servers, which are whole numbers, separated by blanks or commas")
        return tuple(dict.fromkeys(int(word) for word in words))

    @field_validator("metrics_port", mode="before")
    @classmethod
    def _read_port(cls, value: object) -> object:
        return read_number(value, 65_535, "expected the number of a port, 1 to 65535")

    @field_validator("shards", mode="before")
    @classmethod
    def _read_shards(cls, value: object) -> object:
        if isinstance(value, str) and value.strip().lower() == "auto":
            return None
        return read_number(value, 1_000, "expected auto, or a whole number from 1 on")

    @field_validator("log_level", mode="before")
    @classmethod
    def _check_level(cls, value: object) -> object:
        level = str(value).strip().upper()
        if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("expected DEBUG, INFO, WARNING or ERROR")
        return level


def load_settings(*, sandbox: bool = False) -> Settings:
    """Read the settings: the environment first, then `.env` in the working directory, then the defaults.

    For the `sandbox` the token is left alone, wherever it lies: `discord_token` is None. Raises SettingsError with
    one sentence that names the variable, what was given (never a secret) and what is expected.
    """
    try:
        _refuse_unknown_names()
        settings = Settings(discord_token=None, discord_token_file=None) if sandbox else Settings()
    except ValidationError as error:
        # Without its cause, which holds what was given
        raise SettingsError(_describe(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
        raise SettingsError(f"the file .env in this folder can't be read: {reason}") from None
    return settings


def split_sources(text: str) -> tuple[str, ...]:
    """The paths and addresses in `text`, separated by white space, a path with blanks in quotes of either kind.

    A text that is one existing path is that path, blanks or not, since a shell and `.env` take the quotes away. `~`
    is the home folder. Raises ValueError for a quote that is not closed and for a text without any source.
    """
    text = text.strip()
    if _exists(text):
        return (str(expand(text)),)
    words: list[str] = []
    at = 0
    while at < len(text):
        found = _WORD.match(text, at)
        if not found:
            raise ValueError("expected every quote to be closed and followed by a blank")
        words.append(found["double"] or found["single"] or found["plain"])
        at = found.end()
    if not words:
        raise ValueError("expected a path or an https address")
    return tuple(str(expand(word)) if word.startswith("~") else word for word in words)


def check_timezone(name: str) -> str:
    """`name`, trimmed, if it is an IANA time zone; raises ValueError, which offers the nearest one, otherwise."""
    name = name.strip()
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        nearest = _nearest(name, sorted(available_timezones()), cutoff=75)
        raise ValueError(f"expected an IANA time zone such as {nearest or 'Europe/Berlin'}") from None
    return name


def _exists(text: str) -> bool:
    try:
        return bool(text) and expand(text).exists()
    except OSError:  # too long for a path, or in a folder that is closed to us: read as a list
        return False


def _refuse_unknown_names() -> None:
    known = [name.upper() for name in Settings.model_fields]
    for source in (EnvSettingsSource(Settings), DotEnvSettingsSource(Settings)):
        for name in map(str.upper, source.env_vars):
            if name.startswith(_PREFIX) and name not in known:
                nearest = _nearest(name, [k for k in known if k.startswith(_PREFIX)])
                raise SettingsError(f"{name} is no setting: did you mean {nearest}?")


def _nearest(name: str, names: Iterable[str], cutoff: int = 0) -> str:
    found = process.extractOne(name, names, scorer=WRatio, processor=str.casefold, score_cutoff=cutoff)
    return str(found[0]) if found else ""


def _describe(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    message = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return message
    name = str(first["loc"][0]).upper()
    given = "set, but its value is kept out of this message" if name == _SECRET else f'"{first["input"]}"'
    return f"{name} is {given}: {message}"
