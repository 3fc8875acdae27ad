"""What a file says about one article, before it has an id and its outlet a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reader.model import Block, Link


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file gives it; whatever the file does not say is None.

    `outlet` and `domain` are what a record states, `site_name` what a page calls its own site.
    """

    text: str
    blocks: tuple[Block, ...]
    id: str | None = None
    outlet: str | None = None
    domain: str | None = None
    site_name: str | None = None
    url: str | None = None
    title: str | None = None
    published: datetime | None = None
    byline: str | None = None
    language: str | None = None
    links: tuple[Link, ...] = ()
