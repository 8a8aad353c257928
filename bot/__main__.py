"""The command line: run (the default), sandbox, check, ask, health, backup, restore. The only place that prints.

What a command needs is imported by that command, so that `check` starts without discord.py and the bot without rich.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import ProgrammeBotError, SettingsError, StartError, UnreachableError
from bot.settings import Settings, check_timezone, load_settings

if TYPE_CHECKING:
    from bot.sources import Hints

UNUSABLE = 2
TRY_AGAIN = 75

cli = typer.Typer(
    help=(
        "A Discord bot that answers questions about a conference's programme. "
        "Without a command it runs: on Discord if there is a token, else together with a local Discord."
    ),
    add_completion=False,
    pretty_exceptions_enable=False,
)


@cli.callback(invoke_without_command=True)
def run_or_sandbox(context: typer.Context) -> None:
    """Without a command: run the bot on Discord if there is a token, else together with a local Discord."""
    if context.invoked_subcommand is None:
        settings = load_settings()
        raise typer.Exit(_run(settings) if settings.discord_token else _run_sandbox(settings))


@cli.command()
def run() -> None:
    """Run the bot on Discord; needs DISCORD_TOKEN or DISCORD_TOKEN_FILE."""
    settings = load_settings()
    if settings.discord_token is None:
        raise StartError(
            "there is no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE, to the one from Discord's developer portal, "
            "or try the bot without one by `python -m bot sandbox`"
        )
    raise typer.Exit(_run(settings))


@cli.command()
def sandbox() -> None:
    """Run the bot together with a local Discord, in the browser; a token is never looked at."""
    raise typer.Exit(_run_sandbox(load_settings(sandbox=True)))


@cli.command()
def check(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE", help="Paths or https addresses; those of PROGRAMME_SOURCE if there are none."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    title: Annotated[str, typer.Option(help="The conference's name, instead of PROGRAMME_TITLE.")] = "",
    timezone: Annotated[str, typer.Option(help="Its IANA time zone, instead of PROGRAMME_TIMEZONE.")] = "",
) -> None:
    """Read a programme and show what it holds and what is wrong with it.

    Ends with 0 if all is good, 1 if problems lose talks, 2 if there is no programme to be had.
    """
    from bot.reading import read

    settings = load_settings(sandbox=True)
    hints = _make_hints(settings, title, _choose_timezone(timezone, settings))
    reading = asyncio.run(read(sources or settings.programme_source, hints))
    if as_json:
        from bot.programme.record import to_report

        print(json.dumps(to_report(reading.programme, reading.problems), ensure_ascii=False, indent=2))
    else:
        from rich.console import Console

        from bot.report import show_programme

        Console(highlight=False, markup=False, emoji=False).print(show_programme(reading.programme, reading.problems))
    if not reading.programme.talks:
        raise StartError("there is not one talk in this programme")
    raise typer.Exit(1 if any(problem.loses_talk for problem in reading.problems) else 0)


@cli.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know, in your own words.")] = "",
    sources: Annotated[
        list[str] | None, typer.Option("--source", help="A path or https address, instead of PROGRAMME_SOURCE.")
    ] = None,
    at: Annotated[
        str, typer.Option(metavar="ISO", help="When it is asked, with an offset; now, or PROGRAMME_NOW, if not given.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    lines: Annotated[
        bool, typer.Option("--lines", help="Answer JSON objects, one a line, from the standard input.")
    ] = False,
) -> None:
    """Answer a question about the programme.

    With --lines each line {"id", "question", "as_of", "prev": [...]} or {"id", "speaker"} is answered at once by a line
    {"id", "answer": [...], "closest": [...], "understood", "text"}, or {"id", "error"}.
    """
    from bot import asking
    from bot.clock import Clock
    from bot.programme.snapshot import take_snapshot
    from bot.reading import read

    if not (question or lines):
        raise StartError('there is no question: python -m bot ask "what is on tomorrow?"')
    settings = load_settings(sandbox=True)
    now = Clock(settings.programme_now).now()
    if at:
        try:
            now = asking.read_instant(at)
        except ValueError as error:
            raise SettingsError(f"--at: {error}") from None
    hints = _make_hints(settings, "", "")
    snapshot = take_snapshot(asyncio.run(read(sources or settings.programme_source, hints)).programme)
    if lines:
        for line in iter(sys.stdin.buffer.readline, b""):
            if line.strip():
                print(asking.answer_line(line, snapshot, now), flush=True)
    elif as_json:
        print(json.dumps(asking.answer_one(question, snapshot, now), ensure_ascii=False, indent=2))
    else:
        from rich.console import Console

        from bot.questions import ask as find

        console = Console(highlight=False, markup=False, emoji=False)
        console.print(asking.show(find(question, snapshot, now), snapshot), soft_wrap=True)


@cli.command()
def health() -> None:
    """Say whether the bot that works on DATABASE is well.

    Ends with 0 if it gave a sign of life within the last minute, is connected or was within the last five minutes,
    and can write its database; else with 1 and the reason.
    """
    from bot.clock import Clock
    from bot.health import find_fault

    fault = find_fault(load_settings(sandbox=True).database, Clock.monotonic())
    print(fault or "the bot is well")
    raise typer.Exit(1 if fault else 0)


@cli.command()
def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Where to; by default a dated file beside the database.", show_default=False)
    ] = None,
) -> None:
    """Copy what the database holds to a file, while the bot runs or not."""
    from bot.clock import Clock
    from bot.store.backups import back_up

    print(f"backed up to {back_up(load_settings(sandbox=True).database, file, Clock().real())}")


@cli.command()
def restore(file: Annotated[Path, typer.Argument(help="A backup, or one of the daily copies.")]) -> None:
    """Put a backup in the place of the database; refused while a bot runs on it. What was there is kept."""
    from bot.clock import Clock
    from bot.store import backups

    database = load_settings(sandbox=True).database
    kept = backups.restore(file, database, Clock().real())
    print(f"restored to {database}" + (f"; what was there before is {kept}" if kept else ""))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on `arguments` (default: those of the process); ends with SystemExit.

    An error that has a sentence for the operator ends it with that sentence on stderr and code 2, or 75 where nothing
    has to be changed for a later start to go well.
    """
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's encoding lacks is shown with "?" rather than ending the command
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        cli(arguments)
    except ProgrammeBotError as error:
        print(error, file=sys.stderr)
        sys.exit(TRY_AGAIN if isinstance(error, UnreachableError) else UNUSABLE)


def _make_hints(settings: Settings, title: str, timezone: str) -> Hints:
    from bot.sources import Hints

    return Hints(
        title or settings.programme_title,
        timezone or settings.programme_timezone,
        settings.programme_language,
        settings.programme_columns,
    )


def _choose_timezone(name: str, settings: Settings) -> str:
    if not name:
        return settings.programme_timezone
    try:
        return check_timezone(name)
    except ValueError as error:
        raise SettingsError(f'--timezone is "{name}": {error}') from None


def _run(settings: Settings) -> int:
    from bot import app

    return app.run(settings, _say)


def _run_sandbox(settings: Settings) -> int:
    from bot import app

    return app.run_sandbox(settings, _say)


def _say(sentence: str) -> None:
    # Whoever waits for the address of the page may read through a pipe
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
