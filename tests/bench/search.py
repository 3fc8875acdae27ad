"""How long a search takes in an archive of 100,000 articles, beside a plain scan with LIKE.

    python -m tests.bench.search [--articles N] [--queries N]

The archive is made by a program: bodies of some 600 characters in an invented language whose words
are as frequent as a language's, one article in twenty in Han characters (see tests/bench/made.py).
Each query asks for the newest 50 stories with their passages. The aim is a median below 50 ms; the
word that stands in nearly every article is the worst that can be asked.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from reader.archive.connection import Archive
from reader.archive.query import Sort, parse
from reader.archive.search import find
from reader.archive.state import mark_all_read
from reader.archive.stories import numbers, summaries, totals
from reader.archive.undo import undo
from tests.bench.made import BEGINNING, Language, fill

AIM = 50.0
"""Milliseconds that a search may take."""
_NOW = datetime.fromtimestamp(BEGINNING, UTC)
_ROWS = 60


def queries(language: Language, count: int, rng: random.Random) -> dict[str, list[str]]:
    """Return queries of each kind; words of every frequency but the thirty most frequent."""

    def word() -> str:
        return language.words[int(30 * (len(language.words) / 30) ** rng.random())]

    def long_word() -> str:
        return next(found for found in iter(word, None) if len(found) > 5)

    han = [chr(0x4E00 + 7 * rank) for rank in range(1500)]
    filters = ("is:unread", "copies:>3", 'outlet:"Outlet 07"', "only:07", "agency:NPA")
    makers: dict[str, Callable[[], str]] = {
        "one word": word,
        "two words": lambda: f"{word()} {word()}",
        "a word, not another": lambda: f"{word()} -{word()}",
        "one of two words": lambda: f"{word()} OR {word()}",
        "a beginning": lambda: f"{long_word()[:4]}*",
        "a phrase": lambda: f'"{language.words[rng.randrange(20)]} {word()}"',
        "a word and a filter": lambda: f"{word()} {rng.choice(filters)}",
        "a filter": lambda: rng.choice(filters),
        "three Han characters": lambda: "".join(rng.choices(han, k=3)),
        "two Han characters": lambda: "".join(rng.choices(han, k=2)),
        "one Han character": lambda: rng.choice(han),
        "the most frequent word": lambda: language.words[0],
    }
    return {name: [make() for _ in range(count)] for name, make in makers.items()}


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds the work took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def show(name: str, times: Sequence[float]) -> None:
    """Print the median and the 95th percentile."""
    p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(f"{name:40} median {median(times):8.2f} ms   p95 {p95:8.2f} ms")


def scan(connection: sqlite3.Connection, words: str) -> None:
    """Search as without an index."""
    connection.execute("SELECT number FROM articles WHERE text LIKE ?", (f"%{words}%",)).fetchall()


def others(connection: sqlite3.Connection) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what else a list of stories needs."""
    page = numbers(connection)[1000 : 1000 + _ROWS]
    yield f"numbers of {len(numbers(connection)):,} stories", lambda: numbers(connection)
    yield "the same, by outlet", lambda: numbers(connection, None, Sort.OUTLET)
    yield f"{_ROWS} rows of the list", lambda: summaries(connection, page)
    yield "totals", lambda: totals(connection)
    yield "mark all read", lambda: mark_all_read(connection, None, 1.0)
    yield "undo", lambda: undo(connection)


def main() -> None:
    """Make the archive, search it, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=40, help="of each kind (default: 40)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive.db")
        with archive.writing() as connection:
            language = fill(connection, arguments.articles)
        with archive.reading() as connection:
            measure(connection, language, arguments.queries)
        with archive.writing() as connection:
            for name, work in others(connection):
                once = name in ("mark all read", "undo")
                show(name, [timed(work) for _ in range(1 if once else 20)])
        archive.close()


def measure(connection: sqlite3.Connection, language: Language, count: int) -> None:
    """Print how long each kind of query takes, and all but the worst together."""
    every: list[float] = []
    for name, asked in queries(language, count, random.Random(11)).items():
        parsed = [parse(text, _NOW) for text in asked]
        times = [timed(partial(find, connection, query)) for query in parsed]
        show(name, times)
        if name != "the most frequent word":
            every += times
    show(f"all but the last (aim: {AIM:.0f} ms)", every)
    rare = [language.words[n] for n in range(20_000, 20_005)]
    show("a plain scan with LIKE", [timed(partial(scan, connection, word)) for word in rare])


if __name__ == "__main__":
    main()
