"""Sentences that an outlet, or the trade, prints again and again: furniture that reads like prose."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from reader.grouping.shingles import Body

_MIN_WORDS = 6
"""Words of a sentence that is remembered: shorter ones recur by chance."""
_IN_OUTLET = 3
"""Different texts of one outlet that print a sentence before it is taken for furniture."""
_ANYWHERE = 4
"""Different texts of any outlets that do: agencies' notices, issuers' "about us", archives' headers."""


def recurring(
    bodies: Sequence[Body], outlets: Sequence[str], texts: Sequence[int]
) -> dict[int, list[tuple[int, int]]]:
    """Return, for each article that prints furniture, the bounds of those sentences in its words.

    `texts` numbers the articles by text: copies and versions of one text have one number, so that
    a story printed many times is not taken for a template.
    """
    seen: dict[int, list[int]] = defaultdict(list)
    for number, body in enumerate(bodies):
        for key in {_key(body, start, end) for start, end in body.sentences()}:
            seen[key].append(number)
    template: dict[int, frozenset[str] | None] = {}
    for key, numbers in seen.items():
        if len(numbers) >= min(_IN_OUTLET, _ANYWHERE) and key:
            where = _printers(numbers, outlets, texts)
            if where is None or where:
                template[key] = where
    del seen
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, body in enumerate(bodies):
        for start, end in body.sentences():
            key = _key(body, start, end)
            if key in template:
                where = template[key]
                if where is None or outlets[number] in where:
                    found[number].append((start, end))
    return found


def _printers(
    numbers: Sequence[int], outlets: Sequence[str], texts: Sequence[int]
) -> frozenset[str] | None:
    """Return the outlets whose furniture the sentence is; None stands for all of them."""
    if len({texts[number] for number in numbers}) >= _ANYWHERE:
        return None
    by_outlet = Counter(outlet for outlet, _ in {(outlets[n], texts[n]) for n in numbers})
    return frozenset(outlet for outlet, count in by_outlet.items() if count >= _IN_OUTLET)


def _key(body: Body, start: int, end: int) -> int:
    return hash(tuple(body.words[start:end])) if end - start >= _MIN_WORDS else 0
