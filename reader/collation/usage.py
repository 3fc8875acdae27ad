"""Newsroom usage as data: the same thing written otherwise, and what is a number or a day."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from reader.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Usage:
    """The tables of `usage.toml`, keyed by folded word."""

    same: dict[tuple[str, ...], str]
    """A word or phrase to the name that stands for all its forms."""
    longest: int
    """Words of the longest phrase in `same`."""
    endings: tuple[tuple[str, str], ...]
    weekdays: dict[str, int]
    months: dict[str, int]
    titles: frozenset[str]
    small: frozenset[str]
    adjectives: tuple[str, ...]
    transliterations: tuple[tuple[str, str], ...]
    numbers: dict[str, float]
    multipliers: dict[str, float]
    units: dict[str, tuple[str, float]]
    currencies: dict[str, tuple[float, float]]


@cache
def usage() -> Usage:
    """Return the tables, read once."""
    data = tomllib.loads(
        resources.files("reader.collation").joinpath("usage.toml").read_text("utf-8")
    )
    same = {
        tuple(fold(word) for word in form.split()): names[0]
        for names in data["equivalents"]
        for form in names
    }
    return Usage(
        same=same,
        longest=max(map(len, same)),
        endings=tuple((british, american) for british, american in data["spellings"]),
        weekdays=_numbered(data["weekdays"]),
        months=_numbered(data["months"]),
        titles=frozenset(data["titles"]),
        small=frozenset(data["small"]),
        adjectives=tuple(data["adjectives"]),
        transliterations=tuple((spelt, written) for spelt, written in data["transliterations"]),
        numbers={word: float(value) for word, value in data["numbers"].items()},
        multipliers={word: float(value) for word, value in data["multipliers"].items()},
        units={word: (kind, float(size)) for word, (kind, size) in data["units"].items()},
        currencies={
            word: (float(low), float(high)) for word, (low, high) in data["currencies"].items()
        },
    )


def _numbered(names: list[list[str]]) -> dict[str, int]:
    return {word: number for number, words in enumerate(names, 1) for word in words}


@cache
def spelling(word: str) -> str:
    """Return the word with an American ending for a British one: both then compare equal."""
    for british, american in usage().endings:
        if len(word) > len(british) + 2 and word.endswith(british):
            return word[: -len(british)] + american
    return word


def bare(keys: Sequence[str]) -> list[str]:
    """Return the words alone, without apostrophes."""
    return [key.replace("'", "") for key in keys if key in "%&" or any(c.isalnum() for c in key)]


def canonical(keys: Sequence[str]) -> list[str]:
    """Return the words alone, each phrase under the one name for all its forms."""
    tables = usage()
    found: list[str] = []
    place = 0
    words = bare(keys)
    while place < len(words):
        for length in range(min(tables.longest, len(words) - place), 0, -1):
            name = tables.same.get(tuple(words[place : place + length]))
            if name is not None:
                found.append(name)
                place += length
                break
        else:
            found.append(spelling(words[place]))
            place += 1
    return found
