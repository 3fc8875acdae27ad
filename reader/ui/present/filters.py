"""What can be typed next in a search: filters, and what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from reader.archive.filters import FILTERS, Takes
from reader.ui.present.index import shown
from reader.ui.present.ink import KEY, QUIET, STRONG, TEXT, WARN, Run, Runs
from reader.ui.present.wrap import width_of

_LAST = re.compile(r"""(?P<minus>-?)(?:(?P<name>[A-Za-z]+):)?(?P<value>"[^"]*|[^\s"]*)$""")
_ALIKE = 60
"""Of 100, from which rapidfuzz's score on a name is offered for what was typed."""
_MOST = 24
"""Offers: more than a line holds."""
_SPACED = re.compile(r"[\s\"]")


def offers(query: str, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what the word being typed, the last, can become; the likeliest first.

    `names` are those that can stand behind a filter, as far as they are known.
    """
    match = _LAST.search(query)
    if match is None:
        return ()
    minus, name, value = match["minus"], (match["name"] or "").lower(), match["value"]
    if not name:
        begun = value.lower()
        starting = [one for one in FILTERS if one.startswith(begun)]
        return tuple(f"{minus}{one}:" for one in (starting if begun or not query else FILTERS))
    if name not in FILTERS:
        return tuple(f"{minus}{one}:" for one in _alike(name, FILTERS))
    kind = FILTERS[name]
    if kind.takes in (Takes.NUMBER, Takes.TIME) and not value:
        return (f"{minus}{kind.example}",)
    known = kind.choices or names.get(name, ())
    bare = value.lstrip('"')
    found = _alike(bare, known) if bare else list(known[:_MOST])
    return tuple(f"{minus}{name}:{_quoted(one)}" for one in found if one != bare)


def completed(query: str, offer: str) -> str:
    """Return the query with its last word as offered, ready for what comes next."""
    match = _LAST.search(query)
    begin = query[: match.start()] if match else f"{query} "
    return f"{begin}{offer}{'' if offer.endswith(':') else ' '}"


def _alike(typed: str, known: Iterable[str]) -> list[str]:
    """Return the names that begin with, hold or resemble what is typed, in this order."""
    wanted = typed.casefold()
    names = list(known)
    begin = [one for one in names if one.casefold().startswith(wanted)]
    hold = [one for one in names if wanted in one.casefold() and one not in begin]
    if begin or hold or not wanted:
        return [*begin, *hold][:_MOST]
    from rapidfuzz import fuzz, process  # only a mistake needs it

    found = process.extract(
        wanted, names, scorer=fuzz.WRatio, processor=str.casefold, limit=5, score_cutoff=_ALIKE
    )
    return [name for name, _, _ in found]


def _quoted(name: str) -> str:
    return f'"{name}"' if _SPACED.search(name) else name


def offers_line(found: Sequence[str], width: int, *, key: str = "tab") -> Runs:
    """Return the offers as a line: the key takes the first."""
    if not found:
        return ()
    runs: list[Run] = [Run(f" {key} ", KEY)]
    for number, one in enumerate(found):
        word = Run(shown(one), QUIET if number else STRONG)
        if width_of((*runs, word)) + 2 > width:
            break
        runs += [word, Run("  ", TEXT)]
    return tuple(runs) if len(runs) > 1 else ()


def wrong_line(reason: str) -> Runs:
    """Return why a query cannot be understood."""
    return Run(" ", TEXT), Run(shown(reason), WARN)


def meaning_line(query: str) -> Runs:
    """Return what the filter that is being typed finds."""
    match = _LAST.search(query)
    name = (match["name"] or "").lower() if match else ""
    kind = FILTERS.get(name)
    if kind is None:
        return ()
    return Run(f" {kind.example}", STRONG), Run(f"  {kind.finds}", QUIET)
