from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from reader.ingest.fetch import Fetcher, FetchFailed, Request
from reader.ingest.trail import REDIRECTS, Trail
from tests.server import Answer, Asked, Server, document, failing, redirect, serve

FEED = b"<rss version='2.0'/>"
NAMES = {"first.example", "second.example"}
"""Hosts that lead to the local server, beside 127.0.0.1 itself."""


@pytest.fixture
def server() -> Iterator[Server]:
    with serve({"/feed": document(FEED)}) as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host in NAMES else ["192.168.1.1"]

    async with Fetcher(resolve=resolve) as ready:
        yield ready


def chain(server: Server, *statuses: int) -> Request:
    """Redirects from /0 on, one of each status, to /feed."""
    paths = [f"/{number}" for number in range(len(statuses))] + ["/feed"]
    for path, following, status in zip(paths, paths[1:], statuses, strict=False):
        server.routes[path] = redirect(following, status)
    return Request(server.url(paths[0]), private=True)


async def failure(fetcher: Fetcher, request: Request) -> FetchFailed:
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get(request)
    assert raised.value.url == request.url
    return raised.value


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ((), None),
        ((301,), "/feed"),
        ((308,), "/feed"),
        ((302,), None),
        ((303,), None),
        ((307,), None),
        ((301, 308), "/feed"),
        ((301, 302), "/1"),
        ((308, 307, 301), "/1"),
        ((302, 301), None),
        ((301, 301, 301, 301, 301), "/feed"),
    ],
)
async def test_redirects_are_followed_and_the_permanent_ones_told(
    server: Server, fetcher: Fetcher, statuses: tuple[int, ...], moved: str | None
) -> None:
    got = await fetcher.get(chain(server, *statuses))
    assert (got.body, got.url) == (FEED, server.url("/feed"))
    assert got.moved == (None if moved is None else server.url(moved))


async def test_more_redirects_than_that_are_given_up(server: Server, fetcher: Fetcher) -> None:
    failed = await failure(fetcher, chain(server, *[301] * (REDIRECTS + 1)))
    assert f"redirected more than {REDIRECTS} times" in failed.reason
    assert not server.asked("/feed")


@pytest.mark.parametrize("status", [301, 302])
async def test_a_circle_is_told(server: Server, fetcher: Fetcher, status: int) -> None:
    server.routes |= {"/a": redirect("/b", status), "/b": redirect("/a", status)}
    failed = await failure(fetcher, Request(server.url("/a"), private=True))
    assert "it redirects in a circle" in failed.reason
    assert len(server.requests) == 2


async def test_a_site_that_waits_for_its_cookie_is_no_circle(
    server: Server, fetcher: Fetcher
) -> None:
    def gate(asked: Asked) -> Answer:
        if asked.headers.get("cookie") == "met=1":
            return Answer(body=FEED)
        return redirect("/gate", 302, ("Set-Cookie", "met=1"))

    server.routes["/gate"] = gate
    request = Request(server.url("/gate"), private=True)
    assert (await fetcher.get(request)).body == FEED
    await fetcher.get(request)
    cookies = [asked.headers.get("cookie") for asked in server.requests]
    assert cookies == [None, "met=1", None, "met=1"]  # forgotten in between


async def test_validators_go_along(server: Server, fetcher: Fetcher) -> None:
    server.routes |= {"/old": redirect("/new"), "/new": document(FEED, etag='"1"')}
    request = Request(server.url("/old"), etag='"1"', private=True)
    got = await fetcher.get(request)
    assert (got.status, got.moved) == (304, server.url("/new"))


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("file:///etc/passwd", "refused: it redirects to a file: address"),
        ("ftp://127.0.0.1/feed", "refused: it redirects to a ftp: address"),
        ("javascript:alert(1)", "refused: it redirects to a javascript: address"),
        ("data:text/xml,<rss/>", "refused: it redirects to a data: address"),
        ("http://a..b/", "it redirects to what is no address"),
        ("http://host:99999/", "it redirects to what is no address"),
        ("http://host:port/", "it redirects to what is no address"),
        ("http://" + "a" * 70_000 + "/", "it redirects to what is no address"),
        ("", "HTTP 302: a redirect that does not say where to"),
    ],
)
async def test_a_redirect_to_what_is_not_fetched_is_refused(
    server: Server, fetcher: Fetcher, to: str, words: str
) -> None:
    server.routes["/out"] = redirect(to, 302)
    failed = await failure(fetcher, Request(server.url("/out"), private=True))
    assert failed.reason.startswith(words)
    assert failed.status == 302


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:{other}/feed",
        "http://localhost:{other}/feed",
        "http://localhost:{port}/feed",
        "http://[::1]:{port}/feed",
        "http://[::ffff:127.0.0.1]:{port}/feed",
        "http://2130706433:{port}/feed",
        "http://0x7f.1:{port}/feed",
        "http://second.example:{port}/feed",
        "http://router.example/feed",
        "http://169.254.169.254/latest/meta-data",
        "//10.0.0.1/feed",
    ],
)
async def test_what_a_person_typed_allows_no_redirect_to_another_private_place(
    server: Server, fetcher: Fetcher, to: str
) -> None:
    with serve({"/feed": document(FEED)}) as other:
        server.routes["/out"] = redirect(to.format(port=server.port, other=other.port))
        failed = await failure(fetcher, Request(server.url("/out"), private=True))
        assert "refused: it leads to a private address" in failed.reason
        assert failed.reason.startswith("redirected to http://")
        assert len(server.requests) == 1
        assert not other.requests


