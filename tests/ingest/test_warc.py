from __future__ import annotations

import gzip
import io
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import Cancelled, UnreadableSource
from reader.ingest import warc
from reader.ingest.files import Sources, read_sources
from reader.ingest.warc import page_draft, read_warc

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Ferry aground | Quay Herald</title></head><body>'
    "<article><h1>Ferry aground</h1><p>The ferry Tern ran aground in thick fog off the old quay on "
    "Monday, the harbour’s office said.</p></article></body></html>"
).encode()


def record(
    body: bytes = PAGE,
    *,
    url: str = "https://quay.example/1",
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    headers: str = "",
    record_type: str = "response",
) -> bytes:
    """Return a record of a WARC file, its HTTP answer within."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    if record_type == "resource":
        answer = body
    head = (
        f"WARC/1.0\r\nWARC-Type: {record_type}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-03-02T10:00:00Z\r\nContent-Length: {len(answer)}\r\n"
        f"Content-Type: {kind if record_type == 'resource' else 'application/http'}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


INFO = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\n"
    b"Content-Length: 10\r\n\r\nsoftware:x\r\n\r\n"
)


def chunked(body: bytes, size: int = 50) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(f"{len(p):x}\r\n".encode() + p + b"\r\n" for p in parts) + b"0\r\n\r\n"


def texts(data: bytes) -> list[str]:
    pages = read_warc(io.BytesIO(data), "x.warc", lambda: False)
    return [page_draft(page, f"x.warc, record {number}").text for number, page in pages]


def opened(tmp_path: Path, name: str, data: bytes) -> Sources:
    (tmp_path / name).write_bytes(data)
    return read_sources([str(tmp_path / name)])


def test_each_page_is_an_article(tmp_path: Path) -> None:
    other = PAGE.replace(b"Tern", b"Gull")
    data = INFO + record() + record(other, url="https://quay.example/2")
    sources = opened(tmp_path, "crawl.warc", data)
    assert sources.failures == ()
    assert [article.url for article in sources.articles] == [
        "https://quay.example/1",
        "https://quay.example/2",
    ]
    first = sources.articles[0]
    assert (first.id, first.title, first.language) == ("crawl.warc:2", "Ferry aground", "en")
    assert "harbour’s office" in first.text


@pytest.mark.parametrize("whole", [True, False])
def test_compressed_as_a_whole_or_record_by_record(tmp_path: Path, whole: bool) -> None:
    records = [INFO, record(), record(PAGE.replace(b"Tern", b"Gull"), url="https://quay.example/2")]
    data = gzip.compress(b"".join(records)) if whole else b"".join(map(gzip.compress, records))
    assert len(opened(tmp_path, "crawl.warc.gz", data).articles) == 2
    piped = read_sources(["-"], stdin=io.BytesIO(data))
    assert len(piped.articles) == 2


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE, mtime=0), "Content-Encoding: gzip\r\n"),
        (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
        (zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate\r\n"),
        (PAGE, "Content-Encoding: gzip\r\n"),
        (chunked(PAGE), "Transfer-Encoding: chunked\r\n"),
        (PAGE, "Transfer-Encoding: chunked\r\n"),
        (
            chunked(gzip.compress(PAGE, mtime=0)),
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
        ),
    ],
)
def test_answers_packed_in_every_way(body: bytes, headers: str) -> None:
    (text,) = texts(record(body, headers=headers))
    assert "The ferry Tern ran aground" in text


def test_only_pages_that_were_delivered() -> None:
    data = (
        record(status="404 Not Found", url="https://quay.example/404")
        + record(status="301 Moved", url="https://quay.example/301")
        + record(b"body{}", kind="text/css")
        + record(record_type="request").replace(b"HTTP/1.1 200 OK", b"GET /1 HTTP/1.1")
        + record(record_type="metadata")
        + record()
        + record()
        + record(record_type="resource", kind="text/html", url="https://quay.example/3")
    )
    assert len(texts(data)) == 2


def test_the_charset_that_the_server_stated() -> None:
    body = PAGE.decode().encode("cp1251", "replace").replace(b"Tern", "Чайка".encode("cp1251"))
    (text,) = texts(record(body, kind="text/html; charset=windows-1251"))
    assert "Чайка" in text


def test_a_page_that_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    data = (
        record(b"", url="https://quay.example/0")
        + record(b"x", headers="Content-Encoding: br\r\n", url="https://quay.example/9")
        + record()
    )
    sources = opened(tmp_path, "crawl.warc", data)
    assert len(sources.articles) == 1
    assert [failure.source for failure in sources.failures] == [
        "crawl.warc, record 1",
        "crawl.warc, record 2",
    ]
    assert "br" in sources.failures[1].reason


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_ARTICLE_FILE", 100_000)
    for body, headers in (
        (gzip.compress(b"x" * 200_000, mtime=0), "Content-Encoding: gzip\r\n"),
        (b"x" * 200_000, ""),
    ):
        with pytest.raises(UnreadableSource, match="larger"):
            texts(record(body, headers=headers))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kept", [0.55, 0.8, 0.95])
def test_a_file_that_breaks_off_is_noticed(tmp_path: Path, packed: bool, kept: float) -> None:
    data = record() + record(PAGE.replace(b"Tern", b"Gull"), url="https://quay.example/2")
    data = gzip.compress(record()) + gzip.compress(data[len(record()) :]) if packed else data
    name = "crawl.warc.gz" if packed else "crawl.warc"
    sources = opened(tmp_path, name, data[: int(len(data) * kept)])
    assert [failure.source for failure in sources.failures] == [name]
    assert "again" in sources.failures[0].reason
    assert len(sources.articles) >= 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\r\n\r\n", "empty"),
        (b"hello, world\r\n", "no WARC"),
        (INFO, "no web page"),
        (record() + b"junk\r\n", "record 2"),
        (record().replace(b"Content-Length", b"X-Length"), "how long"),
        (record().replace(b"WARC-Target-URI", b"X-URI"), "no WARC"),
    ],
)
def test_what_is_no_archive_of_pages(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words):
        texts(data)


def test_reading_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        list(read_warc(io.BytesIO(record()), "x.warc", lambda: True))


@given(st.data())
def test_any_damage_is_a_named_failure(data: st.DataObject) -> None:
    content = bytearray(INFO + record(chunked(PAGE), headers="Transfer-Encoding: chunked\r\n"))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    with suppress(UnreadableSource):
        texts(bytes(content))
