"""A real browser before the whole bot: the page as people see it, through Debian's Chromium.

`CHROMIUM` names the browser and says that there must be one; without it, one that lies on the path is taken, and
where there is none these tests are skipped. Whatever a page writes into its console as an error fails its test.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.rehearsal import Rehearsal, open_rehearsal
from bot.sandbox import Message, Sandbox
from bot.settings import Settings

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page

DEMANDED = os.environ.get("CHROMIUM", "")
CHROMIUM = DEMANDED or shutil.which("chromium") or shutil.which("chromium-browser") or ""
DESKTOP = {"width": 1200, "height": 800}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser lies; skips where there is none to be had, unless one is demanded."""
    missing = "" if CHROMIUM else "no Chromium is installed"
    if find_spec("playwright") is None or find_spec("axe_playwright_python") is None:
        missing = "playwright is not installed: pip install -e '.[browser]' -c constraints.txt"
    if missing and DEMANDED:
        pytest.fail(missing)
    elif missing:
        pytest.skip(missing)
    return CHROMIUM


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        # The browser's own cage needs rights that a container does not give
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        await browser.close()


@dataclass
class Stage:
    """A rehearsal that runs, with its local Discord."""

    rehearsal: Rehearsal
    sandbox: Sandbox

    def newest(self) -> Message:
        """The newest message of all channels."""
        return max((m for c in self.sandbox.world.channels.values() for m in c.history.values()), key=lambda m: m.id)


@asynccontextmanager
async def run_stage(**settings: Any) -> AsyncIterator[Stage]:
    async with open_rehearsal(Settings(**settings), port=0) as (rehearsal, sandbox):
        serving = asyncio.create_task(rehearsal.serve(sandbox, lambda _: None))
        try:
            await sandbox.ready()
            yield Stage(rehearsal, sandbox)
        finally:
            serving.cancel()
            await asyncio.wait((serving,))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(chromium: str) -> AsyncIterator[Stage]:
    """The rehearsal of the default programme, shared by the tests of a module."""
    async with run_stage() as running:
        yield running


class Visitor:
    """Somebody at the page. `complaints` are errors in its console and requests that leave this machine."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("console", lambda line: self._hear(line.text, line.type in ("error", "warning")))
        page.on("pageerror", lambda error: self._hear(str(error), True))
        page.on("request", lambda sent: self._hear(sent.url, not sent.url.startswith(address)))

    def _hear(self, what: str, is_complaint: bool) -> None:
        if is_complaint:
            self.complaints.append(what)

    async def come(self, person: str = "Ada") -> None:
        """Open the page and become `person`, with the newest message, if any, on the screen."""
        await self.page.goto(self.address)
        await self.page.evaluate("name => sessionStorage.setItem('person', name)", person)
        await self.page.reload()
        await self.input.and_(self.page.get_by_placeholder("for commands")).wait_for()

    @property
    def input(self) -> Locator:
        return self.page.get_by_label("Message", exact=True)

    @property
    def last(self) -> Locator:
        """The newest message of the channel."""
        return self.page.locator("article").last

    async def write(self, line: str) -> Locator:
        """Type a line, send it, and wait until a message has come that was not there; returns the newest."""
        before = await self.page.locator("article").count()
        await self.page.keyboard.type(line)
        await self.page.keyboard.press("Enter")
        await self.page.locator("article").nth(before).wait_for()
        return self.last

    async def see_morning(self) -> Locator:
        """Go to #programme, and to Wednesday's morning: returns the post that comes then."""
        await self.page.locator("#studio > summary").click()
        await self.page.get_by_label("Jump to").fill("2014-07-23T07:00")
        await self.page.get_by_role("button", name="Go", exact=True).click()
        await self.page.locator("#clock", has_text="07:00").wait_for()
        # On a phone the list of channels lies beside the screen
        await self.page.locator("#channels button", has_text="programme").dispatch_event("click")
        await self.page.get_by_role("button", name="Next post").click()
        posted = self.page.locator("article", has_text="Wednesday 23 July · EuroPython 2014").first
        await posted.get_by_text("(pinned)").wait_for()
        return posted

    async def choose(self, label: str) -> None:
        """Open the newest message's select and take the option whose text begins with `label`."""
        await self.last.get_by_role("combobox").click()
        await self.page.get_by_role("option", name=label).click()


@asynccontextmanager
async def open_page(browser: Browser, address: str, **context: Any) -> AsyncIterator[Visitor]:
    given = {"viewport": DESKTOP, "locale": "en-GB", "timezone_id": "Europe/Berlin", "color_scheme": "dark", **context}
    opened = await browser.new_context(**given)
    opened.set_default_timeout(5000)
    visitor = Visitor(await opened.new_page(), address)
    yield visitor
    await opened.close()
    assert visitor.complaints == []


Visit = Callable[..., AbstractAsyncContextManager[Visitor]]


@pytest.fixture
def visit(browser: Browser, stage: Stage) -> Visit:
    """`async with visit() as visitor`: a page on the shared stage, in an empty world; keywords go to the browser."""

    @asynccontextmanager
    async def begin(person: str = "Ada", **context: Any) -> AsyncIterator[Visitor]:
        for channel in stage.sandbox.world.channels.values():
            channel.history.clear()
        async with open_page(browser, stage.sandbox.url, **context) as visitor:
            await visitor.come(person)
            yield visitor

    return begin
