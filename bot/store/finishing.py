"""Work that is done whole although its caller is cancelled. Knows nothing of databases."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")


async def finish(work: Coroutine[Any, Any, T], undo: Callable[[T], Coroutine[Any, Any, None]] | None = None) -> T:
    """Run `work` to its end also when the caller is cancelled meanwhile; the cancellation follows afterwards.

    A result that the caller then never sees goes to `undo`.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await _await_end(task)
        if not task.cancelled():
            if error := task.exception():
                log.warning("Work whose caller was cancelled failed", exc_info=error)
            elif undo:
                await finish(undo(task.result()))
        raise


async def _await_end(task: asyncio.Task[T]) -> None:
    while not task.done():
        with contextlib.suppress(asyncio.CancelledError):  # being cancelled once more changes nothing
            await asyncio.wait([task])
