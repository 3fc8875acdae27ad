"""How long a story takes to collate and label, beside difflib on the same copies, in one run.

    python -m tests.bench.collation [--runs N]

The copies are made by a program from invented sentences: each cuts, moves and rewords some, and
adds furniture. Beside the time it prints how many of the kept sentences were matched with
themselves. CollateX is measured too where its package is installed.
"""

from __future__ import annotations

import argparse
import difflib
import importlib.util
import random
import statistics
import time
from collections.abc import Callable, Sequence

from reader.model import Article, Member, Story
from reader.provenance.label import Titles
from reader.provenance.templates import learn
from reader.services.analysis import analyse
from tests.strategies import article

_SEED = 7
_SUBJECTS = ("The council", "A ferry", "Her brother", "The ministry", "An engineer", "The old mill")
_VERBS = ("measured", "refused", "repaired", "forgot", "published", "defended", "moved", "weighed")
_OBJECTS = ("the shaft", "a ledger", "two bridges", "the northern gate", "every letter", "its debt")
_ENDS = ("before the thaw", "without a word", "in the autumn", "at the harbour", "for nine days")
_FURNITURE = (
    "Share this story",
    "READ MORE: Five bridges",
    "Sign up for our letter",
    "Advertisement",
)


def sentences(count: int, rng: random.Random) -> list[str]:
    """Return so many different sentences of about fifteen words."""
    made: dict[str, None] = {}
    while len(made) < count:
        parts = [rng.choice(words) for words in (_SUBJECTS, _VERBS, _OBJECTS, _ENDS)]
        more = [rng.choice(words) for words in (_VERBS, _OBJECTS, _ENDS)]
        made[f"{' '.join(parts)} in year {rng.randint(1800, 2026)}, and {' '.join(more)}."] = None
    return list(made)


def printed(story: Sequence[str], rng: random.Random) -> str:
    """Return a copy: one sentence in eight cut, one in ten reworded, one moved, furniture added."""
    kept = [s for s in story if rng.random() > 0.12]
    kept = [s.replace(" and ", " while it ") if rng.random() < 0.1 else s for s in kept]
    kept.insert(rng.randrange(len(kept)), kept.pop(rng.randrange(len(kept))))
    blocks = [" ".join(kept[i : i + 2]) for i in range(0, len(kept), 2)]
    for line in _FURNITURE:
        blocks.insert(rng.randrange(len(blocks)), line)
    return "\n".join(blocks)


def collate(articles: Sequence[Article]) -> float:
    """Collate and label the articles; return the part of sentence pairs that share a passage."""
    story = Story(articles[0].id, tuple(Member(a.id) for a in articles))
    memory = learn(articles, {a.id: story.id for a in articles})
    found = analyse(story, {a.id: a for a in articles}, memory, Titles(articles))
    where: dict[str, set[int | None]] = {}
    for label in found.labels:
        text = found.copies[label.copy - 1].article.text
        where.setdefault(text[label.segment.start : label.segment.end], set()).add(label.passage)
    return sum(len(places) == 1 for places in where.values()) / len(where)


def by_difflib(articles: Sequence[Article]) -> float:
    """Compare each copy with the first by words; return the part of sentences matched whole."""
    first = articles[0].text.split()
    matched = total = 0
    for other in articles[1:]:
        words = other.text.split()
        blocks = difflib.SequenceMatcher(None, first, words, autojunk=False).get_matching_blocks()
        held = {i for block in blocks for i in range(block.b, block.b + block.size)}
        place = 0
        for line in other.text.splitlines():
            span = range(place, place + len(line.split()))
            place = span.stop
            if line in articles[0].text:
                total += 1
                matched += all(i in held for i in span)
    return matched / total if total else 0.0


def by_collatex(articles: Sequence[Article]) -> float:
    """Collate with CollateX; its table has no measure of matched sentences, so none is given."""
    import collatex  # type: ignore[import-not-found]  # a peer, installed by hand to measure

    collation = collatex.Collation()
    for made in articles:
        collation.add_plain_witness(made.id, made.text)
    collatex.collate(collation)
    return float("nan")


def measure(
    name: str, work: Callable[[Sequence[Article]], float], articles: list[Article], runs: int
) -> None:
    """Run so many times and print the median."""
    times, share = [], 0.0
    for _ in range(runs):
        start = time.perf_counter()
        share = work(articles)
        times.append(time.perf_counter() - start)
    print(f"  {statistics.median(times) * 1000:9.1f} ms   matched {share:.3f}   {name}")


def main() -> None:
    """Measure eight copies of 900 words, and forty of 5,000."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    rng = random.Random(_SEED)
    for copies, count, times in ((8, 60, runs), (40, 330, 1)):
        story = sentences(count, rng)
        articles = [article(f"outlet-{n:02}", printed(story, rng)) for n in range(copies)]
        words = statistics.mean(len(a.text.split()) for a in articles)
        print(f"{copies} copies of {words:.0f} words")
        measure("reader, collated and labelled", collate, articles, times)
        measure("difflib, each against the first", by_difflib, articles, times)
        if copies == 8 and importlib.util.find_spec("collatex"):
            measure("CollateX", by_collatex, articles, 1)
    if not importlib.util.find_spec("collatex"):
        print("CollateX is not installed here: not measured")


if __name__ == "__main__":
    main()
