"""Feeds fetched from a server of the tests' own, kept and grouped."""

from __future__ import annotations

import asyncio
import os
import threading
from pathlib import Path

import pytest

from reader.archive.connection import Archive
from reader.errors import ArchiveError
from reader.model import FeedKind, TextState
from reader.services import events
from reader.services.intake import Wish
from reader.services.refresh import Plan, refresh
from reader.services.schedule import USUAL
from tests.server import (
    Server,
    cut_off,
    document,
    endless,
    failing,
    gzip_bomb,
    page,
    redirect,
    serve,
    silent,
)
from tests.services import news
from tests.services.news import NOON, Morning, rss, told

HASTY = Plan(pace=news.HASTY)


def post(server: Server, *items: news.Told, name: str = "Larkfield Post") -> bytes:
    return rss(name, f"https://{name.split()[0].lower()}.example/", items)


def link(name: str, at: int = 1) -> str:
    return f"https://{name}.example/news/{at}"


def test_copies_from_two_feeds_are_one_story(server: Server, morning: Morning) -> None:
    one = told("Tunnel opens", link("larkfield"), "tunnel")
    two = told("At last: the tunnel", link("quayside"), "tunnel")
    other = told("Ferry sold", link("quayside", 2), "ferry")
    server.routes["/a"] = document(post(server, one))
    server.routes["/b"] = document(post(server, two, other, name="Quayside Daily"))
    morning.subscribe(server.url("/a"), server.url("/b"))
    ended = morning.refresh()
    assert (ended.new, ended.failed) == (3, 0)
    rows = list(morning.library.listing())
    assert sorted(row.copies for row in rows) == [1, 2]
    shared = next(row for row in rows if row.copies == 2)
    assert set(shared.outlets) == {"Larkfield Post", "Quayside Daily"}
    assert shared.unread
    collation = morning.library.collation(shared.id)
    assert len(collation.passages) == 6
    assert all(passage.support == (1, 2) for passage in collation.passages)


def test_what_has_not_changed_is_not_sent_again(server: Server, morning: Morning) -> None:
    body = post(server, told("Tunnel opens", link("larkfield"), "tunnel"))
    etag, modified = 'W/"a b,c"', "Wed, 04 Mar 2026 09:00:00 GMT"
    server.routes["/a"] = document(body, etag=etag, modified=modified)
    morning.subscribe(server.url("/a"))
    assert morning.refresh().new == 1
    assert morning.refresh().new == 0
    second = server.asked("/a")[1]
    assert second.headers["if-none-match"] == etag
    assert second.headers["if-modified-since"] == modified
    morning.refresh()
    assert server.asked("/a")[2].headers["if-none-match"] == etag


def test_a_later_item_joins_the_story_that_is_there(server: Server, morning: Morning) -> None:
    server.routes["/a"] = document(post(server, told("Tunnel opens", link("larkfield"), "tunnel")))
    morning.subscribe(server.url("/a"))
    morning.refresh()
    (before,) = morning.library.listing()
    late = told("The tunnel", link("quayside"), "tunnel")
    server.routes["/b"] = document(post(server, late, name="Quayside Daily"))
    morning.subscribe(server.url("/b"))
    morning.now += 3600
    morning.refresh()
    (after,) = morning.library.listing()
    assert (before.copies, after.copies) == (1, 2)
    copies = morning.library.collation(after.id).copies
    assert [copy.article.outlet.name for copy in copies] == ["Larkfield Post", "Quayside Daily"]


def test_a_changed_item_is_a_version_of_its_copy(server: Server, morning: Morning) -> None:
    first = told("Tunnel opens", link("larkfield"), "tunnel")
    server.routes["/a"] = document(post(server, first))
    morning.subscribe(server.url("/a"))
    morning.refresh()
    words = [line.replace("crowns", "marks") for line in first.paragraphs]
    changed = news.Told(first.title, first.link, tuple(words))
    server.routes["/a"] = document(post(server, changed))
    morning.now += 3600
    assert morning.refresh().new == 1
    (row,) = morning.library.listing()
    assert (row.copies, row.versions) == (1, 1)


def test_where_a_feed_sums_up_the_page_is_fetched(server: Server, morning: Morning) -> None:
    where = server.url("/news/1")
    brief = told("Tunnel opens", where, "tunnel", whole=False)
    server.routes["/a"] = document(rss("Larkfield Post", server.url("/"), [brief]))
    server.routes["/news/1"] = page(news.page("Tunnel opens", brief.paragraphs))
    morning.subscribe(server.url("/a"))
    morning.refresh()
    (row,) = morning.library.listing()
    (copy,) = morning.library.collation(row.id).copies
    assert copy.article.state is TextState.FULL
    assert brief.paragraphs[-1] in copy.article.text
    morning.refresh()
    assert len(server.asked("/news/1")) == 1


