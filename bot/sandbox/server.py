"""The Sandbox: the local Discord as a whole, listening on loopback only.

Two servers stand in it, each with #general, #programme and a read-only #announcements (only the owner may write there,
not even the bot, as on a real server that has not been told otherwise), and a role "Helpers" without permissions.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

from aiohttp import web

from bot.sandbox import driver, rest_interactions, rest_messages, rest_world
from bot.sandbox.driver import Server, Stage
from bot.sandbox.errors import Reason, Refusal
from bot.sandbox.faults import Cut, Fault, failing
from bot.sandbox.feed import Listener
from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import Interactions
from bot.sandbox.log import Log
from bot.sandbox.messages import SPOKEN, Message
from bot.sandbox.rate_limits import RateLimits
from bot.sandbox.rest import API, Call, Rest, reply, serve
from bot.sandbox.world import World

TOKEN = "sandbox-token"  # noqa: S105 - made up, and of no use anywhere else
_REAL_TOKEN = re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}")
_HOST = "127.0.0.1"
_PORTS_TRIED = 20
_LARGEST_BODY = 110 * 1024 * 1024

Routes = Callable[["Sandbox", web.Application], None]


class Sandbox:
    """A local Discord; use it as an async context manager, or `start` and `close` it.

    `port` 0 takes a free one; a given port that is busy is stepped over, up to 20 of them. `routes` may add further
    routes (the page) to the application before it starts.
    """

    def __init__(self, port: int = 0, *, token: str = TOKEN, routes: Routes | None = None) -> None:
        if _REAL_TOKEN.search(token):
            raise ValueError("that looks like a real Discord token; the sandbox takes none")
        self.token = token
        self.port = port
        self.world = World(lambda user, guild, roles: driver.make_person(self.stage, user, guild, roles))
        self.feed = self.world.feed
        self.log = Log(self.feed)
        self.gateway = Gateway(self.world, self.log, token)
        self.interactions = Interactions(self.world)
        self.stage = Stage(self.world, self.gateway, self.interactions)
        self.rest = Rest(self.world, self.log, self.gateway, self.interactions, token)
        self.guilds: list[Server] = []
        for name in ("EuroPython", "PyLadiesCon"):
            self.add_guild(name)
        self.app = web.Application(middlewares=[self._only_loopback], client_max_size=_LARGEST_BODY)
        rest_world.add_routes(self.app, self.rest)
        rest_messages.add_routes(self.app, self.rest)
        rest_interactions.add_routes(self.app, self.rest)
        self.app.router.add_get("/gateway", self.gateway.serve)
        self.app.router.add_get("/gateway/", self.gateway.serve)
        self.app.router.add_route("*", "/api/{path:.*}", self._unknown_route)
        if routes is not None:
            routes(self, self.app)
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None

    @property
    def guild(self) -> Server:
        """The first server."""
        return self.guilds[0]

    @property
    def url(self) -> str:
        return f"http://{_HOST}:{self.port}"

    @property
    def rest_url(self) -> str:
        return self.url + API

    @property
    def gateway_url(self) -> str:
        return f"ws://{_HOST}:{self.port}/gateway"

    def add_guild(self, name: str) -> Server:
        """A further server, with the usual channels and its owner; a connected bot learns of it as of joining one."""
        guild = Server(self.stage, name, owner_id=self.world.user(f"Owner of {name}").id)
        guild.member(f"Owner of {name}")
        for channel in ("general", "programme", "announcements"):
            guild.add_channel(channel)
        guild.channel("announcements").allow(guild.everyone, send_messages=False)
        guild.add_role("Helpers")
        self.world.add_guild(guild)
        self.guilds.append(guild)
        return guild

    def remove_guild(self, guild: Server) -> None:
        """Throw the bot out of a server."""
        self.world.remove_guild(guild)
        self.guilds.remove(guild)

    def start_over(self) -> None:
        """Put away all that was said and changed: the servers stand as at the beginning. No bot may be connected."""
        names = [guild.name for guild in self.guilds]
        for guild in tuple(self.guilds):
            self.remove_guild(guild)
        self.world.channels.clear()
        self.world.commands = {None: {}}
        self.world.snowflakes.start_over()
        self.rest.faults.clear()
        self.gateway.rejections.clear()
        for name in names:
            self.add_guild(name)
        self.feed.publish({"type": "started_over"})

    async def __aenter__(self) -> Sandbox:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Listen. Raises OSError if none of the ports is free."""
        self._runner = web.AppRunner(self.app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
        await self._runner.setup()
        for port in [0] if self.port == 0 else range(self.port, min(self.port + _PORTS_TRIED, 65_536)):
            site = web.TCPSite(self._runner, _HOST, port)
            try:
                await site.start()
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
            else:
                self._site = site
                self.port = self._runner.addresses[0][1]
                self.gateway.url = self.gateway_url
                return
        await self.close()
        raise OSError(errno.EADDRINUSE, f"no free port from {self.port} on")

    async def close(self) -> None:
        """Stop listening; a client that is still connected is cut off."""
        await self.gateway.drop(code=1001)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = self._site = None

    async def ready(self, *, within: float = 15.0) -> None:
        """Wait until a client is connected and commands are registered; raises TimeoutError after `within` seconds."""

        def find() -> bool | None:
            return (self.gateway.connected and any(self.world.commands.values())) or None

        await self.feed.until(find, within=within, what="a connected client with registered commands")

    async def wait_for(self, predicate: Callable[[Message], bool], *, within: float = 5.0) -> Message:
        """The newest message of the bot, standing or yet to come, that fits; raises TimeoutError."""

        def find() -> Message | None:
            standing = [m for channel in self.world.channels.values() for m in channel.history.values()]
            written = [m for m in standing if m.author is self.world.bot and m.type in SPOKEN]
            return next((m for m in sorted(written, key=lambda m: m.id, reverse=True) if predicate(m)), None)

        return await self.feed.until(find, within=within, what="a message of the bot that fits")

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hand every event to `listener` from now on; returns the function that ends it."""
        return self.feed.subscribe(listener)

    def fail_next(
        self,
        route: str,
        *,
        status: int = 500,
        json: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        times: int = 1,
    ) -> None:
        """Let the next `times` requests whose `METHOD /path` holds `route` fail with `status` and `json`.

        A 429 says `retry_after` 0.05 unless `json` says otherwise (which may also say `"global": True`), and carries
        the headers that Discord's has. discord.py repeats what got 429, 500, 502 or 504 up to five times, waiting 1 s
        and more after the latter.
        """
        self.rest.faults.append(failing(route, status, json or {}, headers or {}, times))

    def slow_next(self, route: str, *, seconds: float, times: int = 1) -> None:
        """Let the next `times` requests whose `METHOD /path` holds `route` wait for `seconds`."""
        self.rest.faults.append(Fault(route, times=times, seconds=seconds))

    def reset_next(self, route: str, *, times: int = 1) -> None:
        """Reset the connections of the next `times` requests that hold `route`, before they are carried out."""
        self.rest.faults.append(Fault(route, times=times, cut=Cut.BEFORE))

    def lose_next(self, route: str, *, times: int = 1) -> None:
        """Carry out the next `times` requests that hold `route`, and reset the connection before the answer."""
        self.rest.faults.append(Fault(route, times=times, cut=Cut.AFTER))

    @property
    def rate_limits(self) -> RateLimits | None:
        """Discord's rate limits: None (nothing is counted) until they are switched on by `RateLimits()`."""
        return self.rest.limits

    @rate_limits.setter
    def rate_limits(self, limits: RateLimits | None) -> None:
        self.rest.limits = limits

    async def refuse(self, *, gateway: bool = True) -> None:
        """Refuse connections until `accept`, and cut off those that there are; not `gateway`: all but the bot's own."""
        if self._site is None or self._runner is None or self._runner.server is None:
            return
        await self._site.stop()
        self._site = None
        kept = () if gateway else self.gateway.peers()
        for connection in self._runner.server.connections:
            transport = connection.transport
            if transport is not None and transport.get_extra_info("peername") not in kept:
                transport.abort()

    async def accept(self) -> None:
        """Take connections again, on the same port; raises OSError if another program listens there meanwhile."""
        if self._site is None and self._runner is not None:
            self._site = web.TCPSite(self._runner, _HOST, self.port)
            await self._site.start()

    async def drop_gateway(self, *, resumable: bool = True, ask: bool = False, code: int = 4000) -> None:
        """Break the bot's connection by a close `code` (or `ask` it to reconnect); see `Gateway.drop`."""
        await self.gateway.drop(resumable=resumable, ask=ask, code=code)

    @web.middleware
    async def _only_loopback(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Refuse what was sent to another name than loopback's: a page elsewhere that had its name point here."""
        if request.host not in {f"{host}:{self.port}" for host in (_HOST, "localhost", "[::1]")}:
            self.log.rest(f"{request.method} {request.path}", 403, 0, f"the host {request.host} is not loopback")
            return reply({"message": "403: Forbidden", "code": 0}, 403)
        return await handler(request)

    async def _unknown_route(self, request: web.Request) -> web.Response:
        def refuse(_: Call) -> None:
            raise Refusal(Reason.NOT_FOUND)

        return await serve(self.rest, request, refuse, bot=False)
