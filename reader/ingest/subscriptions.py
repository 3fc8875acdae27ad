"""Lists of subscriptions in OPML, as every feed reader writes them.

Folders, however deep, become tags; so do the entries of a `category` attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from reader.errors import UnreadableSource
from reader.ingest.feed_items import Body, plain_line
from reader.ingest.feed_markup import from_opml_root, repair, xml_text
from reader.ingest.identity import web_address
from reader.model import Failure

MOST_SUBSCRIPTIONS = 20_000
"""Feeds of one list that are read."""
_MOST_TAGS = 50
_LONGEST_TAG = 100
"""Characters of a tag."""
_MOST_NAMED = 50
"""Entries of one list that are named one by one when they cannot be taken."""
_END = re.compile(r"</(?:[\w.-]{1,30}:)?opml\s*>", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed of a list; `title` is the person's name for it, empty where the list gives none."""

    url: str
    title: str = ""
    site: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What a list holds, each address once, and the entries that cannot be taken, with reasons."""

    feeds: tuple[Subscription, ...]
    failures: tuple[Failure, ...] = ()


def read_opml(data: bytes, source: str) -> Subscriptions:
    """Return the feeds of an OPML list. Raises UnreadableSource, naming `source`, if it is none.

    A list that breaks off gives what stands before the break, and a failure.
    """
    markup = from_opml_root(xml_text(data, source))
    if markup is None:
        raise UnreadableSource(source, "it is no list of subscriptions (OPML)")
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        root = etree.fromstring(repair(markup).encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise UnreadableSource(source, f"it is no XML that can be read ({error})") from error
    if root is None:
        raise UnreadableSource(source, "it is no XML that can be read; export the list once more")
    gathered = Gathered(source)
    for attributes, folders in _outlines(root):
        _take(gathered, attributes, folders)
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    if too_deep or _END.search(markup) is None:
        gathered.refuse(source, "its XML is damaged, and feeds may be missing; export it once more")
    return gathered.result()


class Gathered:
    """The entries of a list as they are read: each address once, with all its tags."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._feeds: dict[str, Subscription] = {}
        self._failures: list[Failure] = []
        self._unnamed = 0

    def add(self, address: str, title: str, site: str | None, tags: Iterable[str]) -> None:
        """Keep a feed under its address, or say why it cannot be kept."""
        url = feed_address(address)
        if url is None:
            shown = plain_line(Body(address, html=False)) or "an entry"
            self.refuse(f"{self._source}, {shown}", "it is no address of the web (http or https)")
            return
        if url not in self._feeds and len(self._feeds) >= MOST_SUBSCRIPTIONS:
            self.refuse(url, f"the list holds more than {MOST_SUBSCRIPTIONS:,} feeds; split it")
            return
        known = self._feeds.get(url, Subscription(url))
        merged = dict.fromkeys([*known.tags, *clean_tags(tags)])
        self._feeds[url] = Subscription(
            url=url,
            title=known.title or plain_line(Body(title, html=False)) or "",
            site=known.site or web_address(site),
            tags=tuple(merged)[:_MOST_TAGS],
        )

    def refuse(self, entry: str, reason: str) -> None:
        """Keep a failure; of very many only the first are named."""
        if len(self._failures) < _MOST_NAMED:
            self._failures.append(Failure(entry, reason))
        else:
            self._unnamed += 1

    def result(self) -> Subscriptions:
        """Return everything gathered."""
        failures = list(self._failures)
        if self._unnamed:
            failures.append(
                Failure(self._source, f"{self._unnamed:,} more entries were passed over")
            )
        return Subscriptions(tuple(self._feeds.values()), tuple(failures))


def feed_address(address: str) -> str | None:
    """Return the web address that an entry gives, without the scheme feed: around it, or None."""
    text = _FEED_SCHEME.sub("", address.strip(), count=1)
    if text.lower().startswith("feed://"):
        text = f"http://{text[7:]}"
    return web_address(text)


def clean_tags(tags: Iterable[str]) -> Iterator[str]:
    """Yield each tag as it is kept: on one line, bounded, none of them empty."""
    for tag in tags:
        cleaned = (plain_line(Body(tag[: 4 * _LONGEST_TAG], html=False)) or "")[
            :_LONGEST_TAG
        ].strip()
        if cleaned:
            yield cleaned


def _outlines(root: etree._Element) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Yield the attributes of each outline that is a feed, and the names of its folders."""
    folders: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str) or _local(element.tag) != "outline":
            continue
        attributes = {_local(str(name)): str(value) for name, value in element.items()}
        address = attributes.get("xmlurl") or _included(attributes)
        if event == "start" and address is not None:
            yield {**attributes, "xmlurl": address}, [name for name in folders if name]
        if event == "start":
            folders.append("" if address is not None else _title(attributes))
        elif folders:
            folders.pop()


def _included(attributes: Mapping[str, str]) -> str | None:
    """Return the address of an outline that is a feed though it has no xmlUrl: type rss, url."""
    if attributes.get("type", "").strip().lower() in ("rss", "atom", "feed"):
        return attributes.get("url")
    return None


def _take(gathered: Gathered, attributes: Mapping[str, str], folders: list[str]) -> None:
    tags = [*folders, *_categories(attributes.get("category", ""))]
    site = attributes.get("htmlurl")
    url = attributes["xmlurl"]
    gathered.add(url, _title(attributes), _joined(url, site) if site else None, tags)


def _title(attributes: Mapping[str, str]) -> str:
    return (attributes.get("text") or attributes.get("title") or "").strip()


def _categories(written: str) -> Iterator[str]:
    """Yield the tags of a category attribute: by commas, and of a path its parts (OPML 2.0)."""
    for category in written.split(","):
        category = category.strip()
        yield from category.split("/") if category.startswith("/") else [category]


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()


def _joined(base: str, link: str) -> str | None:
    try:
        return urljoin(base.strip(), link.strip())
    except ValueError:  # a bracket that opens no address
        return None
