"""A bot in a process of its own, so that its figures hold nothing of the local Discord's and of the people's.

`python -m tests.bench.apart ours|empty REST GATEWAY TOKEN DATABASE NOW [SOURCE]` is that process: it runs the bot, or a
client of discord.py that does nothing but answer. To each line of its standard input it prints the seconds of processor
time it has used and the kilobytes of memory it holds; at the end of the input it closes the bot.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import process_time

import discord
from discord import app_commands

from bot import app, logs
from bot.clock import Clock
from bot.sandbox import Sandbox, point
from bot.settings import DEFAULT_SOURCE, Settings


@dataclass(frozen=True)
class Figures:
    """What a bot has used until now."""

    seconds: float
    """Of processor time, by all its threads."""
    megabytes: float
    """Of memory that it holds."""


class Apart:
    """The other process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ask(self) -> Figures:
        """What the bot has used until now."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(b"\n")
        seconds, kilobytes = (await self._process.stdout.readline()).split()
        return Figures(float(seconds), float(kilobytes) / 1024)


@asynccontextmanager
async def running(
    kind: str, sandbox: Sandbox, database: Path, now: datetime, source: Path | None = None
) -> AsyncIterator[Apart]:
    """A bot of this kind, connected to the local Discord."""
    arguments = [kind, sandbox.rest_url, sandbox.gateway_url, sandbox.token, database, now.isoformat(), source or ""]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.apart",
        *map(str, arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await sandbox.ready()
        yield Apart(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


class Button(discord.ui.View):
    """One button, which answers."""

    @discord.ui.button(label="Empty", custom_id="empty")
    async def press(self, interaction: discord.Interaction[discord.Client], _: discord.ui.Button[Button]) -> None:
        await interaction.response.edit_message(content="empty")


def make_card() -> discord.ui.LayoutView:
    """A card with as much on it as a day of four talks."""
    row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow()
    for number in range(5):
        row.add_item(discord.ui.Button(label=f"Button {number}", custom_id=f"button {number}"))
    options = [discord.SelectOption(label="x" * 60, value=f"talk:{n}", description="y" * 60) for n in range(4)]
    choose: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow(
        discord.ui.Select(custom_id="open", placeholder="Open a talk", options=options)
    )
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(discord.ui.TextDisplay("z" * 700), choose, row))
    view.stop()
    return view


class Empty(discord.Client):
    """What discord.py costs by itself: `/empty`, its autocomplete, a button, and `/card`."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None)
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Add and sync them."""
        self.add_view(Button(timeout=None))

        @self.tree.command()
        async def empty(interaction: discord.Interaction[discord.Client], typed: str = "") -> None:
            """Answers"""
            await interaction.response.send_message("empty", ephemeral=True, view=Button(timeout=None))

        @self.tree.command()
        async def card(interaction: discord.Interaction[discord.Client]) -> None:
            """Answers with a card"""
            await interaction.response.send_message(view=make_card(), ephemeral=True)

        @empty.autocomplete("typed")
        async def offer(_: discord.Interaction[discord.Client], typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name="empty", value="empty")]

        await self.tree.sync()


async def report() -> None:
    """Print the figures at each line of the input, until its end."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.readline():
        print(process_time(), resident(), flush=True)


def resident() -> int:
    """The kilobytes of memory that this process holds, as Linux says."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


async def serve_ours(token: str, database: str, now: str, source: str) -> None:
    """Run the bot until the end of the input."""
    settings = Settings(database=Path(database), programme_source=(source or str(DEFAULT_SOURCE),))
    async with app.open_bot(settings, Clock(datetime.fromisoformat(now))) as bot:
        connection = asyncio.create_task(app.connect(bot, token))
        await report()
        await bot.close()
        await connection


async def serve_empty(token: str) -> None:
    """Run the empty client until the end of the input."""
    async with Empty() as client:
        connection = asyncio.create_task(client.start(token))
        await report()
        await client.close()
        await connection


if __name__ == "__main__":
    kind, rest, gateway, token, database, now, source = sys.argv[1:]
    # As in service: what is logged is paid for
    logs.set_up("INFO")
    point(rest, gateway)
    asyncio.run(serve_ours(token, database, now, source) if kind == "ours" else serve_empty(token))
