"""Sentences that an outlet, or the trade, prints again and again: furniture that reads as prose.

That a sentence is furniture follows from which articles print it and which of these are one text.
A further article can only add to it, so that the order in which they come does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from reader.grouping.shingles import Body

EVERY = ""
"""Stands for every outlet."""
IN_OUTLET = 3
"""Different texts of one outlet that print a sentence, from which on it is furniture."""
_ANYWHERE = 4
"""Different texts of any outlets that do: agencies' notices, issuers' "about us"."""
_TRIED = 24
"""Articles, the first, that different texts are sought to begin with. Hundreds that print one
sentence are a story, all of them alike, or print furniture, and nearly any three differ."""

Templates = Mapping[int, frozenset[str]]
"""By a sentence's number (see shingles.py) the outlets, case-folded, whose furniture it is."""
Alike = Callable[[int, int], bool]


def learn(
    bodies: Sequence[Body], outlets: Sequence[str], alike: Alike
) -> dict[int, frozenset[str]]:
    """Return the sentences that these articles show to be furniture."""
    found: dict[int, frozenset[str]] = {}
    known: dict[tuple[int, ...], frozenset[str]] = {}
    for sentence, printers in _repeated(bodies).items():
        key = tuple(printers)
        if key not in known:
            known[key] = furnished(printers, outlets.__getitem__, alike)
        if known[key]:
            found[sentence] = known[key]
    return found


def _repeated(bodies: Iterable[Body]) -> dict[int, list[int]]:
    """Return the sentences that enough articles print, each with their numbers, ascending."""
    first: dict[int, int] = {}
    again: dict[int, list[int]] = {}
    for number, one in enumerate(bodies):
        for sentence in one.keys:
            before = first.setdefault(sentence, number)
            if before != number and sentence:
                printers = again.setdefault(sentence, [before])
                if printers[-1] != number:
                    printers.append(number)
    return {key: printers for key, printers in again.items() if len(printers) >= IN_OUTLET}


def furnished(
    printers: Sequence[int],
    outlet: Callable[[int], str],
    alike: Alike,
    fresh: Collection[int] | None = None,
) -> frozenset[str]:
    """Return the outlets whose furniture the sentence is that these articles print.

    The outlets' names are case-folded. `fresh` are the articles that were not there when it was
    asked last: what follows from the others alone was found then, and is left out.
    """
    if len(printers) < IN_OUTLET:
        return frozenset()
    if _differ(printers, alike, _ANYWHERE, fresh):
        return frozenset((EVERY,))
    own: dict[str, list[int]] = {}
    for number in printers:
        own.setdefault(outlet(number), []).append(number)
    return frozenset(name for name, its in own.items() if _differ(its, alike, IN_OUTLET, fresh))


def _differ(
    numbers: Sequence[int], alike: Alike, least: int, fresh: Collection[int] | None
) -> bool:
    """Tell whether so many of the articles, a fresh one among them, are all different texts."""
    if least == 1:
        return bool(numbers)
    left = list(numbers)
    first = left if fresh is None else [number for number in left if number in fresh]
    for one in first[:_TRIED]:
        left.remove(one)
        if len(left) < least - 1:
            return False
        if _differ([n for n in left if not alike(one, n)], alike, least - 1, None):
            return True
    return False


def templates_in(body: Body, outlet: str, templates: Templates) -> list[tuple[int, int]]:
    """Return the bounds in words of the article's sentences that are its outlet's furniture."""
    if templates.keys().isdisjoint(body.keys):
        return []
    return [
        bounds
        for sentence, bounds in zip(body.keys, body.sentences(), strict=True)
        if sentence in templates and not templates[sentence].isdisjoint((EVERY, outlet))
    ]
