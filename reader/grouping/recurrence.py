"""Sentences that an outlet, or the trade, prints again and again: furniture that reads as prose."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from reader.grouping.candidates import POSTING
from reader.grouping.shingles import Body

_MIN_WORDS = 6
"""Words of a sentence that is remembered: shorter ones recur by chance."""
_IN_OUTLET = 3
"""Different texts of one outlet that print a sentence, from which on it is furniture."""
_ANYWHERE = 4
"""Different texts of any outlets that do: agencies' notices, issuers' "about us"."""

_Everywhere = frozenset[str] | None

Copies = Mapping[int, Collection[int]]


def recurring(
    bodies: Sequence[Body], outlets: Sequence[str], copies: Copies
) -> dict[int, list[tuple[int, int]]]:
    """Return, for each article that prints furniture, the bounds of those sentences in its words.

    `copies` names for each article those that look like copies or versions of it, so that a story
    printed many times is not taken for a template.
    """
    templates = _templates(bodies, outlets, copies)
    found: dict[int, list[tuple[int, int]]] = {}
    for number, body in enumerate(bodies):
        for key, start, end in _keys(body):
            if key in templates:
                where = templates[key]
                if where is None or outlets[number] in where:
                    found.setdefault(number, []).append((start, end))
    return found


def _templates(
    bodies: Sequence[Body], outlets: Sequence[str], copies: Copies
) -> dict[int, _Everywhere]:
    """Return each recurring sentence with the outlets whose furniture it is; None: all of them."""
    first: dict[int, int] = {}
    again: dict[int, set[int]] = {}
    for number, body in enumerate(bodies):
        for key, _, _ in _keys(body):
            before = first.setdefault(key, number)
            if before != number:
                again.setdefault(key, {before}).add(number)
    templates: dict[int, _Everywhere] = {}
    for key, numbers in again.items():
        if len(numbers) < _IN_OUTLET:
            continue
        if _are_different(numbers, copies, _ANYWHERE):
            templates[key] = None
            continue
        printers: dict[str, set[int]] = {}
        for number in numbers:
            printers.setdefault(outlets[number], set()).add(number)
        frequent = frozenset(
            outlet for outlet, own in printers.items() if _are_different(own, copies, _IN_OUTLET)
        )
        if frequent:
            templates[key] = frequent
    return templates


def _are_different(numbers: set[int], copies: Copies, least: int) -> bool:
    """Tell whether so many of the articles are not copies of one another.

    Those with the fewest copies are taken first: a page that is little more than furniture looks
    like a copy of every page with the same. Of many articles not all pairs were compared, but all
    with the earliest.
    """
    if len(numbers) < least:
        return False
    by_degree = len(numbers) <= POSTING
    order = sorted(numbers, key=lambda n: (len(copies.get(n, ())) if by_degree else 0, n))
    different: list[int] = []
    for number in order:
        if not any(number in copies.get(other, ()) for other in different):
            different.append(number)
            if len(different) == least:
                return True
    return False


def _keys(body: Body) -> Iterator[tuple[int, int, int]]:
    for start, end in body.sentences():
        if end - start >= _MIN_WORDS:
            yield hash(tuple(body.words[start:end])), start, end
