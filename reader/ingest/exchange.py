"""What is asked of a server and what comes back: values, and the one error of fetching."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from reader.errors import ReaderError

FEED_LIMIT: Final = 10 * 1024 * 1024
"""Bytes of a feed, decompressed: 500 items with full text of ten thousand characters are 5 MB."""
PAGE_LIMIT: Final = 8 * 1024 * 1024
"""Bytes of a page, decompressed; what parses pages is bounded to as many."""
FEED_ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
)
"""What is asked for where a feed is expected."""
PAGE_ACCEPT: Final = "text/html, application/xhtml+xml, */*;q=0.1"
"""What is asked for where a page is expected."""


@dataclass(frozen=True, slots=True)
class Request:
    """One address to be fetched.

    `etag` and `modified` are sent back exactly as they came. `limit` is in bytes, decompressed.
    `private`: the person typed this host, so it may be at a private or loopback address. `login`
    is a name and a password; without it those in the address are taken.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    limit: int = FEED_LIMIT
    private: bool = False
    login: tuple[str, str] | None = field(default=None, repr=False)
    accept: str = FEED_ACCEPT

    @property
    def conditional(self) -> bool:
        """Whether the server may answer that nothing changed."""
        return self.etag is not None or self.modified is not None


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: the document with status 200, or 304 and no body.

    `url` is where it was found in the end. `headers` have lower-case names and their values as
    sent, each byte a character, so that they can be sent back unchanged. `moved` is the address
    that permanent redirects, from the first on, led to.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    moved: str | None = None


class FetchFailed(ReaderError):
    """An address that gave no document.

    `reason` is in plain words, with the remedy where there is one. `status` is the HTTP status, if
    an answer came; `retry_after` the seconds that the server asks to be left alone; `gone`: it says
    that the address is gone for good (410).
    """

    def __init__(
        self,
        url: str,
        reason: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        gone: bool = False,
    ) -> None:
        self.url = url
        self.reason = reason
        self.status = status
        self.retry_after = retry_after
        self.gone = gone
        super().__init__(f"{url}: {reason}")
