"""JSON as drafts: a record, a list of records, {"articles": […]}, lines of records, or IPTC ninjs.

Keys read: `id`, `outlet` or `domain`, `url`, `title`, `published` or `date`, `byline`, and
`text` or `html`. Every other key is ignored. A value of the wrong type counts as absent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from reader.errors import UnreadableSource
from reader.ingest.dates import parse_date
from reader.ingest.draft import Draft
from reader.ingest.ninjs import from_ninjs, is_ninjs
from reader.text.blocks import split_blocks

_MAX_TEXT = 8 * 1024 * 1024
"""Characters of one article's text, as of one page."""


def parse_json(text: str, source: str) -> Any:
    """Return the JSON value, or raise UnreadableSource naming the place where it goes wrong."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if "\n" in text.strip() else ""
        where = f"{line}column {error.colno}"
        raise UnreadableSource(source, f"it is no valid JSON ({error.msg}, {where})") from error
    except RecursionError as error:
        raise UnreadableSource(source, "its JSON is nested too deeply") from error
    except ValueError as error:
        reason = "its JSON has a number with thousands of digits"
        raise UnreadableSource(source, reason) from error


def find_records(value: Any, source: str) -> Iterator[tuple[int | None, Any]]:
    """Yield the records in a JSON value with their place from 1, or None for a lone record."""
    if isinstance(value, dict):
        listed = value.get("articles")
        if not isinstance(listed, list):
            yield None, value
            return
        value = listed
    if not isinstance(value, list):
        raise UnreadableSource(source, "its JSON holds no record and no list of records")
    if not value:
        raise UnreadableSource(source, "its list of articles is empty")
    yield from enumerate(value, 1)


def read_record(record: Any, source: str) -> Draft:
    """Return one record as a draft; raises UnreadableSource where it holds no article."""
    if not isinstance(record, Mapping):
        raise UnreadableSource(source, "it is no record (an object with text or html)")
    language = None
    if is_ninjs(record):
        record = from_ninjs(record)
        language = _string(record, "language")
    text, html = record.get("text"), record.get("html")
    url = _string(record, "url")
    if isinstance(text, str) and text.strip():
        if len(text) > _MAX_TEXT:
            raise UnreadableSource(source, f"its text is longer than {_MAX_TEXT:,} characters")
        text = without_surrogates(text)
        draft = Draft(text, split_blocks(text), url=url)
    elif isinstance(html, str) and html.strip():
        from reader.ingest.html import read_html  # lxml is loaded for pages alone

        draft = read_html(html, source, url=url)
    else:
        raise UnreadableSource(source, 'the record has neither "text" nor "html"')
    return _with_stated(draft, record, language)


def _with_stated(draft: Draft, record: Mapping[str, Any], language: str | None) -> Draft:
    """Return the draft with what the record itself states, which goes before what a page says."""
    return Draft(
        text=draft.text,
        blocks=draft.blocks,
        id=_string(record, "id"),
        outlet=_string(record, "outlet"),
        domain=_string(record, "domain"),
        site_name=draft.site_name,
        url=draft.url,
        title=_string(record, "title") or draft.title,
        published=_published(record) or draft.published,
        byline=_string(record, "byline") or draft.byline,
        language=language or draft.language,
        links=draft.links,
    )


def _published(record: Mapping[str, Any]) -> datetime | None:
    return parse_date(record.get("published")) or parse_date(record.get("date"))


def _string(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**30 else None
    if not isinstance(value, str):
        return None
    return without_surrogates(value).strip() or None


def without_surrogates(text: str) -> str:
    """Return the text with lone surrogates, which no encoding can write, replaced one for one."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text
