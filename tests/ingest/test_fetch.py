from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import AsyncIterator, Iterator

import pytest

from reader import __version__
from reader.ingest.fetch import Fetcher, FetchFailed, Pace, Request
from tests.server import (
    Answer,
    Route,
    Server,
    cut_off,
    document,
    endless,
    failing,
    gzip_bomb,
    gzipped,
    page,
    serve,
    silent,
    stuck,
)

FEED = b"<rss version='2.0'><channel><title>Daily Quay</title></channel></rss>"
NOW = 1_790_000_000.0
"""Seconds since 1970 by the fetcher's clock: Mon, 21 Sep 2026 14:13:20 GMT."""
PATIENT = 30.0
"""Seconds that no test takes."""


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(clock=lambda: NOW) as ready:
        yield ready


def asking(server: Server, route: Route, **how: object) -> Request:
    server.routes["/feed"] = route
    return Request(server.url("/feed"), private=True, **how)  # type: ignore[arg-type]


async def failure(fetcher: Fetcher, request: Request) -> FetchFailed:
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get(request)
    assert str(raised.value) == f"{raised.value.url}: {raised.value.reason}"
    return raised.value


async def test_a_document_comes_with_its_headers(server: Server, fetcher: Fetcher) -> None:
    route = document(FEED, etag='W/"a b"', modified="yesterday, about noon", cache_control="public")
    got = await fetcher.get(asking(server, route))
    assert (got.status, got.body, got.url, got.moved) == (200, FEED, server.url("/feed"), None)
    assert got.headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert got.headers["etag"] == 'W/"a b"'
    assert got.headers["last-modified"] == "yesterday, about noon"
    assert got.headers["cache-control"] == "public"


async def test_the_request_says_who_asks_and_takes_gzip_alone(
    server: Server, fetcher: Fetcher
) -> None:
    await fetcher.get(asking(server, document(FEED), accept="text/html"))
    (asked,) = server.requests
    assert asked.headers == {
        "host": server.host,
        "user-agent": f"wirecopy/{__version__}",
        "accept": "text/html",
        "accept-encoding": "gzip",
    }


@pytest.mark.parametrize("etag", ['"plain"', 'W/"weak"', "unquoted", '"caf\xe9"', '"\xc3\xa9"'])
async def test_validators_are_sent_back_byte_by_byte(
    server: Server, fetcher: Fetcher, etag: str
) -> None:
    first = await fetcher.get(asking(server, document(FEED, etag=etag, modified="Mon, 1")))
    request = Request(
        server.url("/feed"),
        etag=first.headers["etag"],
        modified=first.headers["last-modified"],
        private=True,
    )
    again = await fetcher.get(request)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == etag
    assert server.requests[1].headers["if-none-match"] == etag
    assert server.requests[1].headers["if-modified-since"] == "Mon, 1"


async def test_a_304_to_an_unconditional_request_is_a_failure(
    server: Server, fetcher: Fetcher
) -> None:
    failed = await failure(fetcher, asking(server, Answer(304)))
    assert failed.status == 304


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (204, "HTTP 204 (No Content)"),
        (401, "HTTP 401: it wants a name and a password"),
        (403, "HTTP 403: the server refuses"),
        (404, "HTTP 404: nothing is at this address"),
        (410, "HTTP 410: it is gone for good"),
        (418, "HTTP 418 (I'm a Teapot)"),
        (429, "HTTP 429: the server was asked too often"),
        (500, "HTTP 500: the server has a fault"),
        (599, "HTTP 599: the server has a fault"),
        (799, "HTTP 799"),
    ],
)
async def test_an_error_is_said_in_words(
    server: Server, fetcher: Fetcher, status: int, words: str
) -> None:
    failed = await failure(fetcher, asking(server, failing(status)))
    assert failed.reason.startswith(words)
    assert (failed.status, failed.gone, failed.retry_after) == (status, status == 410, None)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("asks", "seconds"),
    [("120", 120.0), ("Mon, 21 Sep 2026 15:13:20 GMT", 3600.0), ("a while", None)],
)
async def test_a_busy_server_says_when_to_come_again(
    server: Server, fetcher: Fetcher, status: int, asks: str, seconds: float | None
) -> None:
    failed = await failure(fetcher, asking(server, failing(status, retry_after=asks)))
    assert (failed.status, failed.retry_after) == (status, seconds)