async def test_a_way_that_left_what_was_typed_does_not_come_back_to_it(
    server: Server, fetcher: Fetcher
) -> None:
    with serve() as proxy:
        server.routes["/out"] = redirect("http://public.example/")
        proxy.routes["http://public.example/"] = redirect(server.url("/feed"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("http_proxy", proxy.url())
            patch.setenv("no_proxy", "127.0.0.1")
            failed = await failure(fetcher, Request(server.url("/out"), private=True))
    assert "refused: it leads to a private address (127.0.0.1)" in failed.reason
    assert [asked.path for asked in server.requests] == ["/out"]
    assert len(proxy.requests) == 1


async def test_a_login_is_sent_to_its_own_server_alone(server: Server, fetcher: Fetcher) -> None:
    login = ("ana", "pä:ss wörd")
    with serve() as proxy:
        server.routes |= {
            "/start": redirect("/next"),
            "/next": redirect("http://first.example/a"),
        }
        proxy.routes |= {
            "http://first.example/a": redirect("http://first.example/b"),
            "http://first.example/b": document(FEED),
        }
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("http_proxy", proxy.url())
            patch.setenv("no_proxy", "127.0.0.1")
            await fetcher.get(Request(server.url("/start"), private=True, login=login))
    sent = [asked.headers.get("authorization") for asked in server.requests + proxy.requests]
    assert sent == ["Basic YW5hOnDDpDpzcyB3w7ZyZA=="] * 2 + [None] * 2


@pytest.mark.parametrize(
    ("start", "to", "kept"),
    [
        ("http://a.example/x", "/y", True),
        ("http://a.example/x", "https://a.example/y", True),
        ("http://a.example:80/x", "https://a.example:443/y", True),
        ("https://a.example/x", "http://a.example/y", False),
        ("https://a.example/x", "https://a.example:8443/y", False),
        ("http://a.example:8080/x", "https://a.example/y", False),
        ("http://a.example/x", "https://a.example:8443/y", False),
        ("https://a.example/x", "https://b.a.example/y", False),
        ("https://a.example/x", "https://a.example.evil.example/y", False),
        ("https://a.example/x", "https://a.example@evil.example/y", False),
    ],
)
def test_whom_a_login_goes_to(start: str, to: str, kept: bool) -> None:
    trail = Trail(Request(start, login=("ana", "secret")))
    assert "authorization" in trail.message().headers
    trail.follow(301, to)
    assert ("authorization" in trail.message().headers) is kept


def test_a_login_does_not_come_back() -> None:
    trail = Trail(Request("https://a.example/", login=("ana", "secret")))
    trail.follow(302, "https://b.example/")
    trail.follow(302, "https://a.example/again")
    assert "authorization" not in trail.message().headers


async def test_a_login_in_the_address_is_used_and_shown_nowhere(
    server: Server, fetcher: Fetcher
) -> None:
    server.routes |= {"/start": redirect("/feed"), "/locked": failing(401)}
    address = server.url("/start").replace("://", "://ana:secret@")
    got = await fetcher.get(Request(address, private=True))
    assert {asked.headers["authorization"] for asked in server.requests} == {
        "Basic YW5hOnNlY3JldA=="
    }
    assert (got.url, got.moved) == (server.url("/feed"), server.url("/feed"))
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get(Request(address.replace("/start", "/locked"), private=True))
    assert "secret" not in str(raised.value)
    assert "does not accept this name and password" in raised.value.reason


async def test_a_login_in_a_redirect_is_not_taken(server: Server, fetcher: Fetcher) -> None:
    target = server.url("/feed").replace("://", "://ana:secret@")
    server.routes["/start"] = redirect(target)
    got = await fetcher.get(Request(server.url("/start"), private=True))
    assert "authorization" not in server.requests[1].headers
    assert got.moved == server.url("/feed")


async def test_gone_for_good_only_where_every_redirect_is(server: Server, fetcher: Fetcher) -> None:
    server.routes |= {
        "/gone": failing(410),
        "/always": redirect("/gone", 301),
        "/today": redirect("/gone", 302),
    }
    ends = [
        await failure(fetcher, Request(server.url(path), private=True))
        for path in ("/gone", "/always", "/today")
    ]
    assert [end.gone for end in ends] == [True, True, False]
    assert ends[2].reason.startswith(f"redirected to {server.url('/gone')}: HTTP 410")


@pytest.mark.parametrize(
    "url",
    ["", "news", "news.example/feed", "file:///etc/passwd", "ftp://a/", "http://", "http:///x",
     "http://a..b/", "http://a:99999/", "http://a:b/", "http://\x1b[31m/", "http://a\nb/", "//a/b"],
)  # fmt: skip
async def test_what_is_no_web_address_is_refused(fetcher: Fetcher, url: str) -> None:
    failed = await failure(fetcher, Request(url, private=True))
    assert failed.status is None
