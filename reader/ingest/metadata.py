"""What a page says about itself outside its text: title, address, time, author, outlet, language.

Sources: JSON-LD (schema.org), meta elements (Open Graph, Dublin Core and their kin), and the markup
of the page itself. Everything read here is text from outside: shown, never trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from reader.ingest.dates import date_in_path, parse_date
from reader.ingest.linked_data import LinkedData, read_linked_data

_LONGEST = 500
"""Characters of a title, byline or name; longer ones are cut off by no one we know of."""
_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_PUBLISHED = (
    "articlepublishedtime",
    "ogpublishedtime",
    "ogarticlepublishedtime",
    "datepublished",
    "publisheddate",
    "publishedtime",
    "parselypubdate",
    "sailthrudate",
    "publishdate",
    "publicationdate",
    "originalpublicationdate",
    "btpubdate",
    "pubdate",
    "issuedate",
    "dcdateissued",
    "dcdate",
    "dctermscreated",
    "date",
)
"""Meta elements that date a page, their names without the marks that publishers set at will."""
_AUTHOR = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
)
_SITE = ("og:site_name", "application-name", "twitter:app:name:iphone")
_MARKS = re.compile(r"[\W_]+")
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:]|-{1,2}|::)\s+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's head says; None for what it does not say."""

    title: str | None = None
    url: str | None = None
    published: datetime | None = None
    byline: str | None = None
    language: str | None = None
    site_name: str | None = None
    body: str | None = None
    """The article's text as JSON-LD gives it."""


def read_metadata(root: etree._Element, url: str | None = None) -> Metadata:
    """Return what the page says about itself; `url` is its address where that is known."""
    linked = read_linked_data(root)
    meta = _meta(root)
    address = _clean(_canonical(root, meta) or linked.url)
    site = _first(meta, _SITE[:1]) or linked.publisher or _first(meta, _SITE[1:])
    return Metadata(
        title=_title(root, meta, linked, site),
        url=address if _is_web(address) else None,
        published=_published(root, meta, linked) or date_in_path(url) or date_in_path(address),
        byline=_byline(root, meta, linked),
        language=_language(root),
        site_name=site,
        body=linked.body,
    )


def _meta(root: etree._Element) -> dict[str, str]:
    """Return the meta elements' contents by lower-case name, the first of a name winning."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        names = (element.get("property"), element.get("name"), element.get("itemprop"))
        content = _clean(element.get("content"))
        for name in names:
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _clean(value: str | None) -> str | None:
    if not value:
        return None
    return " ".join(value[: 4 * _LONGEST].split())[:_LONGEST] or None


def _is_web(url: str | None) -> bool:
    return url is not None and url.lower().startswith(("http://", "https://"))


def _canonical(root: etree._Element, meta: dict[str, str]) -> str | None:
    for element in root.iter("link"):
        href = element.get("href")
        if href and "canonical" in (element.get("rel") or "").lower().split() and _is_web(href):
            return href
    return meta.get("og:url")


def _title(
    root: etree._Element, meta: dict[str, str], linked: LinkedData, site: str | None
) -> str | None:
    named = _first(meta, _TITLE[:1]) or linked.headline
    headings = [text for text in map(_text, root.iter("h1")) if text]
    if named is not None:
        return _without_site(named, headings, site)
    element = next(root.iter("title"), None)
    written = _text(element) if element is not None else None
    if written is not None:
        return _without_site(written, headings, site)
    return headings[0] if headings else _first(meta, _TITLE[1:])


def _without_site(title: str, headings: list[str], site: str | None) -> str:
    """Return a title without the name of its site: as a heading repeats it, or up to the name."""
    for heading in headings:
        if len(heading) >= 10 and heading != title and heading in title:
            return heading
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    if site is not None and parts[-1].casefold() == site.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•»:-")
    if site is not None and parts[0].casefold() == site.casefold():
        return title[len(parts[0]) :].lstrip(" |–—·•»:-")
    return title


def _text(element: etree._Element) -> str | None:
    # Not itertext on the whole element: a broken page's h1 may hold the page.
    gathered: list[str] = []
    length = 0
    for part in element.itertext():
        gathered.append(str(part))
        length += len(part)
        if length > _LONGEST:
            return None
    return _clean("".join(gathered))


def _published(root: etree._Element, meta: dict[str, str], linked: LinkedData) -> datetime | None:
    if linked.published is not None:
        return linked.published
    plain = {_MARKS.sub("", name): value for name, value in reversed(meta.items())}
    for name in _PUBLISHED:
        when = parse_date(plain.get(name))
        if when is not None:
            return when
    for element in root.iter("time"):
        when = parse_date(element.get("datetime"))
        if when is not None:
            return when
    return None


def _byline(root: etree._Element, meta: dict[str, str], linked: LinkedData) -> str | None:
    if linked.authors:
        return _clean(", ".join(linked.authors))
    named = (meta.get(name) for name in _AUTHOR)
    found = next((name for name in named if name and not _is_web(name)), None)
    if found is not None:
        return found
    for element in root.iter("a"):
        if "author" in (element.get("rel") or "").lower().split():
            return _text(element)
    return None


def _language(root: etree._Element) -> str | None:
    for element in root.iter("html"):
        name = (element.get("lang") or "").strip().replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}", name):
            return name
    return None
