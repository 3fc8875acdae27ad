"""Files, folders and standard input as articles."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, TypeVar

from reader.errors import Cancelled, ConflictingArticles, UnreadableSource
from reader.ingest.decode import decode
from reader.ingest.draft import Draft
from reader.ingest.found import STDIN, Found, find_files
from reader.ingest.outlets import name_outlet
from reader.ingest.reading import (
    MAX_ARTICLE_FILE,
    MAX_JSON_FILE,
    MAX_LINE,
    decompressed,
    describe,
    peek,
    read_all,
    read_lines,
)
from reader.ingest.records import find_records, parse_json, read_record
from reader.ingest.sniff import GZIP, WARC, sniff
from reader.model import Article, Failure
from reader.text.blocks import split_blocks

_STDIN_NAME = "standard input"
_MOST_NAMED = 50
"""Lines or records of one file that are named one by one when they cannot be read."""

Progress = Callable[[int, int], None]
"""Called with the number of files read and of all files."""
Check = Callable[[], bool]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sources:
    """What was read: the articles in the order of their files, and what could not be read."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A draft, the id that it gets where it has none, and the place it came from, for messages."""

    draft: Draft
    fallback_id: str
    place: str


def _never() -> bool:
    return False


def read_sources(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    cancelled: Check = _never,
) -> Sources:
    """Read files and folders; "-" is standard input, its form found by looking at it.

    What cannot be read becomes a failure with file, reason and remedy, and the rest is read.
    Raises ConflictingArticles where an id stands for two different texts, and Cancelled.
    """
    found, failures = find_files(paths, cancelled)
    piped: list[Found | BinaryIO] = [stdin] if stdin is not None and STDIN in paths else []
    if STDIN in paths and stdin is None:
        failures.append(Failure(_STDIN_NAME, "nothing is connected to it"))
    articles: dict[str, tuple[Article, str]] = {}
    total = len(found) + len(piped)
    for done, source in enumerate(chain(piped, found)):
        if cancelled():
            raise Cancelled("reading was stopped")
        if progress is not None:
            progress(done, total)
        name = source.name if isinstance(source, Found) else _STDIN_NAME
        for one in _read_source(source, name, failures, cancelled):
            _keep(articles, one, name)
    if progress is not None:
        progress(total, total)
    return Sources(tuple(article for article, _ in articles.values()), tuple(failures))


def _keep(articles: dict[str, tuple[Article, str]], one: _Read, source: str) -> None:
    """Add an article; the same text under the same id is the same article."""
    draft = one.draft
    identity = draft.id or one.fallback_id
    known = articles.get(identity)
    if known is not None:
        if known[0].text != draft.text:
            raise ConflictingArticles(identity, known[1], one.place)
        return
    article = Article(
        id=identity,
        outlet=name_outlet(draft, identity),
        text=draft.text,
        blocks=draft.blocks,
        title=draft.title,
        url=draft.url,
        published=draft.published,
        byline=draft.byline,
        language=draft.language,
        source=source,
        links=draft.links,
    )
    articles[identity] = article, one.place


def _read_source(
    source: Found | BinaryIO, name: str, failures: list[Failure], cancelled: Check
) -> Iterator[_Read]:
    """Yield what one file or stream holds; what it does not becomes a failure."""
    try:
        if isinstance(source, Found):
            with source.path.open("rb") as stream:
                packed = source.path.name.lower().endswith(".gz")
                plain = decompressed(stream) if packed else stream
                yield from _read_form(plain, source.form, name, failures, cancelled)
        else:
            yield from _read_piped(source, name, failures, cancelled)
    except UnreadableSource as error:
        failures.append(Failure(error.source, error.reason))
    except OSError as error:
        failures.append(Failure(name, describe(error)))


def _read_piped(
    stream: BinaryIO, name: str, failures: list[Failure], cancelled: Check
) -> Iterator[_Read]:
    data = read_all(stream, name, MAX_JSON_FILE, cancelled)
    if data.startswith(GZIP):
        data = read_all(decompressed(io.BytesIO(data)), name, MAX_JSON_FILE, cancelled)
    if data.startswith(WARC):
        form = "warc"
    else:
        head = decode(data[:65536], name) if data else ""
        whole = head.lstrip().startswith(("{", "["))  # only all of it tells: a line may be long
        form = sniff(decode(data, name) if whole else head)
    yield from _read_form(io.BytesIO(data), form, name, failures, cancelled)


