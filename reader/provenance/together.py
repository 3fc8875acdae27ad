"""What the blocks of a copy tell together, and none of them by itself."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Role
from reader.provenance.apart import apart
from reader.provenance.findings import BlockEvidence, Finding, is_marked_up
from reader.provenance.tables import tables
from reader.text.prose import MIN_PROSE_WORDS
from reader.text.running import is_running

_REPEATED = 15  # words: shorter lines, as of a list or of code, an article repeats itself
_PRINTED_TWICE, _MOST = 4, 0.75  # lines of text that recur at least; of its words
_CONTENTS = -3.5
_TABLE = -5.0
_APART = 4.0


def look_across(found: Sequence[BlockEvidence]) -> None:
    """Add to the evidence on the blocks of a copy what they tell together; change what misleads."""
    _same_text_elsewhere(found)
    _repetition(found)
    _contents(found)
    _apart(found)
    _tables(found)


def _same_text_elsewhere(found: Sequence[BlockEvidence]) -> None:
    """Leave a text alone of which most recurs once: it was printed twice.

    A template recurs more than once, and is the lesser part of a page's text. A second printing
    that was not taken for a version, as its figures differ, would else make furniture of both.
    """
    text = [
        evidence
        for evidence in found
        if evidence.look.words >= MIN_PROSE_WORDS and is_running(evidence.block)
    ]
    again = [evidence for evidence in text if evidence.recurs_once]
    most = _MOST * sum(evidence.look.words for evidence in text)
    if len(again) < _PRINTED_TWICE or sum(evidence.look.words for evidence in again) < most:
        return
    for evidence in found:
        if evidence.recurs_once:
            evidence.doubt_template(0.0)


def _repetition(found: Sequence[BlockEvidence]) -> None:
    """Mark the paragraphs that the page shows again: a gallery's captions, a box shown twice.

    A dek that is the lede once more is what is marked, not the lede.
    """
    seen: dict[str, BlockEvidence] = {}
    for evidence in found:
        if evidence.look.words < _REPEATED or evidence.look.headline_case:
            continue
        first = seen.get(evidence.reading.key)
        if first is not None:
            better = _likeness(evidence) > _likeness(first)
            again, words = (first, "behind") if better else (evidence, "before")
            again.findings.append(Finding(3.5, f"stands on the page {words}"))
        if evidence.score <= 0:
            seen[evidence.reading.key] = evidence


def _likeness(evidence: BlockEvidence) -> tuple[bool, bool]:
    """Return how much the markup makes it a paragraph of the article; a headline is less so."""
    return evidence.block.role is not Role.HEADING, evidence.block.level == 0


def _contents(found: Sequence[BlockEvidence]) -> None:
    """Clear the entries of a numbered table of contents: one alone may be a rating."""
    entries = [evidence.look.outline for evidence in found]
    beside = zip(found, entries, (False, *entries), (*entries[1:], False), strict=False)
    for evidence, entry, before, behind in beside:
        if entry and (before or behind):
            words = "an entry of a numbered table of contents"
            evidence.findings.append(Finding(_CONTENTS, words))


def _apart(found: Sequence[BlockEvidence]) -> None:
    """Mark the prose that stands apart from the article's paragraphs, where the page tells them."""
    paragraphs = [
        i
        for i, one in enumerate(found)
        if one.block.level == 0 and one.look.prose and one.score < 0
    ]
    if paragraphs:
        blocks, looks = [one.block for one in found], [one.look for one in found]
        for i in apart(blocks, looks, paragraphs[-1]):
            found[i].findings.append(Finding(_APART, "stands apart from the article’s paragraphs"))


def _tables(found: Sequence[BlockEvidence]) -> None:
    """Clear the lines of tables of figures, whatever other signs they have.

    Who publishes results has the same labels every quarter, and a figure alone on its line would
    else be a count of shares. A page's markup tells its tables by itself.
    """
    if is_marked_up(found):
        return
    strange = [
        (one.look.prose and not one.announces) or one.reading.wording is not None for one in found
    ]
    for table in tables([one.text for one in found], strange):
        for one in found[table.start : table.stop]:
            one.heads = False
            one.findings = [Finding(_TABLE, "stands in a table of figures")]
