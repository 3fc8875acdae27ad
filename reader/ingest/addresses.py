"""Where a host's name leads: its addresses, and which of them the open internet has.

What a feed or a page points to must not reach the machines of a home or an office through this
program: only public addresses are fetched, unless a person typed the host.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

from reader.ingest.aside import aside

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host's name and a port to its addresses, the best first; raises OSError."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_CARRIERS = (
    ipaddress.IPv6Network("64:ff9b::/96"),  # how a network without IPv4 reaches it, RFC 6052
    ipaddress.IPv6Network("::/96"),  # an old way to write IPv4, RFC 4291
)
"""IPv6 addresses whose last four bytes are an IPv4 address."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host as the system gives them, the best first.

    Raises OSError: socket.gaierror says of what kind. Cancelling does not wait for a name server.
    """
    try:
        found = await aside(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except UnicodeError as error:  # a label that is empty or longer than names may be
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def literal(host: str) -> str | None:
    """Return the address that a host's name is itself, or None for a name.

    Reads IPv4 in the short, octal, hexadecimal and one-number forms that resolvers read too.
    """
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open internet.

    It is not where it is private, loopback, link-local, shared, reserved or for many receivers,
    nor where it carries such an IPv4 address.
    """
    ip = _carried(ipaddress.ip_address(address))
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def same_server(a: str, b: str) -> bool:
    """Tell whether one server has both addresses: who typed one of them means the other too."""
    try:
        one, other = urlsplit(a), urlsplit(b)
        return (one.scheme, one.hostname, one.port) == (other.scheme, other.hostname, other.port)
    except ValueError:  # one of them is no address
        return False


def _carried(ip: _Address) -> _Address:
    """Return the IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    for network in _CARRIERS:
        if ip in network:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
