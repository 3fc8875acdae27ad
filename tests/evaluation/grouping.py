"""How well articles are grouped: `python -m tests.evaluation.grouping [DIR]`.

Pairs of articles are scored against the labels in DIR (beside the checkout unless named); the
program reads the records from a file without their labels, as it reads anybody's.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

from reader.grouping.stories import group
from reader.ingest.files import read_sources
from reader.model import Article, Grouping
from tests.evaluation.data import LABELS, data_folder, gold, records

Pair = frozenset[str]
Record = Mapping[str, Any]

_DRAWS = (0, 1, 2, 3, 4)
"""Seeds of the random draws."""


@dataclass(frozen=True)
class Score:
    """What one run reached, over pairs; `ari` over articles, singletons included."""

    right: int
    wrong: tuple[Pair, ...]
    missed: tuple[Pair, ...]
    ari: float
    related: int
    seconds: float

    def line(self, name: str, articles: int) -> str:
        joined, true = self.right + len(self.wrong), self.right + len(self.missed)
        precision = self.right / joined if joined else 1.0
        recall = self.right / true if true else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return (
            f"{name:26} {articles:5}  {precision:.4f} {recall:.4f} {f1:.4f}  {self.ari:.4f}"
            f"  {len(self.wrong):5} {len(self.missed):6} {self.related:7}  {self.seconds:6.2f}"
        )


def read(rows: Iterable[Record]) -> list[Article]:
    """Return the records as the program reads them, without their labels."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            for row in rows:
                kept = {key: value for key, value in row.items() if key not in LABELS}
                lines.write(json.dumps(kept, ensure_ascii=False) + "\n")
        return list(read_sources([str(path)]).articles)


def score(
    articles: Sequence[Article],
    label_of: Mapping[str, Hashable],
    unscored: frozenset[Pair] = frozenset(),
    by: Callable[[Sequence[Article]], Grouping] = group,
) -> Score:
    """Group the articles and score the result; an article without a label stands alone."""
    before = time.perf_counter()
    grouping = by(articles)
    seconds = time.perf_counter() - before
    story_of = stories(grouping)
    labels = {article.id: label_of.get(article.id, (article.id,)) for article in articles}
    joined = pairs(story_of) - unscored
    true = pairs(labels) - unscored
    return Score(
        right=len(joined & true),
        wrong=tuple(sorted(joined - true, key=sorted)),
        missed=tuple(sorted(true - joined, key=sorted)),
        ari=adjusted_rand_index(story_of, labels),
        related=len(grouping.related),
        seconds=seconds,
    )


def stories(grouping: Grouping) -> dict[str, str]:
    """Return the story of each article."""
    return {member.article: story.id for story in grouping.stories for member in story.members}


