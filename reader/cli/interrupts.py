"""Work that a person can interrupt, and that ends in good order when they do."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeVar

from reader.errors import Cancelled

Result = TypeVar("Result")
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def interruptibly(work: Coroutine[Any, Any, Result], stop: threading.Event | None = None) -> Result:
    """Return what `work` returns; SIGINT and SIGTERM cancel it, and set `stop` at once.

    Raises:
        Cancelled: it was interrupted.
    """
    return asyncio.run(_run(work, stop or threading.Event()))


async def _run(work: Coroutine[Any, Any, Result], stop: threading.Event) -> Result:
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(work)

    def interrupt(number: int, frame: FrameType | None) -> None:
        stop.set()
        loop.call_soon_threadsafe(task.cancel)

    with _handling(interrupt):
        try:
            return await task
        except asyncio.CancelledError:
            raise Cancelled("interrupted") from None


@contextmanager
def stoppable(stop: threading.Event) -> Iterator[None]:
    """Have SIGINT and SIGTERM set `stop` while work goes on that looks at it."""
    with _handling(lambda number, frame: stop.set()):
        yield


@contextmanager
def _handling(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    before = {number: signal.signal(number, handler) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, was in before.items():
            signal.signal(number, was)
