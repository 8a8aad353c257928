"""A path or an https address -> documents, with limits on size, time and redirects, and a guard against addresses of
the local machine and network. What the bytes mean is never looked at here.
"""

from __future__ import annotations

import asyncio
import gzip
import io
import ipaddress
import re
import socket
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import aiohttp
from yarl import URL

from bot import __version__
from bot.cache import Cache
from bot.errors import FetchError
from bot.sources import Document

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
# What a folder's programme can be written in; other files in it are passed over
_SUFFIXES = frozenset(
    {".csv", ".htm", ".html", ".ics", ".json", ".markdown", ".md", ".toml", ".txt", ".xcal", ".xml", ".yaml", ".yml"}
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WAYS_OUT = {
    401: "it wants a login; give an address that is open to all",
    403: "it is not open to us; give an address that is open to all",
    404: "there is nothing at this address; look whether it is right",
    410: "there is nothing at this address any more; look for its new one",
    429: "it was asked too often; try again later",
}
_PLAIN = "expected an https address, got a plain http one"
_PRIVATE = "it is an address of this machine or its network, which is not read; save the file and give its path"
# IPv6 addresses that stand for an IPv4 one: RFC 6052 (NAT64); the global ones lie in 2000::/3, RFC 4291
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")


@dataclass(frozen=True)
class Limits:
    """How much of a source is read at most: decoded bytes and files in all, seconds, redirects."""

    size: int = 20 * 1024 * 1024
    files: int = 5000
    seconds: float = 20.0
    redirects: int = 3


LIMITS = Limits()


async def fetch(
    location: str, *, allow_private: bool = False, limits: Limits = LIMITS, cache: Cache | None = None
) -> list[Document]:
    """The documents at `location`: a file's, those of a folder (with its subfolders, in order), or an https address's.

    A document's name is `location`, for a file of a folder its path, after redirects the last address. Addresses of
    the local machine and network are refused, and read, by http too, with `allow_private`. What `cache` has and has not
    changed is taken from there. Raises FetchError.
    """
    scheme = _SCHEME.match(location)
    if scheme is None:
        return await asyncio.to_thread(_read_path, location, limits)
    if scheme[1].lower() not in ("http", "https"):
        raise FetchError(f"expected a path or an https address, got {scheme[1]}://", source=location)
    try:
        async with asyncio.timeout(limits.seconds):
            return [await _fetch_address(location, allow_private, limits, cache or Cache())]
    except TimeoutError as error:
        raise FetchError(
            f"it took longer than {limits.seconds:g} seconds; try again later, or save the file and give its path",
            source=location,
        ) from error


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: neither this machine's, nor its network's, nor a group's.

    What is no plain address, such as "2130706433", is none of the public internet either.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            ip = ipaddress.IPv4Address(ip.packed[-4:])
        elif ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip not in _GLOBAL_IPV6 or ip.sixtofour is not None or ip.teredo is not None:
            return False
    return ip.is_global and not ip.is_multicast


class _Guard:
    """Makes the sockets of a connector, and refuses when one would lead where it must not.

    It sees the address that is really connected to: a name that was resolved as well as a literal.
    """

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self.allow_public = True
        self.refusal = ""

    def __call__(self, address: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, target = address
        public = is_public(str(target[0]))
        if not (self.allow_public if public else self._allow_private):
            self.refusal = _PLAIN if public else _PRIVATE
            raise PermissionError(self.refusal)
        return socket.socket(family, kind, protocol)


async def _fetch_address(location: str, allow_private: bool, limits: Limits, cache: Cache) -> Document:
    guard = _Guard(allow_private)
    url, name = _read_url(location, location), location
    connector = aiohttp.TCPConnector(socket_factory=guard, force_close=True)
    # Decoded by ourselves, because a small answer can decode to more than there is memory
    async with aiohttp.ClientSession(
        connector=connector,
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": f"programme-bot/{__version__}", "Accept-Encoding": "gzip"},
        timeout=aiohttp.ClientTimeout(total=None),
    ) as session:
        for _ in range(limits.redirects + 1):
            guard.allow_public = url.scheme == "https"
            if url.scheme == "http" and not allow_private:
                raise FetchError(_PLAIN, source=location)
            with _explained(location, guard):
                async with session.get(url, allow_redirects=False, headers=cache.ask(url)) as response:
                    if response.status == HTTPStatus.NOT_MODIFIED and cache.ask(url):
                        return cache.get(url)
                    if response.status not in _REDIRECTS:
                        document = Document(name, await _read_answer(response, location, limits))
                        cache.keep(url, response.headers, document)
                        return document
                    target = response.headers.get("Location", "")
            url, previous = _read_url(target, location, url), url
            name = str(url)
            if previous.scheme == "https" and url.scheme != "https":
                raise FetchError(
                    f"it redirects from https to {url.scheme}, which is not safe; give an https address",
                    source=location,
                )
    raise FetchError(f"it redirects more than {limits.redirects} times; give the last address", source=location)


def _read_url(text: str, source: str, base: URL | None = None) -> URL:
    """`text` as an http(s) address, relative to `base`; raises FetchError, which never shows a password."""
    try:
        url = URL(text) if base is None else base.join(URL(text))
        host = url.host
    except ValueError as error:
        raise FetchError(f"expected an address, got {text!r} ({error})", source=source) from error
    if base is not None and (not text or url.scheme not in ("http", "https")):
        raise FetchError(f"it redirects to {text!r}, which is no address that can be read", source=source)
    if not host:
        raise FetchError("expected an address with the name of a server in it", source=source)
    if url.user is not None or url.password is not None:
        shown = str(url.with_user(None)) if base is None else source
        raise FetchError("expected an address without a user name or a password in it", source=shown)
    return url


async def _read_answer(response: aiohttp.ClientResponse, location: str, limits: Limits) -> bytes:
    if response.status != HTTPStatus.OK:
        way_out = _WAYS_OUT.get(response.status, "try again later, or look whether the address is right")
        missing = response.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
        raise FetchError(f"HTTP {response.status}: {way_out}", source=location, missing=missing)
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchError(f"expected plain or gzip content, got the encoding {encoding!r}", source=location)
    if (response.content_length or 0) > limits.size:
        raise _refuse_size(location, limits)
    data = bytearray()
    async for chunk in response.content.iter_any():
        data += chunk
        if len(data) > limits.size:
            raise _refuse_size(location, limits)
    if encoding in ("identity", ""):
        return bytes(data)
    return await asyncio.to_thread(_unzip, bytes(data), location, limits)


def _unzip(data: bytes, location: str, limits: Limits) -> bytes:
    try:
        decoded = gzip.GzipFile(fileobj=io.BytesIO(data)).read(limits.size + 1)
    except EOFError as error:
        raise FetchError("its gzip content breaks off half way; try again later", source=location) from error
    except (OSError, zlib.error) as error:
        raise FetchError(f"its gzip content can't be unpacked ({error})", source=location) from error
    if len(decoded) > limits.size:
        raise _refuse_size(location, limits)
    return decoded


def _refuse_size(source: str, limits: Limits) -> FetchError:
    return FetchError(f"it holds more than {_name_size(limits.size)}; give a smaller file", source=source)


def _name_size(size: int) -> str:
    return f"{size / 1024 / 1024:g} MiB" if size >= 1024 * 1024 else f"{size} bytes"


@contextmanager
def _explained(location: str, guard: _Guard) -> Iterator[None]:
    """Say in plain words what went wrong on the network."""
    try:
        yield
    except aiohttp.ClientConnectorDNSError as error:
        reason = f"there is no server {error.host}, or its name can't be looked up; look whether the address is right"
        raise FetchError(reason, source=location) from error
    except aiohttp.ClientConnectorCertificateError as error:
        raise FetchError(
            f"{error.host} has no valid certificate ({error.certificate_error})", source=location
        ) from error
    except aiohttp.ClientConnectorError as error:
        reason = guard.refusal or f"no connection to {error.host} ({error.strerror or error.os_error}); try again later"
        raise FetchError(reason, source=location) from error
    except aiohttp.ClientPayloadError as error:
        raise FetchError("the connection broke off half way; try again later", source=location) from error
    except aiohttp.ServerDisconnectedError as error:
        raise FetchError("the connection broke off before an answer; try again later", source=location) from error
    except (aiohttp.ClientError, OSError) as error:
        raise FetchError(f"it can't be read ({error or type(error).__name__})", source=location) from error


def _read_path(location: str, limits: Limits) -> list[Document]:
    try:
        path = Path(location).expanduser()
        if path.is_dir():
            return _read_folder(path, location, limits)
        if not path.exists():
            raise FetchError("no such file or folder; look whether the path is right", source=location, missing=True)
        return [Document(location, _read_file(path, location, limits, limits.size))]
    except (OSError, ValueError, RuntimeError) as error:  # the last: a home folder that can't be found
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FetchError(f"it can't be read ({reason})", source=location) from error


def _read_folder(folder: Path, location: str, limits: Limits) -> list[Document]:
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    if not paths:
        raise FetchError(
            f"there is no file in this folder that ends in {', '.join(sorted(_SUFFIXES))}", source=location
        )
    if len(paths) > limits.files:
        raise FetchError(f"it holds more than {limits.files} files; give a smaller folder", source=location)
    documents, left = [], limits.size
    for path in paths:
        data = _read_file(path, location, limits, left)
        left -= len(data)
        documents.append(Document(str(path), data))
    return documents


def _read_file(path: Path, location: str, limits: Limits, left: int) -> bytes:
    if not path.is_file():  # reading a pipe or a device may never end
        raise FetchError("expected a file or a folder, got something else", source=location)
    with path.open("rb") as file:
        data = file.read(left + 1)
    if len(data) > left:
        raise _refuse_size(location, limits)
    return data