def _read_form(
    stream: BinaryIO, form: str, name: str, failures: list[Failure], cancelled: Check
) -> Iterator[_Read]:
    if form == "lines":
        yield from _read_lines(_as_utf8(stream, name, cancelled), name, failures, cancelled)
        return
    if form == "warc":
        from reader.ingest.warc import page_draft, read_warc  # warcio is loaded for these alone

        pages = read_warc(stream, name, cancelled)
        yield from _read_each(pages, page_draft, f"{name}, record", name, failures, cancelled)
        return
    limit = MAX_JSON_FILE if form == "json" else MAX_ARTICLE_FILE
    data = read_all(stream, name, limit, cancelled)
    text = decode(data, name, html=form == "html")
    if not text.strip():
        raise UnreadableSource(name, "it is empty")
    if form == "json":
        if sniff(text) == "lines":  # saved under the wrong ending, which is common
            yield from _read_lines(io.BytesIO(text.encode()), name, failures, cancelled)
        else:
            yield from _read_records(text, name, failures, cancelled)
        return
    yield _Read(_READERS[form](text, name), name, name)


def _as_utf8(stream: BinaryIO, name: str, cancelled: Check) -> BinaryIO:
    """Return a stream of lines in UTF-8: in UTF-16 a line feed is two bytes there."""
    if peek(stream, name, 2) not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return stream
    data = read_all(stream, name, MAX_JSON_FILE, cancelled)
    return io.BytesIO(decode(data, name).encode("utf-8", "replace"))


def _read_text(text: str, source: str) -> Draft:
    blocks = split_blocks(text)
    if not blocks:
        raise UnreadableSource(source, "it holds no text")
    return Draft(text, blocks)


def _read_html(text: str, source: str) -> Draft:
    from reader.ingest.html import read_html  # lxml is loaded for pages alone

    return read_html(text, source)


def _read_markdown(text: str, source: str) -> Draft:
    from reader.ingest.markdown import read_markdown

    return read_markdown(text, source)


_READERS: dict[str, Callable[[str, str], Draft]] = {
    "html": _read_html,
    "markdown": _read_markdown,
    "text": _read_text,
}


def _read_records(
    text: str, name: str, failures: list[Failure], cancelled: Check
) -> Iterator[_Read]:
    records = find_records(parse_json(text, name), name)
    return _read_each(records, read_record, f"{name}, article", name, failures, cancelled)


def _read_lines(
    stream: BinaryIO, name: str, failures: list[Failure], cancelled: Check
) -> Iterator[_Read]:
    lines = (
        (number, line)
        for number, line in read_lines(stream, name, cancelled)
        if line is None or line.strip()
    )
    first = next(lines, None)
    if first is None:
        raise UnreadableSource(name, "it is empty")
    everything = chain([first], lines)
    return _read_each(everything, _read_line, f"{name}, line", name, failures, cancelled)


def _read_line(line: bytes | None, place: str) -> Draft:
    if line is None:
        raise UnreadableSource(place, f"the line is longer than {MAX_LINE >> 20} MB")
    return read_record(parse_json(decode(line, place), place), place)


def _read_each(
    items: Iterable[tuple[int | None, T]],
    read: Callable[[T, str], Draft],
    where: str,
    name: str,
    failures: list[Failure],
    cancelled: Check,
) -> Iterator[_Read]:
    """Yield the articles of a file that holds many; each that cannot be read becomes a failure.

    An item has its number in the file, or None where it is the only one.
    """
    bad = 0
    for number, item in items:
        if cancelled():
            raise Cancelled("reading was stopped")
        place = name if number is None else f"{where} {number}"
        identity = name if number is None else f"{name}:{number}"
        try:
            yield _Read(read(item, place), identity, place)
        except UnreadableSource as error:
            bad += 1
            if bad <= _MOST_NAMED:
                failures.append(Failure(error.source, error.reason))
    if bad > _MOST_NAMED:
        failures.append(Failure(name, f"{bad - _MOST_NAMED} more in it could not be read"))
