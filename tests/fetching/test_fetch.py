"""Fetching files, folders and addresses, with real servers on loopback: limits and the sentences."""

from __future__ import annotations

import asyncio
import gzip
import os
from pathlib import Path

import pytest
from aiohttp import web

from bot import __version__
from bot.fetch import Limits, fetch
from bot.sources import Document
from tests.fetching.conftest import SMALL, Site, fail


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
