from __future__ import annotations

import asyncio
import ipaddress
import socket
import sys
from collections.abc import Iterator

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.addresses import is_public, literal
from reader.ingest.fetch import Fetcher, FetchFailed, Pace, Request
from reader.ingest.network import CheckedBackend
from reader.ingest.proxies import proxy_for
from tests.server import (
    CERTIFIED,
    Answer,
    Route,
    Server,
    document,
    endless,
    failing,
    serve,
    speaking_tls,
    trusting,
)

FEED = b"<rss version='2.0'/>"


@pytest.fixture(autouse=True)
def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name}_proxy".upper(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with serve({"/feed": document(FEED)}) as running:
        yield running


class Names:
    """A name server that gives its answers in turn, and counts the questions."""

    def __init__(self, *answers: list[str] | OSError) -> None:
        self.answers = answers
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        answer = self.answers[min(len(self.asked), len(self.answers) - 1)]
        self.asked.append((host, port))
        if isinstance(answer, OSError):
            raise answer
        return answer


async def reason(request: Request, names: Names | None = None, pace: Pace | None = None) -> str:
    async with Fetcher(pace, resolve=names or Names(["127.0.0.1"])) as fetcher:
        with pytest.raises(FetchFailed) as raised:
            await fetcher.get(request)
    return raised.value.reason


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
     "0.0.0.0", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.2.1",
     "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1",
     "64:ff9b::7f00:1", "4000::1", "100::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_no_more_public_in_another_writing(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    public = is_public(str(address))
    for writing in (str(number), hex(number), f"{number >> 24}.{number & 0xFFFFFF}"):
        assert literal(writing) == str(address)
    for carrier in ("::ffff:", "64:ff9b::"):
        assert is_public(f"{carrier}{address}") == public
    assert is_public(str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80)))) == public


@pytest.mark.parametrize("host", ["news.example", "localhost", "a.1", "1.2.3.4.5", "", "f\xe9"])
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "[::1]", "[::ffff:127.0.0.1]",
     "news.example"],
)  # fmt: skip
async def test_a_private_place_that_nobody_typed_is_refused(server: Server, host: str) -> None:
    assert "refused: it leads to a private address" in await reason(
        Request(server.url("/feed", host))
    )
    assert not server.requests
    assert server.connections == 0


async def test_a_connection_that_was_typed_serves_nobody_else(server: Server) -> None:
    async with Fetcher() as fetcher:
        await fetcher.get(Request(server.url("/feed"), private=True))
        with pytest.raises(FetchFailed, match="private address"):
            await fetcher.get(Request(server.url("/feed")))
    assert len(server.requests) == 1


async def test_a_name_is_resolved_once_and_its_address_connected_to(server: Server) -> None:
    names = Names(["127.0.0.1"], ["192.168.7.7"])
    async with Fetcher(resolve=names) as fetcher:
        await fetcher.get(Request(server.url("/feed", "news.example"), private=True))
    assert names.asked == [("news.example", server.port)]
    assert server.requests[0].headers["host"] == f"news.example:{server.port}"


class Wires(httpcore2.AsyncNetworkBackend):
    """Connects nowhere; keeps the addresses that were tried, and for how many seconds."""

    def __init__(self) -> None:
        self.tried: list[tuple[str, float | None]] = []

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *_: object
    ) -> httpcore2.AsyncNetworkStream:
        self.tried.append((host, timeout))
        raise httpcore2.ConnectTimeout


@pytest.mark.parametrize(
    ("found", "private", "tried"),
    [
        (["127.0.0.1", "8.8.8.8"], False, [("8.8.8.8", 20.0)]),
        (["127.0.0.1", "8.8.8.8"], True, [("127.0.0.1", 2.0), ("8.8.8.8", 20.0)]),
        (["2606:4700::1", "8.8.8.8"], False, [("2606:4700::1", 2.0), ("8.8.8.8", 20.0)]),
        (["8.8.8.8"] * 300, False, [("8.8.8.8", 2.0)] * 3 + [("8.8.8.8", 20.0)]),
    ],
)
async def test_of_a_names_addresses_the_allowed_ones_are_tried_in_turn(
    found: list[str], private: bool, tried: list[tuple[str, float]]
) -> None:
    wires = Wires()
    backend = CheckedBackend(Names(found), private=private, plain=wires)
    with pytest.raises(httpcore2.ConnectTimeout):
        await backend.connect_tcp("news.example", 80, 20.0)
    assert wires.tried == tried