async def test_a_compressed_body_is_unpacked(server: Server, fetcher: Fetcher) -> None:
    assert (await fetcher.get(asking(server, gzipped(FEED)))).body == FEED
    assert (await fetcher.get(asking(server, gzipped(FEED, times=2)))).body == FEED


async def test_a_wrong_type_and_a_wrong_encoding_are_not_the_fetchers_business(
    server: Server, fetcher: Fetcher
) -> None:
    got = await fetcher.get(
        asking(server, document("häß".encode("cp1252"), "image/png; charset=x"))
    )
    assert (got.body, got.headers["content-type"]) == (b"h\xe4\xdf", "image/png; charset=x")


@pytest.mark.parametrize(
    "route",
    [
        document(b"x" * 1001),
        gzipped(b"x" * 1001),
        Answer(body=iter([b"x" * 600, b"x" * 600])),
        endless(),
        gzip_bomb(),
    ],
)
async def test_a_body_over_the_limit_is_given_up(
    server: Server, fetcher: Fetcher, route: Route
) -> None:
    failed = await failure(fetcher, asking(server, route, limit=1000))
    assert failed.reason == "it is larger than 1,000 bytes, and was not read to its end"


async def test_a_body_of_just_the_limit_is_read(server: Server, fetcher: Fetcher) -> None:
    assert len((await fetcher.get(asking(server, document(b"x" * 1000), limit=1000))).body) == 1000


async def test_a_bomb_is_given_up_early(server: Server, fetcher: Fetcher) -> None:
    failed = await failure(fetcher, asking(server, gzip_bomb()))
    assert failed.reason == "it is larger than 10 MB, and was not read to its end"


@pytest.mark.parametrize("named", ["br", "zstd", "gzip, br", "x" * 5000])
async def test_an_encoding_that_nobody_asked_for_is_refused(
    server: Server, fetcher: Fetcher, named: str
) -> None:
    route = Answer(body=FEED, headers=(("Content-Encoding", named),))
    failed = await failure(fetcher, asking(server, route))
    assert failed.reason.startswith("it comes compressed as ")
    assert len(failed.reason) < 100


@pytest.mark.parametrize("headers", ["gzip", "deflate", ", ".join(["gzip"] * 5000)])
async def test_damaged_compression_is_said(server: Server, fetcher: Fetcher, headers: str) -> None:
    route = Answer(body=FEED, headers=(("Content-Encoding", headers),))
    failed = await failure(fetcher, asking(server, route))
    assert failed.reason == "its compressed data is damaged"


async def test_a_body_cut_off_is_said_with_what_came(server: Server, fetcher: Fetcher) -> None:
    failed = await failure(fetcher, asking(server, cut_off(b"x" * 1234)))
    assert failed.reason == "cut off after 1,234 bytes"


async def test_a_chunk_cut_off_is_said(server: Server, fetcher: Fetcher) -> None:
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nff\r\nxy"
    failed = await failure(fetcher, asking(server, Answer(raw=raw)))
    assert failed.reason == "cut off after 7 bytes"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the connection was broken off before an answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Ty", "the connection was broken off before an answer"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "what it answers is not HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100_000, "the headers of its answer have no end"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000, "the headers of its answer have no end"),
    ],
)
async def test_what_is_no_answer_is_said(
    server: Server, fetcher: Fetcher, raw: bytes, reason: str
) -> None:
    assert (await failure(fetcher, asking(server, Answer(raw=raw)))).reason == reason


async def test_a_silent_server_times_out(server: Server) -> None:
    async with Fetcher(Pace(wait=0.05, deadline=PATIENT)) as fetcher:
        failed = await failure(fetcher, asking(server, silent()))
    assert failed.reason == "timed out: the server was silent for 0.05 seconds"


async def test_a_server_that_drips_is_given_up_at_the_deadline(server: Server) -> None:
    async with Fetcher(Pace(wait=PATIENT, deadline=0.05)) as fetcher:
        failed = await failure(fetcher, asking(server, stuck(b"<rss>")))
    assert failed.reason == "timed out: not all of it came within 0.05 seconds"


