"""A real web server on the loopback interface, as kind or as hostile as a test wants it.

    with serve({"/feed": document(FEED, etag='"1"')}) as server:
        ... server.url("/feed") ... server.asked("/feed")[0].headers ...

A route is an `Answer`, or a function from what was asked to one. Routes can be replaced while it
serves. Whatever waits or never ends does so until the server closes: nothing sleeps.
"""

from __future__ import annotations

import gzip
import itertools
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

CERTIFIED = "news.example"
"""The one name in the certificate."""
CERTIFICATE = Path(__file__).with_name("certificate.pem")
"""Certificate and key, for tests alone, good until 2126. Made by: openssl req -x509 -newkey ec
-pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj /CN=news.example
-addext subjectAltName=DNS:news.example -keyout key.pem -out name.pem, and both in one file."""
PATIENCE = 10.0
"""Seconds after which a test that waits for the server has failed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came: its path with query, and its headers by lower-case names."""

    path: str
    headers: Mapping[str, str]
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent. Without `length` that of the body, where it is bytes, is declared.

    `body` may be parts without end. `raw` is sent instead of everything, as it stands. `gate` must
    be set before anything is sent, `rest` before anything after the headers.
    """

    status: int = 200
    body: bytes | Iterable[bytes] = b""
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    raw: bytes | None = None
    gate: threading.Event | None = None
    rest: threading.Event | None = None


Route = Answer | Callable[[Asked], Answer]


def document(
    body: bytes,
    content_type: str = "application/rss+xml; charset=utf-8",
    *,
    etag: str | None = None,
    modified: str | None = None,
    **headers: str,
) -> Route:
    """A document; with a validator it answers 304 to who sends it back. `cache_control="…"`."""
    validators = {"ETag": etag, "Last-Modified": modified}
    shown = tuple((name, value) for name, value in validators.items() if value is not None)
    shown += tuple((name.replace("_", "-").title(), value) for name, value in headers.items())

    def answer(asked: Asked) -> Answer:
        same = (
            etag is not None and asked.headers.get("if-none-match") == etag,
            modified is not None and asked.headers.get("if-modified-since") == modified,
        )
        if any(same):
            return Answer(304, headers=shown)
        return Answer(body=body, headers=(("Content-Type", content_type), *shown))

    return answer


def page(body: str, content_type: str = "text/html; charset=utf-8") -> Route:
    """A page of text."""
    return document(body.encode(), content_type)


def redirect(to: str, status: int = 301, *headers: tuple[str, str]) -> Answer:
    """A redirect, also to where none should lead."""
    return Answer(status, headers=(("Location", to), *headers))


def failing(status: int, *, retry_after: str | None = None) -> Answer:
    """An answer that is an error: 404, 410, 429 with Retry-After, 500."""
    headers = () if retry_after is None else (("Retry-After", retry_after),)
    return Answer(status, f"status {status}".encode(), headers)


def cut_off(body: bytes, missing: int = 1000) -> Answer:
    """A body of which `missing` bytes do not come before the connection ends."""
    return Answer(body=body, length=len(body) + missing)


def endless(part: bytes = b"<item/>" * 1000) -> Answer:
    """A body without length and without end."""
    return Answer(body=itertools.repeat(part))


def gzipped(body: bytes, times: int = 1) -> Answer:
    """A body that is compressed so many times."""
    for _ in range(times):
        body = gzip.compress(body)
    return Answer(body=body, headers=(("Content-Encoding", ", ".join(["gzip"] * times)),))


def gzip_bomb(megabytes: int = 16) -> Answer:
    """A small body that unpacks to so many megabytes of zeros."""
    return gzipped(bytes(megabytes << 20))


def silent(gate: threading.Event | None = None) -> Answer:
    """No answer, until the gate opens or the server closes."""
    return Answer(gate=gate or threading.Event())


def stuck(begun: bytes, then: bytes = b"", rest: threading.Event | None = None) -> Answer:
    """A body that halts after `begun`; `then` follows once `rest` is set or the server closes."""
    length = len(begun) + len(then or b"?")
    return Answer(body=(begun, then), length=length, rest=rest or threading.Event())


@dataclass(slots=True)
class Server:
    """The server while it runs."""

    routes: dict[str, Route]
    port: int
    scheme: str
    requests: list[Asked] = field(default_factory=list)
    """What was asked, in order, also of routes that do not exist."""
    busy: int = 0
    """Requests being answered now,"""
    peak: int = 0
    """and how many were at once at most."""
    connections: int = 0
    """Connections that were opened so far."""
    closing: threading.Event = field(default_factory=threading.Event)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def host(self) -> str:
        """Its address and port, as a Host header has them."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a route; `host` for another name that leads here."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Asked]:
        """The requests for a path, in order."""
        return [asked for asked in self.requests if asked.path == path]

    def wait_until(self, reached: Callable[[Server], bool]) -> None:
        """Return once a condition holds; it is looked at whenever a request begins or ends."""
        with self._changed:
            assert self._changed.wait_for(lambda: reached(self), PATIENCE), "the server waited"

    def begin(self, asked: Asked) -> None:
        """Count a request that begins."""
        with self._changed:
            self.requests.append(asked)
            self.busy += 1
            self.peak = max(self.peak, self.busy)
            self._changed.notify_all()

    def end(self) -> None:
        """Count a request that ends."""
        with self._changed:
            self.busy -= 1
            self._changed.notify_all()

    def answer(self, asked: Asked) -> Answer:
        """The answer to a request."""
        route = self.routes.get(asked.path, Answer(404, b"nothing here"))
        return route(asked) if callable(route) else route


