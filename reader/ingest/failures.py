"""Why an address gave no document, in plain words, with what can be done about it."""

from __future__ import annotations

import errno
import ssl
from http import HTTPStatus
from typing import Final

import httpcore2
import httpx2

from reader.ingest.network import Unreachable

FAILURES: Final = (
    Unreachable,
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpx2.DecodingError,
    OSError,
)
"""What sending a request and reading its answer raise, where the fault lies outside."""

_HEADERS_TOO_LONG: Final = 431
"""How h11 marks that no end of the headers came within what it keeps."""
_STATUSES: Final = {
    401: "it wants a name and a password; give the feed a login",
    402: "it wants to be paid for",
    403: "the server refuses to give it",
    404: "nothing is at this address; look on the site for the right one",
    406: "the server has it in no form that was asked for",
    407: "the proxy wants a name and a password; write them into the proxy variable's address",
    410: "it is gone for good; remove it, or look on the site for a new address",
    429: "the server was asked too often; let more time pass",
    451: "it may not be given, for legal reasons",
    503: "the server is overloaded or being repaired; try again later",
}


def status_in_words(status: int, *, logged_in: bool) -> str:
    """Return why an HTTP status means that nothing was got."""
    if status == HTTPStatus.UNAUTHORIZED and logged_in:
        return "HTTP 401: the server does not accept this name and password; correct the login"
    if status in _STATUSES:
        return f"HTTP {status}: {_STATUSES[status]}"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"HTTP {status}: the server has a fault; try again later"
    try:
        return f"HTTP {status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return f"HTTP {status}"


def in_words(error: Exception, *, wait: float, received: int | None, proxy: str | None) -> str:
    """Return the reason for one of `FAILURES`.

    `wait` is how many seconds each step might take, `received` how many bytes of the body had come,
    None before it began; `proxy` the proxy's address, where one is used.
    """
    reason = _reason(error, wait, received)
    return f"through the proxy {proxy}: {reason}" if proxy else reason


def _reason(error: Exception, wait: float, received: int | None) -> str:
    if isinstance(error, Unreachable):
        return error.reason
    if isinstance(error, httpcore2.ConnectTimeout):
        return f"timed out: no connection within {wait:g} seconds"
    if isinstance(error, httpcore2.TimeoutException):
        return f"timed out: the server was silent for {wait:g} seconds"
    if isinstance(error, httpcore2.ProxyError):
        return f"it refuses to connect ({error})"
    if isinstance(error, httpx2.DecodingError):
        return "its compressed data is damaged"
    if isinstance(error, httpcore2.ConnectError):
        return _connecting(error)
    if isinstance(error, httpcore2.LocalProtocolError):
        return "the request cannot be sent; look whether the address is right"
    if received is not None:
        return f"cut off after {received:,} bytes"
    return _answering(error)


def _connecting(error: Exception) -> str:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate is not valid ({cause.verify_message})"
        if isinstance(cause, ssl.SSLError):
            return f"no secure connection ({(cause.reason or 'broken off').lower()})"
        if isinstance(cause, OSError) and cause.errno == errno.ECONNREFUSED:
            return "the connection was refused: no server is running there"
        if isinstance(cause, OSError) and cause.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH):
            return "no way leads there; look whether you are online"
    return "no connection could be made"


def _answering(error: Exception) -> str:
    if isinstance(error, httpcore2.NetworkError):
        return "the connection was broken off before an answer"
    hints = (getattr(cause, "error_status_hint", None) for cause in _causes(error))
    if _HEADERS_TOO_LONG in hints:
        return "the headers of its answer have no end"
    if "disconnected" in str(error):
        return "the connection was broken off before an answer"
    return "what it answers is not HTTP"


def _causes(error: BaseException) -> list[BaseException]:
    """Return an error and what caused it, the nearest first.

    httpcore2's pool takes the cause off what it passes on, but not the context.
    """
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in found:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found
