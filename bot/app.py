"""Composition: opens the store, loads the programme, starts the client, and closes all of it again.

`run` talks to Discord, `run_sandbox` to a local Discord of its own, which `rehearsal` composes. SIGTERM and SIGINT end
both in order, which discord.py's own `run` does not do.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord

from bot import logs
from bot.client import ProgrammeBot
from bot.clock import Clock
from bot.errors import StartError, UnreachableError
from bot.heartbeat import keep_beating
from bot.loader import Loader
from bot.metrics import serve_metrics
from bot.posting import keep_posting
from bot.refresh import keep_fresh
from bot.settings import Settings
from bot.starting import held_back
from bot.store import open_store
from bot.upkeep import keep_up

Say = Callable[[str], None]
_AUTHENTICATION_FAILED = 4004
# Seconds
_CANCEL_AGAIN = 0.5
_PATIENCE = 6.5
_LOGIN_REFUSED = (
    "Discord refuses the token: copy it again from the developer portal (Bot, Reset Token) "
    "into DISCORD_TOKEN, or into the file that DISCORD_TOKEN_FILE names"
)


def run(settings: Settings, say: Say) -> int:
    """Run the bot on Discord until a signal ends it; returns the exit code. Raises StartError."""
    logs.set_up(settings.log_level)
    return run_until_signal(_serve(settings, say))


def run_sandbox(settings: Settings, say: Say) -> int:
    """Run the bot together with a local Discord until a signal ends it; returns the exit code. Raises StartError."""
    logs.set_up(settings.log_level if "log_level" in settings.model_fields_set else "WARNING")
    from bot.rehearsal import serve_rehearsal

    return run_until_signal(serve_rehearsal(settings, say))


@asynccontextmanager
async def open_bot(settings: Settings, clock: Clock) -> AsyncIterator[ProgrammeBot]:
    """A bot with its store and its programme, not yet connected; closed at the end whatever happens."""
    async with open_store(settings.database, clock) as store:
        loader = Loader(settings, store, clock)
        await loader.start()
        async with (
            keep_up(store),
            keep_fresh(loader, settings.refresh_every),
            ProgrammeBot(settings, store, loader, clock) as bot,
            keep_posting(bot.posting),
            keep_beating(bot) as connections,
            serve_metrics(bot, connections, settings.metrics_port),
        ):
            yield bot


async def _serve(settings: Settings, say: Say) -> int:
    assert settings.discord_token is not None  # noqa: S101 - `run` of the command line asked for it
    clock = Clock(settings.programme_now)
    async with open_bot(settings, clock) as bot:
        for notice in bot.store.notices:
            say(notice)
        programme = bot.snapshot.programme
        say(f"{programme.title}: {len(programme.talks)} entries loaded; connecting to Discord")
        async with held_back(bot):
            await connect(bot, settings.discord_token.get_secret_value())
    return 0


async def connect(bot: ProgrammeBot, token: str) -> None:
    """Stay connected until the bot is closed; raises StartError for what can't be mended by trying again."""
    try:
        await _end_with_us(bot.start(token))
    except discord.LoginFailure:
        raise StartError(_LOGIN_REFUSED) from None
    except discord.ConnectionClosed as error:
        if error.code == _AUTHENTICATION_FAILED:
            raise StartError(_LOGIN_REFUSED) from None
        raise UnreachableError(
            f"Discord closed the connection for good (code {error.code}); start the bot again"
        ) from error
    except discord.PrivilegedIntentsRequired:
        raise StartError(
            "Discord refuses the intents of this bot; it asks for no privileged ones, so update it"
        ) from None
    except discord.HTTPException as error:
        raise UnreachableError(
            f"Discord does not let the bot in (status {error.status}); try again in a minute"
        ) from error
    except (aiohttp.ClientConnectionError, OSError) as error:
        raise UnreachableError(f"Discord can't be reached ({type(error).__name__}): is this machine online?") from error


async def _end_with_us(work: Coroutine[Any, Any, None]) -> None:
    """Await `work`, and when we are cancelled cancel it until it ends.

    Once is not enough: in Python 3.11 `asyncio.wait_for`, in which discord.py connects, loses a cancellation that comes
    while what it waits for is just done.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait((task,))
    finally:
        while not task.done():
            task.cancel()
            await asyncio.wait((task,), timeout=_CANCEL_AGAIN)
        # Whatever it ends with when cancelled, asyncio must not call it overlooked
        _ = task.cancelled() or task.exception()
    task.result()


def run_until_signal(main: Coroutine[Any, Any, int], patience: float = _PATIENCE) -> int:
    """Run `main` to its end, or until SIGTERM or SIGINT cancels it, which counts as a good end.

    What has not ended `patience` seconds after the signal is left as it is, which SQLite survives.
    """

    async def guarded() -> int:
        task = asyncio.ensure_future(main)
        loop = asyncio.get_running_loop()
        stopped = asyncio.Event()

        def stop() -> None:
            if not stopped.is_set():
                late.start()
            stopped.set()
            task.cancel()

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop)
        try:
            return await task
        except asyncio.CancelledError:
            if not stopped.is_set():
                raise
            return 0

    # A thread, since what hangs may be the loop
    late = threading.Timer(patience, os._exit, (0,))
    late.daemon = True
    try:
        with asyncio.Runner() as runner:
            return runner.run(guarded())
    finally:
        late.cancel()