async def test_the_next_address_is_tried_where_the_first_does_not_answer(server: Server) -> None:
    async with Fetcher(resolve=Names(["127.0.0.99", "::1", "127.0.0.1"])) as fetcher:
        got = await fetcher.get(Request(server.url("/feed", "news.example"), private=True))
    assert got.body == FEED


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), "the name news.example was not found"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "no name server answers"),
        ([], "the name news.example has no address"),
    ],
)
async def test_a_name_that_leads_nowhere(answer: list[str] | OSError, words: str) -> None:
    assert (await reason(Request("http://news.example/feed"), Names(answer))).startswith(words)


async def test_a_silent_name_server_times_out() -> None:
    async def silent(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    async with Fetcher(Pace(wait=0.02, deadline=30), resolve=silent) as fetcher:
        with pytest.raises(FetchFailed, match=r"no name server said within 0\.02 seconds"):
            await fetcher.get(Request("http://news.example/"))


async def test_the_systems_names_are_asked_without_network(server: Server) -> None:
    async with Fetcher() as fetcher:
        got = await fetcher.get(Request(server.url("/feed", "localhost"), private=True))
    assert got.body == FEED


async def test_a_refused_connection_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        why = await reason(Request(f"http://127.0.0.1:{taken.getsockname()[1]}/", private=True))
    assert why == "the connection was refused: no server is running there"


async def test_the_certificate_is_that_of_the_name() -> None:
    with serve({"/feed": document(FEED)}, tls=speaking_tls()) as server:
        async with Fetcher(resolve=Names(["127.0.0.1"]), tls=trusting()) as fetcher:
            got = await fetcher.get(Request(server.url("/feed", CERTIFIED), private=True))
            assert got.body == FEED
            with pytest.raises(FetchFailed, match=r"its certificate is not valid \(.*mismatch"):
                await fetcher.get(Request(server.url("/feed", "other.example"), private=True))


async def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with serve({"/feed": document(FEED)}, tls=speaking_tls()) as server:
        why = await reason(Request(server.url("/feed", CERTIFIED), private=True))
        assert why.startswith("its certificate is not valid (self-signed certificate")
        assert not server.requests


async def test_a_server_that_does_not_speak_tls_is_told(server: Server) -> None:
    url = server.url("/feed").replace("http:", "https:")
    assert (await reason(Request(url, private=True))).startswith("no secure connection (")


async def test_a_proxy_is_used_and_resolves_the_names(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = Names(OSError("not asked"))
    server.routes["http://news.example/feed"] = document(FEED)
    monkeypatch.setenv("http_proxy", server.url().replace("://", "://ana:secret@"))
    async with Fetcher(resolve=names) as fetcher:
        got = await fetcher.get(Request("http://news.example/feed"))
    assert (got.body, got.url) == (FEED, "http://news.example/feed")
    assert server.requests[0].headers["proxy-authorization"] == "Basic YW5hOnNlY3JldA=="
    assert not names.asked


@pytest.mark.parametrize("host", ["localhost", "api.localhost", "192.168.0.1", "[::1]", "127.1"])
async def test_a_proxy_is_not_sent_to_private_places(
    server: Server, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", server.url())
    assert "private address" in await reason(Request(f"http://{host}/feed"))
    assert not server.requests


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            "http://127.0.0.1:1/",
            "through the proxy http://127.0.0.1:1/: the connection was refused",
        ),
        ("gopher://127.0.0.1/", "through the proxy gopher://127.0.0.1/: https_proxy: this is no"),
        ("socks5://", "through the proxy socks5://: https_proxy: this is no"),
    ],
)
async def test_a_proxy_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, value: str, words: str
) -> None:
    monkeypatch.setenv("https_proxy", value)
    assert (await reason(Request("https://news.example/feed"))).startswith(words)


