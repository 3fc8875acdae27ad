"""Standard output and standard error: UTF-8 whatever the locale, plain unless a terminal reads."""

from __future__ import annotations

import contextlib
import io
import os
import select
import shutil
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from reader.export.layout import Paint, Tone, one_line, unpainted
from reader.model import Failure

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LOOK_EVERY = 0.25
"""Seconds between two looks at whether the work was interrupted while standard input is silent."""
_PIPED_COLUMNS = 80
_MOST_COLUMNS = 100
"""Longer lines of prose are hard to read, however wide the terminal."""
_FEWEST_COLUMNS = 40

_COLOURS = {
    Tone.STRONG: "1",
    Tone.QUIET: "2",
    Tone.FACT: "1;31",
    Tone.ADDED: "33",
    Tone.CUT: "35",
}
"""ECMA-48 SGR parameters; the sixteen colours that every terminal lets its user choose."""


def prepare() -> None:
    """Make both streams write UTF-8, and never fail over a character.

    A stream that the shell closed takes what is written and drops it: without a standard error,
    Python would print messages into the document.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def given() -> BinaryIO | None:
    """Return standard input as bytes, None where the shell closed it."""
    if not sys.stdin:
        return None
    try:
        descriptor = sys.stdin.fileno()
    except (OSError, ValueError):  # something else stands for it
        return sys.stdin.buffer
    if os.name == "nt":  # where only sockets can be waited for
        return sys.stdin.buffer
    return cast(BinaryIO, io.BufferedReader(_Waiting(descriptor)))


class _Waiting(io.RawIOBase):
    """A descriptor that is read once there is something to read.

    Python would not see an interrupt that comes when it has just begun to read, until the reading
    ends: at a terminal never.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Wait for what comes next, and take it in; 0: it ended."""
        while not select.select([self._descriptor], [], [], _LOOK_EVERY)[0]:
            continue
        return os.readv(self._descriptor, [buffer])


def discard() -> None:
    """Drop what standard output still holds, so that Python's own flush at exit cannot fail."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def write(pieces: Iterable[str]) -> None:
    """Write pieces of one document to standard output as they come."""
    for piece in pieces:
        sys.stdout.write(piece)


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output as they come."""
    write(f"{line}\n" for line in lines)


def complain(message: str) -> None:
    """Say on standard error what went wrong, on one harmless line."""
    print(f"reader: {one_line(message)}", file=sys.stderr)


def complain_of(failures: Iterable[Failure]) -> None:
    """Name each source that could not be read, with its reason."""
    for failure in failures:
        complain(f"{failure.source}: {failure.reason}")


def columns() -> int:
    """Return the width of a report: the terminal's within reason, or that of a plain page."""
    found = shutil.get_terminal_size((_PIPED_COLUMNS, 24)).columns
    return max(_FEWEST_COLUMNS, min(_MOST_COLUMNS, found))


def paint() -> Paint:
    """Return how a report is toned: with colours on a terminal, unless NO_COLOR asks for none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return unpainted if plain or not sys.stdout.isatty() else _colour


def _colour(tone: Tone, text: str) -> str:
    return f"\x1b[{_COLOURS[tone]}m{text}\x1b[0m"
