"""Which proxy the environment asks for: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY.

Where one is used, it resolves the names, and the addresses that it connects to cannot be checked
here. `NO_PROXY` names hosts, domains with all below them, networks (192.168.0.0/16), or `*`.
"""

from __future__ import annotations

import ipaddress
import os
import urllib.request

from reader.ingest.addresses import literal


def proxy_for(scheme: str, host: str, port: int) -> str | None:
    """Return the address of the proxy for a request, or None: go there directly.

    On macOS and Windows the system's settings count where the environment says nothing.
    """
    proxies = urllib.request.getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(f"{host}:{port}"):
        return None
    if _in_networks(host, proxies.get("no", "")):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def variable_for(scheme: str) -> str:
    """Return what names the proxy for a request, to stand in a message: a variable as it is set."""
    for name in (f"{scheme}_proxy", "all_proxy"):
        for written in (name, name.upper()):
            if os.environ.get(written):
                return written
    return "the system's settings"


def _in_networks(host: str, excepted: str) -> bool:
    address = literal(host)
    if address is None:
        return False
    ip = ipaddress.ip_address(address)
    return any(ip in network for network in _networks(excepted))


def _networks(excepted: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    found = []
    for entry in excepted.split(","):
        try:
            found.append(ipaddress.ip_network(entry.strip(), strict=False))
        except ValueError:  # a name: the standard library has looked at it
            continue
    return found