@pytest.mark.parametrize("wanted", [False, True])
def test_pages_are_not_fetched_where_they_are_not_wanted(
    server: Server, morning: Morning, wanted: bool
) -> None:
    brief = told("Tunnel opens", server.url("/news/1"), "tunnel", whole=False)
    server.routes["/a"] = document(rss("Larkfield Post", server.url("/"), [brief]))
    server.routes["/news/1"] = page(news.page("Tunnel opens", brief.paragraphs))
    morning.subscribe(server.url("/a"))
    morning.refresh(Plan(pages=wanted))
    assert len(server.asked("/news/1")) == wanted
    assert len(morning.library.listing("has:summary")) == (not wanted)


def test_a_page_that_cannot_be_had_says_why(server: Server, morning: Morning) -> None:
    brief = told("Tunnel opens", server.url("/news/1"), "tunnel", whole=False)
    server.routes["/a"] = document(rss("Larkfield Post", server.url("/"), [brief]))
    server.routes["/news/1"] = failing(403)
    morning.subscribe(server.url("/a"))
    morning.refresh()
    (row,) = morning.library.listing("has:blocked")
    (copy,) = morning.library.collation(row.id).copies
    assert copy.article.state is TextState.BLOCKED
    assert "403" in copy.article.state_reason
    assert copy.article.text.startswith("The tunnel board")


def test_a_feed_leads_to_no_private_page_of_another_server(
    server: Server, morning: Morning
) -> None:
    with serve({"/secret": page(news.page("Secret", news.story("secret")))}) as inside:
        brief = told("Tunnel opens", inside.url("/secret"), "tunnel", whole=False)
        server.routes["/a"] = document(rss("Larkfield Post", server.url("/"), [brief]))
        morning.subscribe(server.url("/a"))
        morning.refresh()
        assert not inside.requests
    (row,) = morning.library.listing("has:blocked")
    assert "private" in morning.library.collation(row.id).copies[0].article.state_reason


FAILING = {
    "not found": failing(404),
    "server error": failing(500),
    "cut off": cut_off(b"<rss>"),
    "endless": endless(),
    "bomb": gzip_bomb(),
    "silent": silent(),
    "a page": page("<html><body><p>Not a feed.</p></body></html>"),
    "empty": document(b""),
    "binary": document(bytes(range(256)) * 20, "image/png"),
    "loop": redirect("/broken"),
    "private": redirect("http://10.0.0.1/"),
    "file": redirect("file:///etc/passwd"),
}


@pytest.mark.parametrize("kind", FAILING)
def test_one_failing_feed_stops_no_other(server: Server, morning: Morning, kind: str) -> None:
    server.routes["/broken"] = FAILING[kind]
    server.routes["/a"] = document(post(server, told("Tunnel opens", link("larkfield"), "tunnel")))
    morning.subscribe(server.url("/broken"), server.url("/a"))
    ended = morning.refresh(HASTY)
    assert (ended.new, ended.failed, ended.feeds) == (1, 1, 2)
    broken = morning.feed(server.url("/broken"))
    assert broken.error
    assert broken.failing_since is not None
    assert broken.failing_since.timestamp() == NOON
    assert broken.next_try is not None
    assert broken.next_try.timestamp() > NOON
    assert not broken.paused
    (failed,) = (event for event in morning.told if isinstance(event, events.Failed))
    assert failed.reason == broken.error
    assert morning.headlines() == ["Tunnel opens"]


def test_a_feed_that_recovers_fails_no_longer(server: Server, morning: Morning) -> None:
    server.routes["/a"] = failing(500)
    (feed,) = morning.subscribe(server.url("/a"))
    morning.refresh()
    assert morning.feed(feed.url).error
    server.routes["/a"] = document(post(server, told("Tunnel opens", link("larkfield"), "tunnel")))
    morning.now += 60
    morning.refresh()
    assert not morning.feed(feed.url).error
    assert morning.feed(feed.url).failing_since is None


