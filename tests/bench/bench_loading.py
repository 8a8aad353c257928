"""From bytes to serving: how long a reload takes, and how long questions wait for the event loop meanwhile.

From the root of the repository: `python -m tests.bench.bench_loading [TALKS]` (default: 1,300).
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bot.clock import Clock
from bot.loader import Loader
from bot.loads import Proposal
from bot.programme.model import Programme
from bot.settings import Settings
from bot.store import open_store
from tests.bench.programmes import generate
from tests.bench.schedules import write_schedule, write_xml

PAUSE = 0.005


async def measure(what: str, write: Callable[[Programme, Path], Path], programme: Programme, folder: Path) -> None:
    """Print what a start, a reload with another title in it, and a refresh without a change cost."""
    path = write(programme, folder / f"programme of {what}")
    size = path.stat().st_size / 1e6
    settings = Settings(programme_source=(str(path),), database=folder / f"{what}.sqlite3")
    async with open_store(settings.database, Clock()) as store:
        loader = Loader(settings, store, Clock())
        start = perf_counter()
        await loader.start()
        started = perf_counter() - start
        path.write_bytes(path.read_bytes().replace(programme.talks[0].title.encode(), b"Another title"))
        answers: list[float] = []
        asking = asyncio.create_task(ask(loader, answers))
        start = perf_counter()
        done = await loader.reload("bench")
        took = perf_counter() - start
        asking.cancel()
        assert not isinstance(done, Proposal)
        start = perf_counter()
        await loader.refresh()
        unchanged = perf_counter() - start
    gaps = sorted(answers)
    print(
        f"{what:<5} {len(programme.talks):>6} entries {size:5.1f} MB: start {started:5.2f} s, reload {took:5.2f} s "
        f"({len(done.changes.renamed)} renamed), meanwhile {len(answers)} searches, "
        f"longest wait {gaps[-1] * 1000:5.1f} ms (99 %: {gaps[int(len(gaps) * 0.99)] * 1000:.1f}), "
        f"nothing changed {unchanged * 1000:.0f} ms"
    )


async def ask(loader: Loader, answers: list[float]) -> None:
    """Search some two hundred times a second, and write down how much later than it might each answer came (s)."""
    while True:
        start = perf_counter()
        await asyncio.sleep(PAUSE)
        loader.loaded.snapshot.index.search("python testing")
        answers.append(perf_counter() - start - PAUSE)


async def main(count: int) -> None:
    """Measure JSON and XML."""
    programme = generate(count)
    with tempfile.TemporaryDirectory() as folder:
        for what, write in (("JSON", write_schedule), ("XML", write_xml)):
            await measure(what, write, programme, Path(folder))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_300))
