"""The labels of jump mode: as short as can be, and none the beginning of another."""

from __future__ import annotations

from collections.abc import Iterable

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""In the order in which they lie under the fingers (QWERTY); the first go to what is nearest."""


def labels(count: int) -> tuple[str, ...]:
    """Return `count` labels of one letter, or of two where one would not do.

    More than 676 things (26 × 26) get none beyond that number: no screen shows as many.
    """
    size = len(LETTERS)
    pairs = 0
    while size - pairs + pairs * size < count and pairs < size:
        pairs += 1
    singles = LETTERS[: size - pairs]
    doubles = (first + second for first in LETTERS[size - pairs :] for second in LETTERS)
    return tuple([*singles, *doubles][:count])


def still_open(given: Iterable[str], typed: str) -> tuple[str, ...]:
    """Return the labels that begin with what was typed."""
    return tuple(label for label in given if label.startswith(typed))
