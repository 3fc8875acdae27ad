"""Labels that a person set: they stand above every evidence, for all copies that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reader.collation.alignment import Alignment
from reader.model import Copy, Kind, Overrule
from reader.provenance.label import Verdict

BY_HAND = "set by hand"
"""The evidence of a label that a person set."""


def overrule(
    verdicts: Mapping[tuple[int, int], Verdict],
    alignment: Alignment,
    copies: Sequence[Copy],
    overrules: Iterable[Overrule],
) -> Mapping[tuple[int, int], Verdict]:
    """Return the verdicts with those that a person set, by copy number and segment index.

    A row has one label, so what is said of one copy's words holds for the same words in the
    others. One that no longer fits a segment (its article changed) is passed over.
    """
    by_place = {(o.article, o.start, o.end): o for o in overrules}
    if not by_place:
        return verdicts
    said: dict[tuple[int, int], Overrule] = {}
    for copy in copies:
        for segment in copy.segments:
            found = by_place.get((copy.article.id, segment.start, segment.end))
            if found is not None:
                said[copy.number, segment.index] = found
    settled = dict(verdicts)
    for row in alignment.rows:
        keys = [(cell.copy, index) for cell in row.cells for index in cell.segments]
        latest = max((said[key] for key in keys if key in said), key=lambda o: o.at, default=None)
        if latest is not None:
            category = latest.category if latest.kind is Kind.ADDITION else None
            settled.update(dict.fromkeys(keys, Verdict(latest.kind, category, (BY_HAND,), 1.0)))
    return settled
