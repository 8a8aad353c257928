"""A server on loopback that gives what it is told to give."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.errors import FetchError
from bot.fetch import Limits, fetch

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
SMALL = Limits(size=1000, seconds=5)


@asynccontextmanager
async def serve(handler: Handler) -> AsyncIterator[str]:
    """A server on loopback in which `handler` answers every GET; gives its address."""
    app = web.Application()
    app.router.add_get("/{path:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class Site:
    """A server on loopback that answers `/` with the handler set last."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[web.Request] = []
        self.answer: Handler | bytes = b"{}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        return web.Response(body=self.answer) if isinstance(self.answer, bytes) else await self.answer(request)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site whose one page is a JSON file."""
    site = Site()
    async with serve(site.handle) as url:
        site.url = f"{url}/programme.json"
        yield site


async def fail(location: str, *, allow_private: bool = False, limits: Limits = SMALL) -> str:
    """The sentence with which fetching fails."""
    with pytest.raises(FetchError) as caught:
        await fetch(location, allow_private=allow_private, limits=limits)
    assert caught.value.source == location
    return caught.value.reason