def test_a_feed_that_breaks_off_gives_its_whole_items_and_is_asked_again(
    server: Server, morning: Morning
) -> None:
    tunnel = told("Tunnel opens", link("larkfield", 1), "tunnel")
    ferry = told("Ferry sold", link("larkfield", 2), "ferry")
    whole = post(server, tunnel, ferry)
    modified = "Wed, 04 Mar 2026 09:00:00 GMT"
    cut = whole[: whole.index(b"Ferry sold") + 900]
    server.routes["/a"] = document(cut, etag='"1"', modified=modified)
    (feed,) = morning.subscribe(server.url("/a"))
    ended = morning.refresh()
    assert (ended.new, ended.failed) == (1, 1)
    assert morning.headlines() == ["Tunnel opens"]
    (failed,) = (event for event in morning.told if isinstance(event, events.Failed))
    assert failed.partly
    kept = morning.feed(feed.url)
    assert (
        kept.error == failed.reason == "it breaks off after 1 item; fetch it again to have the rest"
    )
    assert kept.next_try is not None
    assert kept.next_try.timestamp() == NOON + USUAL
    server.routes["/a"] = document(whole, etag='"1"', modified=modified)
    morning.now += USUAL
    ended = morning.refresh(Plan(force=False))
    assert "if-none-match" not in server.asked("/a")[1].headers
    assert "if-modified-since" not in server.asked("/a")[1].headers
    assert (ended.new, ended.failed) == (1, 0)
    assert sorted(morning.headlines()) == ["Ferry sold", "Tunnel opens"]
    assert not morning.feed(feed.url).error
    assert not any(row.versions for row in morning.library.listing())


def test_a_feed_that_is_gone_is_paused(server: Server, morning: Morning) -> None:
    server.routes["/a"] = failing(410)
    (feed,) = morning.subscribe(server.url("/a"))
    morning.refresh()
    assert morning.feed(feed.url).paused
    morning.refresh()
    assert len(server.asked("/a")) == 1


def test_retry_after_binds_a_person_too(server: Server, morning: Morning) -> None:
    server.routes["/a"] = failing(429, retry_after="120")
    morning.subscribe(server.url("/a"))
    morning.refresh()
    morning.now += 100
    assert morning.refresh().feeds == 0
    morning.now += 21
    assert morning.refresh().feeds == 1
    assert len(server.asked("/a")) == 2


def test_a_person_does_not_wait_for_a_feeds_turn(server: Server, morning: Morning) -> None:
    body = post(server, told("Tunnel opens", link("larkfield"), "tunnel"))
    server.routes["/a"] = document(body, cache_control="max-age=3600")
    (feed,) = morning.subscribe(server.url("/a"))
    morning.refresh()
    assert morning.refresh(Plan(force=False)).feeds == 0
    assert morning.refresh(Plan(force=True)).feeds == 1
    assert morning.feed(feed.url).next_try is not None
    morning.now += 3601
    assert morning.refresh(Plan(force=False)).feeds == 1


def test_a_feed_that_moved_for_good_is_asked_there_from_then_on(
    server: Server, morning: Morning
) -> None:
    server.routes["/old"] = redirect("/new", 301)
    server.routes["/new"] = document(
        post(server, told("Tunnel opens", link("larkfield"), "tunnel"))
    )
    morning.subscribe(server.url("/old"))
    for _ in range(3):
        morning.refresh()
    assert morning.feed(server.url("/new")).articles == 1
    assert len(server.asked("/old")) == 2


def test_what_was_kept_stays_when_a_refresh_is_cancelled(server: Server, morning: Morning) -> None:
    server.routes["/a"] = document(post(server, told("Tunnel opens", link("larkfield"), "tunnel")))
    server.routes["/slow"] = silent()
    morning.subscribe(server.url("/a"), server.url("/slow"))

    async def cancelled() -> None:
        kept = asyncio.Event()

        def tell(event: events.Event) -> None:
            if isinstance(event, events.Arranged):
                kept.set()

        work = asyncio.create_task(refresh(morning.archive, Plan(), tell, clock=lambda: NOON))
        await kept.wait()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    asyncio.run(cancelled())
    assert morning.headlines() == ["Tunnel opens"]
    assert not morning.feed(server.url("/slow")).error


def test_the_list_is_read_while_a_refresh_goes_on(server: Server, morning: Morning) -> None:
    """The story of the quick feed is there before the slow one has answered."""
    gate = threading.Event()
    server.routes["/a"] = document(post(server, told("Tunnel opens", link("larkfield"), "tunnel")))
    server.routes["/slow"] = silent(gate)
    morning.subscribe(server.url("/a"), server.url("/slow"))
    seen: list[list[str]] = []

    def tell(event: events.Event) -> None:
        if isinstance(event, events.Arranged):
            seen.append(morning.headlines())
            gate.set()

    asyncio.run(refresh(morning.archive, Plan(), tell, clock=lambda: NOON))
    assert seen[0] == ["Tunnel opens"]