def pairs(label_of: Mapping[str, Hashable]) -> set[Pair]:
    """Return the pairs of articles that have one label."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for article, label in label_of.items():
        groups[label].append(article)
    return {frozenset(pair) for ids in groups.values() for pair in combinations(ids, 2)}


def adjusted_rand_index(one: Mapping[str, Hashable], other: Mapping[str, Hashable]) -> float:
    """Return the agreement of two partitions of the same articles, corrected for chance.

    Hubert and Arabie, Comparing partitions, Journal of Classification 2 (1985).
    """
    both = sum(comb(n, 2) for n in Counter((one[key], other[key]) for key in one).values())
    first = sum(comb(n, 2) for n in Counter(one.values()).values())
    second = sum(comb(n, 2) for n in Counter(other.values()).values())
    chance = first * second / comb(len(one), 2) if len(one) > 1 else 0.0
    most = (first + second) / 2
    return (both - chance) / (most - chance) if most != chance else 1.0


def main() -> None:
    """Print a line of figures for each collection."""
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    folder = data_folder(arguments)
    verbose = "--pairs" in sys.argv
    print(
        f"{'':26} {'n':>5}  {'P':6} {'R':6} {'F1':6}  {'ARI':6}"
        f"  {'wrong':>5} {'missed':>6} {'related':>7}  seconds"
    )

    def show(name: str, articles: Sequence[Article], result: Score) -> None:
        print(result.line(name, len(articles)))
        if verbose:
            _list_pairs(articles, result)

    for run in (_seeds, _pages, _basil, _releases, _graft, _together):
        run(folder, show)


Show = Callable[[str, Sequence[Article], Score], None]


def _seeds(folder: Path, show: Show) -> None:
    place = folder.parent / "seeds"
    if not place.is_dir():
        print(f"seeds: skipped, {place} is no folder")
        return
    articles = list(read_sources([str(place)]).articles)
    show("seeds", articles, score(articles, {article.id: "one" for article in articles}))


def _pages(folder: Path, show: Show) -> None:
    articles = read(records(folder, "pages"))
    known = gold(folder, "pages.gold")
    label_of = {id_: "copies" for pair in known["copies"] for id_ in pair}
    show("pages", articles, score(articles, label_of, as_pairs(known["unscored"])))


def _basil(folder: Path, show: Show) -> None:
    articles = read(records(folder, "basil"))
    show("basil", articles, score(articles, {}))


def _releases(folder: Path, show: Show) -> None:
    rows = {row["id"]: row for name in ("fed", "ln") for row in records(folder, name)}
    label_of = merged(records(folder, "ln"), records(folder, "fed"))
    unscored = as_pairs(gold(folder, "ln.unscored"))
    articles = read(rows.values())
    show("ln + fed", articles, score(articles, label_of, unscored))
    for half in (0, 1):
        drawn = _half(articles, label_of, half)
        show(f"  half {half + 1} of their stories", drawn, score(drawn, label_of, unscored))


def _graft(folder: Path, show: Show) -> None:
    rows = records(folder, "graft")
    label_of = {row["id"]: row["story"] for row in rows}
    articles = read(rows)
    show("graft", articles, score(articles, label_of))
    for half in (0, 1):
        drawn = _half(articles, label_of, half)
        show(f"  half {half + 1} of its stories", drawn, score(drawn, label_of))
    for count in (300, 1_000):
        for seed in _DRAWS:
            drawn = random.Random(seed).sample(articles, min(count, len(articles)))
            show(f"  {count} at random, seed {seed}", drawn, score(drawn, label_of))


def _together(folder: Path, show: Show) -> None:
    """One run over three collections: what counts as wrong here is a pair across them."""
    found: dict[str, Article] = {}
    home: dict[str, str] = {}
    for name in ("basil", "pages", "fed"):
        for article in read(records(folder, name)):
            found[article.id] = article
            home[article.id] = name
    articles = list(found.values())
    story_of = stories(group(articles))
    across = [pair for pair in pairs(story_of) if len({home[id_] for id_ in pair}) > 1]
    print(f"basil, pages and fed in one run: {len(articles)} articles, {len(across)} joins across")


def merged(*collections: Sequence[Record]) -> dict[str, Hashable]:
    """Return one label for each article of several collections that share some articles.

    Stories of two collections that have an article in common are one.
    """
    label_of: dict[str, Hashable] = {}
    for number, rows in enumerate(collections):
        groups: dict[Hashable, list[str]] = defaultdict(list)
        for row in rows:
            groups[number, row["story"]].append(row["id"])
        for label, ids in groups.items():
            known = {label_of[id_] for id_ in ids if id_ in label_of}
            for id_, old in list(label_of.items()):
                if old in known:
                    label_of[id_] = label
            label_of.update(dict.fromkeys(ids, label))
    return label_of


def _half(
    articles: Sequence[Article], label_of: Mapping[str, Hashable], half: int
) -> list[Article]:
    """Return the articles of every second story, in the order of the stories' labels."""
    labels = sorted({str(label_of[article.id]) for article in articles})
    kept = set(labels[half::2])
    return [article for article in articles if str(label_of[article.id]) in kept]


def as_pairs(listed: Iterable[Sequence[str]]) -> frozenset[Pair]:
    return frozenset(frozenset(pair) for pair in listed)


def _list_pairs(articles: Sequence[Article], result: Score) -> None:
    by_id = {article.id: article for article in articles}
    for what, listed in (("wrong", result.wrong), ("missed", result.missed)):
        for pair in listed:
            print(f"  {what}")
            for id_ in sorted(pair):
                one = by_id[id_]
                day = one.published.date().isoformat() if one.published else "undated"
                print(f"    {id_}  {day}  {one.outlet.name}  {(one.title or '')[:90]}")


if __name__ == "__main__":
    main()
