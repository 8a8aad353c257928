"""Pointing the real discord.py client at a local server and back: the only file here that imports discord.py.

The two addresses are class attributes of the library, so this holds for every client of the process.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager

import discord.gateway
import discord.http
import yarl

_REST, _GATEWAY = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY


def point(rest_url: str, gateway_url: str) -> None:
    """Let discord.py talk to `rest_url` (with `/api/v10`) and `gateway_url`; ValueError unless both are loopback."""
    for address in (rest_url, gateway_url):
        if not is_loopback(address):
            raise ValueError(f"the sandbox is reached on loopback only, not at {address}")
    discord.http.Route.BASE = rest_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def unpoint() -> None:
    """Let discord.py talk to Discord again."""
    discord.http.Route.BASE = _REST
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = _GATEWAY


@contextmanager
def pointed(rest_url: str, gateway_url: str) -> Iterator[None]:
    """`point` for the length of a `with` block; after one within another the outer one holds again."""
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    point(rest_url, gateway_url)
    try:
        yield
    finally:
        discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = before


def is_loopback(address: str) -> bool:
    """Whether an address names this machine itself: `localhost`, or an IP address of the loopback net."""
    host = yarl.URL(address).host or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
