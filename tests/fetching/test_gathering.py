"""Gathering what lies at a location: further pages, siblings, what has not changed; with a real server on loopback."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web

from bot.cache import Cache
from bot.errors import FetchError
from bot.fetch import Limits
from bot.gathering import FURTHER, gather
from bot.reading import read, read_changed
from bot.sources import Document, Hints
from tests.fetching.conftest import serve


@dataclass
class Site:
    """A server on loopback with pages by their path; it knows since when a page is as it is."""

    url: str = ""
    pages: dict[str, object] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        page = self.pages.get(request.path_qs)
        if page is None:
            raise web.HTTPNotFound
        body = json.dumps(page).encode()
        tag = f'"{hash(body)}"'
        status = 304 if request.headers.get("If-None-Match") == tag else 200
        self.asked.append((request.path_qs, status))
        return web.Response(status=status, body=body if status == 200 else None, headers={"ETag": tag})


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with serve(site.handle) as url:
        site.url = url
        yield site


def page(number: int, following: str | None) -> dict[str, object]:
    """A page of pretalx's API with one talk."""
    talk = {
        "code": f"T{number}",
        "title": f"Talk {number}",
        "submission_type": "Talk",
        "state": "confirmed",
        "speakers": [],
        "slot": {
            "room": "Hall",
            "start": f"2031-05-07T1{number}:00:00+02:00",
            "end": f"2031-05-07T1{number}:30:00+02:00",
        },
    }
    return {"count": 3, "next": following, "previous": None, "results": [talk]}


def names(documents: Sequence[Document], site: Site) -> list[str]:
    return [document.name.removeprefix(site.url) for document in documents]


async def test_the_pages_that_follow_are_gathered(site: Site) -> None:
    site.pages = {
        "/talks/": page(0, f"{site.url}/talks/?page=2"),
        "/talks/?page=2": page(1, "?page=3"),
        "/talks/?page=3": page(2, None),
    }
    found = await gather(f"{site.url}/talks/", allow_private=True)
    assert names(found, site) == ["/talks/", "/talks/?page=2", "/talks/?page=3"]
    reading = await read([f"{site.url}/talks/"], Hints(timezone="Europe/Vienna"), allow_private=True)
    assert [talk.id for talk in reading.programme.talks] == ["T0", "T1", "T2"]


async def test_pages_that_name_each_other_are_read_once(site: Site) -> None:
    site.pages = {"/a": page(0, "/b"), "/b": page(1, "/a")}
    assert names(await gather(f"{site.url}/a", allow_private=True), site) == ["/a", "/b"]


async def test_a_page_on_another_server_is_not_read(site: Site) -> None:
    site.pages = {"/a": page(0, "http://127.0.0.1:9/b")}
    with pytest.raises(FetchError, match="another server"):
        await gather(f"{site.url}/a", allow_private=True)


async def test_a_page_that_is_missing_is_an_error(site: Site) -> None:
    site.pages = {"/a": page(0, "/gone")}
    with pytest.raises(FetchError, match="HTTP 404"):
        await gather(f"{site.url}/a", allow_private=True)


async def test_pages_without_end_are_refused(site: Site) -> None:
    site.pages = {f"/{n}": page(0, f"/{n + 1}") for n in range(FURTHER + 10)}
    with pytest.raises(FetchError, match=f"more than {FURTHER} further pages"):
        await gather(f"{site.url}/0", allow_private=True)


async def test_all_pages_together_have_one_limit_of_size(site: Site) -> None:
    site.pages = {"/a": page(0, "/b"), "/b": page(1, None)}
    with pytest.raises(FetchError, match="it holds more than"):
        await gather(f"{site.url}/a", allow_private=True, limits=Limits(size=400))


async def test_siblings_are_gathered_from_a_folder_and_may_be_missing(tmp_path: Path, site: Site) -> None:
    sessions = {"ABC": {"code": "ABC", "title": "Boats", "speakers": ["ANA"], "session_type": "Talk", "start": None}}
    speakers = {"ANA": {"code": "ANA", "name": "Ana Peralta", "submissions": ["ABC"]}}
    (tmp_path / "sessions.json").write_text(json.dumps(sessions))
    place = str(tmp_path / "sessions.json")
    assert [document.name for document in await gather(place)] == [place]
    (tmp_path / "speakers.json").write_text(json.dumps(speakers))
    assert [document.name for document in await gather(place)] == [place, str(tmp_path / "speakers.json")]
    site.pages = {"/2031/sessions.json": sessions}
    assert names(await gather(f"{site.url}/2031/sessions.json", allow_private=True), site) == ["/2031/sessions.json"]
    site.pages["/2031/speakers.json"] = speakers
    found = await gather(f"{site.url}/2031/sessions.json", allow_private=True)
    assert names(found, site) == ["/2031/sessions.json", "/2031/speakers.json"]


async def test_what_has_not_changed_is_neither_sent_nor_parsed_again(site: Site) -> None:
    site.pages = {"/a": page(0, "/b"), "/b": page(1, None)}
    cache, hints = Cache(), Hints(timezone="Europe/Vienna")
    place = [f"{site.url}/a"]
    first = await read(place, hints, allow_private=True, cache=cache)
    assert await read_changed(place, hints, {first.hash}, allow_private=True, cache=cache) is None
    assert site.asked == [("/a", 200), ("/b", 200), ("/a", 304), ("/b", 304)]
    assert await read(place, hints, allow_private=True, cache=cache) == first
    site.pages["/b"] = page(2, None)
    changed = await read_changed(place, hints, {first.hash}, allow_private=True, cache=cache)
    assert changed is not None
    assert [talk.id for talk in changed.programme.talks] == ["T0", "T2"]
