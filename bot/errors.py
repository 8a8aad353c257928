"""The exception tree of Programme Bot.

    ProgrammeBotError
    |- UserError             a person did or asked something that can't be; carries a sentence for that person
    |- StartError            the bot can't start; carries one sentence for the operator, with the way out
    |  |- UnreachableError   Discord can't be reached or has trouble: a later start may go well
    |  |- SettingsError      a setting has a wrong value or an unknown name
    |  `- StoreError         the database can't be used (in use, newer, damaged beyond repair)
    `- SourceError           a programme can't be read: which source, and where known which talk and field
       |- FetchError         its bytes can't be had (missing file, refused address, too large, too slow)
       `- FormatError        its bytes are no programme that we read

Errors travel as exceptions; only `bot.reporting` and the ticker catch `Exception`.
"""

from __future__ import annotations


class ProgrammeBotError(Exception):
    """The root: `str(error)` is always one or two sentences fit to be read by a person."""


class UserError(ProgrammeBotError):
    """A person asked for something that can't be done; the text says why and what to do instead."""


class StartError(ProgrammeBotError):
    """The bot can't start; the text names the cause and the way out, and never holds a secret."""


class UnreachableError(StartError):
    """Discord can't be reached or has trouble; nothing has to be changed for a later start to go well."""


class SettingsError(StartError):
    """A setting has a wrong value, or its name is unknown."""


class StoreError(StartError):
    """The database can't be used."""


class SourceError(ProgrammeBotError):
    """A programme can't be read.

    `source` is the path or address as it was configured, `talk` and `field` say where the trouble lies (`""`: the
    whole source), `reason` is what was expected and what was given, without a full stop.
    """

    def __init__(self, reason: str, *, source: str = "", talk: str = "", field: str = "") -> None:
        self.reason, self.source, self.talk, self.field = reason, source, talk, field
        super().__init__(reason)

    def __str__(self) -> str:
        place = [self.source] if self.source else []
        if self.talk:
            place.append(f"talk {self.talk}")
        if self.field:
            place.append(f"field `{self.field}`")
        return ": ".join(filter(None, [", ".join(place), self.reason]))


class FetchError(SourceError):
    """The bytes of a source can't be had; `missing`: because there is nothing at that place."""

    def __init__(self, reason: str, *, source: str = "", missing: bool = False) -> None:
        super().__init__(reason, source=source)
        self.missing = missing


class FormatError(SourceError):
    """The bytes of a source are no programme in a format that we read."""
