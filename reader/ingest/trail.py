"""The way of a request from redirect to redirect: what is allowed, and what goes along.

No network here. A person's typing and a login hold for the host that was typed, and for no other
that its server names; once the way has left it, they do not come back.
"""

from __future__ import annotations

import base64
from typing import Final

import httpx2

from reader import __version__
from reader.ingest.exchange import FetchFailed, Request

REDIRECTS: Final = 5
"""So many are followed; browsers allow 20, and feeds that work need one or two."""
PERMANENT: Final = frozenset({301, 308})
TEMPORARY: Final = frozenset({302, 303, 307})
USER_AGENT: Final = f"wirecopy/{__version__}"

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_LABEL: Final = 63
"""Characters that a part of a host's name may have (RFC 1035, 2.3.4)."""
_PORTS: Final = 65535


class Trail:
    """Where a request has come to.

    `url` is what to fetch next; `private`: it may be at a private address; `moved`: see Response;
    `steady`: no temporary redirect so far; `hops`: redirects so far. Cookies are kept for this one
    way, since some sites redirect to themselves until theirs comes back, and then forgotten.
    Raises FetchFailed for an address that cannot be fetched.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        url = self._fetchable(request.url)
        self.login = request.login
        if self.login is None and url.username:
            self.login = (url.username, url.password)
        self.url = _bare(url)
        self.private = request.private
        self.moved: str | None = None
        self.steady = True
        self.hops = 0
        self.cookies = httpx2.Cookies()
        self._met: set[tuple[httpx2.URL, str]] = set()

    def message(self) -> httpx2.Request:
        """Return the request to send next. Raises FetchFailed where the way goes in a circle."""
        message = httpx2.Request("GET", self.url, headers=self._headers())
        self.cookies.set_cookie_header(message)
        met = (self.url, message.headers.get("cookie", ""))
        if met in self._met:
            raise self.failed("it redirects in a circle; look on the site for the right address")
        self._met.add(met)
        return message

    def follow(self, status: int, location: str | None) -> None:
        """Go on to where a redirect leads. Raises FetchFailed where that is refused."""
        if not location:
            raise self.failed(f"HTTP {status}: a redirect that does not say where to", status)
        if self.hops == REDIRECTS:
            raise self.failed(
                f"redirected more than {REDIRECTS} times; look on the site for the right address",
                status,
            )
        target = self._joined(location, status)
        self.private = self.private and _place(target) == _place(self.url)
        if not _same_keeper(self.url, target):
            self.login = None
        self.url = target
        self.hops += 1
        self.steady = self.steady and status in PERMANENT
        if self.steady:
            self.moved = str(target)

    def failed(
        self, reason: str, status: int | None = None, retry_after: float | None = None
    ) -> FetchFailed:
        """Return the error for this request; the reason begins with where redirects had led."""
        where = f"redirected to {self.url}: " if self.hops else ""
        return FetchFailed(
            shown(self.request.url),
            where + reason,
            status=status,
            retry_after=retry_after,
            gone=status == 410 and self.steady,
        )

    def _headers(self) -> list[tuple[bytes, bytes]]:
        given = [
            ("User-Agent", USER_AGENT),
            ("Accept", self.request.accept),
            ("Accept-Encoding", "gzip"),  # of the others a little can unpack to gigabytes
            ("If-None-Match", self.request.etag),
            ("If-Modified-Since", self.request.modified),
            ("Authorization", None if self.login is None else _basic(self.login)),
        ]
        return [
            (name.encode("ascii"), value.encode("latin-1", "replace"))
            for name, value in given
            if value is not None
        ]

    def _joined(self, location: str, status: int) -> httpx2.URL:
        try:
            target = self.url.join(location)
        except httpx2.InvalidURL as error:
            raise self.failed("it redirects to what is no address", status) from error
        if target.scheme not in _DEFAULT_PORTS:
            raise self.failed(
                f"refused: it redirects to a {target.scheme}: address; "
                "only http and https are fetched",
                status,
            )
        if not _names_a_server(target):
            raise self.failed("it redirects to what is no address", status)
        return _bare(target)

    def _fetchable(self, address: str) -> httpx2.URL:
        try:
            url = httpx2.URL(address)
        except httpx2.InvalidURL as error:
            raise FetchFailed(shown(address), "it is no address; correct it") from error
        if url.scheme not in _DEFAULT_PORTS:
            raise FetchFailed(shown(address), "only http:// and https:// addresses are fetched")
        if not _names_a_server(url):
            raise FetchFailed(shown(address), "the address names no server; correct it")
        return url


def shown(address: str) -> str:
    """Return an address as it may be shown and written: without a password."""
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    if not mark or "@" not in host:
        return address
    user, _, place = host.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}@{place}{slash}{path}"


def _bare(url: httpx2.URL) -> httpx2.URL:
    """Return an address without login and fragment, which are not sent."""
    return url.copy_with(username=None, password=None, fragment=None)


def _names_a_server(url: httpx2.URL) -> bool:
    labels = url.raw_host.removesuffix(b".").split(b".")
    return all(0 < len(label) <= _LABEL for label in labels) and (url.port or 1) <= _PORTS


def _basic(login: tuple[str, str]) -> str:
    """Return the header's value for a name and a password (RFC 7617), in UTF-8."""
    return "Basic " + base64.b64encode(":".join(login).encode()).decode("ascii")


def _place(url: httpx2.URL) -> tuple[str, int]:
    return url.host, url.port or _DEFAULT_PORTS[url.scheme]


def _same_keeper(url: httpx2.URL, target: httpx2.URL) -> bool:
    """Tell whether a login for one address may be sent to another.

    It may to the same server, and from http to https of the same host at their usual ports.
    """
    if url.host != target.host:
        return False
    if url.scheme == target.scheme:
        return _place(url) == _place(target)
    return _place(url)[1] == 80 and _place(target)[1] == 443
