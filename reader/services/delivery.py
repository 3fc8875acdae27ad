"""What feeds, pages and files deliver, as articles with the outlet that printed them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.archive.articles import Kept, keep, outlet_of_domain
from reader.errors import UnreadableSource
from reader.ingest.decode import decode
from reader.ingest.domains import registrable_domain
from reader.ingest.draft import Draft
from reader.ingest.exchange import Response
from reader.ingest.feed_items import FeedDocument, Item
from reader.ingest.feeds import charset_of, item_draft
from reader.ingest.html import read_html
from reader.ingest.identity import canonical_url, public_id
from reader.ingest.outlets import name_feed_outlet, name_outlet
from reader.ingest.pages import judge_page
from reader.model import Article, Outlet, TextState


@dataclass(frozen=True, slots=True)
class Delivered:
    """An article as it came, and what tells that two deliveries are one."""

    article: Article
    identity: str


def from_feed(document: FeedDocument, url: str) -> list[Delivered]:
    """Return the articles of a feed; `url` is its address."""
    site = registrable_domain(document.site) or registrable_domain(url)
    others = {registrable_domain(item.url) for item in document.items} - {site, None}
    own = Outlet(name_feed_outlet(document.title, site) or url, site)
    found = []
    for item in document.items:
        draft = item_draft(item, document)
        outlet = _outlet(item, own, passes_on=len(others) > 1)
        state = TextState.SUMMARY if item.is_summary else TextState.FULL
        found.append(Delivered(_article(draft, item, outlet, url, state), item.identity))
    return found


def _outlet(item: Item, feed: Outlet, *, passes_on: bool) -> Outlet:
    """Return who printed an item: of a feed that passes on what others did, those.

    A feed whose items all lie at one other domain is one that counts its readers there.
    """
    domain = registrable_domain(item.url)
    if item.outlet and item.outlet.casefold() != feed.name.casefold():
        return Outlet(item.outlet, domain if domain != feed.domain else None)
    if passes_on and domain is not None and domain != feed.domain:
        return Outlet(domain, domain)
    return feed


def _article(draft: Draft, item: Item, outlet: Outlet, feed: str, state: TextState) -> Article:
    return Article(
        id=public_id(item.identity),
        outlet=outlet,
        text=draft.text,
        blocks=draft.blocks,
        links=draft.links,
        title=item.title or draft.title,
        url=item.url,
        published=item.published,
        byline=item.byline,
        language=item.language,
        source=feed,
        state=state,
    )


def page_draft(response: Response) -> Draft:
    """Return a page that was fetched as a draft.

    Raises:
        UnreadableSource: it is no page, or has no text.
    """
    charset = charset_of(response.headers.get("content-type"))
    text = decode(response.body, response.url, html=True, stated=charset)
    return read_html(text, response.url, url=response.url)


def from_page(draft: Draft, summary: Article) -> Article:
    """Return the article whose feed gave but a summary, with what its page shows.

    Where the page shows something else it stays as it was, with the reason.
    """
    state, reason = judge_page(draft, summary.text)
    if state is TextState.BLOCKED:
        return blocked(summary, reason)
    return replace(
        summary,
        text=draft.text,
        blocks=draft.blocks,
        links=draft.links,
        title=summary.title or draft.title,
        published=summary.published or draft.published,
        byline=summary.byline or draft.byline,
        language=draft.language or summary.language,
        state=state,
        state_reason=reason,
    )


def blocked(article: Article, reason: str) -> Article:
    """Return the article whose page could not be had, with the reason."""
    return replace(article, state=TextState.BLOCKED, state_reason=reason)


def from_files(articles: Sequence[Article]) -> list[Delivered]:
    """Return articles read from files: known by outlet and id, as their files give them."""
    return [Delivered(a, f"file:{a.outlet.name.casefold()}\n{a.id}") for a in articles]


def page_alone(draft: Draft, url: str) -> Delivered:
    """Return a page that a person named as an article.

    Raises:
        UnreadableSource: it shows something else in the article's place.
    """
    identity = canonical_url(draft.url or url) or url
    state, reason = judge_page(draft, "")
    if state is TextState.BLOCKED:
        raise UnreadableSource(url, reason)
    article = Article(
        id=public_id(identity),
        outlet=name_outlet(draft, registrable_domain(url) or url),
        text=draft.text,
        blocks=draft.blocks,
        links=draft.links,
        title=draft.title,
        url=url,
        published=draft.published,
        byline=draft.byline,
        language=draft.language,
        source=url,
    )
    return Delivered(article, identity)


def keep_all(
    connection: sqlite3.Connection,
    delivered: Sequence[Delivered],
    *,
    feed: int | None,
    now: float,
) -> list[Kept]:
    """Keep what was delivered, within the caller's transaction; say of each what that changed.

    A domain is one outlet, under the name that it had first.
    """
    known: dict[str, str | None] = {}
    kept = []
    for one in delivered:
        article = one.article
        domain = article.outlet.domain
        if domain is not None:
            if domain not in known:
                known[domain] = outlet_of_domain(connection, domain)
            name = known[domain]
            if name is None:
                known[domain] = article.outlet.name
            elif name != article.outlet.name:
                article = replace(article, outlet=replace(article.outlet, name=name))
        kept.append(keep(connection, article, identity=one.identity, feed=feed, now=now))
    return kept