@contextmanager
def serve(
    routes: Mapping[str, Route] | None = None, *, tls: ssl.SSLContext | None = None
) -> Iterator[Server]:
    """Serve routes on a free port of 127.0.0.1 until the block ends; with `tls` over https."""
    listener = _Listener(("127.0.0.1", 0), _Handler)
    if tls is not None:
        listener.socket = tls.wrap_socket(
            listener.socket, server_side=True, do_handshake_on_connect=False
        )
    scheme = "http" if tls is None else "https"
    server = Server(dict(routes or {}), listener.server_address[1], scheme)
    listener.state = server
    thread = threading.Thread(target=listener.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        listener.shutdown()
        thread.join()
        listener.server_close()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    state: Server

    def __init__(self, *args: Any) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(*args)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        self.state.connections += 1
        super().process_request_thread(request, client_address)
        self._open.discard(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: who breaks a connection off is a part of the tests."""

    def server_close(self) -> None:
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        state = cast(_Listener, self.server).state
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, headers, self.command)
        state.begin(asked)
        try:
            self._send(state.answer(asked), state.closing)
        finally:
            state.end()

    do_HEAD = do_GET

    def _send(self, answer: Answer, closing: threading.Event) -> None:
        self._wait(answer.gate, closing)
        if answer.raw is not None:
            self.wfile.write(answer.raw)
            self.close_connection = True
            return
        body = answer.body
        length = len(body) if answer.length is None and isinstance(body, bytes) else answer.length
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if length is not None and answer.status != 304:
            self.send_header("Content-Length", str(length))
        self.close_connection = length is None or answer.length is not None
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if answer.status == 304 or self.command == "HEAD":
            return
        for part in [body] if isinstance(body, bytes) else body:
            if closing.is_set():
                return
            self.wfile.write(part)
            self._wait(answer.rest, closing)

    def _wait(self, gate: threading.Event | None, closing: threading.Event) -> None:
        """Wait for a gate, for the client to leave, or for the server to close."""
        while gate is not None and not (gate.wait(0.005) or closing.is_set() or self._left()):
            continue

    def _left(self) -> bool:
        self.connection.setblocking(False)
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        except (OSError, ValueError):  # a TLS connection cannot be peeked at
            return not isinstance(self.connection, ssl.SSLSocket)
        finally:
            self.connection.setblocking(True)

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""


def trusting(certificate: Path = CERTIFICATE) -> ssl.SSLContext:
    """A context for a client that trusts the certificate of `speaking_tls`, and no other."""
    return ssl.create_default_context(cafile=certificate)


def speaking_tls(certificate: Path = CERTIFICATE) -> ssl.SSLContext:
    """A context for a server that is `CERTIFIED`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
