"""Invented feeds: one of twenty items to be broken, and one of each form."""

from __future__ import annotations

URL = "https://quay.example/feed.xml"
COUNT = 20

BODY = (
    "<p>The ferry <b>Tern</b> ran aground in thick fog off the old quay, the harbour office said. "
    "Its ninety passengers were taken ashore by pilot boats before noon.</p>"
    "<p>“Nobody was hurt”, said Ana Brandt, who leads the office. The ferry’s owner, Larkfield "
    "Lines, called the fog the thickest in years &amp; promised refunds. Divers were to look at "
    "the hull on Tuesday, and a tug from Osterby was under way to pull the vessel free with the "
    "evening tide.</p>"
)
"""Seventy-five words, with markup, typographic quotation marks and an entity."""


def item(number: int, body: str = BODY, title: str = "Ferry no. {} runs aground") -> str:
    """Return an item of RSS 2.0 whose content is escaped."""
    return (
        f"<item><title>{title.format(number)}</title>"
        f"<link>https://quay.example/news/{number}</link><guid>quay-{number}</guid>"
        f"<pubDate>Mon, 02 Mar 2026 10:{number:02}:00 GMT</pubDate>"
        f"<dc:creator>Ana Brandt</dc:creator>"
        f"<content:encoded>{escaped(body)}</content:encoded></item>\n"
    )


def escaped(text: str) -> str:
    """Return markup as the text of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rss(items: str | None = None, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> str:
    """Return a feed of twenty items, or of the items given."""
    listed = "".join(map(item, range(COUNT))) if items is None else items
    return (
        f'{head}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>The Quay Herald</title><link>https://quay.example/</link><language>en</language>"
        f"<description>Harbour news</description>{listed}</channel></rss>"
    )
