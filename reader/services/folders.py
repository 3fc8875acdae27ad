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


def completed_path(typed: str, *, files: bool = True) -> str:
    """Return a path written out as far as there is one way to go on; a folder ends in a slash.

    A leading `~` stays. Where nothing begins so, or the folder cannot be read, it stays as it is.
    Without `files`, to folders alone.
    """
    folder, _, begun = typed.rpartition("/")
    try:
        found = [
            f"{path.name}/" if path.is_dir() else path.name
            for path in Path(f"{folder}/" if "/" in typed else ".").expanduser().iterdir()
            if path.name.startswith(begun) and path.name.startswith(".") == begun.startswith(".")
            if files or path.is_dir()
        ]
    except (OSError, RuntimeError):  # the latter: there is no such person's home
        return typed
    if not found:
        return typed
    first, last = min(found), max(found)
    same = next((at for at, char in enumerate(first) if last[at] != char), len(first))
    return typed[: len(typed) - len(begun)] + first[:same]


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