async def test_waiting_for_a_turn_is_no_time_out(server: Server) -> None:
    gate = threading.Event()
    server.routes["/slow"] = silent(gate)
    async with Fetcher(Pace(per_host=1, wait=PATIENT, deadline=PATIENT)) as fetcher:
        slow = asyncio.create_task(fetcher.get(Request(server.url("/slow"), private=True)))
        await asyncio.to_thread(server.wait_until, lambda state: state.busy == 1)
        after = asyncio.create_task(fetcher.get(asking(server, document(FEED))))
        await asyncio.sleep(0)
        assert not server.asked("/feed")
        gate.set()
        await slow
        assert (await after).body == FEED


async def test_two_at_once_to_a_host_and_no_more(server: Server) -> None:
    gate = threading.Event()
    for number in range(6):
        server.routes[f"/{number}"] = silent(gate)
    async with Fetcher() as fetcher:
        tasks = [
            asyncio.create_task(fetcher.get(Request(server.url(f"/{number}"), private=True)))
            for number in range(6)
        ]
        await asyncio.to_thread(server.wait_until, lambda state: state.busy == 2)
        gate.set()
        await asyncio.gather(*tasks)
    assert (len(server.requests), server.peak) == (6, 2)


async def test_so_many_at_once_in_all() -> None:
    gate = threading.Event()

    async def everywhere(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    with serve({"/": silent(gate)}) as server:
        async with Fetcher(Pace(at_once=3), resolve=everywhere) as fetcher:
            urls = [server.url("/", f"{number}.example") for number in range(8)]
            tasks = [asyncio.create_task(fetcher.get(Request(url, private=True))) for url in urls]
            await asyncio.to_thread(server.wait_until, lambda state: state.busy == 3)
            gate.set()
            await asyncio.gather(*tasks)
        assert (len(server.requests), server.peak) == (8, 3)


async def test_a_busy_host_holds_up_no_other() -> None:
    async def everywhere(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    with serve({"/slow": silent(), "/quick": page("here")}) as server:
        async with Fetcher(Pace(at_once=3), resolve=everywhere) as fetcher:
            tasks = [
                asyncio.create_task(
                    fetcher.get(Request(server.url("/slow", "slow.example"), private=True))
                )
                for _ in range(9)
            ]
            await asyncio.to_thread(server.wait_until, lambda state: state.busy == 2)
            got = await fetcher.get(Request(server.url("/quick", "quick.example"), private=True))
            assert got.body == b"here"
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def test_connections_are_used_again(server: Server, fetcher: Fetcher) -> None:
    request = asking(server, document(FEED, etag='"1"'), etag='"1"')
    for _ in range(5):
        await fetcher.get(request)
    assert server.connections == 1


@pytest.mark.parametrize("route", [silent(), stuck(b"<rss>"), endless()])
async def test_cancelling_leaves_nothing_behind(server: Server, route: Route) -> None:
    async with Fetcher(Pace(at_once=1, per_host=1)) as fetcher:
        task = asyncio.create_task(fetcher.get(asking(server, route, limit=1 << 40)))
        await asyncio.to_thread(server.wait_until, lambda state: state.busy == 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.to_thread(server.wait_until, lambda state: state.busy == 0)
        got = await fetcher.get(asking(server, document(FEED)))  # its turn was given back
        assert got.body == FEED
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_one_failure_stops_no_other(server: Server, fetcher: Fetcher) -> None:
    server.routes |= {"/a": failing(500), "/b": document(FEED), "/c": cut_off(b"x")}
    requests = [Request(server.url(path), private=True) for path in ("/a", "/b", "/c")]
    ends = await asyncio.gather(*map(fetcher.get, requests), return_exceptions=True)
    assert [isinstance(end, FetchFailed) for end in ends] == [True, False, True]


async def test_a_cut_gzip_stream_gives_what_came(server: Server, fetcher: Fetcher) -> None:
    whole = gzip.compress(FEED * 100)
    route = Answer(body=whole[: len(whole) // 2], headers=(("Content-Encoding", "gzip"),))
    assert FEED.startswith((await fetcher.get(asking(server, route))).body[:10])
