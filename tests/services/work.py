"""Work for helpers, in a module that is soon loaded."""

from __future__ import annotations

import os
from collections.abc import Sequence


def total(part: Sequence[int]) -> tuple[int, int]:
    """Return the sum, and the number of the process that made it."""
    return sum(part), os.getpid()


def gone_elsewhere(here: int, part: Sequence[int]) -> int:
    """Return the sum; in any process but that of this number, end it."""
    if os.getpid() != here:
        os._exit(1)
    return sum(part)
