"""What a feed says, whatever it is written in: its items with everything about them made plain.

The readers of the several forms give raw items, with links and titles as written; here links are
resolved, titles and names become plain text, one of several dates is chosen, and every length is
bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape

from reader.ingest.feed_dates import read_date
from reader.ingest.identity import identities, joined, web_address
from reader.ingest.summaries import is_summary

MOST_ITEMS = 5_000
"""Items of one feed that are read, its first ones: the archives of whole blogs have some 3,000."""
MOST_CONTENT = 1_000_000
"""Characters of one item's content; the rest is cut off, and the item counts as a summary."""
_LONGEST_LINE = 500
"""Characters of a title, byline or name."""
_LONGEST_GUID = 2_048
_MOST_AUTHORS = 8
_LEAST_PAUSE, _MOST_PAUSE = 300.0, 7 * 86_400.0
"""Seconds between two refreshes that a feed may ask for: five minutes to a week."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:-]{0,30}(?:\s[^<>]{0,4000})?/?>|<!--")
_KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|big|blockquote|br|center|cite|code|del|div|em|figure|font|h[1-6]|hr|i|img|ins|kbd"
    r"|li|mark|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|sup|table|td|tr|tt|u|ul|var|wbr)"
    r"(?:\s[^<>]{0,4000})?/?>",
    re.IGNORECASE,
)
_BLOCK_END = re.compile(
    r"<(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote)\b[^<>]{0,400}>", re.IGNORECASE
)
_DROPPED = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.DOTALL)
_MAIL = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,255}")


@dataclass(frozen=True, slots=True)
class Item:
    """An article as a feed gives it.

    `html` or `text` is its content, the other None; `is_summary` tells that it is less than the
    article. `outlet` is who published it where the feed says that it passes on another's.
    """

    identity: str
    url: str | None
    guid: str | None
    title: str | None
    published: datetime | None
    byline: str | None
    language: str | None
    html: str | None
    text: str | None
    is_summary: bool
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed that was read; `every` is how many seconds it asks to be left between refreshes.

    `breaks_off`: behind its last item, which is whole, it is cut off.
    """

    title: str | None
    site: str | None
    language: str | None
    items: tuple[Item, ...]
    every: float | None = None
    breaks_off: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A piece of content as written. `html` None: the form does not say whether it is markup."""

    value: str
    html: bool | None = None


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item as written; `base` is what its link is relative to where the item itself says so."""

    link: str | None = None
    guid: str | None = None
    title: Body | None = None
    dates: tuple[object, ...] = ()
    authors: tuple[str, ...] = ()
    language: str | None = None
    content: Body | None = None
    summary: Body | None = None
    outlet: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed as written. `base`: what relative links of items are relative to, if not the site."""

    title: Body | None
    site: str | None
    language: str | None
    items: Sequence[RawItem]
    every: float | None = None
    base: str | None = None


def finish(raw: RawFeed, url: str, now: datetime) -> FeedDocument:
    """Return a feed made plain; `url` is its address, `now` bounds the dates that are believed.

    An item that says nothing, an address or a picture alone, is left out: it is no article.
    """
    site = web_address(joined(url, raw.site))
    base = joined(url, raw.base) or site or url
    language = _language(raw.language)
    items = [
        item
        for item in (_item(one, base, language, now) for one in raw.items[:MOST_ITEMS])
        if item.title or item.text or (item.html and plain_text(Body(item.html)))
    ]
    named = identities(items, feed=url, site=site)
    return FeedDocument(
        title=plain_line(raw.title),
        site=site,
        language=language,
        items=tuple(
            replace(item, identity=identity) for item, identity in zip(items, named, strict=True)
        ),
        every=_pause(raw.every),
    )


def _item(raw: RawItem, base: str, language: str | None, now: datetime) -> Item:
    guid = (raw.guid or "").strip()[:_LONGEST_GUID] or None
    within = joined(base, raw.base) or base
    url = web_address(joined(within, raw.link)) or (web_address(guid) if not raw.link else None)
    full = _chosen(raw.content, raw.summary)
    html, text, said = _content(full)
    cut = full is not None and len(full.value) > MOST_CONTENT
    return Item(
        identity="",
        url=url,
        guid=guid,
        title=plain_line(raw.title),
        published=read_date(raw.dates, now),
        byline=_byline(raw.authors),
        language=_language(raw.language) or language,
        html=html,
        text=text,
        is_summary=cut or is_summary(said, content=full is not None and full is raw.content),
        outlet=_line(raw.outlet),
    )


def _chosen(content: Body | None, summary: Body | None) -> Body | None:
    """Return the field that says more: some feeds put a picture alone into the content."""
    if content is None or summary is None:
        return content or summary
    long, short = (len(plain_text(body)) for body in (content, summary))
    return summary if short > 2 * long else content


def _content(body: Body | None) -> tuple[str | None, str | None, str]:
    """Return a piece of content as markup or as text, and its plain text in either case."""
    if body is None:
        return None, None, ""
    value = body.value[:MOST_CONTENT]
    said = plain_text(body)
    if _is_markup(body):
        return (value if said or "<" in value else None), None, said
    return None, said or None, said


def _is_markup(body: Body) -> bool:
    # Plain by its declaration or not: tags that a person would see are tags that were meant.
    tag = _KNOWN_TAG if body.html is False else _TAG
    return tag.search(body.value, 0, MOST_CONTENT) is not None


def plain_text(body: Body) -> str:
    """Return the text of a piece of content, one paragraph a line, however it is marked up."""
    value = body.value[:MOST_CONTENT]
    if _is_markup(body):
        value = _TAG.sub("", _BLOCK_END.sub("\n", _DROPPED.sub(" ", value.replace("\n", " "))))
    lines = (" ".join(line.split()) for line in _unescaped(value).splitlines())
    return "\n".join(line for line in lines if line)


def plain_line(body: Body | None) -> str | None:
    """Return a title as plain text on one line; None where it is empty or absent."""
    if body is None:
        return None
    value = body.value[: 8 * _LONGEST_LINE]
    if body.html is not False:
        # Only tags that occur in titles: "<3" and "List<int>" are text.
        value = _KNOWN_TAG.sub("", value)
    value = _unescaped(value)
    if body.html:
        value = _KNOWN_TAG.sub("", value)
    return _line(value)


def _unescaped(value: str) -> str:
    # Twice, for what was escaped once too often: &amp;amp; and &amp;#8217; are common.
    return unescape(unescape(value)) if "&" in value else value


def _line(value: str | None) -> str | None:
    return " ".join((value or "")[: 8 * _LONGEST_LINE].split())[:_LONGEST_LINE].rstrip() or None


def _byline(authors: Iterable[str]) -> str | None:
    """Return the authors' names: of `desk@quay.example (Ana Brandt)` Ana Brandt."""
    names: list[str] = []
    for author in authors:
        text = plain_line(Body(author[: 8 * _LONGEST_LINE])) or ""
        name = " ".join(_MAIL.sub(" ", text).split()).strip(" ()<>,;")
        if name and name not in names:
            names.append(name)
    return _line(", ".join(names[:_MOST_AUTHORS]))


def _language(name: str | None) -> str | None:
    text = (name or "").strip().replace("_", "-")
    return text if _LANGUAGE.fullmatch(text) else None


def _pause(every: float | None) -> float | None:
    if every is None or not 0 < every < float("inf"):
        return None
    return min(max(every, _LEAST_PAUSE), _MOST_PAUSE)
