"""Bytes from files and streams, never more than a limit, also of what decompresses."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from reader.errors import Cancelled, UnreadableSource

MAX_ARTICLE_FILE = 16 * 1024 * 1024
"""Bytes of a file that is one article, decompressed: eight million characters of mixed text."""
MAX_JSON_FILE = 256 * 1024 * 1024
"""Bytes of a JSON document, decompressed: it is held in memory as a whole."""
MAX_LINE = 16 * 1024 * 1024
"""Bytes of one line of JSON Lines."""
MAX_LINES_FILE = 4 * 1024 * 1024 * 1024
"""Bytes of a file of JSON Lines, decompressed: a million articles of four thousand characters."""

_CHUNK = 1024 * 1024
_BAD_GZIP = (OSError, EOFError, zlib.error)

Check = Callable[[], bool]
"""Called now and then; when it returns True the work is given up."""


def read_all(stream: BinaryIO, source: str, limit: int, cancelled: Check) -> bytes:
    """Return all bytes; raises UnreadableSource for more than `limit` of them, and Cancelled."""
    parts: list[bytes] = []
    size = 0
    while part := read_some(stream, source):
        if cancelled():
            raise Cancelled("reading was stopped")
        size += len(part)
        if size > limit:
            raise UnreadableSource(source, f"it is larger than {limit >> 20} MB; split it")
        parts.append(part)
    return b"".join(parts)


def read_lines(
    stream: BinaryIO, source: str, cancelled: Check
) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a stream with their numbers from 1; None stands for one too long.

    Raises UnreadableSource where the stream breaks off or goes on without end, and Cancelled.
    """
    number = size = 0
    while True:
        if cancelled():
            raise Cancelled("reading was stopped")
        line = _readline(stream, source)
        if not line:
            return
        number += 1
        size += len(line)
        whole = len(line) <= MAX_LINE
        while len(line) > MAX_LINE and not line.endswith(b"\n") and size <= MAX_LINES_FILE:
            line = _readline(stream, source)
            size += len(line)
        if size > MAX_LINES_FILE:
            raise UnreadableSource(source, f"it is larger than {MAX_LINES_FILE >> 30} GB; split it")
        yield number, line if whole else None


def peek(stream: BinaryIO, source: str, size: int) -> bytes:
    """Return the first bytes of a stream that can go back to its start, and go back."""
    try:
        start = stream.read(size)
        stream.seek(0)
    except _BAD_GZIP as error:
        raise UnreadableSource(source, _explain(error)) from error
    return start


def decompressed(stream: BinaryIO) -> BinaryIO:
    """Return a stream of what a gzip stream holds."""
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream))


def read_some(stream: BinaryIO, source: str, size: int = _CHUNK) -> bytes:
    """Return the next bytes of a stream; raises UnreadableSource where its data is damaged.

    What stands before damaged data is returned first: `read` would lose what it had gathered.
    """
    read_once: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    try:
        return read_once(size)
    except _BAD_GZIP as error:
        raise UnreadableSource(source, _explain(error)) from error


def _readline(stream: BinaryIO, source: str) -> bytes:
    try:
        return stream.readline(MAX_LINE + 1)
    except _BAD_GZIP as error:
        raise UnreadableSource(source, _explain(error)) from error


def _explain(error: Exception) -> str:
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        return f"its compressed data is damaged ({error}); fetch or save it again"
    return describe(error)


def describe(error: Exception) -> str:
    """Return an operating system's error in its own words, without number and file name."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
