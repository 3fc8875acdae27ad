"""The program run once more beside the screen, for work that would be felt there."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

_PATIENCE = 5.0
"""Seconds that it has to end in good order: what it writes at that moment takes less."""
_MOST_SAID = 4000
"""Characters of its complaints that are kept."""


class Child:
    """`reader COMMAND…` on an archive, in a process of its own. It may be used from any thread."""

    def __init__(
        self,
        archive: Path,
        config: Path | None,
        command: Sequence[str],
        *,
        program: Sequence[str] = (),
    ) -> None:
        """Start it.

        Args:
            archive: the archive's file.
            config: the file of settings, if there is one.
            command: what stands after `reader`.
            program: what is run as `reader`, by default this interpreter.

        Raises:
            OSError: no process can be started.
        """
        settings = ["--config", str(config)] if config is not None and config.exists() else []
        self._stopped = False
        self._process = subprocess.Popen(
            [
                *(program or (sys.executable, "-m", "reader")),
                *("--archive", str(archive)),
                *settings,
                *command,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONUTF8": "1"},
            start_new_session=True,  # ctrl+c in the terminal is the screen's alone
        )
        self._said: list[str] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        """Take what it complains of, so that it never waits for someone to read that."""
        assert self._process.stderr is not None
        kept = 0
        for line in self._process.stderr:
            if kept < _MOST_SAID:
                self._said.append(line.rstrip("\n").removeprefix("reader: "))
                kept += len(line)

    def lines(self) -> Iterator[str]:
        """Yield the lines that it writes, as they come, until it ends."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            yield line.rstrip("\n")

    def ended(self) -> tuple[int, list[str]]:
        """Wait for its end; return its exit status, and the lines in which it complained."""
        status = self._process.wait()
        self._listener.join(_PATIENCE)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
        return status, self._said

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._stopped

    def stop(self) -> None:
        """Tell it to end in good order; it may take a moment."""
        self._stopped = True
        with contextlib.suppress(OSError):
            self._process.terminate()

    def end(self) -> None:
        """Have it ended: in good order, or if that takes too long in any way."""
        self.stop()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
