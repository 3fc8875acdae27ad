"""The web pages of a WARC file (ISO 28500), as crawlers and `wget --warc-file` write them.

Read from the uncompressed stream, so that every way of compressing one is the same here. warcio
ends in silence where a file breaks off, so each record's size is compared with what it declares.
"""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from reader.errors import Cancelled, UnreadableSource
from reader.ingest.decode import decode
from reader.ingest.draft import Draft
from reader.ingest.feeds import charset_of
from reader.ingest.html import read_html
from reader.ingest.identity import web_address
from reader.ingest.reading import MAX_ARTICLE_FILE, MAX_LINES_FILE, Check, read_some

# Without a handler its warnings would be written over the screen.
logging.getLogger("warcio").addHandler(logging.NullHandler())

_CHUNK = 65536
_LONGEST_LINE = 65536
"""Bytes of a line of headers."""
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_BAD_RECORD = (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, AttributeError)
"""What warcio raises for a record that is none; AttributeError where it has no target."""
_BROKEN_OFF = "it breaks off in the middle of a record; fetch or save it again"


@dataclass(frozen=True, slots=True)
class WarcPage:
    """A page as crawled: its address, its bytes, the charset that its server stated.

    `refused` says why it cannot be read, empty where it can.
    """

    url: str | None
    data: bytes = b""
    charset: str | None = None
    refused: str = ""


class _Counted:
    """A stream that counts what is read of it, and gives up on too much."""

    def __init__(self, stream: BinaryIO, source: str, cancelled: Check) -> None:
        self._stream, self._source, self._cancelled = stream, source, cancelled
        self._size = 0

    def read(self, size: int = _CHUNK) -> bytes:
        """Return the next bytes; raises UnreadableSource and Cancelled."""
        if self._cancelled():
            raise Cancelled("reading was stopped")
        data = read_some(self._stream, self._source, size)
        self._size += len(data)
        if self._size > MAX_LINES_FILE:
            raise UnreadableSource(
                self._source, f"it is larger than {MAX_LINES_FILE >> 30} GB; split it"
            )
        return data


class _Lines(BufferedReader):  # type: ignore[misc]  # warcio has no types
    """A buffered stream whose lines have a bound."""

    def readline(self, length: int | None = None) -> bytes:
        """Return the next line, or its first part."""
        most = _LONGEST_LINE if length is None else min(length, _LONGEST_LINE)
        line: bytes = super().readline(most)
        return line


def read_warc(stream: BinaryIO, source: str, cancelled: Check) -> Iterator[tuple[int, WarcPage]]:
    """Yield the pages of a WARC file, each with its record's number from 1.

    Pages are the answers with status 200 in HTML, each address with the same bytes once. Raises
    UnreadableSource where the file is none, breaks off, or holds no page, and Cancelled.
    """
    reader = _Lines(_Counted(stream, source, cancelled), block_size=_CHUNK)
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=True)
    seen: set[bytes] = set()
    number = pages = 0
    first = _first_line(reader)
    while first:
        number += 1
        damaged = f"its record {number} is damaged; fetch or save it again"
        try:
            record = loader.parse_record_stream(reader, first, known_format="warc")
        except EOFError as error:
            raise UnreadableSource(source, _BROKEN_OFF) from error
        except _BAD_RECORD as error:
            raise UnreadableSource(source, damaged if number > 1 else "it is no WARC") from error
        if record.length is None:  # its content would be all the rest of the file
            raise UnreadableSource(source, f"{damaged} (it does not say how long it is)")
        page = _page(record) if _is_page(record) else None
        _pass(record, source)
        if page is not None:
            pages += 1
            key = _key(page)
            if key not in seen:
                seen.add(key)
                yield number, page
        first = _first_line(reader)
    if not number:
        raise UnreadableSource(source, "it is empty")
    if not pages:
        raise UnreadableSource(source, "it holds no web page (no answer in HTML with status 200)")


def page_draft(page: WarcPage, place: str) -> Draft:
    """Return a page as a draft of an article. Raises UnreadableSource, naming `place`."""
    if page.refused:
        raise UnreadableSource(place, page.refused)
    text = decode(page.data, place, html=True, stated=page.charset)
    if not text.strip():
        raise UnreadableSource(place, "the page is empty")
    return read_html(text, place, url=page.url)


def _first_line(reader: BufferedReader) -> bytes:
    """Return the line that begins the next record, behind the blank lines that end the last one."""
    line: bytes = reader.readline(_CHUNK)
    while line and not line.strip():
        line = reader.readline(_CHUNK)
    return line


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type == "resource":
        kind = record.content_type or ""
    elif record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return False
        kind = record.http_headers.get_header("Content-Type") or "text/html"
    else:
        return False
    return kind.partition(";")[0].strip().lower() in _HTML_TYPES


def _page(record: ArcWarcRecord) -> WarcPage:
    url = web_address(record.rec_headers.get_header("WARC-Target-URI"))
    headers = record.http_headers
    if headers is None:
        data = _bounded(record.raw_stream)
        return WarcPage(url, data or b"", charset_of(record.content_type), _refusal(data))
    stream = record.raw_stream
    if (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    data = _bounded(stream)
    packing = (headers.get_header("Content-Encoding") or "identity").strip().lower()
    if data and packing not in ("identity", "gzip", "x-gzip", "deflate"):
        return WarcPage(url, refused=f"the page is compressed as {packing[:20]}; save it unpacked")
    if data and packing != "identity":
        data = _unpacked(data)
    return WarcPage(
        url, data or b"", charset_of(headers.get_header("Content-Type")), _refusal(data)
    )


def _refusal(data: bytes | None) -> str:
    return f"the page is larger than {MAX_ARTICLE_FILE >> 20} MB" if data is None else ""


def _bounded(stream: BinaryIO) -> bytes | None:
    """Return all of a record's content, or None for more than a page may have."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > MAX_ARTICLE_FILE:
            return None
    return b"".join(parts)


def _unpacked(data: bytes) -> bytes | None:
    """Return compressed content unpacked, None for too much of it; some of it was never packed."""
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):  # gzip or zlib by its head, or bare deflate
        unpacker = zlib.decompressobj(bits)
        try:
            plain = unpacker.decompress(data, MAX_ARTICLE_FILE + 1)
        except zlib.error:
            continue
        return plain if len(plain) <= MAX_ARTICLE_FILE else None
    return data


def _key(page: WarcPage) -> bytes:
    return hashlib.sha256((page.url or "").encode("utf-8", "replace") + b"\n" + page.data).digest()


def _pass(record: ArcWarcRecord, source: str) -> None:
    """Read what is left of a record; less than it declares means that the file breaks off."""
    while record.raw_stream.read(_CHUNK):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise UnreadableSource(source, _BROKEN_OFF)
