"""The news of the sandbox: one stream of events, to which tests, the page and waiting drivers listen.

Whatever one can wait for in the sandbox is waited for here, on an event; nothing is ever polled.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

Event = dict[str, Any]
Listener = Callable[[Event], None]
Found = TypeVar("Found")


class Feed:
    """Hands every event to every listener, in the order of subscription, at once."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def publish(self, event: Event) -> None:
        """Hand `event` (it has a `type`) to all listeners."""
        for listener in tuple(self._listeners):
            listener(event)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` for every event from now on; returns the function that ends it (harmless if called twice)."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    async def until(self, find: Callable[[], Found | None], *, within: float, what: str) -> Found:
        """What `find` finds now or after a later event; raises TimeoutError naming `what` after `within` seconds."""
        found = find()
        if found is not None:
            return found
        future: asyncio.Future[Found] = asyncio.get_running_loop().create_future()

        def listen(_: Event) -> None:
            if future.done():
                return
            try:
                found = find()
            except Exception as error:  # noqa: BLE001 - a broken predicate belongs to whoever waits, not to the sender
                future.set_exception(error)
            else:
                if found is not None:
                    future.set_result(found)

        unsubscribe = self.subscribe(listen)
        try:
            async with asyncio.timeout(within):
                return await future
        except TimeoutError:
            raise TimeoutError(f"nothing came within {within:g} s: {what}") from None
        finally:
            unsubscribe()
