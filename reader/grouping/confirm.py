"""What an overlap makes of two articles: copies, a digest and its story, a reworking."""

from __future__ import annotations

from enum import Enum

from reader.grouping.overlap import Overlap

MIN_SHARED = 30
"""Words that copies share at least: a brief of three short sentences."""
_MIN_SENTENCES = 2
_COPY = 0.75
"""Containment from which on the text alone decides. Of ln's doubtful pairs within a week judged by
reading, those without the same opening were the same text in 4 of 5 above .75 and in 3 of 14
below: market reports of one day, alerts of two law firms, an issuer's releases."""
_SAME_OPENING = 0.4
"""Containment that suffices where each article has the other's opening: at .4 to .7 both openings
are shared by 194 of 209 true pairs of graft, and by one wrong pair of ln, graft and basil."""
_MOSTLY_QUOTED = 0.8
"""Containment with quotations counted that suffices: a statement printed whole is mostly quotation,
while two reports of one speech differ in all that is not."""
_REWORKED = 0.8
"""Containment that suffices when reworded sentences count, each found again by its words: an editor
who changes every fourth word leaves .58 of shingles and .92 so. Of the wrong pairs of ln, graft and
basil, none below .7 of shingles reaches .7."""
_VERSION = 0.75
"""What one outlet's own articles must share, with quotations and without: they have their furniture
and their background paragraphs in common, up to .6 on graft."""
_ANY_TITLE = 100
"""Shared words below which every title's words must be found in them: two pages without a story
share a notice of that length."""
_WHOLE = 0.9
"""Of the longer's words: texts that are the same from end to end need no title to say so."""
DAYS = 7.0
"""Days within which copies appear. Of ln's pairs with containment of .25 to .6, 62 % lie more than
30 days apart: reissues, alerts of law firms, market reports with new figures."""
_DERIVED = 0.25
"""Containment, quotations counted, of what is worth naming as related."""
_DIGEST_BEFORE = 60
"""Words of the longer before the shorter's opening, so that it may hold more stories than this."""
_DIGEST_LENGTH = 2.0
"""Times the shorter's length that a page of several stories has at least."""


class Verdict(Enum):
    """What two articles are to each other.

    FRAMED, two stories of one outlet in one frame, is what no overlap tells (see frames.py).
    """

    COPY = "copy"
    CONTAINS = "contains"
    DERIVED = "derived"
    FRAMED = "framed"
    NOTHING = "nothing"


def judge(overlap: Overlap, same_outlet: bool, same_title: bool, days: float | None) -> Verdict:
    """Tell what the overlap makes of two articles published `days` apart (None: unknown).

    Unknown dates are no evidence either way. Titles can keep apart, never join: where their words
    stand elsewhere in an article's prose, but not in what is shared, that was furniture.
    """
    if days is not None and days > DAYS:
        return Verdict.NOTHING
    if overlap.total_shared < MIN_SHARED or overlap.total_containment < _DERIVED:
        return Verdict.NOTHING
    off_topic = not same_title and _off_topic(overlap)
    if _is_text_shared(overlap, same_outlet) and not off_topic:
        return Verdict.COPY
    if may_contain(overlap) and overlap.containment >= _COPY and overlap.on_topic[1] is False:
        return Verdict.CONTAINS
    return Verdict.NOTHING if off_topic else Verdict.DERIVED


def may_contain(overlap: Overlap) -> bool:
    """Tell whether the longer looks like a page of several stories, the shorter not the first."""
    return (
        overlap.opens_at is not None
        and not overlap.opens_both
        and overlap.opens_at >= _DIGEST_BEFORE
        and is_much_longer(overlap)
    )


def is_much_longer(overlap: Overlap) -> bool:
    """Tell whether the longer has room for other stories beside the shorter."""
    return overlap.longer_total >= _DIGEST_LENGTH * overlap.total


def _is_text_shared(overlap: Overlap, same_outlet: bool) -> bool:
    if overlap.sentences < _MIN_SENTENCES:
        return False
    if same_outlet:
        least = min(overlap.containment, overlap.total_containment)
        return overlap.shared >= MIN_SHARED and least >= _VERSION
    if overlap.total_containment >= _MOSTLY_QUOTED:
        return True
    least = _SAME_OPENING if overlap.opens_both else _COPY
    alike = overlap.containment >= least or overlap.reworked >= _REWORKED
    return overlap.shared >= MIN_SHARED and alike


def _off_topic(overlap: Overlap) -> bool:
    if overlap.total_shared >= _WHOLE * overlap.longer_total:
        return False
    if False in overlap.on_topic:
        return True
    return overlap.total_shared < _ANY_TITLE and None in overlap.on_topic
