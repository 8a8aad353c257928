"""What holds of the whole page: no serious hurdle in either theme, and usable with a thousand messages."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import post
from tests.sandbox.browser.conftest import PHONE, Stage, Visit, Visitor, open_page

if TYPE_CHECKING:
    from playwright.async_api import Locator

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

PICTURE_BYTES = 200_000


async def hurdles(visitor: Visitor) -> list[tuple[str, str]]:
    """What axe calls serious or critical: the rule, and the first element that breaks it."""
    from axe_playwright_python.base import AXE_FILE_PATH

    # The page's policy lets no script in that is not its own, so that of the checker comes over the debugger
    await visitor.page.evaluate(await asyncio.to_thread(Path(AXE_FILE_PATH).read_text))
    found = await visitor.page.evaluate("axe.run()")
    return [
        (rule["id"], rule["nodes"][0]["html"])
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("viewport", [{"width": 1200, "height": 800}, PHONE])
async def test_axe_finds_nothing_serious(visit: Visit, scheme: str, viewport: dict[str, int]) -> None:
    async with visit("Grace", color_scheme=scheme, viewport=viewport) as grace:
        await grace.write("/today")
        await grace.write("/search docker")
        hello = await grace.write("Hello ||there||, `code` and **more**")
        await grace.write("and one more by the same author")
        assert await hurdles(grace) == []
        await hello.hover()
        await hello.get_by_role("button", name="Reply").click()
        assert await hurdles(grace) == []
        await grace.page.keyboard.press("Escape")
        if viewport is PHONE:
            await grace.page.locator("#drawer").click()
            assert await hurdles(grace) == []
            await grace.page.keyboard.press("Escape")
        await grace.page.locator("#studio > summary").click()
        await grace.page.get_by_text("For contributors").click()
        await grace.page.locator("#calls li").first.wait_for()
        assert await hurdles(grace) == []
        await grace.page.locator("#studio > summary").click()
        await grace.input.focus()
        await grace.page.keyboard.type("/search")
        assert await hurdles(grace) == []
        await grace.page.keyboard.type(" ")
        await grace.page.keyboard.press("Enter")
        assert await hurdles(grace) == []
        await grace.page.keyboard.press("Escape")
        await grace.page.keyboard.press("Escape")
        card = await grace.write("/questions unanswered")
        await card.get_by_role("button", name="Set a reply").click()
        await grace.page.get_by_role("dialog").wait_for()
        assert await hurdles(grace) == []


async def test_the_line_in_the_terminal_leads_to_the_page(browser: Any, tmp_path: Path) -> None:
    house = str(Path(__file__).parents[3])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox"),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": house},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        async with open_page(browser, "http://127.0.0.1:") as ada:
            address = None
            while address is None:
                address = re.search(r"http://127\.0\.0\.1:\d+", (await process.stdout.readline()).decode())
            await ada.page.goto(address[0])
            await ada.page.get_by_role("heading", name="Welcome to #general!").wait_for()
    finally:
        process.terminate()
        await process.communicate()


async def test_a_thousand_messages_leave_the_page_usable(visit: Visit, stage: Stage) -> None:
    world, general = stage.sandbox.world, stage.sandbox.guild.channel("general")
    async with visit() as ada:
        for number in range(1000):
            post.write(world, general, world.user("Alan"), {"content": f"**message** {number}"})
        await ada.page.get_by_text("message 999").wait_for()
        answer = await ada.write("/today")
        assert await ada.page.locator("article").count() == 1001
        await expect_in_view(answer)
        await ada.page.reload()
        await ada.page.get_by_text("message 999").wait_for()
        await expect_in_view(ada.last)


async def expect_in_view(message: Locator) -> None:
    """The end of a message stands above the input: it is what the reader is shown."""
    ends = "element => element.getBoundingClientRect().bottom"
    composer = message.page.locator("#composer")
    assert await message.evaluate(ends) <= await composer.evaluate("element => element.getBoundingClientRect().top")


ON_PHONE = {"viewport": PHONE, "device_scale_factor": 1.5, "has_touch": True}


@pytest.mark.parametrize(
    ("name", "line", "context"),
    [
        ("search", "/search docker", {}),
        ("today", "/today", {"color_scheme": "light"}),
        ("talk", "/talk Embedding Python", {}),
        ("ask", "/ask when does Domen Kožar speak?", {"viewport": {"width": 1200, "height": 520}}),
        ("phone", "/today", ON_PHONE),
        ("daily", "", {}),
        ("daily-phone", "", ON_PHONE),
    ],
)
async def test_pictures_for_the_readme(
    visit: Visit, tmp_path: Path, name: str, line: str, context: dict[str, Any]
) -> None:
    """`PICTURES=data/pictures` makes those of the README anew; otherwise they are made for nobody."""
    path = Path(os.environ.get("PICTURES") or tmp_path) / f"{name}.png"
    async with visit(**context) as ada:
        if line:
            await ada.write(line)
        else:
            await ada.see_morning()
            await ada.page.locator("#studio > summary").click()
        await ada.page.screenshot(path=path, animations="disabled")
    assert 10_000 < path.stat().st_size < PICTURE_BYTES
