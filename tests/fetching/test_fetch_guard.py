"""Redirects, and addresses that are refused: other schemes, the local machine and network, none at all."""

from __future__ import annotations

import re

import pytest
from aiohttp import web

from bot.errors import FetchError
from bot.fetch import fetch, is_public
from bot.sources import Document
from tests.fetching.conftest import Site, fail


async def test_redirects_are_followed_three_times(site: Site) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        left = int(request.query["left"])
        if left:
            raise web.HTTPFound(f"/page?left={left - 1}")
        return web.Response(body=b"here")

    site.answer = answer
    (document,) = await fetch(f"{site.url}?left=3", allow_private=True)
    assert document == Document(site.url.replace("programme.json", "page?left=0"), b"here")
    reason = await fail(f"{site.url}?left=4", allow_private=True)
    assert reason == "it redirects more than 3 times; give the last address"


@pytest.mark.parametrize("target", ["", "file:///etc/passwd", "ftp://example.org/a"])
async def test_a_redirect_to_something_else_is_refused(site: Site, target: str) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": target})

    site.answer = answer
    reason = await fail(site.url, allow_private=True)
    assert reason == f"it redirects to {target!r}, which is no address that can be read"


async def test_a_redirect_to_the_internet_by_http_is_refused_before_it_is_connected(site: Site) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("http://8.8.8.8/a.json")

    site.answer = answer
    assert await fail(site.url, allow_private=True) == "expected an https address, got a plain http one"


async def test_plain_http_is_refused(site: Site) -> None:
    assert await fail(site.url) == "expected an https address, got a plain http one"
    assert site.requests == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",  # noqa: S104 - refused
        "169.254.169.254",
        "10.0.0.1",
    ],
)
async def test_addresses_of_the_machine_and_its_network_are_refused(site: Site, host: str) -> None:
    port = re.findall(r":(\d+)/", site.url)[0]
    reason = await fail(f"https://{host}:{port}/a.json")
    assert (
        reason == "it is an address of this machine or its network, which is not read; save the file and give its path"
    )


async def test_a_number_is_no_way_around_the_guard(site: Site) -> None:
    port = re.findall(r":(\d+)/", site.url)[0]
    reason = await fail(f"https://2130706433:{port}/a.json")
    # Later versions of aiohttp refuse it by themselves; with earlier ones the guard does
    assert "is not a canonical IPv4 address" in reason or reason.startswith("it is an address of this machine")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),  # noqa: S104 - asked about
        ("192.0.2.1", False),
        ("::", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b:1::1", False),
        ("2002:7f00:1::1", False),
        ("2001:0:7f00:1::", False),
        ("2001:db8::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("2130706433", False),
    ],
)
def test_what_is_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected


async def test_a_name_that_does_not_exist_is_said() -> None:
    reason = await fail("https://programme.invalid/a.json")
    assert reason == (
        "there is no server programme.invalid, or its name can't be looked up; look whether the address is right"
    )


async def test_a_port_at_which_nobody_listens_is_said(site: Site) -> None:
    reason = await fail("http://127.0.0.1:1/a.json", allow_private=True)
    assert reason.startswith("no connection to 127.0.0.1 (")


async def test_addresses_that_are_none_are_refused() -> None:
    assert await fail("ftp://example.org/a") == "expected a path or an https address, got ftp://"
    assert await fail("https:///a.json") == "expected an address with the name of a server in it"
    assert (await fail("https://example.org:port/a")).startswith("expected an address, got ")


async def test_a_password_is_neither_sent_nor_shown() -> None:
    with pytest.raises(FetchError) as caught:
        await fetch("https://ada:secret@example.org/a.json")
    assert str(caught.value) == (
        "https://example.org/a.json: expected an address without a user name or a password in it"
    )
