"""Folders that are watched: what is in them now, and what of it cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reader.ingest.files import Sources, read_sources
from reader.model import Failure
from reader.text.phrases import count


def read_folder(folder: str, cancelled: Callable[[], bool]) -> Sources:
    """Return what a folder holds; that it is empty is no failure, for something may come yet.

    Raises:
        ConflictingArticles: an id stands for two different texts.
        Cancelled: `cancelled` said so.
    """
    sources = read_sources([folder], cancelled=cancelled)
    return Sources((), ()) if sources.failures and _is_empty(folder) else sources


def _is_empty(folder: str) -> bool:
    try:
        return not any(Path(folder).iterdir())
    except OSError:
        return False


def first_of(failures: Sequence[Failure], folder: str) -> str:
    """Tell the first of what went wrong in a folder, and how many more files cannot be read."""
    first = failures[0]
    told = first.reason if first.source == folder else f"{first.source}: {first.reason}"
    more = len(failures) - 1
    return f"{told}; and {count(more, 'more file')} cannot be read" if more else told
