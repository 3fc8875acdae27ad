"""Work on many things shared with further processes, one for each core that is there.

A helper is this module run as a program: it reads what to do and then part after part, and writes
what comes of each. It ends when nobody is there to ask or to answer. What it fails at is done here.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any, TypeVar

_MOST = 3
"""Helpers: each takes some 100 MB, and who asks has work of its own for every answer."""
_PARTS = 4
"""Parts for each helper at least: it takes a third of a second to begin."""
_ROOT = Path(__file__).parents[2]
"""The folder from which the program was loaded: a helper is to be of the same."""

Part = TypeVar("Part")
Result = TypeVar("Result")


def share(
    work: Callable[[Part], Result], parts: Sequence[Part], *, alone: bool = False
) -> Generator[Result, None, None]:
    """Yield what `work` returns for each of the parts, in order; they should be about as long.

    Unless all is to be done `alone`, `work`, the parts and the results are such as can be pickled.
    Helpers end with the generator: whoever may leave it early closes it.
    """
    count = 0 if alone or not sys.executable else min(_MOST, _cores() - 1, len(parts) // _PARTS)
    helpers = _started(work, count)
    try:
        for place in range(0, len(parts), len(helpers) + 1):
            own, *others = parts[place : place + len(helpers) + 1]
            asked = list(zip(helpers, others, strict=False))
            for helper, part in asked:
                helper.ask(part)
            yield work(own)
            for helper, part in asked:
                done, result = helper.answer()
                yield result if done else work(part)
    finally:
        for helper in helpers:
            helper.end()


def _cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _paths() -> str:
    return os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))


def _started(work: Callable[[Any], Any], count: int) -> list[_Helper]:
    helpers: list[_Helper] = []
    with contextlib.suppress(OSError):  # there may be no room for a process
        while len(helpers) < count:
            helpers.append(_Helper(work))
    return helpers


class _Helper:
    """A process at work; one that is gone, for whatever reason, answers nothing."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": _paths()},
            start_new_session=True,  # ctrl+c in the terminal is for who asked
        )
        self.ask(work)

    def ask(self, part: object) -> None:
        """Send something to work on."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            pickle.dump(part, self._process.stdin)
            self._process.stdin.flush()

    def answer(self) -> tuple[bool, Any]:
        """Wait for what comes of it; tell whether anything did, and return it."""
        assert self._process.stdout is not None
        try:
            return True, pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            return False, None

    def end(self) -> None:
        """End it, in the middle of its work if need be: nothing depends on that."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with contextlib.suppress(OSError):  # what was not sent yet
                stream.close()
        self._process.wait()


def _serve() -> None:
    gc.disable()  # what is made here goes at once, and has no cycles
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may be said there
    with contextlib.suppress(EOFError, BrokenPipeError):
        work = pickle.load(asked)
        while True:
            pickle.dump(work(pickle.load(asked)), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


if __name__ == "__main__":
    _serve()
