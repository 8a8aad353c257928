"""The bot in a process of its own, on the local Discord of another, with a clock that runs sixty times as fast.

Started by `process`; its only argument is JSON: where everything is, and the two instants that began together.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bot import app, logs
from bot.clock import Clock
from bot.refresh import keep_fresh
from bot.sandbox import point
from bot.settings import Settings
from bot.starting import held_back

REFRESH = timedelta(seconds=3)
"""Of the real clock, which is three minutes of the programme's."""


async def serve(given: dict[str, str]) -> int:
    """Run the bot until a signal ends it; composed as `app` does it, but for the clock and the pace of reading."""
    clock, speed = Clock(), int(given["speed"])
    begun = datetime.fromisoformat(given["begun"])
    clock.set(datetime.fromisoformat(given["begin"]) + (clock.real() - begun) * speed)
    clock.run(speed)
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        database=Path(given["database"]),
        programme_source=(given["source"],),
        home_servers=(int(given["home"]),),
    )
    point(given["rest"], given["gateway"])
    async with app.open_bot(settings, clock) as bot, keep_fresh(bot.loader, REFRESH), held_back(bot):
        await app.connect(bot, given["token"])
    return 0


if __name__ == "__main__":
    logs.set_up("INFO")
    sys.exit(app.run_until_signal(serve(json.loads(sys.argv[1]))))
