"""How long the first load of an archive takes, and one more: `python -m tests.bench.arrivals [N]`.

Invented pages (see grouping.py), kept in an archive on disk; 10,000 unless another number is named.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from reader.archive import articles as kept
from reader.archive.connection import Archive
from reader.cli.main import collect_seldom
from reader.model import Article
from reader.services.arranging import arrange
from tests.bench.grouping import invented

_MORE = 300
"""Articles that come one by one, drawn from all stories."""
_TOGETHER = 500
"""Articles kept in one transaction."""
_NOW = 1_900_000_000.0


def _keep(archive: Archive, articles: Sequence[Article]) -> None:
    with archive.writing() as connection:
        for article in articles:
            kept.keep(connection, article, identity=article.id, feed=None, now=_NOW)


def main() -> None:
    """Print a line for the load, and one for the articles that come after it."""
    collect_seldom()  # as the program does
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    pages, _ = invented(count + _MORE)
    random.Random(0).shuffle(pages)
    late, early = pages[:_MORE], pages[_MORE:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        archive = Archive(path)
        start = time.perf_counter()
        for place in range(0, count, _TOGETHER):
            _keep(archive, early[place : place + _TOGETHER])
        keeping = time.perf_counter() - start
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        arrange(archive)
        loading = time.perf_counter() - start
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        megabytes = path.stat().st_size / 1_000_000
        print(
            f"{count:,} articles: kept {keeping:.1f} s, grouped at once {loading:.1f} s,"
            f" {grown:.0f} MB more memory; archive {megabytes:.0f} MB"
        )
        times = []
        for article in late:
            _keep(archive, [article])
            start = time.perf_counter()
            arrange(archive)
            times.append(1000 * (time.perf_counter() - start))
        archive.close()
    cuts = statistics.quantiles(times, n=20)
    print(f"one more: median {statistics.median(times):.1f} ms, 95 of 100 within {cuts[-1]:.1f} ms")


if __name__ == "__main__":
    main()
