"""The REST server's frame: who may call, faults to inject, errors in Discord's form, the log. The routes are elsewhere.

A handler takes a Call and returns what is sent as JSON, or None for an answer without content; it raises Refusal.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.errors import Reason, Refusal
from bot.sandbox.faults import Cut, Fault, reset, take
from bot.sandbox.findings import to_number, to_object
from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import MAX_ATTACHMENT, Interactions
from bot.sandbox.log import Log
from bot.sandbox.rate_limits import RateLimits, Verdict
from bot.sandbox.world import World

API = "/api/v10"
_TOKEN_IN_PATH = re.compile(r"(/(?:interactions|webhooks)/\d+/)[^/]+")
_HIDDEN = r"\1…"


@dataclass
class Rest:
    """What the handlers work with."""

    world: World
    log: Log
    gateway: Gateway
    interactions: Interactions
    token: str
    faults: list[Fault] = field(default_factory=list)
    limits: RateLimits | None = None


@dataclass
class Call:
    """One request: the path's variables, the query, the JSON body (of a multipart body: its `payload_json`)."""

    rest: Rest
    path: dict[str, str]
    query: dict[str, str]
    body: Any

    @property
    def world(self) -> World:
        return self.rest.world

    def number(self, name: str) -> int:
        """A snowflake of the path; raises Refusal in Discord's form if it is none."""
        return to_number(self.path[name], name)

    def fields(self) -> dict[str, Any]:
        """The body as an object; raises Refusal if it is something else."""
        return to_object(self.body)


Handler = Callable[[Call], Any]


def add_route(app: web.Application, rest: Rest, method: str, path: str, handler: Handler, *, bot: bool = True) -> None:
    """Serve `path` below /api/v10 with `handler`; with `bot` only for requests that carry the sandbox's own token."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return await serve(rest, request, handler, bot=bot)

    app.router.add_route(method, API + path, answer)


async def serve(rest: Rest, request: web.Request, handler: Handler, *, bot: bool) -> web.Response:
    """Run one handler and put its result, its Refusal or a waiting Fault into an answer; logs it."""
    path = request.path.removeprefix(API)
    what = f"{request.method} {_TOKEN_IN_PATH.sub(_HIDDEN, path)}"
    verdict = Verdict()
    try:
        authorise(rest, request, bot=bot)
        fault = take(rest.faults, what)
        if fault is not None and fault.seconds:
            rest.log.rest(what, 0, 0, f"held back for {fault.seconds:g} s, as was asked for")
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.cut is Cut.BEFORE:
            rest.log.rest(what, 0, 0, "reset before it was carried out, as was asked for")
            return reset(request)
        if fault is not None and fault.status:
            rest.log.rest(what, fault.status, fault.payload.get("code", 0), "a fault that was asked for")
            return reply(fault.payload, fault.status, fault.headers)
        verdict = _judge(rest, request)
        if verdict.payload is not None:
            scope = verdict.headers["X-RateLimit-Scope"]
            rest.log.rest(what, 429, 0, f"too many requests ({scope}), again in {verdict.payload['retry_after']} s")
            return reply(verdict.payload, 429, verdict.headers)
        body = await read_body(request) if request.can_read_body else None
        result = handler(Call(rest, dict(request.match_info), dict(request.query), body))
        if isinstance(result, Awaitable):
            result = await result
    except Refusal as refusal:
        rest.log.rest(what, refusal.status, refusal.code, describe(refusal))
        return reply(refusal.payload(), refusal.status, verdict.headers)
    if fault is not None and fault.cut is Cut.AFTER:
        rest.log.rest(what, 0, 0, "carried out, and reset before the answer, as was asked for")
        return reset(request)
    if result is None:
        rest.log.rest(what, 204)
        return web.Response(status=204, headers=verdict.headers)
    rest.log.rest(what, 200)
    return reply(result, 200, verdict.headers)


def _judge(rest: Rest, request: web.Request) -> Verdict:
    """What the rate limits say to a request, if they are on."""
    resource = request.match_info.route.resource
    if rest.limits is None or resource is None:
        return Verdict()
    return rest.limits.judge(f"{request.method} {resource.canonical.removeprefix(API)}", request.match_info)


def reply(payload: Any, status: int, headers: dict[str, str] | None = None) -> web.Response:
    """A JSON answer. Its Content-Type has no charset, because discord.py compares it as a whole."""
    return web.Response(
        body=json.dumps(payload).encode(), status=status, content_type="application/json", headers=headers
    )


def authorise(rest: Rest, request: web.Request, *, bot: bool) -> None:
    """Raise Refusal unless the request carries the sandbox's own token; without `bot` it may also carry none."""
    given = request.headers.get("Authorization")
    if given is None and not bot:
        return
    if given != f"Bot {rest.token}":
        raise Refusal(Reason.UNAUTHORIZED)


async def read_body(request: web.Request) -> Any:
    """The JSON of a request. Files of a multipart body become entries of its `attachments`.

    Raises Refusal on what is no JSON (50109) and on files of more than 10 MiB (40005).
    """
    if not request.content_type.startswith("multipart/"):
        return _parse(await request.read())
    body: dict[str, Any] = {}
    files: dict[str, tuple[str, int, str]] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Refusal(Reason.INVALID_JSON)
        content = await part.read()
        if part.name == "payload_json":
            body = to_object(_parse(bytes(content)))
        elif (part.name or "").startswith("files["):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[(part.name or "")[6:-1]] = (part.filename or "file", len(content), kind)
            if len(content) > MAX_ATTACHMENT:
                raise Refusal(Reason.TOO_LARGE)
    inner = body.get("data")
    holder: dict[str, Any] = inner if isinstance(inner, dict) else body
    described = {str(given.get("id")): given for given in holder.get("attachments") or []}
    kept = [given for key, given in described.items() if key not in files]
    if files:
        holder["attachments"] = kept + [
            {
                "id": key,
                "filename": (described.get(key) or {}).get("filename") or name,
                "size": size,
                "content_type": kind,
                "url": f"attachment://{name}",
                "proxy_url": f"attachment://{name}",
            }
            for key, (name, size, kind) in files.items()
        ]
    return body


def _parse(content: bytes) -> Any:
    try:
        return json.loads(content) if content else None
    except ValueError:
        raise Refusal(Reason.INVALID_JSON) from None


def describe(refusal: Refusal) -> str:
    """A refusal in one line: the message and each wrong field with its reason."""
    return "; ".join([refusal.message, *_leaves(refusal.errors or {}, "")])


def _leaves(errors: dict[str, Any], path: str) -> list[str]:
    lines = []
    for key, value in errors.items():
        if key == "_errors":
            lines += [f"{path or 'body'}: {error['message']}" for error in value]
        else:
            lines += _leaves(value, f"{path}.{key}" if path else key)
    return lines
