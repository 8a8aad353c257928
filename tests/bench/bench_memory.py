"""The memory that the bot's own process holds, and what each further server adds.

From the root of the repository: `python -m tests.bench.bench_memory [TALKS]` (default: 1,000). The local Discord runs
in this process and the bot in one of its own (`apart`). Read after a question in every server, and after a crowd of
1,000 questions; Linux only.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from bot.sandbox import Sandbox
from tests.bench.apart import running
from tests.bench.programmes import generate
from tests.bench.schedules import write_schedule

SERVERS = (1, 50, 200)
CROWD = 1_000


async def measure(servers: int, source: Path, now: datetime, folder: Path) -> tuple[float, float]:
    """The megabytes with so many servers: after a question in each, and after a crowd."""
    async with Sandbox() as sandbox:
        for number in range(len(sandbox.guilds), servers):
            sandbox.add_guild(f"Server {number}")
        for guild in sandbox.guilds[servers:]:
            sandbox.remove_guild(guild)
        async with running("ours", sandbox, folder / f"{servers}.sqlite3", now, source) as bot:
            for guild in sandbox.guilds:
                await guild.member("Ada").slash("today")
            calm = (await bot.ask()).megabytes
            people = [sandbox.guild.member(f"Person {n}") for n in range(CROWD)]
            for begin in range(0, CROWD, 200):
                asking = people[begin : begin + 200]
                await asyncio.gather(*(p.slash("ask", question=f"python in room {n}?") for n, p in enumerate(asking)))
            return calm, (await bot.ask()).megabytes


async def main(talks: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programme = generate(talks)
        source = write_schedule(programme, folder / "programme.json")
        now = min(s.start for t in programme.talks for s in t.slots if s.start) + timedelta(minutes=10)
        print(f"{talks:,} talks{'MB':>12}{'after a crowd':>16}")
        found = {servers: await measure(servers, source, now, folder) for servers in SERVERS}
    for servers, (calm, after) in found.items():
        print(f"{servers:>5} servers{calm:>10.1f}{after:>16.1f}")
    few, *_, many = SERVERS
    print(f"each further server {(found[many][0] - found[few][0]) / (many - few) * 1024:.0f} kB")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
