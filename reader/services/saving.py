"""Text into a file: whole or not at all, and never over another by accident."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from reader.errors import Unwritable

_EXISTS = "there is a file of this name already"


def save(path: Path, pieces: Iterable[str], *, replace: bool = False) -> None:
    """Write pieces of text to a file as UTF-8, their line ends unchanged.

    The file has its name when all of it is written; one that stood there stays until then. What
    is no regular file (a pipe, a terminal) is written to as it is.

    Raises:
        Unwritable: there is a file already and `replace` is not asked for, or the system refuses.
    """
    check(path, replace=replace)
    try:
        if path.exists() and not path.is_file():
            _write(path, pieces, "w")
        else:
            _write_whole(path.resolve(), pieces)
    except OSError as error:
        raise Unwritable(str(path), error.strerror or str(error)) from error


def check(path: Path, *, replace: bool = False) -> None:
    """Look whether a file can be written, before long work is done for it.

    Raises:
        Unwritable: there is a file already and `replace` is not asked for, or no folder for it.
    """
    if "\0" in str(path):
        raise Unwritable(str(path), "a file's name cannot hold a null character")
    try:
        if path.is_dir():
            raise Unwritable(str(path), "it is a folder; name a file in it")
        if path.is_file() and not replace:
            raise Unwritable(str(path), _EXISTS)
        if not path.parent.is_dir():
            raise Unwritable(str(path), f"there is no folder {path.parent}")
    except OSError as error:
        raise Unwritable(str(path), error.strerror or str(error)) from error


def _write_whole(path: Path, pieces: Iterable[str]) -> None:
    part = path.with_name(f".{path.name[:200]}.{os.getpid()}.part")
    try:
        _write(part, pieces, "x")
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _write(path: Path, pieces: Iterable[str], mode: str) -> None:
    with path.open(mode, encoding="utf-8", newline="") as file:
        for piece in pieces:
            file.write(piece)
