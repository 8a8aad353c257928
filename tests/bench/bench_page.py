"""How long the sandbox's page takes: to be there, and to show an answer, also below a thousand messages.

From the root of the repository, with the extra `browser` and Chromium installed: `python -m tests.bench.bench_page`.
`CHROMIUM` names the browser where it is not on the path.
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from bot.sandbox import post
from tests.sandbox.browser.conftest import CHROMIUM, Visitor, open_page, run_stage

RUNS = 25
STARTS = 5
MANY = 1_000
# From the press of Enter to the frame in which the answer is drawn
MEASURE = """() => { window.measured = new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("no answer came")), 5000);
  const log = document.getElementById("log");
  const count = log.querySelectorAll("article").length;
  addEventListener("keydown", ({ key, timeStamp }) => {
    if (key !== "Enter") return;
    new MutationObserver((_, observer) => {
      if (log.querySelectorAll("article").length === count) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - timeStamp));
    }).observe(log, { childList: true, subtree: true });
  }, { capture: true, once: true });
}); }"""


async def time_answers(ada: Visitor) -> list[float]:
    """The milliseconds from Enter to the visible answer of `/today`."""
    took = []
    for _ in range(RUNS):
        await ada.page.keyboard.type("/today")
        await ada.page.evaluate(MEASURE)
        await ada.page.keyboard.press("Enter")
        took.append(await ada.page.evaluate("() => window.measured"))
    return took


async def time_start(browser: Any, folder: str) -> tuple[float, float]:
    """The seconds from the process to its line, and from that to the page with its messages."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox"),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        async with open_page(browser, "http://127.0.0.1:") as ada:
            address = None
            while address is None:
                address = re.search(r"http://127\.0\.0\.1:\d+", (await process.stdout.readline()).decode())
            said = time.perf_counter()
            await ada.page.goto(address[0])
            await ada.page.get_by_role("heading", name="Welcome to #general!").wait_for()
            return said - began, time.perf_counter() - said
    finally:
        process.terminate()
        await process.communicate()


def tell(what: str, took: list[float], unit: str, digits: int = 0) -> None:
    middle, worst = statistics.median(took), max(took)
    print(f"{what:<44} median {middle:.{digits}f} {unit}, at most {worst:.{digits}f} {unit}")


async def main() -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with tempfile.TemporaryDirectory() as folder:
            starts = [await time_start(browser, folder) for _ in range(STARTS)]
        tell("from the command to its line", [line for line, _ in starts], "s", 2)
        tell("from the line to the page", [page for _, page in starts], "s", 2)
        async with run_stage() as stage, open_page(browser, stage.sandbox.url) as ada:
            await ada.come()
            tell("from Enter to the visible answer", await time_answers(ada), "ms")
            world, general = stage.sandbox.world, stage.sandbox.guild.channel("general")
            for number in range(MANY):
                post.write(world, general, world.user("Alan"), {"content": f"**message** {number}"})
            await ada.page.get_by_text(f"message {MANY - 1}").wait_for()
            tell(f"the same below {MANY:,} messages", await time_answers(ada), "ms")
            began = time.perf_counter()
            await ada.page.reload()
            await ada.page.get_by_text(f"message {MANY - 1}").wait_for()
            print(f"a reload then takes {time.perf_counter() - began:.2f} s")
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
