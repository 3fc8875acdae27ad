"""How long grouping takes and what it finds, beside others: `python -m tests.bench.grouping [DIR]`.

Pages of DIR's graft collection (beside the checkout unless named) where it is present, else
invented ones; above its 3,004 pages always invented ones, generated from a seed. Numbers on the
command line replace the numbers of pages. Each method runs in a process of its own, so that the
memory named is its own: the growth of the peak over the articles themselves. The first time is of
the processor, so that what else the machine does counts for little; the second is by the clock.
Titles are joined as feed readers do; datasketch and rensa, MinHash over 5-word shingles, take part
where they are installed.
"""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from reader.cli.main import collect_seldom
from reader.grouping.stories import group
from reader.model import Article, Outlet
from reader.text.blocks import split_blocks
from tests.evaluation.data import data_folder, records
from tests.evaluation.grouping import Pair, pairs, read, stories

Labelled = tuple[list[Article], dict[str, str]]
Method = Callable[[Sequence[Article]], dict[str, str]]

_SIZES = (1_000, 3_000, 10_000)
_WORDS = 30_000
"""Words of the invented language."""
_SITES = 700
_TITLE_KEPT = 0.72
"""Part of the copies that keep the agency's title: two of them had the same in 52 % of ln's."""
_NAME = 5
"""Letters of an invented name: in shorter ones nobody would see what a headline is about."""
_JACCARD = 0.3
"""Similarity from which MinHash joins: the best of those tried on graft."""
_TITLE_JACCARD = 0.5


