"""Threads for what would hold up the screen; the program may end while they are at work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Background(ThreadPoolExecutor):
    """An executor whose threads are not waited for at the end, nor can be.

    What must be done before the program ends is waited for by who started it. asyncio takes only a
    ThreadPoolExecutor for its own; those of the standard library join their threads at the end,
    and comparing a large story would keep a person from leaving.
    """

    def __init__(self) -> None:
        super().__init__(1, "unused")  # it starts no thread before something is submitted to it
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._free = threading.Semaphore(0)

    def submit(
        self, fn: Callable[Arguments, Result], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Result]:
        """Have a function called in a thread; one more is started where all are at work."""
        future: Future[Result] = Future()
        self._jobs.put(partial(_settle, future, partial(fn, *args, **kwargs)))
        if not self._free.acquire(blocking=False):
            threading.Thread(target=self._work, daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the threads to their work: nobody waits for it."""

    def _work(self) -> None:
        while True:
            self._jobs.get()()
            self._free.release()


def _settle(future: Future[Any], work: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    except Exception as error:  # whatever it is, it is for who waits
        future.set_exception(error)
