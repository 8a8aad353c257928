"""What goes wrong on the way between the bot and the REST server when it is asked to: never by chance."""

from __future__ import annotations

import math
import socket
import struct
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from aiohttp import web

_ABORT = struct.pack("ii", 1, 0)
"""SO_LINGER on with no seconds: what is closed so is reset, and not ended in peace."""


class Cut(Enum):
    """When the connection is reset."""

    BEFORE = auto()
    """Before the request is carried out."""
    AFTER = auto()
    """After it was carried out, and before the answer."""


@dataclass
class Fault:
    """What befalls, `times` times, the requests whose `METHOD /path` holds `route`.

    With a status that is the answer, with a `cut` there is none; with neither it is the true answer after `seconds`.
    """

    route: str
    status: int = 0
    payload: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    seconds: float = 0.0
    cut: Cut | None = None


def take(faults: list[Fault], what: str) -> Fault | None:
    """The fault that befalls the request `what`, if any; it is then used up once."""
    for fault in faults:
        if fault.route in what:
            fault.times -= 1
            if fault.times <= 0:
                faults.remove(fault)
            return fault
    return None


def failing(route: str, status: int, json: dict[str, Any], headers: dict[str, str], times: int) -> Fault:
    """An answer of `status` instead of the true one; a 429 in the form that Discord gives it."""
    if status == 429:
        payload = {"retry_after": 0.05, "global": False} | json
        refused = too_many(payload["retry_after"], everywhere=payload["global"])
        return Fault(route, status, refused[0] | json, refused[1] | headers, times)
    return Fault(route, status, {"message": f"{status}: asked for by the sandbox", "code": 0} | json, headers, times)


def too_many(seconds: float, *, everywhere: bool) -> tuple[dict[str, Any], dict[str, str]]:
    """The body and the headers of a 429 that ends in `seconds`: of one route, or of all of them `everywhere`."""
    payload = {"message": "You are being rate limited.", "code": 0, "retry_after": seconds, "global": everywhere}
    headers = {
        # The library takes a 429 without it for a ban by Discord's proxy
        "Via": "1.1 sandbox",
        "Retry-After": str(math.ceil(seconds)),
        "X-RateLimit-Scope": "global" if everywhere else "user",
    }
    return payload, headers | ({"X-RateLimit-Global": "true"} if everywhere else {})


def reset(request: web.BaseRequest) -> web.Response:
    """Reset the connection of a request; what is returned goes nowhere."""
    transport = request.transport
    if transport is not None:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
        transport.abort()
    return web.Response()
