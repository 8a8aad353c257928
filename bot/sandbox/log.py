"""The log of the sandbox: every REST call and gateway event, and what was refused and why. Tokens never stand in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from bot.sandbox.feed import Feed

_KEPT = 5000


@dataclass(frozen=True)
class Entry:
    """One line: `what` is a method and path, or an event's name; `status` is 0 for gateway events."""

    kind: str
    """`rest`, `sent` or `received` (gateway), or `refused` (either)."""
    what: str
    status: int = 0
    code: int = 0
    note: str = ""
    """Why it was refused."""


class Log:
    """The latest entries, oldest first; every new one is published as an event of type `log`."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._entries: deque[Entry] = deque(maxlen=_KEPT)

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, index: int) -> Entry:
        return self._entries[index]

    @property
    def refused(self) -> list[Entry]:
        """What was refused: answers of 400 and above, and closed gateway connections."""
        return [entry for entry in self if entry.kind == "refused"]

    def rest(self, what: str, status: int, code: int = 0, note: str = "") -> None:
        self._add(Entry("refused" if status >= 400 else "rest", what, status, code, note))

    def gateway(self, kind: str, what: str) -> None:
        self._add(Entry(kind, what))

    def _add(self, entry: Entry) -> None:
        self._entries.append(entry)
        self._feed.publish({"type": "log"} | asdict(entry))
