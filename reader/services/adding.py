"""Taking something into the archive: a feed, a site, a page, another reader's list, files."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from reader.archive.connection import Archive
from reader.errors import ArchiveError, Cancelled, ReaderError, UnreadableSource, reason_of
from reader.ingest.addresses import same_server
from reader.ingest.aside import aside
from reader.ingest.decode import decode
from reader.ingest.discovery import (
    Candidate,
    Kind,
    find_feeds,
    sniff_source,
    without_feed_scheme,
)
from reader.ingest.draft import Draft
from reader.ingest.feeds import charset_of, damage, read_feed
from reader.ingest.fetch import FEED_LIMIT, Fetcher, FetchFailed, Request, Response
from reader.ingest.files import read_sources
from reader.ingest.found import STDIN, form_of
from reader.ingest.reading import read_all
from reader.ingest.trail import shown
from reader.model import Failure, FeedKind
from reader.services import delivery
from reader.services.answers import read_answer
from reader.services.folders import read_folder
from reader.services.intake import Added, Intake, Wish
from reader.services.logins import HAS_PASSWORD, has_password, login_for
from reader.services.subscriptions import list_in, read_list
from reader.text.prose import word_count
from reader.text.running import is_running

PIPED_LIMIT = 256 * 1024 * 1024
"""Bytes of standard input: it is held in memory as a whole."""
_NO_WEB_ADDRESS = "only http and https addresses are fetched; of a file name the path"
_ARTICLE = 150
"""Words of prose from which on a page is an article: front pages are made of links."""
_LOOKED_AT = 65536
"""Bytes of a file that tell whether it is a feed."""
_TRIED = 5
"""Feeds of one page that are asked until one answers."""
_STDIN_NAME = "standard input"
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LOCAL = r"localhost|\d{1,3}(?:\.\d{1,3}){3}"
_HOST = re.compile(rf"(?:(?P<local>{_LOCAL})|(?:[\w-]+\.)+[a-z]{{2,}})(?::\d+)?(?:/\S*)?", re.I)
"""What may be typed for an address: a host's name, perhaps with a port and a path."""
_LISTS = (".opml", ".xml")
"""Endings of files with lists of subscriptions, which look like hosts' names."""


def address_of(source: str) -> str | None:
    """Return the web address that a source names, its scheme put in front, or None for a path."""
    source = without_feed_scheme(source)
    if _SCHEME.match(source):
        return source
    host = _HOST.fullmatch(source)
    if host is None or _is_path(source):
        return None
    return f"{'http' if host['local'] else 'https'}://{source}"


def _is_path(source: str) -> bool:
    path = Path(source)
    named_so = "/" not in source and (form_of(path) or path.suffix.lower() in _LISTS)
    return bool(named_so) or path.exists()


async def add(
    archive: Archive,
    sources: Sequence[str],
    wish: Wish,
    *,
    fetcher: Fetcher,
    stdin: BinaryIO | None = None,
    passwords: Mapping[str, str] | None = None,
    clock: Callable[[], float] = time.time,
    cancelled: Callable[[], bool] = lambda: False,
) -> Added:
    """Take sources into the archive: web addresses, lists of subscriptions, files and folders.

    Articles that come with them are kept but not grouped yet; what cannot be added is in the
    result's `failures`, and the rest is added.

    Args:
        archive: what they are taken into.
        sources: what a person named; `-` is standard input.
        wish: how they want it.
        fetcher: what fetches.
        stdin: standard input, which is read to its end.
        passwords: for hosts the commands that print their passwords.
        clock: gives seconds since 1970.
        cancelled: asked between two files.

    Raises:
        ArchiveError: the archive cannot be written.
        Cancelled: `cancelled` said so.
    """
    intake = Intake(archive, wish, clock)
    adding = _Adding(intake, wish, fetcher, passwords or {})
    for source in sources:
        try:
            if (address := address_of(source)) is not None:
                await adding.address(address)
            elif source == STDIN:
                adding.piped(stdin)
            elif _OTHER_SCHEME.match(source):
                adding.failed(source, UnreadableSource(source, _NO_WEB_ADDRESS))
            elif not (adding.is_list(source) or adding.is_feed(source)):
                adding.files(source, cancelled)
        except (ArchiveError, Cancelled):
            raise
        except ReaderError as error:
            adding.failed(source, error)
    return intake.added


