"""A line on standard error that says how far long work has come."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TextIO

_CLEAR = "\r\x1b[K"
"""Return to the line's beginning, and erase it (ECMA-48 EL)."""


class ProgressLine:
    """Shows progress where a person watches: nothing is written unless `stream` is a terminal.

    Used as a context: the line is gone when it ends, before anything else is written.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._shown = ""

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` are through; a total of 0 is one not known yet."""
        if not self._stream.isatty():
            return
        line = f"{stage} … {100 * done // total} %" if total else f"{stage} … {done}"
        if line != self._shown:
            self._stream.write(f"{_CLEAR}{line}")
            self._stream.flush()
            self._shown = line
