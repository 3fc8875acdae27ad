"""Connections: to checked addresses, to those that a person typed, or through a proxy.

A host is resolved once, its addresses are checked, and the connection goes to a checked one: a
name server that answers differently a moment later gains nothing. Connections that a person's
typing allowed are pooled apart, so that no other request is sent on them.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import socket
import ssl
from collections.abc import AsyncIterator, Iterable
from typing import Final

import httpcore2
import httpx2

from reader.ingest.addresses import Resolve, is_public, literal
from reader.ingest.proxies import proxy_for, variable_for

_ADDRESSES: Final = 4
"""Of one host, so many are tried; a name may have hundreds."""
_TURN: Final = 2.0
"""Seconds for an address while others are left. A working one answers in less than a second, and
many hosts have an IPv6 address that is not reached from everywhere."""
_IDLE: Final = 2.0
"""Seconds that a connection is kept for the next request to the same host, less than the five after
which many servers close it,"""
_KEPT: Final = 16
"""and how many connections are."""


class Unreachable(Exception):
    """A connection that is not made, with the reason in plain words."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class CheckedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to public addresses only, or to any where `private`; `plain` does the connecting."""

    def __init__(
        self,
        resolve: Resolve,
        *,
        private: bool,
        plain: httpcore2.AsyncNetworkBackend | None = None,
    ) -> None:
        self._resolve = resolve
        self._private = private
        self._plain = plain or httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first of the host's checked addresses that answers.

        Raises Unreachable, and what httpcore2 raises for a failed connection.
        """
        addresses = await self._checked(host, port, timeout)
        for position, address in enumerate(addresses, 1):
            last = position == len(addresses)
            turn = timeout if last else min(_TURN, timeout or _TURN)
            try:
                return await self._plain.connect_tcp(
                    address, port, turn, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if last:
                    raise
        raise Unreachable(f"the name {host} has no address")

    async def sleep(self, seconds: float) -> None:
        """Wait, as the pool asks between two tries."""
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int, timeout: float | None) -> list[str]:
        written = literal(host)
        found = [written] if written else await self._resolved(host, port, timeout)
        allowed = [address for address in found if self._private or is_public(address)]
        if found and not allowed:
            raise refusal(host, found[0])
        return allowed[:_ADDRESSES]

    async def _resolved(self, host: str, port: int, timeout: float | None) -> list[str]:
        try:
            async with asyncio.timeout(timeout):
                return list(await self._resolve(host, port))
        except TimeoutError as error:
            raise Unreachable(
                f"no name server said within {timeout:g} seconds where {host} is; "
                "look whether you are online"
            ) from error
        except OSError as error:
            raise Unreachable(_not_found(host, error)) from error


def refusal(host: str, address: str) -> Unreachable:
    """Return the error for a host at an address that is not public."""
    at = host if host == address else f"{host} at {address}"
    return Unreachable(
        f"refused: it leads to a private address ({at}), and only one that you type yourself "
        "may be fetched"
    )


def _not_found(host: str, error: OSError) -> str:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return f"no name server answers where {host} is; look whether you are online"
    return f"the name {host} was not found; look whether the address is right"


class Network:
    """The connections of one run, opened when they are needed; close it in the end."""

    def __init__(self, resolve: Resolve, tls: ssl.SSLContext | None, wait: float) -> None:
        self._resolve = resolve
        self._tls = tls
        self._timeout = {"connect": wait, "read": wait, "write": wait, "pool": None}
        self._pools: dict[tuple[str, bool, str | None], httpcore2.AsyncConnectionPool] = {}

    async def send(
        self, request: httpx2.Request, *, private: bool, proxy: str | None
    ) -> httpx2.Response:
        """Send a request and return the answer, its body not yet read; close it.

        `proxy` is the proxy's address, or None: go there directly. Redirects are not followed.
        Raises Unreachable and httpcore2's errors.
        """
        url = request.url
        if proxy is not None and not private:
            _refuse_literal(url.host)
        pool = self._pool(url.scheme, private, proxy)
        answer = await pool.handle_async_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions={"timeout": self._timeout},
            )
        )
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), request=request
        )

    async def aclose(self) -> None:
        """Close every connection."""
        for pool in self._pools.values():
            await pool.aclose()

    def _pool(self, scheme: str, private: bool, proxy: str | None) -> httpcore2.AsyncConnectionPool:
        key = scheme, private, proxy
        if key not in self._pools:
            self._pools[key] = httpcore2.AsyncConnectionPool(
                ssl_context=self._certificates() if scheme == "https" else None,
                proxy=None if proxy is None else self._proxy(proxy, variable_for(scheme)),
                max_connections=None,  # the fetcher counts
                max_keepalive_connections=_KEPT,
                keepalive_expiry=_IDLE,
                network_backend=CheckedBackend(
                    self._resolve,
                    private=private or proxy is not None,  # a proxy is the person's own
                ),
            )
        return self._pools[key]

    def _certificates(self) -> ssl.SSLContext:
        """Read the system's certificates, once and only if needed: it takes 20 to 100 ms."""
        if self._tls is None:
            self._tls = httpcore2.default_ssl_context()
        return self._tls

    def _proxy(self, address: str, variable: str) -> httpcore2.Proxy:
        try:
            proxy = httpx2.Proxy(address)
            if not proxy.url.host:
                raise ValueError(address)
        except (ValueError, httpx2.InvalidURL) as error:
            raise Unreachable(
                f"{variable}: this is no address of an http, https or socks5 proxy; correct it"
            ) from error
        url = proxy.url
        if url.scheme.startswith("socks") and importlib.util.find_spec("socksio") is None:
            raise Unreachable(
                f"{variable}: a SOCKS proxy needs the package socksio, which is not installed;"
                " pip install 'wirecopy[socks]' brings it"
            )
        return httpcore2.Proxy(
            httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target="/"),
            auth=proxy.raw_auth,
            ssl_context=self._certificates() if url.scheme == "https" else None,
        )


class _Body(httpx2.AsyncByteStream):
    """The body of an answer, as httpx2 reads it."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async with contextlib.aclosing(self._answer.aiter_stream()) as parts:
            async for part in parts:
                yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


def proxy_of(url: httpx2.URL) -> str | None:
    """Return the address of the proxy that a request goes through, or None."""
    port = url.port or (443 if url.scheme == "https" else 80)
    return proxy_for(url.scheme, url.host, port)


def _refuse_literal(host: str) -> None:
    """Refuse what is seen to be private without resolving it."""
    address = "127.0.0.1" if f".{host}".endswith(".localhost") else literal(host)
    if address is not None and not is_public(address):
        raise refusal(host, address)
