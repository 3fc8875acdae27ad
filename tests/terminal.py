"""A program in a pseudo-terminal, and what a person would see there.

The screen is pyte's, a terminal emulator. Nothing here sleeps: waiting is reading from the
terminal until the screen shows what is waited for, or the deadline has passed.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any

import pyte

DEADLINE = 30.0
"""Seconds to wait at most: a slow machine running other things; a test that passes never waits."""

_CHUNK = 1 << 16

# The child makes the terminal its controlling one, as a shell's child has it: /dev/tty and the
# signal of a new size need that. (pty.fork would do, but must not be called where threads run.) An
# interrupt ends it, also where the tests run behind a shell that has turned interrupts off.
_LAUNCH = (
    "import fcntl, os, signal, sys, termios;"
    "signal.signal(signal.SIGINT, signal.SIG_DFL);"
    "fcntl.ioctl(2, termios.TIOCSCTTY, 0);"
    "os.execv(sys.argv[1], sys.argv[1:])"
)


class Terminal:
    """A running program, its screen, and every byte that it wrote.

    Used as a context, which ends the program if it still runs.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        lines: int = 40,
        environment: Mapping[str, str] | None = None,
        stdin: int | None = None,
    ) -> None:
        """Start `command`; `stdin` is a descriptor to read from instead of the terminal."""
        self.written = b""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._master, self._slave = os.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.settings_before: list[Any] = termios.tcgetattr(self._slave)
        self._process = subprocess.Popen(
            [sys.executable, "-ISc", _LAUNCH, *command],
            stdin=self._slave if stdin is None else stdin,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
            env={
                **{key: value for key, value in os.environ.items() if key not in _UNSET},
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                **(environment or {}),
            },
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
        os.close(self._slave)
        os.close(self._master)

    @property
    def text(self) -> str:
        """The screen as lines of text.

        The second cell of a wide letter is empty. pyte's own `display` fails where such a cell is
        left alone, which it is for a moment when something is drawn over the first.
        """
        rows = (self._screen.buffer[number] for number in range(self._screen.lines))
        columns = range(self._screen.columns)
        return "\n".join("".join(row[at].data for at in columns).rstrip() for row in rows)

    @property
    def title(self) -> str:
        """The window title that the program set, if any."""
        return str(self._screen.title)

    @property
    def process(self) -> int:
        """The number of the program's process."""
        return self._process.pid

    @property
    def settings(self) -> list[Any]:
        """The terminal's settings now (see termios.tcgetattr)."""
        return termios.tcgetattr(self._slave)

    def press(self, keys: str) -> None:
        """Type keys; special ones as the bytes that a terminal sends."""
        os.write(self._master, keys.encode())

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as a person does who pulls at its window."""
        self._screen.resize(lines, columns)
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, size)
        self._process.send_signal(signal.SIGWINCH)

    def take(self, seconds: float) -> bool:
        """Take in what the program writes within so many seconds; False: it wrote nothing."""
        return self._read(time.monotonic() + seconds)

    def settle(self, quiet: float) -> list[float]:
        """Wait until the program has written something and then nothing for so many seconds.

        Return when each part of it came, by `time.perf_counter`. The screen takes them in after
        that, so that emulating a terminal is not part of what is timed.
        """
        said: list[bytes] = []
        came: list[float] = []
        while select.select([self._master], [], [], quiet if said else DEADLINE)[0]:
            said.append(os.read(self._master, _CHUNK))
            came.append(time.perf_counter())
        assert said, f"the program wrote nothing; the screen shows:\n{self.text}"
        for data in said:
            self.written += data
            self._stream.feed(data)
        return came

    def send(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def wait_for(self, *texts: str, gone: Sequence[str] = ()) -> str:
        """Wait until the screen shows all `texts` and none of `gone`; return the screen's text."""
        return self.wait_until(
            lambda shown: (
                all(text in shown for text in texts) and not any(text in shown for text in gone)
            ),
            f"{texts} to show, {gone} to be gone",
        )

    def wait_until(self, met: Callable[[str], bool], what: str) -> str:
        """Wait until the screen's text meets a condition; return the text."""
        deadline = time.monotonic() + DEADLINE
        while not met(self.text):
            if not self._read(deadline):
                raise AssertionError(f"waited in vain for {what}; the screen shows:\n{self.text}")
        return self.text

    def wait_for_end(self) -> int:
        """Wait until the program has ended; return its exit status."""
        deadline = time.monotonic() + DEADLINE
        while self._process.poll() is None:
            if not self._read(min(deadline, time.monotonic() + 0.05)):
                assert time.monotonic() < deadline, f"the program still runs:\n{self.text}"
        while self._read(time.monotonic()):
            pass
        return self._process.returncode

    def _read(self, deadline: float) -> bool:
        """Take in what the program wrote; return whether there was any before the deadline."""
        left = max(0.0, deadline - time.monotonic())
        if not select.select([self._master], [], [], left)[0]:
            return False
        data = os.read(self._master, _CHUNK)
        self.written += data
        self._stream.feed(data)
        return True


_UNSET = frozenset({"NO_COLOR", "COLUMNS", "LINES", "TEXTUAL", "TEXTUAL_DEBUG", "CI"})
"""Variables of whoever runs the tests that would change what the program draws."""
