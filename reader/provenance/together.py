"""What the blocks of a copy tell together, and none of them by itself."""

from __future__ import annotations

from collections.abc import Sequence

from reader.provenance.findings import RECURS_ONCE, BlockEvidence, Finding, is_marked_up
from reader.provenance.tables import tables

_REPEATED = 15  # words: shorter lines, as of a list or of code, an article repeats itself
_PRINTED_TWICE, _MOST = 4, 0.75  # paragraphs that recur at least; of all its paragraphs
_CONTENTS = -3.5
_TABLE = -5.0


def look_across(found: Sequence[BlockEvidence]) -> None:
    """Add to the evidence on the blocks of a copy what they tell together; change what misleads."""
    _same_text_elsewhere(found)
    _repetition(found)
    _contents(found)
    _tables(found)


def _same_text_elsewhere(found: Sequence[BlockEvidence]) -> None:
    """Leave a text alone whose paragraphs mostly recur once: it was printed twice.

    A template recurs more than once, and is the lesser part of a page's prose. A second printing
    that was not taken for a version, as its figures differ, would else make furniture of both.
    """
    prose = [evidence for evidence in found if evidence.look.prose]
    recurring = [
        evidence
        for evidence in prose
        if any(f.template and f.weight <= RECURS_ONCE for f in evidence.findings)
    ]
    if len(recurring) >= max(_PRINTED_TWICE, _MOST * len(prose)):
        for evidence in recurring:
            evidence.doubt_template(0.0)


def _repetition(found: Sequence[BlockEvidence]) -> None:
    """Mark the paragraphs that the page shows again: a gallery's captions, a box shown twice."""
    seen: set[str] = set()
    for evidence in found:
        if evidence.look.words < _REPEATED or evidence.look.headline_case:
            continue
        key = evidence.reading.key
        if key in seen:
            evidence.findings.append(Finding(3.5, "stands on the page before"))
        elif evidence.score <= 0:
            seen.add(key)


def _contents(found: Sequence[BlockEvidence]) -> None:
    """Clear the entries of a numbered table of contents: one alone may be a rating."""
    entries = [evidence.look.outline for evidence in found]
    beside = zip(found, entries, (False, *entries), (*entries[1:], False), strict=False)
    for evidence, entry, before, behind in beside:
        if entry and (before or behind):
            words = "an entry of a numbered table of contents"
            evidence.findings.append(Finding(_CONTENTS, words))


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
