"""Which web addresses Discord takes for a button. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.render.limits import URL

# A name with a dot and letters at its end: Discord refuses "localhost", and with it the whole message
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+")
_SIGNS = re.compile(r"[\s<>\"\\^`{|}]")


def is_web_address(url: str) -> bool:
    """Whether Discord takes the address for a button: http(s) with a host, at most 512 characters, no blanks."""
    if len(url) > URL or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and re.fullmatch(r"[\w-]+(\.[\w-]+)+", host or "") is not None


def is_safe_address(url: str) -> bool:
    """Whether an address that a person typed is one for a button that holds no secret: https, ASCII, no password."""
    if not (url.isascii() and url.lower().startswith("https://") and is_web_address(url)) or _SIGNS.search(url):
        return False
    parts = urlsplit(url)
    return "@" not in parts.netloc and _HOST.fullmatch(parts.hostname or "") is not None
