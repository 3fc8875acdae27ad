"""The page of an article of which a feed gave only a summary."""

from __future__ import annotations

from reader.archive.articles import Unfetched
from reader.errors import ReaderError, reason_of
from reader.ingest.addresses import same_server
from reader.ingest.aside import aside
from reader.ingest.fetch import PAGE_ACCEPT, PAGE_LIMIT, Fetcher, Request
from reader.model import Article


async def full_text(fetcher: Fetcher, summary: Article, wanted: Unfetched) -> Article:
    """Return the article with its page's text, or with the reason why there is none."""
    from reader.services import delivery

    try:
        response = await fetcher.get(
            Request(
                wanted.url,
                limit=PAGE_LIMIT,
                private=wanted.typed and same_server(wanted.url, wanted.feed_url),
                accept=PAGE_ACCEPT,
            )
        )
        draft = await aside(lambda: delivery.page_draft(response))
        return await aside(lambda: delivery.from_page(draft, summary))
    except ReaderError as error:
        return delivery.blocked(summary, reason_of(error))