def invented(count: int, seed: int = 7) -> Labelled:
    """Return so many pages of some 600 words: stories cut and edited, in their sites' furniture.

    What editors leave alone stays: the sentence that opens the story, and the names in its title.
    """
    rng = random.Random(seed)
    words = ["".join(rng.choices("abcdefghilmnoprstu", k=rng.randint(2, 9))) for _ in range(_WORDS)]
    weights = list(accumulate(1 / (rank + 8) for rank in range(_WORDS)))

    def sentence() -> str:
        drawn = rng.choices(words, cum_weights=weights, k=rng.randint(9, 26))
        return " ".join(drawn).capitalize() + "."

    nameable = [word for word in words if len(word) >= _NAME]
    furniture = [[sentence() for _ in range(rng.randint(2, 6))] for _ in range(_SITES)]
    made: list[Article] = []
    label_of: dict[str, str] = {}
    while len(made) < count:
        names = rng.sample(nameable, 4)
        story = [_naming(sentence(), names, rng) for _ in range(rng.randint(25, 60))]
        wired = _title(story, names, rng)
        copies = rng.choice((1, 1, 1, 1, 2, 3, 4, 8))
        for site in rng.sample(range(_SITES), copies):
            kept = [line for line in story if line is story[0] or rng.random() < 0.85]
            kept = kept[: rng.choice((len(kept), len(kept), len(kept) // 2))]
            edited = [_edit(line, words, rng) if rng.random() < 0.1 else line for line in kept]
            title = wired if rng.random() < _TITLE_KEPT else _title(kept, names, rng)
            made.append(_page(f"p{len(made):06}", site, edited + furniture[site], title))
            label_of[made[-1].id] = f"{len(made) - 1}" if copies == 1 else story[0]
    return made[:count], label_of


def _edit(line: str, words: Sequence[str], rng: random.Random) -> str:
    edited = (rng.choice(words) if rng.random() < 0.15 else word for word in line.split())
    return " ".join(edited) + "."


def _naming(line: str, names: Sequence[str], rng: random.Random) -> str:
    """Return the sentence with a name of its story in it, or without."""
    return f"{rng.choice(names).title()} {line}" if rng.random() < 0.4 else line


def _title(lines: Sequence[str], names: Sequence[str], rng: random.Random) -> str:
    """Return two of the story's names, and words of one of its sentences."""
    return " ".join([*rng.choice(lines).split()[3:6], *rng.sample(names, 2)])


def _page(name: str, site: int, lines: Sequence[str], title: str) -> Article:
    text = "\n".join(lines)
    return Article(name, Outlet(f"site{site}.example"), text, split_blocks(text), title=title)


def by_text(articles: Sequence[Article]) -> dict[str, str]:
    """Group with this program."""
    return stories(group(articles))


def by_title(articles: Sequence[Article]) -> dict[str, str]:
    """Group by titles that are alike, as feed readers do: Jaccard of their words, linked singly."""
    words = {a.id: frozenset((a.title or a.id).casefold().split()) for a in articles}
    holders: dict[str, list[str]] = defaultdict(list)
    joined: list[tuple[str, str]] = []
    for id_, own in words.items():
        joined += [
            (id_, other)
            for other in {other for word in own for other in holders[word]}
            if len(own & words[other]) >= _TITLE_JACCARD * len(own | words[other])
        ]
        for word in own:
            if len(holders[word]) < 200:
                holders[word].append(id_)
    return _linked(words, joined)


def by_datasketch(articles: Sequence[Article]) -> dict[str, str]:
    """Group by MinHash LSH over 5-word shingles."""
    datasketch = importlib.import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=_JACCARD, num_perm=128)
    joined: list[tuple[str, str]] = []
    for article in articles:
        sketch = datasketch.MinHash(num_perm=128)
        sketch.update_batch([shingle.encode() for shingle in _shingles(article)])
        joined += [(article.id, other) for other in index.query(sketch)]
        index.insert(article.id, sketch)
    return _linked((a.id for a in articles), joined)


def by_rensa(articles: Sequence[Article]) -> dict[str, str]:
    """Group by rensa's MinHash LSH over 5-word shingles."""
    rensa = importlib.import_module("rensa")
    index = rensa.RMinHashLSH(threshold=_JACCARD, num_perm=128, num_bands=32)
    sketches: list[Any] = []
    joined: list[tuple[str, str]] = []
    for number, article in enumerate(articles):
        sketch = rensa.RMinHash(num_perm=128, seed=1)
        sketch.update(_shingles(article))
        joined += [
            (article.id, articles[other].id)
            for other in index.query(sketch)
            if sketch.jaccard(sketches[other]) >= _JACCARD
        ]
        index.insert(number, sketch)
        sketches.append(sketch)
    return _linked((a.id for a in articles), joined)


def _shingles(article: Article) -> list[str]:
    words = article.text.casefold().split()
    return [" ".join(words[place : place + 5]) for place in range(max(1, len(words) - 4))]


def _linked(ids: Iterable[str], joined: Iterable[tuple[str, str]]) -> dict[str, str]:
    parent = {id_: id_ for id_ in ids}

    def root(id_: str) -> str:
        while parent[id_] != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    for one, other in joined:
        parent[root(one)] = root(other)
    return {id_: root(id_) for id_ in parent}


def _run(method: Method, articles: Sequence[Article]) -> tuple[dict[str, str], float, float, float]:
    """Return the groups, the seconds by both clocks, and by how many MB the peak of memory grew."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, began = time.process_time(), time.perf_counter()
    found = method(articles)
    seconds, passed = time.process_time() - start, time.perf_counter() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return found, seconds, passed, grown / 1024


def _measure(name: str, method: Method, labelled: Labelled) -> str:
    articles, label_of = labelled
    with multiprocessing.get_context("fork").Pool(1) as pool:
        found, seconds, passed, megabytes = pool.apply(_run, (method, articles))
    joined = pairs(found)
    true: set[Pair] = pairs({article.id: label_of[article.id] for article in articles})
    right = len(joined & true)
    precision = right / len(joined) if joined else 1.0
    recall = right / len(true) if true else 1.0
    f1 = 2 * right / (len(joined) + len(true)) if joined or true else 1.0
    figures = f"{precision:9.4f} {recall:9.4f} {f1:9.4f}"
    return f"  {name:12} {seconds:9.2f} {passed:9.2f} {megabytes:6.0f} {figures}"


_HEAD = f"  {'':12} {'CPU s':>9} {'s':>9} {'MB':>6} {'precision':>9} {'recall':>9} {'F1':>9}"


def _methods() -> dict[str, Method]:
    found: dict[str, Method] = {"this program": by_text, "titles": by_title}
    for name, method in (("datasketch", by_datasketch), ("rensa", by_rensa)):
        if importlib.util.find_spec(name):
            importlib.import_module(name)  # here, so that its loading is not measured
            found[name] = method
        else:
            print(f"{name} is not installed and takes no part")
    return found


def _labelled(count: int, graft: Labelled | None) -> tuple[str, Labelled]:
    if graft is None or count > len(graft[0]):
        return "invented", invented(count)
    drawn = random.Random(0).sample(graft[0], count)
    return "graft", (drawn, graft[1])


def _graft(folder: Path) -> Labelled:
    rows = records(folder, "graft")
    return read(rows), {row["id"]: str(row["story"]) for row in rows}


def main() -> None:
    """Print a line for each method and number of pages."""
    collect_seldom()  # as the program does
    arguments = [argument for argument in sys.argv[1:] if not argument.isdigit()]
    sizes = [int(argument) for argument in sys.argv[1:] if argument.isdigit()] or list(_SIZES)
    graft: Labelled | None = None
    try:
        graft = _graft(data_folder(arguments))
    except SystemExit:
        print("invented pages take its place")
    methods = _methods()
    for count in sizes:
        kind, labelled = _labelled(count, graft)
        words = sum(len(article.text.split()) for article in labelled[0]) // count
        print(f"{count:,} pages ({kind}, {words} words each)")
        print(_HEAD)
        for name, method in methods.items():
            print(_measure(name, method, labelled))


if __name__ == "__main__":
    main()
