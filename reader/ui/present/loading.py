"""How far reading has come, in words."""

from __future__ import annotations

_DOING = {"reading": "reading", "grouping": "grouping into stories"}


def progress_line(stage: str, done: int, total: int) -> str:
    """Return a line such as "reading 12 of 44 …"."""
    doing = _DOING.get(stage, stage)
    return f"{doing} {done:,} of {total:,} …" if total else f"{doing} …"
