"""Where an outlet wrote from, if it wrote elsewhere than the agency: there it reports itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from reader.model import Category, Copy, Origin
from reader.provenance.agencies import known
from reader.provenance.findings import BlockEvidence, Finding
from reader.provenance.support import Standing
from reader.provenance.templates import outlet_key
from reader.text.datelines import is_dateline

_WROTE_THERE = 3.5
"""Of a paragraph that names the place and that no other copy has: more than that it is prose."""
_NAME = re.compile(r"(?<!\d )(?<!\w)[^\W\d_a-zß-öø-ÿ][^\W\d_]{4,}(?!\w)(?!\.? \d)")  # and no month
_SEARCHED = 6  # segments at the top among which a dateline stands


def own_places(
    copies: Sequence[Copy], source: Origin, own: Collection[int]
) -> Mapping[int, re.Pattern[str]]:
    """Return for the number of a copy that was written elsewhere the names of that place.

    A dateline that names a place and no agency tells where the outlet's reporter was, if no other
    outlet's copy has a word of that place. It needs an agency's own text to differ from, and who
    only passes texts on sets datelines without a reporter.

    Args:
        copies: the copies of a story.
        source: the story's origin.
        own: the numbers of the agency's own copies.
    """
    agency = known(source.agency) if source.agency else None
    if not own or agency is None or agency.distributor:
        return {}
    found = {}
    for copy in copies:
        names = set() if copy.number in own else set(_dateline_names(copy))
        key = outlet_key(copy.article.outlet)
        for other in copies:
            if names and outlet_key(other.article.outlet) != key:
                names = {n for n in names if not _pattern({n}).search(other.article.text)}
        if names:
            found[copy.number] = _pattern(names)
    return found


def add_local(
    blocks: Sequence[BlockEvidence],
    behind: Sequence[Sequence[Standing]],
    place: re.Pattern[str] | None,
) -> None:
    """Tell of the paragraphs that no other outlet has and that name the place written from."""
    if place is None:
        return
    for block, stands in zip(blocks, behind, strict=True):
        shared = any(one.shared for one in stands)
        if block.look.prose and not shared and (named := place.search(block.text)):
            words = f"names {named[0]}, from where this outlet alone reports"
            block.findings.append(Finding(_WROTE_THERE, words, Category.EDITORIAL))


def _dateline_names(copy: Copy) -> Iterator[str]:
    for segment in copy.segments[:_SEARCHED]:
        text = copy.article.text[segment.start : segment.end]
        if is_dateline(text) and "(" not in text:
            yield from _NAME.findall(text)
            return


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(names))})", re.IGNORECASE)
