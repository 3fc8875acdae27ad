"""What the screen needs of the terminal it opens in."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from reader.errors import ReaderError

_STDIN = 0  # file descriptor
_TERMINAL = "/dev/tty"
"""The terminal that controls this process (POSIX), whatever the streams are."""


class NoTerminal(ReaderError):
    """The screen cannot be drawn, or no key can reach it."""


def take() -> BinaryIO:
    """Make sure of a terminal to draw on and keys to read; return standard input as it was.

    Where standard input is a pipe or a file, it is set aside for reading, and the keys come from
    the terminal itself: `… | reader open -` and `… | xargs reader open` both work. Raises
    NoTerminal.
    """
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        raise NoTerminal(
            "the screen needs a terminal; `reader collate` writes text to a file or pipe"
        )
    if os.environ.get("TERM") == "dumb":
        raise NoTerminal(
            "the screen needs a terminal that can move the cursor, and TERM says that this one "
            "cannot (dumb); `reader list`, `search` and `show` print"
        )
    if os.isatty(_STDIN):
        return sys.stdin.buffer
    try:
        given = os.fdopen(os.dup(_STDIN), "rb")
        keyboard = os.open(_TERMINAL, os.O_RDWR)
    except OSError as error:
        raise NoTerminal(f"no terminal to read keys from: {error.strerror}") from error
    os.dup2(keyboard, _STDIN)
    os.close(keyboard)
    return given
