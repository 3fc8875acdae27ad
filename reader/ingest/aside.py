"""Calls that cannot be interrupted, made where nobody has to wait for them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")


async def aside(work: Callable[[], Result]) -> Result:
    """Return what `work` returns, called in a thread of its own; what it raises is raised here.

    Cancelled, the thread goes on to its end for nothing, and the program may end before it does;
    the threads of asyncio's own executor, and of any other, would be waited for.
    """
    answer: Future[Result] = Future()
    answer.set_running_or_notify_cancel()  # from here on only `work` settles it

    def call() -> None:
        try:
            answer.set_result(work())
        except Exception as error:  # whatever it is, it is the caller's
            answer.set_exception(error)

    threading.Thread(target=call, daemon=True).start()
    return await asyncio.wrap_future(answer)
