"""What web servers answered the last time. It lives as long as the bot, and is never stored."""

from __future__ import annotations

from collections.abc import Mapping

from yarl import URL

from bot.sources import Document


class Cache:
    """What addresses answered the last time, so that one whose answer has not changed need not send it again."""

    def __init__(self) -> None:
        self._answers: dict[str, tuple[dict[str, str], str, bytes]] = {}

    def ask(self, url: URL) -> dict[str, str]:
        """The headers that ask for an answer only if it is another than the last time (RFC 9110, 13.1)."""
        return self._answers[str(url)][0] if str(url) in self._answers else {}

    def keep(self, url: URL, headers: Mapping[str, str], document: Document) -> None:
        """Keep an answer, where its server says how to ask whether it has changed."""
        asked = {"If-None-Match": headers.get("ETag", ""), "If-Modified-Since": headers.get("Last-Modified", "")}
        conditions = {name: value for name, value in asked.items() if value}
        self._answers.pop(str(url), None)
        if conditions:
            # Not the document, which would keep what it was parsed into
            self._answers[str(url)] = conditions, document.name, document.data

    def get(self, url: URL) -> Document:
        """The answer of the last time, for one that has not changed."""
        _, name, data = self._answers[str(url)]
        return Document(name, data)
