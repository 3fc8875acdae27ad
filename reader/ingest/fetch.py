"""Documents from servers: bounded in every direction, polite, and never where they must not reach.

One `Fetcher` for one run. Bodies, headers, redirects, time and the number of requests at once are
bounded; only http and https are spoken; private addresses are refused but where a person typed
them (see `addresses`); passwords go to nobody else (see `trail`). Proxy variables are honoured;
the proxy then resolves the names, so that what a name leads to is not checked.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import httpx2

from reader.ingest.addresses import Resolve, resolve
from reader.ingest.exchange import (
    FEED_ACCEPT,
    FEED_LIMIT,
    PAGE_ACCEPT,
    PAGE_LIMIT,
    FetchFailed,
    Request,
    Response,
)
from reader.ingest.failures import FAILURES, in_words, status_in_words
from reader.ingest.http_times import retry_after
from reader.ingest.network import Network, proxy_of
from reader.ingest.trail import PERMANENT, TEMPORARY, Trail, shown

__all__ = [
    "FEED_ACCEPT",
    "FEED_LIMIT",
    "PAGE_ACCEPT",
    "PAGE_LIMIT",
    "FetchFailed",
    "Fetcher",
    "Pace",
    "Request",
    "Response",
]

_ENCODINGS: Final = frozenset({"", "identity", "gzip", "deflate"})
"""Content encodings that are read; the first two are none."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much at once, and how long.

    `at_once` requests in all, of these `per_host` to one host. `wait`: seconds for each step, a
    connection or the next bytes. `deadline`: seconds for a document with all its redirects, not
    counting the time that it waits for its turn.
    """

    at_once: int = 16
    per_host: int = 2
    wait: float = 20.0
    deadline: float = 60.0


class Fetcher:
    """Fetches documents. An async context manager: leaving it closes every connection.

    `resolve` finds a host's addresses; `clock` gives seconds since 1970; `tls` says which
    certificates are trusted (the system's).
    """

    def __init__(
        self,
        pace: Pace | None = None,
        *,
        resolve: Resolve = resolve,
        clock: Callable[[], float] = time.time,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._pace = pace or Pace()
        self._clock = clock
        self._network = Network(resolve, tls, self._pace.wait)
        self._turns = asyncio.Semaphore(self._pace.at_once)
        self._hosts: dict[str, asyncio.Semaphore] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._network.aclose()

    async def get(self, request: Request) -> Response:
        """Return the document at an address, or the answer that it has not changed (304).

        Raises FetchFailed for everything else. Cancelling closes the connection.
        """
        trail = Trail(request)
        left = self._pace.deadline
        while True:
            async with self._turn(trail.url.host):
                began = asyncio.get_running_loop().time()
                try:
                    async with asyncio.timeout(left):
                        response = await self._step(trail)
                except TimeoutError as error:
                    raise trail.failed(
                        f"timed out: not all of it came within {self._pace.deadline:g} seconds"
                    ) from error
                left -= asyncio.get_running_loop().time() - began
            if response is not None:
                return response

    @contextlib.asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        """Wait until a request to this host may begin.

        The host's turn comes first, so that what waits for a busy host holds up no other; and both
        are given back before a redirect is followed, so that nobody holds one and waits for one.
        """
        of_host = self._hosts.setdefault(host, asyncio.Semaphore(self._pace.per_host))
        async with of_host, self._turns:
            yield

    async def _step(self, trail: Trail) -> Response | None:
        """Send one request; return the document, or None where the trail goes on."""
        message = trail.message()
        proxy = proxy_of(message.url)
        answer: httpx2.Response | None = None
        try:
            answer = await self._network.send(message, private=trail.private, proxy=proxy)
            return await self._judged(trail, answer)
        except FAILURES as error:
            received = None if answer is None else answer.num_bytes_downloaded
            raise trail.failed(
                in_words(
                    error,
                    wait=self._pace.wait,
                    received=received,
                    proxy=proxy and shown(proxy),
                )
            ) from error
        finally:
            if answer is not None:
                await answer.aclose()

    async def _judged(self, trail: Trail, answer: httpx2.Response) -> Response | None:
        status = answer.status_code
        headers = _headers(answer)
        trail.cookies.extract_cookies(answer)
        if status in PERMANENT or status in TEMPORARY:
            trail.follow(status, answer.headers.get("location"))
            return None
        if status != 200 and not (status == 304 and trail.request.conditional):
            raise trail.failed(
                status_in_words(status, logged_in=trail.login is not None),
                status,
                retry_after(headers, self._clock()),
            )
        body = await _body(trail, answer)
        return Response(str(trail.url), status, headers, body, trail.moved)


async def _body(trail: Trail, answer: httpx2.Response) -> bytes:
    """Read a body to its end. Raises FetchFailed once it is larger than the request allows."""
    limit = trail.request.limit
    encodings = answer.headers.get_list("content-encoding", split_commas=True)
    unread = [name for name in encodings if name.strip().lower() not in _ENCODINGS]
    if unread:
        raise trail.failed(f"it comes compressed as {unread[0][:40]!r}, which nobody asked for")
    length = answer.headers.get("content-length", "")
    body = bytearray()
    if length.isdecimal() and len(length) < 20 and int(length) > limit:
        raise trail.failed(_too_large(limit))
    async with contextlib.aclosing(answer.aiter_bytes()) as parts:
        async for part in parts:
            if len(body) + len(part) > limit:
                raise trail.failed(_too_large(limit))
            body += part
    return bytes(body)


def _too_large(limit: int) -> str:
    size = f"{limit >> 20} MB" if limit >> 20 else f"{limit:,} bytes"
    return f"it is larger than {size}, and was not read to its end"


def _headers(answer: httpx2.Response) -> dict[str, str]:
    """Return the headers as they were sent, a character for each byte; several of a name joined."""
    found: dict[str, str] = {}
    for raw_name, raw_value in answer.headers.raw:
        name = raw_name.decode("latin-1").lower()
        value = raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found
