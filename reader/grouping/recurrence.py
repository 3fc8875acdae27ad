"""Sentences that an outlet, or the trade, prints again and again: furniture that reads as prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reader.grouping.shingles import Body

_MIN_WORDS = 6
"""Words of a sentence that is remembered: shorter ones recur by chance."""
_IN_OUTLET = 3
"""Different texts of one outlet that print a sentence, from which on it is furniture."""
_ANYWHERE = 4
"""Different texts of any outlets that do: agencies' notices, issuers' "about us"."""

_Everywhere = frozenset[str] | None


def recurring(
    bodies: Sequence[Body], outlets: Sequence[str], texts: Sequence[int]
) -> dict[int, list[tuple[int, int]]]:
    """Return, for each article that prints furniture, the bounds of those sentences in its words.

    `texts` gives for each article the text that it is a copy or version of, so that a story
    printed many times is not taken for a template.
    """
    templates = _templates(bodies, outlets, texts)
    found: dict[int, list[tuple[int, int]]] = {}
    for number, body in enumerate(bodies):
        for key, start, end in _keys(body):
            if key in templates:
                where = templates[key]
                if where is None or outlets[number] in where:
                    found.setdefault(number, []).append((start, end))
    return found


def _templates(
    bodies: Sequence[Body], outlets: Sequence[str], texts: Sequence[int]
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
        if len({texts[number] for number in numbers}) >= _ANYWHERE:
            templates[key] = None
            continue
        printed = Counter(outlet for outlet, _ in {(outlets[n], texts[n]) for n in numbers})
        frequent = frozenset(o for o, count in printed.items() if count >= _IN_OUTLET)
        if frequent:
            templates[key] = frequent
    return templates


def _keys(body: Body) -> Iterator[tuple[int, int, int]]:
    for start, end in body.sentences():
        if end - start >= _MIN_WORDS:
            yield hash(tuple(body.words[start:end])), start, end
