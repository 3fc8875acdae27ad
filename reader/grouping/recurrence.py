"""Sentences that an outlet, or the trade, prints again and again: furniture that reads as prose.

That a sentence is furniture follows from which articles print it and which of these are one text.
A further article can only add to it, so that the order in which they come does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from reader.grouping.prints import Print

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
"""By a sentence's number (see prints.py) the outlets whose furniture it is, by case-folded name."""
Alike = Callable[[int, int], bool]


def learn(
    prints: Sequence[Print], outlets: Sequence[str], alike: Alike
) -> dict[int, frozenset[str]]:
    """Return the sentences that these articles show to be furniture."""
    found: dict[int, frozenset[str]] = {}
    known: dict[tuple[int, ...], frozenset[str]] = {}
    for sentence, printers in _repeated(prints).items():
        key = tuple(printers)
        if key not in known:
            known[key] = furnished(printers, outlets.__getitem__, alike)
        if known[key]:
            found[sentence] = known[key]
    return found


def _repeated(prints: Iterable[Print]) -> dict[int, list[int]]:
    """Return the sentences that enough articles print, each with their numbers, ascending."""
    first: dict[int, int] = {}
    again: dict[int, list[int]] = {}
    for number, one in enumerate(prints):
        for sentence in one.sentences:
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


def templates_in(one: Print, outlet: str, templates: Templates) -> list[tuple[int, int]]:
    """Return the bounds in words of the article's sentences that are its outlet's furniture."""
    if templates.keys().isdisjoint(one.sentences):
        return []
    return [
        bounds
        for sentence, bounds in zip(one.sentences, one.body.sentences(), strict=True)
        if sentence in templates and not templates[sentence].isdisjoint((EVERY, outlet))
    ]


def merged(one: Templates, other: Templates) -> Templates:
    """Return what is furniture by either."""
    if not one or not other:
        return one or other
    nowhere: frozenset[str] = frozenset()
    keys: Collection[int] = one.keys() | other.keys()
    return {key: one.get(key, nowhere) | other.get(key, nowhere) for key in keys}
