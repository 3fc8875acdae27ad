"""Everything that `reader add` takes, and everything that it refuses with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.archive import feeds
from reader.errors import ArchiveError, Cancelled
from reader.ingest.fetch import Fetcher
from reader.model import FeedKind
from reader.services import delivery
from reader.services.adding import add, address_of
from reader.services.intake import Wish
from tests.ingest.test_warc import record
from tests.server import Answer, Asked, Server, document, failing, page, redirect, serve
from tests.services import news
from tests.services.news import Morning, rss, told

FEED_LINK = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'


def feed(name: str = "Larkfield Post", *, at: str = "larkfield") -> bytes:
    item = told("Tunnel opens", f"https://{at}.example/news/1", "tunnel")
    return rss(name, f"https://{at}.example/", [item])


def site(*links: tuple[str, str]) -> str:
    head = "".join(FEED_LINK.format(title, href) for title, href in links)
    return news.page("Larkfield Post", ["All the news."], head)


def opml(*urls: str) -> bytes:
    outlines = "".join(f'<outline text="Feed {n}" xmlUrl="{u}"/>' for n, u in enumerate(urls))
    folder = f'<outline text="Coast"><outline text="Daily">{outlines}</outline></outline>'
    return f'<opml version="2.0"><head/><body>{folder}</body></opml>'.encode()


# Addresses


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://quay.example/feed", "https://quay.example/feed"),
        ("HTTP://quay.example", "HTTP://quay.example"),
        ("quay.example", "https://quay.example"),
        ("www.quay.example:8080/feed?a=b", "https://www.quay.example:8080/feed?a=b"),
        ("localhost:8000/feed", "http://localhost:8000/feed"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("feed://quay.example/rss", "http://quay.example/rss"),
        ("feed:https://quay.example/rss", "https://quay.example/rss"),
        ("feeds.opml", None),
        ("saved.html.gz", None),
        ("notes.md", None),
        ("a folder", None),
        ("../quay.example", None),
        ("-", None),
    ],
)
def test_what_looks_like_an_address_is_one(source: str, address: str | None) -> None:
    assert address_of(source) == address


def test_what_is_there_as_a_file_is_no_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quay.example").mkdir()
    assert address_of("quay.example") is None
    assert address_of("larkfield.example") == "https://larkfield.example"


SITE = "https://quay.example/"


# The web


def test_a_feed_is_subscribed_to_with_what_it_has(server: Server, morning: Morning) -> None:
    server.routes["/a"] = document(feed(), etag='"1"')
    added = morning.add(server.url("/a"), wish=Wish(tags=("coast",), name="The Post"))
    assert (added.articles, added.fresh, added.known, added.failures) == (1, 1, 0, [])
    (subscribed,) = added.feeds
    assert (subscribed.title, subscribed.tags) == ("The Post", ("coast",))
    assert subscribed.site == "https://larkfield.example/"
    assert morning.headlines() == ["Tunnel opens"]
    assert morning.feed(server.url("/a")).last_refresh is not None


def test_what_was_just_added_is_not_fetched_again_in_full(server: Server, morning: Morning) -> None:
    server.routes["/a"] = document(feed(), etag='"1"')
    morning.add(server.url("/a"))
    assert morning.refresh().new == 0
    assert server.asked("/a")[1].headers["if-none-match"] == '"1"'


def test_the_same_feed_twice_is_one_subscription(server: Server, morning: Morning) -> None:
    server.routes["/a"] = document(feed())
    morning.add(server.url("/a"), wish=Wish(tags=("coast",)))
    again = morning.add(server.url("/a"), wish=Wish(tags=("daily",)))
    assert (again.articles, again.fresh, again.known) == (1, 0, 1)
    assert again.notes == [f"{server.url('/a')} was subscribed to already"]
    assert morning.feed(server.url("/a")).tags == ("coast", "daily")
    assert len(morning.library.feeds()) == 1


def test_adding_what_is_paused_says_how_it_goes_on(server: Server, morning: Morning) -> None:
    server.routes["/a"] = failing(410)
    morning.subscribe(server.url("/a"))
    morning.refresh()
    server.routes["/a"] = document(feed())
    (note,) = morning.add(server.url("/a")).notes
    assert note.endswith("was subscribed to already; it is paused: `reader feeds 1 --resume`")


def test_a_sites_best_feed_is_taken_and_the_others_named(server: Server, morning: Morning) -> None:
    server.routes["/"] = page(site(("News", "/news.xml"), ("Sport", "/sport.xml")))
    server.routes["/news.xml"] = document(feed())
    added = morning.add(server.url("/"))
    assert [one.url for one in added.feeds] == [server.url("/news.xml")]
    (note,) = added.notes
    assert (
        note == f"{server.url('/')} has another feed, not added: {server.url('/sport.xml')} (Sport)"
    )
    assert not server.asked("/sport.xml")


def test_a_feed_of_a_site_that_fails_gives_way_to_the_next(
    server: Server, morning: Morning
) -> None:
    server.routes["/"] = page(site(("News", "/news.xml"), ("Sport", "/sport.xml")))
    server.routes["/sport.xml"] = document(feed())
    added = morning.add(server.url("/"))
    assert [one.url for one in added.feeds] == [server.url("/sport.xml")]
    assert not added.failures


def test_where_no_feed_of_a_site_can_be_had_the_first_is_named(
    server: Server, morning: Morning
) -> None:
    server.routes["/"] = page(site(("News", "/news.xml")))
    (failure,) = morning.add(server.url("/")).failures
    assert failure.source == server.url("/")
    assert failure.reason.startswith(f"its feed {server.url('/news.xml')}: HTTP 404: ")


def test_a_page_leads_to_no_private_feed_of_another_server(
    server: Server, morning: Morning
) -> None:
    with serve({"/secret": document(feed())}) as inside:
        server.routes["/"] = page(site(("News", inside.url("/secret"))))
        (failure,) = morning.add(server.url("/")).failures
        assert "private address" in failure.reason
        assert not inside.requests
    assert not morning.library.feeds()


def test_an_article_is_kept_and_not_watched(server: Server, morning: Morning) -> None:
    server.routes["/news/1"] = page(news.page("Tunnel opens", news.story("tunnel", 8)))
    added = morning.add(server.url("/news/1"))
    assert (added.articles, added.fresh, added.feeds) == (1, 1, [])
    assert morning.headlines() == ["Tunnel opens"]
    again = morning.add(server.url("/news/1"))
    assert (again.articles, again.fresh) == (1, 0)


def test_of_an_article_the_sites_feed_is_taken_where_it_is_wanted(
    server: Server, morning: Morning
) -> None:
    head = FEED_LINK.format("News", "/news.xml")
    server.routes["/news/1"] = page(news.page("Tunnel opens", news.story("tunnel", 8), head))
    server.routes["/news.xml"] = document(feed())
    added = morning.add(server.url("/news/1"), wish=Wish(FeedKind.FEED))
    assert [one.url for one in added.feeds] == [server.url("/news.xml")]


def test_a_sites_first_page_is_no_article_however_long(server: Server, morning: Morning) -> None:
    head = FEED_LINK.format("News", "/news.xml")
    server.routes["/"] = page(news.page("Larkfield Post", news.story("tunnel", 8), head))
    server.routes["/news.xml"] = document(feed())
    assert [one.kind for one in morning.add(server.url("/")).feeds] == [FeedKind.FEED]


def test_a_page_is_watched_for_its_versions(server: Server, morning: Morning) -> None:
    lines = news.story("tunnel", 8)
    server.routes["/"] = redirect("/live", 302)
    server.routes["/live"] = page(news.page("Tunnel opens", lines))
    added = morning.add(server.url("/"), wish=Wish(FeedKind.PAGE))
    assert [(one.kind, one.title) for one in added.feeds] == [(FeedKind.PAGE, "Tunnel opens")]
    assert morning.refresh().new == 0
    changed = [line.replace("crowns", "marks") for line in lines]
    server.routes["/live"] = page(news.page("Tunnel opens", changed))
    assert morning.refresh().new == 1
    (row,) = morning.library.listing()
    assert (row.copies, row.versions) == (1, 1)


def test_a_redirect_for_good_is_followed_in_the_end(server: Server, morning: Morning) -> None:
    server.routes["/old"] = redirect("/new", 301)
    server.routes["/new"] = document(feed())
    morning.add(server.url("/old"))
    morning.refresh()
    assert [one.url for one in morning.library.feeds()] == [server.url("/new")]
    assert len(morning.headlines()) == 1


def test_a_feed_behind_a_login_is_added_with_it(server: Server, morning: Morning) -> None:
    def guarded(asked: Asked) -> Answer:
        return Answer(body=feed()) if "authorization" in asked.headers else failing(401)

    server.routes["/a"] = guarded
    (failure,) = morning.add(server.url("/a")).failures
    assert failure.reason.startswith("HTTP 401: ")
    added = morning.add(server.url("/a"), wish=Wish(login="!printf me:secret"))
    assert (added.articles, added.failures) == (1, [])
    server.routes["/a"] = failing(401)
    morning.refresh()
    assert "authorization" in server.asked("/a")[-1].headers


REFUSED = {
    "nothing": (failing(404), "HTTP 404: nothing is at this address"),
    "gone": (failing(410), "HTTP 410: it is gone for good"),
    "text": (document(b"Just a text.", "text/plain"), "there is neither a feed nor a page"),
    "empty": (document(b""), "there is neither a feed nor a page"),
    "image": (document(bytes(range(256)) * 20, "image/png"), ""),
    "no feed": (page("<html><body><p>Nothing.</p></body></html>"), "the page names no feed"),
    "loop": (redirect("/a"), "redirects in a circle"),
    "inside": (redirect("http://10.0.0.1/"), "private address"),
    "no list": (
        document(b'<opml version="2.0"><body/></opml>'),
        "list of subscriptions without any",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_added_is_named_with_the_reason(
    server: Server, morning: Morning, kind: str
) -> None:
    server.routes["/a"], reason = REFUSED[kind]
    server.routes["/b"] = document(feed())
    added = morning.add(server.url("/a"), server.url("/b"))
    (failure,) = added.failures
    assert failure.source == server.url("/a")
    assert reason in failure.reason
    assert [one.url for one in added.feeds] == [server.url("/b")]
    assert len(morning.library.feeds()) == 1


def test_a_feed_is_no_page(server: Server, morning: Morning) -> None:
    server.routes["/a"] = document(feed())
    (failure,) = morning.add(server.url("/a"), wish=Wish(FeedKind.PAGE)).failures
    assert failure.reason == "this is a feed and no page; leave out --page"


def test_a_page_behind_a_wall_is_not_kept(server: Server, morning: Morning) -> None:
    server.routes["/a"] = page(news.page("Subscribe to read on", ["Log in to continue."]))
    added = morning.add(server.url("/a"), wish=Wish(FeedKind.PAGE))
    assert [one.source for one in added.failures] == [server.url("/a")]
    assert not morning.library.feeds()


@pytest.mark.parametrize("piped", [None, opml("https://me:secret@quay.example/feed")])
def test_a_password_in_an_address_is_not_kept(morning: Morning, piped: bytes | None) -> None:
    source = "-" if piped else "https://me:secret@quay.example/feed"
    added = morning.add(source, piped=piped)
    (failure,) = added.failures
    assert failure.source == "https://me@quay.example/feed"
    assert "password" in failure.reason
    assert "secret" not in str(added)
    assert not morning.library.feeds()


# Lists


@pytest.mark.parametrize("way", ["file", "address", "pipe"])
def test_a_list_of_subscriptions_is_taken_over(
    server: Server, morning: Morning, tmp_path: Path, way: str
) -> None:
    server.routes["/a"] = document(feed())
    listed = opml(server.url("/a"), "https://quay.example/feed")
    server.routes["/list"] = document(listed, "text/xml")
    (tmp_path / "feeds.opml").write_bytes(listed)
    source = {"file": str(tmp_path / "feeds.opml"), "address": server.url("/list"), "pipe": "-"}
    added = morning.add(source[way], wish=Wish(tags=("mine",)), piped=listed)
    assert [one.title for one in added.feeds] == ["Feed 0", "Feed 1"]
    assert all(set(one.tags) == {"Coast", "Daily", "mine"} for one in added.feeds)
    assert (added.known, added.articles) == (0, 0)
    assert morning.add(source[way], piped=listed).known == 2


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_list_from_the_web_leads_to_private_feeds_of_its_own_server_alone(
    server: Server, morning: Morning, elsewhere: bool
) -> None:
    with serve({"/feed": document(feed())}) as inside:
        server.routes["/feed"] = document(feed())
        wanted = inside if elsewhere else server
        server.routes["/list"] = document(opml(wanted.url("/feed")), "text/xml")
        morning.add(server.url("/list"))
        assert morning.refresh().failed == elsewhere
        assert bool(inside.requests) is False


def test_a_list_of_ones_own_may_name_private_feeds(
    server: Server, morning: Morning, tmp_path: Path
) -> None:
    server.routes["/a"] = document(feed())
    (tmp_path / "feeds.opml").write_bytes(opml(server.url("/a")))
    morning.add(str(tmp_path / "feeds.opml"))
    assert morning.refresh().new == 1


def test_newsboats_list_keeps_titles_and_tags(morning: Morning, tmp_path: Path) -> None:
    line = 'https://quay.example/feed "harbour news" "~The Quay"\n'
    (tmp_path / "urls").write_text(f"{line}query:all:unread = 1\n", "utf-8")
    added = morning.add(str(tmp_path / "urls"))
    assert [(one.title, one.tags) for one in added.feeds] == [("The Quay", ("harbour news",))]
    (failure,) = added.failures
    assert failure.source.startswith(str(tmp_path / "urls"))


def test_a_damaged_list_says_so(morning: Morning, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text("<opml><body><outline xmlUrl=", "utf-8")
    (failure,) = morning.add(str(tmp_path / "feeds.opml")).failures
    assert "damaged" in failure.reason


# Files


def test_a_folder_whose_articles_cannot_be_kept_is_not_watched(
    morning: Morning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text("\n".join(news.story("tunnel")), "utf-8")

    def full(*_: object, **__: object) -> None:
        raise ArchiveError("the disk is full")

    monkeypatch.setattr(delivery, "keep_all", full)
    with pytest.raises(ArchiveError):
        morning.add(str(tmp_path))
    with morning.archive.reading() as connection:
        assert feeds.all(connection) == []


def test_a_folder_is_read_and_watched(morning: Morning, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "one.txt").write_text("\n".join(news.story("tunnel")), "utf-8")
    added = morning.add(str(folder))
    assert [(one.kind, one.url) for one in added.feeds] == [(FeedKind.FOLDER, str(folder))]
    assert (added.articles, added.fresh) == (1, 1)
    (folder / "two.txt").write_text("\n".join(news.story("ferry")), "utf-8")
    assert morning.refresh().new == 1


def test_an_empty_folder_is_watched_too(morning: Morning, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    added = morning.add(str(folder))
    assert added.feeds
    assert not added.failures


def test_a_file_is_kept_once(morning: Morning, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("\n".join(news.story("tunnel")), "utf-8")
    assert morning.add(str(file)).fresh == 1
    assert morning.add(str(file)).fresh == 0
    assert not morning.library.feeds()


def test_a_warc_file_gives_its_pages(morning: Morning, tmp_path: Path) -> None:
    pages = [
        record(news.page(f"{about.title()} opens", news.story(about, 8)).encode(), url=url)
        for about, url in (
            ("tunnel", "https://quay.example/1"),
            ("ferry", "https://quay.example/2"),
        )
    ]
    (tmp_path / "crawl.warc").write_bytes(b"".join(pages))
    assert morning.add(str(tmp_path / "crawl.warc")).fresh == 2
    assert sorted(morning.headlines()) == ["Ferry opens", "Tunnel opens"]


def test_standard_input_holds_articles(morning: Morning) -> None:
    line = {
        "id": "x-1",
        "outlet": "Quay",
        "title": "Tunnel",
        "text": "\n".join(news.story("tunnel")),
    }
    added = morning.add("-", piped=json.dumps(line).encode())
    assert (added.articles, added.failures) == (1, [])
    assert morning.headlines() == ["Tunnel"]


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Quay Herald",
    "items": [{"id": "1", "title": "Tunnel", "content_text": "\n".join(news.story("tunnel"))}],
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("feed.xml", news.rss("The Quay Herald", SITE, [news.told("Tunnel", SITE, "tunnel")])),
        ("feed", news.rss("The Quay Herald", SITE, [news.told("Tunnel", SITE, "tunnel")])),
        ("feed.json", json.dumps(JSON_FEED).encode()),
    ],
)
def test_a_feed_that_was_saved_gives_its_articles(
    name: str, data: bytes, morning: Morning, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    added = morning.add(str(file))
    assert (added.fresh, added.feeds, added.failures) == (1, [], [])
    assert morning.headlines() == ["Tunnel"]
    (row,) = morning.library.rows(morning.library.listing().numbers)
    assert row is not None
    assert row.outlets == ("The Quay Herald",)
    assert morning.add("-", piped=data).articles == 1, "as it comes through a pipe"


@pytest.mark.parametrize(
    ("end", "reason"),
    [("</channel></rss>", "it is a feed without items"), ("", "it breaks off before its first")],
)
def test_a_saved_feed_without_items_says_so(
    end: str, reason: str, morning: Morning, tmp_path: Path
) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(f'<rss version="2.0"><channel><title>The Quay Herald</title>{end}')
    (failure,) = morning.add(str(file)).failures
    assert failure.source == str(file)
    assert failure.reason.startswith(reason)


CUT = news.rss(
    "The Quay Herald", SITE, [news.told(a, f"{SITE}{a}", a) for a in ("tunnel", "ferry")]
)
CUT_JSON = json.dumps({**JSON_FEED, "items": [*JSON_FEED["items"], {"id": "2", "title": "Ferry"}]})


@pytest.mark.parametrize("data", [CUT[:-200], CUT_JSON[:-5].encode()])
def test_of_a_feed_that_breaks_off_the_whole_items_are_added(
    data: bytes, server: Server, morning: Morning, tmp_path: Path
) -> None:
    file = tmp_path / "feed"
    file.write_bytes(data)
    server.routes["/feed"] = document(data, etag='"1"')
    url = server.url("/feed")
    added = morning.add(str(file), url)
    assert {headline.casefold() for headline in morning.headlines()} == {"tunnel"}
    assert [one.source for one in added.failures] == [str(file), url]
    assert all(one.reason.startswith("it breaks off after 1 item;") for one in added.failures)
    feed = morning.feed(url)
    assert feed.error == added.failures[1].reason
    assert feed.articles == 1
    assert feed.next_try is not None
    assert feed.next_try.timestamp() > morning.now


def test_a_sites_feed_that_breaks_off_is_its_feed_all_the_same(
    server: Server, morning: Morning
) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{n}">' for n in ("a", "b")
    )
    server.routes["/"] = page(f"<html><head>{links}</head><body>Quay</body></html>")
    server.routes["/a"], server.routes["/b"] = document(CUT[:-200]), document(CUT)
    added = morning.add(server.url("/"))
    assert [feed.url for feed in added.feeds] == [server.url("/a")]
    assert len(added.failures) == 1


@pytest.mark.parametrize("source", ["ftp://quay.example/feed", "file:///etc/hostname"])
def test_what_is_no_address_of_the_web_is_refused_as_that(source: str, morning: Morning) -> None:
    (failure,) = morning.add(source).failures
    assert (failure.source, "http and https" in failure.reason) == (source, True)


def test_what_is_not_there_is_named_and_the_rest_taken(morning: Morning, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("\n".join(news.story("tunnel")), "utf-8")
    missing = [str(tmp_path / "none.txt"), "", "-", str(tmp_path / "none.opml")]
    added = morning.add(*missing, str(tmp_path / "one.txt"))
    assert added.articles == 1
    assert [failure.source for failure in added.failures] == [missing[0], '""', "-", missing[3]]
    assert all(failure.reason for failure in added.failures)


def test_one_id_for_two_texts_spoils_no_other_file(morning: Morning, tmp_path: Path) -> None:
    lines = [{"id": "x", "outlet": "Quay", "text": text} for text in ("One.", "Two.")]
    (tmp_path / "bad.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (tmp_path / "one.txt").write_text("\n".join(news.story("tunnel")), "utf-8")
    added = morning.add(str(tmp_path / "bad.jsonl"), str(tmp_path / "one.txt"))
    assert added.articles == 1
    (failure,) = added.failures
    assert "'x' stands for two different texts" in failure.reason


async def test_reading_files_can_be_stopped(morning: Morning, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Text.", "utf-8")
    async with Fetcher() as fetcher:
        with pytest.raises(Cancelled):
            await add(
                morning.archive,
                [str(tmp_path)],
                Wish(),
                fetcher=fetcher,
                cancelled=lambda: True,
            )
    assert not morning.library.feeds()