@pytest.mark.parametrize("variable", ["ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
async def test_a_socks_proxy_without_its_package_is_told_with_variable_and_remedy(
    monkeypatch: pytest.MonkeyPatch, variable: str, scheme: str
) -> None:
    monkeypatch.setenv(variable, f"{scheme}://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "socksio", None)
    said = await reason(Request("https://news.example/feed"))
    assert "\n" not in said
    assert said.startswith(f"through the proxy {scheme}://127.0.0.1:1: {variable}: a SOCKS proxy")
    assert "wirecopy[socks]" in said


async def test_what_a_proxy_refuses_is_told_without_its_password(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["http://news.example/feed"] = failing(407)
    monkeypatch.setenv("all_proxy", server.url().replace("://", "://ana:secret@"))
    assert (await reason(Request("http://news.example/feed"))).startswith("HTTP 407: the proxy")
    why = await reason(Request("https://news.example/feed"))
    assert "it refuses to connect (501" in why
    assert "secret" not in why


@pytest.mark.parametrize(
    ("environment", "url", "proxy"),
    [
        ({}, ("http", "a.example", 80), None),
        ({"HTTP_PROXY": "http://p:1"}, ("http", "a.example", 80), "http://p:1"),
        ({"HTTP_PROXY": "p:1"}, ("http", "a.example", 80), "http://p:1"),
        ({"HTTP_PROXY": "http://p:1"}, ("https", "a.example", 443), None),
        ({"https_proxy": "http://p:1"}, ("https", "a.example", 443), "http://p:1"),
        ({"ALL_PROXY": "socks5://p:1"}, ("https", "a.example", 443), "socks5://p:1"),
        ({"ALL_PROXY": "p:1", "NO_PROXY": "*"}, ("http", "a.example", 80), None),
        ({"ALL_PROXY": "p:1", "NO_PROXY": "b.example, example"}, ("http", "a.example", 80), None),
        ({"ALL_PROXY": "p:1", "NO_PROXY": "a.example:8080"}, ("http", "a.example", 80), "http://p:1"),
        ({"ALL_PROXY": "p:1", "NO_PROXY": "le"}, ("http", "a.example", 80), "http://p:1"),
        ({"ALL_PROXY": "p:1", "NO_PROXY": "10.0.0.0/8"}, ("http", "10.2.3.4", 80), None),
        ({"ALL_PROXY": "p:1", "NO_PROXY": "10.0.0.0/8"}, ("http", "11.2.3.4", 80), "http://p:1"),
        ({"ALL_PROXY": "p:1", "NO_PROXY": "fd00::/8,::1"}, ("http", "fd00::1", 80), None),
    ],
)  # fmt: skip
def test_proxy_variables(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    url: tuple[str, str, int],
    proxy: str | None,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(*url) == proxy


async def test_an_answer_that_nobody_reads_is_closed(server: Server) -> None:
    server.routes["/feed"] = Answer(404, endless().body)
    async with Fetcher() as fetcher:
        for _ in range(3):
            with pytest.raises(FetchFailed):
                await fetcher.get(Request(server.url("/feed"), private=True))
        await asyncio.to_thread(server.wait_until, lambda state: state.busy == 0)


async def test_redirects_do_not_begin_the_deadline_anew() -> None:
    async def slow(host: str, port: int) -> list[str]:
        await asyncio.sleep(0.03)
        return ["127.0.0.1"]

    routes: dict[str, Route] = {
        f"/{number}": Answer(302, b"", (("Location", f"/{number + 1}"),), length=0)
        for number in range(4)
    }
    with serve({**routes, "/4": document(FEED)}) as server:
        async with Fetcher(Pace(deadline=0.08), resolve=slow) as fetcher:
            with pytest.raises(FetchFailed, match=r"not all of it came within 0\.08 seconds"):
                await fetcher.get(Request(server.url("/0", "news.example"), private=True))
    assert server.connections == len(server.requests)  # each was resolved anew
