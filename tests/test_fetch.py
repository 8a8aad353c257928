"""Fetching files, folders and addresses, with real servers on loopback: limits, redirects, the guard, the sentences."""

from __future__ import annotations

import asyncio
import gzip
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web

from bot import __version__
from bot.errors import FetchError
from bot.fetch import Limits, fetch, is_public
from bot.sources import Document

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
SMALL = Limits(size=1000, seconds=5)


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
    site = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.url = f"http://127.0.0.1:{runner.addresses[0][1]}/programme.json"
    yield site
    await runner.cleanup()


async def fail(location: str, *, allow_private: bool = False, limits: Limits = SMALL) -> str:
    """The sentence with which fetching fails."""
    with pytest.raises(FetchError) as caught:
        await fetch(location, allow_private=allow_private, limits=limits)
    assert caught.value.source == location
    return caught.value.reason


async def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "programme of 2014.json"
    path.write_bytes(b"\xef\xbb\xbf{}")
    assert await fetch(str(path)) == [Document(str(path), b"\xef\xbb\xbf{}")]


async def test_a_file_of_just_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"x" * 1000)
    assert len((await fetch(str(path), limits=SMALL))[0].data) == 1000
    path.write_bytes(b"x" * 1001)
    assert await fail(str(path)) == "it holds more than 1000 bytes; give a smaller file"


async def test_a_folder_gives_its_files_in_order_without_hidden_and_other_ones(tmp_path: Path) -> None:
    for name in ("b.json", "a.ICS", "videos/c.json", ".git/d.json", ".e.json", "picture.png", "f.json~"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [(d.name, d.text) for d in await fetch(str(tmp_path))] == [
        (str(tmp_path / name), name) for name in ("a.ICS", "b.json", "videos/c.json")
    ]


async def test_the_limits_hold_for_a_folder_as_a_whole(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(b"x" * 501)
    assert await fail(str(tmp_path)) == "it holds more than 1000 bytes; give a smaller file"
    assert await fail(str(tmp_path), limits=Limits(files=1)) == "it holds more than 1 files; give a smaller folder"


async def test_paths_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    assert await fail(str(tmp_path / "no.json")) == "no such file or folder; look whether the path is right"
    assert (await fail(str(tmp_path))).startswith("there is no file in this folder that ends in .csv, ")
    os.mkfifo(tmp_path / "pipe.json")
    assert await fail(str(tmp_path / "pipe.json")) == "expected a file or a folder, got something else"
    assert await fail("a\0b") == "no such file or folder; look whether the path is right"


async def test_an_address_is_read(site: Site) -> None:
    site.answer = b'{"talks": []}'
    assert await fetch(site.url, allow_private=True) == [Document(site.url, b'{"talks": []}')]
    assert site.requests[0].headers["User-Agent"] == f"programme-bot/{__version__}"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "HTTP 404: there is nothing at this address; look whether it is right"),
        (401, "HTTP 401: it wants a login; give an address that is open to all"),
        (503, "HTTP 503: try again later, or look whether the address is right"),
        (204, "HTTP 204: try again later, or look whether the address is right"),
    ],
)
async def test_an_answer_that_is_no_content_is_refused(site: Site, status: int, reason: str) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status)

    site.answer = answer
    assert await fail(site.url, allow_private=True) == reason


async def test_gzip_is_unpacked_and_counted_unpacked(site: Site) -> None:
    content = b""

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=content, headers={"Content-Encoding": "gzip"})

    site.answer = answer
    content = gzip.compress(b"x" * 600) + gzip.compress(b"y" * 400)
    assert (await fetch(site.url, allow_private=True, limits=SMALL))[0].data == b"x" * 600 + b"y" * 400
    content = gzip.compress(b"x" * 600) + gzip.compress(b"y" * 401)
    assert await fail(site.url, allow_private=True) == "it holds more than 1000 bytes; give a smaller file"
    content = gzip.compress(b"x" * 600)[:-9]
    assert await fail(site.url, allow_private=True) == "its gzip content breaks off half way; try again later"
    content = b"no gzip"
    assert (await fail(site.url, allow_private=True)).startswith("its gzip content can't be unpacked (")


async def test_a_gigabyte_in_a_small_gzip_is_refused(site: Site) -> None:
    member = gzip.compress(b"\0" * 2**24)

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=member * 64, headers={"Content-Encoding": "gzip"})

    site.answer = answer
    reason = await fail(site.url, allow_private=True, limits=Limits())
    assert reason == "it holds more than 20 MiB; give a smaller file"


async def test_an_unknown_encoding_is_refused(site: Site) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b"x", headers={"Content-Encoding": "br"})

    site.answer = answer
    assert await fail(site.url, allow_private=True) == "expected plain or gzip content, got the encoding 'br'"


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_large_answer_is_refused(site: Site, chunked: bool) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if chunked:
            response.enable_chunked_encoding()
        else:
            response.content_length = 10**9
        await response.prepare(request)
        if chunked:
            await response.write(b"x" * 1001)
        await asyncio.Event().wait()
        return response

    site.answer = answer
    assert await fail(site.url, allow_private=True) == "it holds more than 1000 bytes; give a smaller file"


@pytest.mark.parametrize("begun", [False, True])
async def test_a_slow_server_is_left(site: Site, begun: bool) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if begun:
            await response.prepare(request)
            await response.write(b"x")
        await asyncio.Event().wait()
        return response

    site.answer = answer
    reason = await fail(site.url, allow_private=True, limits=Limits(seconds=0.1))
    assert reason == "it took longer than 0.1 seconds; try again later, or save the file and give its path"


async def test_a_connection_that_breaks_off_is_said(site: Site) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        response.content_length = 900
        await response.prepare(request)
        await response.write(b"x" * 100)
        assert request.transport
        request.transport.close()
        return response

    async def hang_up(request: web.Request) -> web.StreamResponse:
        assert request.transport
        request.transport.close()
        return web.Response()

    site.answer = answer
    assert await fail(site.url, allow_private=True) == "the connection broke off half way; try again later"
    site.answer = hang_up
    assert await fail(site.url, allow_private=True) == "the connection broke off before an answer; try again later"


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
