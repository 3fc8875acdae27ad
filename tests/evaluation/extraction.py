"""How much of a real page's article the HTML reader keeps, and what it marks as outside.

Run as `python -m tests.evaluation.extraction [FOLDER]`. FOLDER holds html.jsonl.gz and
pages.jsonl.gz, pages with the article's body as a third party marked it (`gold`); without it
nothing is measured.

A word of the gold body is covered if it lies in a run of four words that the kept blocks have too,
and outside if every such run is in blocks marked outside. A block counts as the article's where
half of its runs are in the gold body; blocks of fewer than four words are not judged.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.errors import UnreadableSource
from reader.ingest.draft import Draft
from reader.ingest.html import read_html

DEFAULT = Path(__file__).parents[3] / "shared" / "data"
FILES = ("html.jsonl.gz", "pages.jsonl.gz")
RUN = 4
"""Words of a run that is looked for."""
_WORD = re.compile(r"\w+")

Run = tuple[str, ...]


@dataclass
class Counts:
    """What was counted over the pages of one file; words unless said otherwise."""

    pages: int = 0
    failed: int = 0
    seconds: float = 0.0
    gold: int = 0
    covered: int = 0
    gold_outside: int = 0
    other: int = 0
    other_outside: int = 0
    poor: int = 0
    """Pages with less than nine tenths of their body covered."""
    dated: int = 0
    titled: int = 0
    signed: int = 0

    def report(self, name: str) -> str:
        """Return the figures as lines for a person."""
        pages = max(self.pages, 1)
        return (
            f"{name}: {self.pages} pages, {self.failed} failed, "
            f"{1000 * self.seconds / pages:.1f} ms a page\n"
            f"  body covered by kept blocks   {_share(self.covered, self.gold)}"
            f"   pages below .9: {self.poor}\n"
            f"  body marked outside           {_share(self.gold_outside, self.gold)}\n"
            f"  other words marked outside    {_share(self.other_outside, self.other)}\n"
            f"  with title {self.titled}, date {self.dated}, byline {self.signed}"
        )


def _share(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.4f} ({part:,} of {whole:,})"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: list[str]) -> list[Run]:
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def _covered(words: list[str], kept: set[Run]) -> list[bool]:
    marks = [False] * len(words)
    for at, run in enumerate(_runs(words)):
        if run in kept:
            marks[at : at + RUN] = [True] * RUN
    return marks


def measure(draft: Draft, gold: str, counts: Counts) -> None:
    """Add one page to the counts."""
    body = _words(gold)
    wanted = set(_runs(body))
    everything: list[str] = []
    near: list[str] = []
    for block in draft.blocks:
        words = _words(draft.text[block.start : block.end])
        everything += words
        near += [] if block.outside else words
        runs = _runs(words)
        if runs and sum(run in wanted for run in runs) < len(runs) / 2:
            counts.other += len(words)
            counts.other_outside += len(words) if block.outside else 0
    kept = _covered(body, set(_runs(everything)))
    inside = _covered(body, set(_runs(near)))
    counts.gold += len(body)
    counts.covered += sum(kept)
    counts.gold_outside += sum(kept) - sum(inside)
    counts.poor += sum(kept) < 0.9 * len(body)
    counts.titled += draft.title is not None
    counts.dated += draft.published is not None
    counts.signed += draft.byline is not None


def evaluate(pages: Iterable[dict[str, Any]]) -> Counts:
    """Read every page that has a gold body and count."""
    counts = Counts()
    for page in pages:
        if not page["gold"]:
            continue
        counts.pages += 1
        began = time.process_time()
        try:
            draft = read_html(page["html"], page["id"], url=page["url"])
        except UnreadableSource as error:
            counts.failed += 1
            print(f"  not read: {error}")
            continue
        counts.seconds += time.process_time() - began
        measure(draft, page["gold"], counts)
    return counts


def _load(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main(arguments: list[str]) -> int:
    """Print the figures; return 0, also where there is nothing to measure on."""
    folder = Path(arguments[0]) if arguments else DEFAULT
    present = [folder / name for name in FILES if (folder / name).is_file()]
    if not present:
        print(f"nothing measured: {folder} has neither of {', '.join(FILES)}")
    for path in present:
        print(evaluate(_load(path)).report(path.name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
