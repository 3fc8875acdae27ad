"""The program as it runs for who has installed it: with its byte code at hand.

Byte code is kept in a folder of the bench's own, so that a checkout stays as it is. A first run,
which compiles, is not measured.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def installed() -> Iterator[Mapping[str, str]]:
    """Give the variables under which Python keeps byte code, until the bench ends."""
    with tempfile.TemporaryDirectory() as folder:
        yield {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}


def memory(process: int, what: str = "VmRSS") -> float:
    """Return the memory that a process has now (or with VmHWM had at most), in MB; Linux only."""
    for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines():
        name, _, rest = line.partition(":")
        if name == what:
            return int(rest.split()[0]) / 1024
    raise ValueError(what)
