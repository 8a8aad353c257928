"""The bot's sign of life: a small file beside the database, and what another process may conclude from it.

Instants are seconds of the machine's monotonic clock, which all its processes share and nobody sets back.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.render.text import plural

FRESH_SECONDS = 60.0
GATEWAY_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Beat:
    """How the bot was at one moment; `trouble` says why the database can't be written (`""`: it can).

    `ticked_at` is when it last looked for what is to be posted; None while it does not do that.
    """

    at: float
    pid: int
    away_since: float | None
    """Since when a connection to Discord is missing; None when all stand."""
    trouble: str
    ticked_at: float | None = None


def file_of(database: Path) -> Path:
    """The file with the sign of life of the bot that works on `database`."""
    return database.with_name(database.name + ".heartbeat")


def write(database: Path, beat: Beat) -> None:
    """Replace the sign of life at once, so that a reader never sees half of one. Raises OSError."""
    file = file_of(database)
    unfinished = file.with_name(file.name + ".unfinished")
    unfinished.write_text(json.dumps(asdict(beat)), encoding="utf-8")
    unfinished.replace(file)


def remove(database: Path) -> None:
    """No bot works on `database` any more. Raises OSError."""
    file_of(database).unlink(missing_ok=True)


def find_fault(database: Path, now: float) -> str:
    """What is wrong with the bot that works on `database`, in a sentence; `""` when it is well."""
    file = file_of(database)
    try:
        beat = Beat(**json.loads(file.read_text(encoding="utf-8")))
        age = now - beat.at
        away = now - beat.away_since if beat.away_since is not None else 0.0
        stuck = beat.at - beat.ticked_at if beat.ticked_at is not None else 0.0
    except FileNotFoundError:
        return f"no bot runs on {database}: there is no {file.name} beside it"
    except (OSError, ValueError, TypeError) as error:
        return f"the sign of life {file} can't be read: {error}"
    if age < 0:
        return "the last sign of life is from before this machine was started"
    if age > FRESH_SECONDS:
        return f"the last sign of life is {age:.0f} seconds old"
    if stuck > FRESH_SECONDS:
        return f"the ticker has been stuck for {plural(int(stuck / 60), 'minute')}"
    if away > GATEWAY_SECONDS:
        return f"there has been no connection to Discord for {away / 60:.0f} minutes"
    return beat.trouble
