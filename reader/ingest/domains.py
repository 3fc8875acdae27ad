"""Hosts and registrable domains of web addresses, by the public suffix list."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# An archived page's address holds the original one: /web/20130905000449im_/http://…
_ARCHIVED = re.compile(
    r"^https?://[^/]*archive[^/]*/(?:web/)?\d{4,14}[a-z_]*/(https?://.+)$", re.IGNORECASE
)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,61}")
_LONGEST = 253
"""Characters of a host name (RFC 1035)."""


def registrable_domain(address: str | None) -> str | None:
    """Return the registrable domain of a URL or host name in lower case (bbc.co.uk), or None.

    Of an address at a web archive it is that of the page archived.
    """
    if not address:
        return None
    host = _host(address.strip())
    if len(host) > _LONGEST or _HOST.fullmatch(host) is None:
        return None
    found = _suffixes().privatesuffix(host)
    return found if isinstance(found, str) else None


def has_public_suffix(host: str) -> bool:
    """Tell whether a host found in running text ends in a suffix that exists.

    The reserved `.example` (RFC 2606) counts: without this check, "end.Then" would be a host.
    """
    host = _decoded(host.lower())
    if host.endswith(".example"):
        return True
    return _suffixes().publicsuffix(host, accept_unknown=False) is not None


def looks_like_host(text: str) -> bool:
    """Tell whether a text is a host name or a web address and nothing else."""
    return " " not in text and registrable_domain(text) is not None


def _host(address: str) -> str:
    archived = _ARCHIVED.match(address)
    if archived is not None:
        address = archived[1]
    if "//" not in address:
        address = f"//{address}"
    try:
        return _decoded((urlsplit(address).hostname or "").rstrip(".").lower())
    except ValueError:  # an unclosed bracket, or characters that change under normalisation
        return ""


def _decoded(host: str) -> str:
    """Return the host in its own script where it is written in ASCII for the wire (RFC 3492)."""
    if "xn--" not in host:
        return host
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    # Encoding each suffix for the wire as well takes two thirds of the time; hosts are decoded.
    return PublicSuffixList(accept_encoded_idn=False)