def test_two_feeds_of_one_outlet_have_one_outlet(server: Server, morning: Morning) -> None:
    world = told("Tunnel opens", link("larkfield"), "tunnel")
    sport = told("Race won", link("larkfield", 2), "race")
    site = "https://larkfield.example/"
    server.routes["/world"] = document(rss("World | Larkfield", site, [world]))
    server.routes["/sport"] = document(rss("Sport", site, [world, sport]))
    morning.subscribe(server.url("/world"))
    morning.refresh()
    morning.subscribe(server.url("/sport"))
    morning.refresh()
    assert {name for row in morning.library.listing() for name in row.outlets} == {"Larkfield"}
    assert len(morning.library.listing()) == 2


def test_a_folder_is_looked_through_again(tmp_path: Path, morning: Morning) -> None:
    from reader.archive import feeds
    from reader.model import FeedKind

    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "one.txt").write_text("\n".join(news.story("tunnel")), "utf-8")
    with morning.archive.writing() as connection:
        feeds.add(connection, str(folder), now=NOON, kind=FeedKind.FOLDER)
    assert morning.refresh().new == 1
    assert morning.refresh().new == 0
    (folder / "two.txt").write_text("\n".join(news.story("ferry")), "utf-8")
    assert morning.refresh().new == 1
    assert len(morning.headlines()) == 2


def test_what_is_old_goes_and_does_not_come_back(server: Server, morning: Morning) -> None:
    old = told("Tunnel opens", link("larkfield"), "tunnel")
    server.routes["/a"] = document(post(server, old))
    morning.subscribe(server.url("/a"))
    morning.refresh()
    new = told("Ferry sold", link("larkfield", 2), "ferry")
    server.routes["/a"] = document(post(server, old, new))
    morning.now += 40 * 86_400
    assert morning.refresh(Plan(keep_days=30)).new == 1
    assert morning.headlines() == ["Ferry sold"]
    server.routes["/a"] = document(post(server, old, new), etag='"changed"')
    assert morning.refresh(Plan(keep_days=30)).new == 0
    assert morning.headlines() == ["Ferry sold"]


def test_a_folder_that_goes_away_fails_and_a_file_in_it_fails_alone(
    tmp_path: Path, morning: Morning
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    morning.add(str(folder))
    assert morning.refresh().failed == 0
    (folder / "one.txt").write_text("\n".join(news.story("tunnel")), "utf-8")
    (folder / "two.json").write_text("{", "utf-8")
    ended = morning.refresh()
    assert (ended.new, ended.failed) == (1, 1)
    assert morning.feed(str(folder)).error.startswith("two.json: ")
    assert len(morning.headlines()) == 1
    (folder / "two.json").unlink()
    assert morning.refresh().failed == 0
    (folder / "one.txt").rename(tmp_path / "one.txt")
    folder.rmdir()
    assert morning.refresh().failed == 1
    assert morning.feed(str(folder)).error.startswith("there is no such file or folder")


def test_a_page_that_shows_a_wall_fails_and_stays_as_it_was(
    server: Server, morning: Morning
) -> None:
    where = server.url("/page")
    server.routes["/page"] = page(news.page("Tunnel opens", news.story("tunnel")))
    morning.add(where, wish=Wish(FeedKind.PAGE))
    server.routes["/page"] = page(news.page("Subscribe to read on", ["Log in to continue."]))
    assert morning.refresh().failed == 1
    assert morning.feed(where).error
    assert morning.headlines() == ["Tunnel opens"]
    (row,) = morning.library.listing()
    assert (row.copies, row.versions) == (1, 0)


def test_an_archive_that_may_not_be_written_ends_a_refresh_with_one_error(
    server: Server, morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        item = told("Tunnel opens", link(name), "tunnel")
        server.routes[f"/{name}"] = document(post(server, item))
        morning.subscribe(server.url(f"/{name}"))
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    closed = Archive(morning.archive.path)
    assert closed.read_only
    with pytest.raises(ArchiveError, match="may not be written"):
        asyncio.run(refresh(closed, Plan(), lambda _: None, clock=lambda: NOON))
    closed.close()


def test_who_was_told_what_happens_may_be_gone(server: Server, morning: Morning) -> None:
    server.routes["/a"] = document(post(server, told("Tunnel opens", link("larkfield"), "tunnel")))
    morning.subscribe(server.url("/a"))

    def gone(event: events.Event) -> None:
        if isinstance(event, events.Answered):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        asyncio.run(refresh(morning.archive, Plan(), gone, clock=lambda: NOON))
