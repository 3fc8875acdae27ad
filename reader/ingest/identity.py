"""What tells that two deliveries are one article: its address, or its feed's name for it.

An address names the article however a reader came to it, so that the same page from two feeds, or
from one feed before and after a redesign of its links, is kept once. Where a feed gives several
items one address, or that of its front page, its own names for them are all there is.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from base64 import b32encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Protocol
from urllib.parse import SplitResult, quote, unquote_plus, urljoin, urlsplit, urlunsplit

LONGEST_ADDRESS = 2048
"""Characters of a web address; servers and browsers refuse longer ones (RFC 9110 asks for 8000)."""
_PUBLIC_LETTERS = 10
"""Letters of a public id, of five bits: two of a million articles share one with odds of 1:2000."""
_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_FRONT_PAGES = re.compile(r"/(?:(?:index|default|home)\.(?:html?|php|aspx?|jsp))?")
_UNADDRESSABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
_NO_HOST = re.compile(r"[%<>\"\\^`{|}]")


class Named(Protocol):
    """What an item's identity is made of."""

    @property
    def url(self) -> str | None:
        """Its address."""

    @property
    def guid(self) -> str | None:
        """The name that its feed gives it."""

    @property
    def title(self) -> str | None:
        """Its headline."""

    @property
    def html(self) -> str | None:
        """Its content as markup."""

    @property
    def text(self) -> str | None:
        """Its content as text."""


@dataclass(frozen=True, slots=True)
class _Tracking:
    names: frozenset[str]
    prefixes: tuple[str, ...]
    values: dict[str, frozenset[str]]


def web_address(url: str | None) -> str | None:
    """Return an address of the web, white space in it escaped, or None for anything else."""
    text = (url or "").strip()
    if not text or len(text) > LONGEST_ADDRESS:
        return None
    text = _UNADDRESSABLE.sub(lambda found: quote(found[0]), text)
    return text if _split(text) is not None else None


def joined(base: str, link: str | None) -> str | None:
    """Return an address resolved against another, or None where there is none to resolve."""
    text = " ".join((link or "").split())
    if not text or len(text) > LONGEST_ADDRESS:
        return None
    text = text.replace("&amp;", "&")
    if text.startswith(("https://", "http://")):
        return text
    try:
        return urljoin(base, text)
    except ValueError:  # a bracket that opens no address
        return None


def untracked(url: str) -> str:
    """Return an address of the web without the parameters that only track the reader."""
    parts = _split(url)
    if parts is None or not parts.query:
        return url
    query = _telling(parts.query)
    return url if query == parts.query else urlunsplit(parts._replace(query=query))


def canonical_url(url: str | None) -> str | None:
    """Return an address in the form in which the same page is always the same text, or None.

    The host in lower case, no default port, no fragment, no parameter that only tracks the reader
    (`tracking.toml`), http as https. For comparing, not for fetching.
    """
    text = web_address(url)
    parts = _split(text) if text is not None else None
    if parts is None:
        return None
    query = _telling(parts.query)
    path = _ESCAPE.sub(lambda found: found[0].upper(), parts.path) or "/"
    # "#!" was how pages drawn by scripts addressed their articles.
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"https://{_host(parts)}{path}{'?' + query if query else ''}{fragment}"


def identities(items: Sequence[Named], *, feed: str, site: str | None) -> list[str]:
    """Return each item's identity; `feed` is the feed's address and `site` that of its front page.

    An item is known by its canonical address; else, where that is missing, shared by several items
    or the site's front page, by feed and guid; else by feed, title and text.
    """
    addresses = [canonical_url(item.url) for item in items]
    front = canonical_url(site)
    # An item that the feed lists twice shares neither its address nor its guid with another.
    listed = list(zip(addresses, items, strict=True))
    sharing = Counter(
        address for address, _ in {(at, it.guid or it.title or _said(it)) for at, it in listed}
    )
    guids = Counter(guid for guid, _, _ in {(it.guid, at, it.title) for at, it in listed})
    place = canonical_url(feed) or feed
    found: list[str] = []
    for address, item in listed:
        own = address is not None and address != front and not _is_front(address)
        if own and address is not None and sharing[address] == 1:
            found.append(address)
        elif item.guid and guids[item.guid] == 1:
            found.append(f"{place}#guid:{item.guid}")
        else:
            said = "\n".join((address or "", item.title or "", _said(item)))
            found.append(f"{place}#text:{_digest(said)}")
    return found


def public_id(identity: str) -> str:
    """Return the short, stable id under which an identity is shown and named on a command line."""
    return _digest(identity)[:_PUBLIC_LETTERS]


def _said(item: Named) -> str:
    """Return what tells an item from others of the same title; a title alone is often corrected."""
    return (item.text or item.html or "") if not item.title else ""


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return b32encode(digest).decode("ascii").lower().rstrip("=")


@lru_cache(maxsize=1024)  # an item's address and its guid, each asked for several times
def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").strip(".")
        known = parts.scheme in _PORTS and parts.port != 0
        if known and host and _NO_HOST.search(host) is None:
            return parts
    except ValueError:  # a port or a bracketed address that is none
        pass
    return None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    plain = parts.port is None or parts.port == _PORTS[parts.scheme]
    return host if plain else f"{host}:{parts.port}"


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.query and not parts.fragment and bool(_FRONT_PAGES.fullmatch(parts.path))


def _telling(query: str) -> str:
    """Return a query without parameters that only track the reader."""
    return "&".join(part for part in query.split("&") if part and not _tracks(part))


def _tracks(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    name = unquote_plus(name).lower()
    known = _tracking()
    if name in known.names or name.startswith(known.prefixes):
        return True
    return value.lower() in known.values.get(name, ())


@cache
def _tracking() -> _Tracking:
    source = resources.files("reader.ingest").joinpath("tracking.toml").read_text("utf-8")
    data = tomllib.loads(source)
    values = {name: frozenset(said) for name, said in data["values"].items()}
    return _Tracking(frozenset(data["names"]), tuple(data["prefixes"]), values)
