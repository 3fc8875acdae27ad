"""Which files the paths a person named stand for, and under which names they are shown."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import Cancelled
from reader.ingest.reading import describe
from reader.model import Failure

STDIN = "-"
ENDINGS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".json": "json",
    ".jsonl": "lines",
    ".warc": "warc",
}
"""The form in which a file of each ending is written; each may be followed by .gz."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where, in which form, and its name as shown (unique among those found)."""

    path: Path
    form: str
    name: str


def form_of(path: Path) -> str | None:
    """Return the form that a file's ending stands for, or None for an ending unknown here."""
    name = path.name.lower().removesuffix(".gz")
    return ENDINGS.get(Path(name).suffix)


def find_files(
    paths: Sequence[str], cancelled: Callable[[], bool]
) -> tuple[list[Found], list[Failure]]:
    """Return the files that the paths stand for, each once, and what could not be found.

    Folders are walked in the order of their names, hidden files left out. Raises Cancelled.
    """
    failures: list[Failure] = []
    files: list[Path] = []
    seen: set[tuple[int, int]] = set()
    for name in paths:
        if name == STDIN:
            continue
        if name:
            files.extend(_files_of(Path(name), failures, seen, cancelled))
        else:  # which pathlib takes for the current folder
            failures.append(Failure('""', "the name is empty"))
    names = _shortest_names(files)
    forms = ((path, form_of(path)) for path in files)
    found = [Found(path, form, names[path]) for path, form in forms if form is not None]
    return found, failures


def shown(path: Path | str) -> str:
    """Return a path as text that any encoding of Unicode can write."""
    return os.fsencode(path).decode("utf-8", "replace")


def _files_of(
    path: Path,
    failures: list[Failure],
    seen: set[tuple[int, int]],
    cancelled: Callable[[], bool],
) -> Iterator[Path]:
    """Yield the files to read under one path that a person named."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        failures.append(Failure(shown(path), _missing(path, error)))
        return
    if stat.S_ISDIR(status.st_mode):
        before = len(failures)
        readable = list(_walk(path, failures, cancelled))
        yield from (file for file in readable if _is_new(file, seen))
        if not readable and len(failures) == before:
            failures.append(Failure(shown(path), _empty_folder(path)))
    elif not stat.S_ISREG(status.st_mode):
        failures.append(
            Failure(shown(path), "it is neither a file nor a folder; pipe it in with -")
        )
    elif form_of(path) is None:
        failures.append(Failure(shown(path), _unknown_ending(path)))
    elif _is_new(path, seen):
        yield path


def _walk(folder: Path, failures: list[Failure], cancelled: Callable[[], bool]) -> Iterator[Path]:
    """Yield the readable files under a folder, depth first, each real folder once."""
    waiting, entered = [folder], set[str]()
    while waiting:
        if cancelled():
            raise Cancelled("looking for files was stopped")
        here = waiting.pop()
        real = os.path.realpath(here)
        if real in entered:
            continue
        entered.add(real)
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            failures.append(Failure(shown(here), describe(error)))
            continue
        names = {entry.name for entry in entries}
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        yield from (
            Path(entry.path) for entry in visible if form_of(Path(entry.name)) and _is_file(entry)
        )
        folders = [entry for entry in visible if not _is_file(entry) and _is_folder(entry)]
        waiting += [
            Path(entry.path)
            for entry in reversed(folders)
            if not _is_page_assets(entry.name, names)
        ]


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of symbolic links
        return False


def _is_page_assets(name: str, beside: set[str]) -> bool:
    """Tell whether a folder is what a browser saves beside a complete page (Page_files)."""
    page = name.removesuffix("_files")
    return page != name and not beside.isdisjoint((f"{page}.html", f"{page}.htm"))


def _is_new(path: Path, seen: set[tuple[int, int]]) -> bool:
    """Tell whether this file has not been met under another path, and remember it."""
    try:
        status = path.stat()
    except OSError:
        return True  # reading it will say what is wrong
    key = (status.st_dev, status.st_ino)
    fresh = key not in seen or not status.st_ino
    seen.add(key)
    return fresh


def _shortest_names(files: Iterable[Path]) -> dict[Path, str]:
    """Return each file's base name, with as many folders before it as set it apart."""
    parts = {path: Path(shown(path)).parts for path in files}
    depth = dict.fromkeys(parts, 1)
    open_paths = set(parts)
    while open_paths:
        named = {path: "/".join(parts[path][-depth[path] :]) for path in parts}
        counts = Counter(named.values())
        open_paths = {
            path
            for path, name in named.items()
            if counts[name] > 1 and depth[path] < len(parts[path])
        }
        for path in open_paths:
            depth[path] += 1
    return {path: "/".join(parts[path][-depth[path] :]) for path in parts}


def _missing(path: Path, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check its name"
    return describe(error)


def _empty_folder(folder: Path) -> str:
    try:
        empty = not any(folder.iterdir())
    except OSError as error:
        return describe(error)
    known = ", ".join(ENDINGS)
    return (
        "the folder is empty" if empty else f"the folder holds no file that can be read ({known})"
    )


def _unknown_ending(path: Path) -> str:
    ending = shown(path.suffix)
    said = f"the ending {ending} is unknown" if ending else "the file's name has no ending"
    return f"{said}; files that can be read end in {', '.join(ENDINGS)}, or these with .gz"