class _Adding:
    """What is under way."""

    def __init__(
        self, intake: Intake, wish: Wish, fetcher: Fetcher, passwords: Mapping[str, str]
    ) -> None:
        self._intake, self._wish, self._fetcher = intake, wish, fetcher
        self._passwords = passwords

    def failed(self, source: str, error: ReaderError) -> None:
        """Note that a source could not be added."""
        self._intake.added.failures.append(Failure(shown(source), reason_of(error)))

    # The web

    async def address(self, url: str) -> None:
        """Add what an address shows: a feed, a site's feed, one page.

        Raises:
            ReaderError: it shows nothing of the kind, or cannot be fetched.
        """
        if has_password(url):
            raise UnreadableSource(shown(url), HAS_PASSWORD)
        response = await self._get(url, url)
        kind = sniff_source(response.body, response.headers.get("content-type"))
        if kind is Kind.FEED:
            await self._feed(url, response)
        elif (listed := list_in(response.body, url)) is not None:
            self._intake.subscribe(url, listed, lambda feed: same_server(feed, url))
        elif kind is Kind.PAGE:
            await self._page(url, response)
        else:
            raise UnreadableSource(url, "there is neither a feed nor a page at this address")

    async def _get(self, url: str, typed: str) -> Response:
        """Fetch an address that the person typed, or that what they typed led to."""
        private = same_server(url, typed)
        login = await login_for(url, self._wish.login, self._passwords) if private else None
        return await self._fetcher.get(Request(url, limit=FEED_LIMIT, private=private, login=login))

    async def _page(self, url: str, response: Response) -> None:
        """Add a page as a person wants it, or by its look: an article, else its site's feed."""
        wanted = self._wish.kind
        if wanted is FeedKind.PAGE:
            answer = await read_answer(response, wanted, url, None)
            self._intake.keep_answer(url, wanted, answer)
            return
        draft = await aside(lambda: delivery.page_draft(response))
        if wanted is None and _is_article(draft, response.url):
            self._intake.keep([delivery.page_alone(draft, response.url)], None)
        else:
            await self._site(url, response)

    async def _site(self, url: str, response: Response) -> None:
        """Add the best of a page's feeds that can be had."""
        html = decode(response.body, url, html=True, stated=_charset(response))
        found = await aside(lambda: find_feeds(html, response.url))
        if not found:
            raise UnreadableSource(
                url,
                "the page names no feed; look for one on the site, or add the page itself "
                "with --page",
            )
        first_error: ReaderError | None = None
        for candidate in found[:_TRIED]:
            try:
                await self._feed(candidate.url, await self._get(candidate.url, url), typed=url)
            except (FetchFailed, UnreadableSource) as error:
                reason = f"its feed {candidate.url}: {error.reason}"
                first_error = first_error or UnreadableSource(url, reason)
                continue
            self._note_others(url, [one for one in found if one is not candidate])
            return
        assert first_error is not None
        raise first_error

    def _note_others(self, url: str, others: Sequence[Candidate]) -> None:
        for other in others:
            title = f" ({other.title})" if other.title else ""
            self._intake.added.notes.append(
                f"{url} has another feed, not added: {other.url}{title}"
            )

    async def _feed(self, url: str, response: Response, typed: str = "") -> None:
        """Subscribe to a feed; `typed` is the address that led to it where it is another."""
        if self._wish.kind is FeedKind.PAGE:
            raise UnreadableSource(url, "this is a feed and no page; leave out --page")
        answer = await read_answer(response, FeedKind.FEED, url, None)
        self._intake.keep_answer(
            url, FeedKind.FEED, answer, typed=not typed or same_server(url, typed)
        )

    # Lists

    def is_list(self, path: str) -> bool:
        """Add the subscriptions of a file if it is a list of them; tell whether it is.

        Raises:
            UnreadableSource: it looks like one but cannot be read.
        """
        try:
            listed = read_list(path)
        except UnreadableSource:
            if Path(path).is_file() and form_of(Path(path)) is None:
                raise
            return False  # reading it as an article will say what is wrong
        if listed is not None:
            self._intake.subscribe(path, listed, lambda feed: True)
        return listed is not None

    # Files

    def is_feed(self, path: str) -> bool:
        """Add the items of a feed that was saved to a file, if it is one; tell whether it is.

        Raises:
            UnreadableSource: it begins like a feed, but holds nothing that can be read.
        """
        try:
            if not Path(path).is_file():
                return False
            with Path(path).open("rb") as stream:
                head = stream.read(_LOOKED_AT)
                # Of JSON only the whole tells whether it is a feed; it is read as articles else.
                if not head.lstrip().startswith(b"{") and sniff_source(head) is not Kind.FEED:
                    return False
                data = head + read_all(stream, path, FEED_LIMIT, lambda: False)
        except (OSError, ValueError, UnreadableSource):
            return False  # reading it as an article will say what is wrong
        return self._saved_feed(data, path)

    def _saved_feed(self, data: bytes, source: str) -> bool:
        if not data or sniff_source(data) is not Kind.FEED:
            return False
        feed = read_feed(data, url=source)
        self._intake.keep(delivery.from_feed(feed, source), None)
        if reason := damage(feed) or ("" if feed.items else "it is a feed without items"):
            raise UnreadableSource(source, reason)
        return True

    def piped(self, stdin: BinaryIO | None) -> None:
        """Add what standard input holds: a list of subscriptions, a feed's items, or articles.

        Raises:
            UnreadableSource: it holds nothing that can be read.
        """
        if stdin is None:
            raise UnreadableSource(_STDIN_NAME, "nothing is connected to it")
        data = read_all(stdin, _STDIN_NAME, PIPED_LIMIT, lambda: False)
        listed = list_in(data, _STDIN_NAME)
        if listed is not None:
            self._intake.subscribe(_STDIN_NAME, listed, lambda feed: True)
            return
        if self._saved_feed(data, _STDIN_NAME):
            return
        sources = read_sources([STDIN], stdin=BytesIO(data))
        self._intake.added.failures.extend(sources.failures)
        self._intake.keep(delivery.from_files(sources.articles), None)

    def files(self, path: str, cancelled: Callable[[], bool]) -> None:
        """Add the articles of a file, or of a folder, which is watched from then on.

        Raises:
            ConflictingArticles: one id stands for two different texts.
            Cancelled: `cancelled` said so.
        """
        is_folder = bool(path) and Path(path).is_dir()
        sources = (
            read_folder(path, cancelled) if is_folder else read_sources([path], cancelled=cancelled)
        )
        self._intake.added.failures.extend(sources.failures)
        found = delivery.from_files(sources.articles)
        if is_folder:
            self._intake.keep_folder(Path(path).resolve(), found)
        else:
            self._intake.keep(found, None)


def _is_article(draft: Draft, url: str) -> bool:
    """Tell whether a page has enough prose to be an article; a site's first page never is."""
    if urlsplit(url).path in ("", "/"):
        return False
    words = 0
    for block in draft.blocks:
        if is_running(block):
            words += word_count(draft.text[block.start : block.end])
    return words >= _ARTICLE and draft.title is not None


def _charset(response: Response) -> str | None:
    return charset_of(response.headers.get("content-type"))
