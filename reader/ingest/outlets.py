"""The outlet of an article: as its record states it, as its page names it, or as its words show.

In this order: the record's `outlet` or `domain`; the page's own name for its site (og:site_name,
JSON-LD publisher); the registrable domain of its address; its own words; the name of its file.
The last two are inferences and say so, with their evidence.
"""

from __future__ import annotations

from reader.ingest.domains import looks_like_host, registrable_domain
from reader.ingest.draft import Draft
from reader.ingest.self_names import find_self_name
from reader.model import Outlet

_LONGEST_SITE = 80
"""Characters: a longer "site name" is a slogan or a title put into the wrong field."""


def name_outlet(draft: Draft, fallback: str) -> Outlet:
    """Return who published an article; `fallback` names its file, where nothing else does."""
    domain = registrable_domain(draft.domain) or registrable_domain(draft.url)
    stated = draft.outlet or draft.domain
    if stated:
        if domain is None and looks_like_host(stated):
            domain = registrable_domain(stated)
        return Outlet(stated, domain)
    site = draft.site_name
    if site and site != draft.title and len(site) <= _LONGEST_SITE:
        if looks_like_host(site):
            named = registrable_domain(site) or site
            return Outlet(named, domain or named)
        return Outlet(site, domain)
    if domain is not None:
        return Outlet(domain, domain)
    said = find_self_name(draft.text[block.start : block.end] for block in draft.blocks)
    if said is not None:
        return Outlet(said.name, said.domain, inferred=True, evidence=said.evidence)
    return Outlet(
        fallback, inferred=True, evidence="nothing in it names its outlet; named after its file"
    )
