"""The page's files and their headers, and the door of its socket."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from yarl import URL

from bot.sandbox import Sandbox, web

PAGE = Path(web.__file__).parent / "page"
FILES = sorted(path.name for path in PAGE.iterdir())


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(routes=web.install) as sandbox:
        yield sandbox


@pytest_asyncio.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.url) as session:
        yield session


# ---- files and headers ----


@pytest.mark.parametrize("name", ["", *FILES])
async def test_every_file_is_served_under_a_strict_policy(
    http: aiohttp.ClientSession, sandbox: Sandbox, name: str
) -> None:
    kinds = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    async with http.get(f"/{name}") as answer:
        assert answer.status == 200
        assert answer.content_type == kinds[(name or "index.html").rsplit(".", 1)[1]]
        assert await answer.read() == (PAGE / (name or "index.html")).read_bytes()
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == f"'self' ws://127.0.0.1:{sandbox.port}"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert not any("unsafe" in value or "*" in value for value in policy.values())


@pytest.mark.parametrize(
    "path", ["/page", "/web.py", "/..%2fweb.py", "/%2e%2e%2fweb.py", "/page/app.js", "/app.js/", "/.."]
)
async def test_nothing_else_is_served(sandbox: Sandbox, http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(URL(sandbox.url + path, encoded=True)) as answer:
        assert answer.status == 404


def test_the_page_loads_only_its_own_files_and_never_makes_markup_of_text() -> None:
    for name in FILES:
        text = (PAGE / name).read_text()
        loaded = re.findall(r"""(?:\bsrc|\bhref)="([^"]+)"|from "\./([^"]+)"|url\(([^)]*)\)""", text)
        assert {found for groups in loaded for found in groups if found} <= set(FILES), name
        assert (
            re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text) == []
        ), name
    markup = (PAGE / "index.html").read_text()
    assert re.findall(r"<style|\bstyle=|\son\w+=|<script(?![^>]*\bsrc=)", markup) == []


def test_the_page_stays_small() -> None:
    assert sum(len((PAGE / name).read_text().splitlines()) for name in FILES) < 2_000


# ---- the door ----


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://example.org", "https://127.0.0.1:{port}", "http://127.0.0.1:1", "http://localhost:{port}"],
)
async def test_the_socket_opens_for_no_other_page(
    sandbox: Sandbox, http: aiohttp.ClientSession, origin: str | None
) -> None:
    headers = {} if origin is None else {"Origin": origin.format(port=sandbox.port)}
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await http.ws_connect("/socket", headers=headers)
    assert refused.value.status == 403


@pytest.mark.parametrize("path", ["/", "/socket"])
async def test_another_name_for_this_address_is_refused(
    sandbox: Sandbox, http: aiohttp.ClientSession, path: str
) -> None:
    host = f"example.org:{sandbox.port}"
    async with http.get(path, headers={"Host": host, "Origin": f"http://{host}", "Upgrade": "websocket"}) as answer:
        assert answer.status == 403


async def test_the_socket_opens_under_every_name_of_loopback(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    host = f"localhost:{sandbox.port}"
    async with http.ws_connect("/socket", headers={"Host": host, "Origin": f"http://{host}"}) as socket:
        await socket.send_json({"op": "hello"})
        async with asyncio.timeout(5):
            shown = await socket.receive_json()
    assert (shown["op"], shown["clock"]) == ("snapshot", None)
