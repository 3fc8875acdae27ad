"""The outlet of an article: as its record states it, as its page names it, or as its words show.

In this order: the record's `outlet` or `domain`; the page's own name for its site (og:site_name,
JSON-LD publisher); the registrable domain of its address; its own words; the name of its file.
The last two are inferences and say so, with their evidence.
"""

from __future__ import annotations

import re

from reader.ingest.domains import looks_like_host, registrable_domain
from reader.ingest.draft import Draft
from reader.ingest.self_names import find_self_name
from reader.model import Outlet

_LONGEST_SITE = 80
"""Characters: a longer "site name" is a slogan or a title put into the wrong field."""

_LONGEST_PART = 48
"""Characters of a part of a feed's title that can be an outlet's name."""
_ALIKE = 75.0
"""Partial similarity, 0 to 100, of a name's letters and a domain's label that makes them one."""
_BETWEEN = re.compile(r"\s*[|»›·•]\s*|\s+[-–—>:]+\s+|:\s+")
_NO_LETTERS = re.compile(r"[\W_]+")


def name_feed_outlet(title: str | None, domain: str | None) -> str | None:
    """Return the outlet's name in a feed's title ("World | Larkfield Post"), or the domain.

    It is the part that the domain resembles, else the first part; None where neither is given.
    """
    parts = [part for part in _BETWEEN.split(title or "") if 0 < len(part) <= _LONGEST_PART]
    if not parts:
        return domain
    if domain is None:
        return parts[0] if len(parts) > 1 else (title or "").strip()
    label = _NO_LETTERS.sub("", domain.partition(".")[0]).casefold()
    scores = [_likeness(_NO_LETTERS.sub("", part).casefold(), label) for part in parts]
    best = max(scores)
    return parts[scores.index(best)] if best >= _ALIKE else parts[0]


def _likeness(name: str, label: str) -> float:
    """Return how much of the shorter stands in the longer, 0 to 100; of two letters nothing."""
    from rapidfuzz import fuzz  # 20 ms, needed for feeds alone

    return fuzz.partial_ratio(name, label) if min(len(name), len(label)) > 2 else 0.0


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
