"""A large archive of invented articles, put there by their bare rows: quick, and always the same.

A story's text has about 600 characters, words as frequent as in a language (Zipf), and copies with
an outlet's own line at the end; one article in twenty is written in Han characters.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from itertools import accumulate, islice

from reader.archive import words
from reader.archive.rows import pack
from reader.archive.stories import Placed, Seat, replace
from reader.model import Block
from reader.text.scripts import has_unspaced

BEGINNING = 1_780_000_000.0
"""When the first article arrives, seconds since 1970; one comes each minute."""
_MINUTE = 60.0
_VOCABULARY = 40_000
_OUTLETS = 60
_COPIES = (1, 1, 1, 1, 2, 2, 3, 5, 9)
_LENGTH = 600
_HAN = 0.05


class Language:
    """Words of an invented language, the frequent ones first."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        made: dict[str, None] = {}
        while len(made) < _VOCABULARY:
            made["".join(rng.choices("abcdefghilmnoprstuvé", k=rng.randint(2, 9)))] = None
        self.words = list(made)
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(_VOCABULARY)))

    def text(self, length: int) -> str:
        """Return sentences of about so many characters."""
        found = self._rng.choices(self.words, cum_weights=self._weights, k=length // 6)
        ends = range(12, len(found), 14)
        for end in ends:
            found[end] += "."
        return " ".join(found).capitalize() + "."

    def han(self, length: int) -> str:
        """Return a text in Han characters."""
        common = [chr(0x4E00 + 7 * rank) for rank in range(1500)]
        return "".join(self._rng.choices(common, k=length)) + "。"


def fill(connection: sqlite3.Connection, articles: int, seed: int = 7) -> Language:
    """Put so many articles and their stories into an empty archive; return their language."""
    rng = random.Random(seed)
    language = Language(rng)
    made = _stories(articles, rng, language)
    number = 0
    while batch := list(islice(made, 2000)):
        placed = []
        for texts, outlets in batch:
            first = number + 1
            rows = []
            for text, outlet in zip(texts, outlets, strict=True):
                number += 1
                rows.append(_row(number, text, outlet))
            connection.executemany(
                "INSERT INTO articles (number, id, identity, outlet, title, arrived, text, blocks,"
                " digest, unspaced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
                rows,
            )
            placed.append(_placed(range(first, number + 1), texts[0], outlets))
        replace(connection, (), placed)
    words.rebuild(connection)
    words.optimize(connection)
    connection.execute("ANALYZE")
    return language


def _stories(
    articles: int, rng: random.Random, language: Language
) -> Iterator[tuple[list[str], list[str]]]:
    left = articles
    while left:
        copies = min(left, rng.choice(_COPIES))
        left -= copies
        make = language.han if rng.random() < _HAN else language.text
        body = make(_LENGTH)
        outlets = [f"Outlet {n:02}" for n in rng.sample(range(_OUTLETS), copies)]
        yield [f"{body}\n{make(40)}" for _ in outlets], outlets


def _row(number: int, text: str, outlet: str) -> tuple[object, ...]:
    arrived = BEGINNING + number * _MINUTE
    title = text[: text.find(" ", 60)] if " " in text else text[:20]
    unspaced = has_unspaced(text)
    end = text.index("\n")
    blocks = pack((Block(0, end, 1), Block(end + 1, len(text), 2)))
    return number, f"a{number}", f"i{number}", outlet, title, arrived, text, blocks, unspaced


def _placed(numbers: range, text: str, outlets: list[str]) -> Placed:
    return Placed(
        id=f"a{numbers[0]}",
        headline=text[:60],
        agency="NPA" if len(numbers) > 2 else None,
        outlets=tuple(outlets),
        copies=len(numbers),
        versions=0,
        latest=BEGINNING + numbers[-1] * _MINUTE,
        first_seen=BEGINNING + numbers[0] * _MINUTE,
        members=tuple(
            Seat(n, 0.95, None, ("5 of its 7 sentences stand in the copy of Outlet 01",))
            for n in numbers
        ),
    )
