"""Sentences that were moved and reworded: what is left on both sides, matched by rare words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import log

from reader.collation.chain import Match
from reader.collation.rows import DraftRow, RowIndex
from reader.collation.units import Form, Witness, open_alike

MIN_WORDS = 9
"""Words: of shorter sentences two say something like it by accident ("straight to your inbox")."""
SAME = 0.55
"""Part of the weight of both sentences' words that is in both, from which they are one, however far
apart. Of 100 events, each told by three outlets in their own words, 34 pairs reached it: 33 said
the same, most of them the same quotation."""
SAME_SUBJECT = 0.42
"""The same, where both open alike."""


def reworded(
    witness: Witness,
    left_over: Collection[int],
    rows: Sequence[DraftRow],
    index: RowIndex,
    everyone: Mapping[int, Witness],
) -> list[Match]:
    """Return the likely matches of sentences that nothing matched with rows that the copy lacks.

    A word weighs by how few rows have it, so names and numbers tell more than what the whole
    story is about. The order of the words is free, as it is when a sentence is written anew. Only
    whole sentences are compared: addresses and buttons repeat the words of a headline.

    Args:
        witness: the copy being laid.
        left_over: its segments without a row.
        rows: the table so far; `index` has read it.
        index: finds the rows that share words.
        everyone: all copies by number.

    Returns:
        Matches from segment to row, the heaviest first.
    """
    pairs = [
        (left, right)
        for left in sorted(left_over)
        if _may_be_reworded(witness, left, index)
        for right in index.likely(witness.forms[left])
        if witness.number not in rows[right].cells
    ]
    if not pairs:
        return []
    weigh = _Weights(rows, [witness.forms[left] for left in left_over])
    found = []
    for left, right in pairs:
        form = witness.forms[left]
        shares = [weigh.share(form, reading) for reading in _sentences(rows[right], everyone)]
        if any(shares):
            found.append(Match(left, right, max(shares) * len(form)))
    return sorted(found, key=lambda m: (-m.weight, m.left, m.right))


def _may_be_reworded(witness: Witness, left: int, index: RowIndex) -> bool:
    """Tell whether a segment is a sentence, and not one that the copy has elsewhere as well."""
    form = witness.forms[left]
    return len(form) >= MIN_WORDS and witness.is_sentence(left) and not index.with_form(form)


def _sentences(row: DraftRow, everyone: Mapping[int, Witness]) -> list[Form]:
    """Return the row's readings that are whole sentences."""
    return [
        form
        for number, form in row.forms.items()
        if len(form) >= MIN_WORDS and everyone[number].is_sentence(row.cells[number][-1])
    ]


class _Weights:
    """What each word of a story tells: the rarer, the more."""

    def __init__(self, rows: Sequence[DraftRow], left_over: Sequence[Form]) -> None:
        self._of: Counter[str] = Counter()
        for form in left_over:
            self._of.update(set(form))
        for row in rows:
            self._of.update(set().union(*row.readings))
        self._units = len(rows) + len(left_over) + 1

    def share(self, a: Form, b: Form) -> float:
        """Return the part of the weight of both that they share; 0 where it is too little."""
        mine, theirs = set(a), set(b)
        total = self._sum(mine) + self._sum(theirs)
        shared = 2 * self._sum(mine & theirs) / total if total else 0.0
        return shared if shared >= (SAME_SUBJECT if open_alike(a, b) else SAME) else 0.0

    def _sum(self, words: set[str]) -> float:
        return sum(log(self._units / max(self._of[word], 1)) for word in words)
