"""The sandbox's web page: its files, the security headers they carry, and the door of its WebSocket.

Give `install` to the Sandbox as its `routes`. What the page shows is `page_view`'s, what is done on it `page_line`'s.
The page reaches no address outside, and no page outside reaches it: a WebSocket is only opened for a page that was
itself loaded from here.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from aiohttp import WSCloseCode, web

from bot.sandbox.errors import Refused
from bot.sandbox.page_line import Line
from bot.sandbox.server import Sandbox

PORT = 8014
"""Where a sandbox for people looks for a free port first."""
_FOLDER = Path(__file__).parent / "page"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_LARGEST_FRAME = 1024 * 1024


class Controls(Protocol):
    """What the page may do with the bot behind it, if anything: turn its clock, and start everything over."""

    notice: str
    """Why the clock stands where it does, as the end of a sentence; "" if there is nothing to say."""

    @property
    def speed(self) -> int:
        """How many seconds of the bot's clock pass in a real one."""

    @property
    def zone(self) -> str:
        """The IANA time zone in which that clock is shown."""

    def now(self) -> datetime:
        """The bot's time, an aware instant."""

    async def jump(self, to: str) -> None:
        """Set the clock: the next `slot`, `day` or `post`, `now`, or a local date and hour. Raises Refused."""

    def run(self, speed: int) -> None:
        """Let the clock pass `speed` times as fast; raises ValueError below 1."""

    def start_over(self) -> None:
        """Empty the world and what the bot remembers, soon."""


@dataclass
class Page:
    """What all open pages share: the sandbox, the hand on the bot's clock, the private answers that were dismissed."""

    sandbox: Sandbox
    controls: Controls | None = None
    dismissed: set[int] = field(default_factory=set)
    sockets: set[web.WebSocketResponse] = field(default_factory=set)

    def clock(self) -> dict[str, Any]:
        """The bot's clock, from which "in 20 minutes" is counted; null where it can't be turned or the bot starts."""
        if self.controls is None:
            return {"clock": None}
        try:
            zone = self.controls.zone
        except Refused:
            return {"clock": None}
        now, speed = self.controls.now().isoformat(), self.controls.speed
        return {"clock": {"now": now, "zone": zone, "speed": speed, "notice": self.controls.notice}}


def install(sandbox: Sandbox, app: web.Application, *, controls: Controls | None = None) -> None:
    """Add the page to the sandbox's application; with `controls` it shows the bot's clock, to be turned."""
    page = Page(sandbox, controls)

    async def socket(request: web.Request) -> web.StreamResponse:
        return await _serve_socket(page, request)

    async def close_all(_: web.Application) -> None:
        for line in tuple(page.sockets):
            await line.close(code=WSCloseCode.GOING_AWAY, message=b"the sandbox ends")

    app.router.add_get("/", _serve_file)
    app.router.add_get("/socket", socket)
    app.router.add_get("/{name}", _serve_file)
    app.on_shutdown.append(close_all)


async def _serve_file(request: web.Request) -> web.Response:
    """One of the page's files. Only names that stand in the folder are served, and none is kept by the browser."""
    name = request.match_info.get("name", "index.html")
    files = {path.name: path for path in _FOLDER.iterdir() if path.suffix in _TYPES}
    if name not in files:
        raise web.HTTPNotFound(text="The sandbox has no such page; it stands at /\n")
    body = await asyncio.to_thread(files[name].read_bytes)
    kind = _TYPES[files[name].suffix]
    return web.Response(body=body, content_type=kind, charset="utf-8", headers=_headers(request))


def _headers(request: web.Request) -> dict[str, str]:
    policy = {
        "default-src": "'self'",
        # Some browsers do not count a WebSocket to the same place as 'self'.
        "connect-src": f"'self' ws://{request.host}",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


async def _serve_socket(page: Page, request: web.Request) -> web.StreamResponse:
    """Open a line for a page of ours; 403 for any other. A browser can't be made to lie about Origin."""
    ours = {f"{name}:{page.sandbox.port}" for name in ("127.0.0.1", "localhost", "[::1]")}
    if request.host not in ours or request.headers.get("Origin") != f"http://{request.host}":
        raise web.HTTPForbidden(text="The sandbox's socket is for its own page only.\n")
    socket = web.WebSocketResponse(heartbeat=30, max_msg_size=_LARGEST_FRAME)
    await socket.prepare(request)
    page.sockets.add(socket)
    try:
        await Line(page, socket).serve()
    finally:
        page.sockets.discard(socket)
    return socket
