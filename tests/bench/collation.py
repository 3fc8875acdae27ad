"""How long a story takes to collate and label, and how many of its sentences find each other.

    python -m tests.bench.collation [DIR] [--limit SECONDS]

DIR holds the labelled articles. Measured on its groups of three (the shortest) and of eight copies,
where they are present, else on the sample's largest story; then on a made story of forty copies.
A sentence that two copies print in the same words should be set against itself: that is counted,
for the program and, on the same copies, for difflib (each copy against the first, by words) and
CollateX (all at once, by words), where it and the packages that it needs (Levenshtein, networkx,
prettytable) are installed. CollateX is ended after the limit. A text
that was met before is not read again, so the program is timed cold, on texts that are new to it,
and again. Times are of the processor, so that what else the machine does counts for little.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import importlib.util
import multiprocessing
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from reader.cli.main import collect_seldom
from reader.model import Article, Member, Story
from reader.provenance.label import Titles
from reader.provenance.templates import Memory, learn
from reader.services.analysis import analyse
from reader.services.library import open_sample
from reader.text.prose import is_prose
from reader.text.segments import segment
from tests.evaluation.labels import DEFAULT, corpus
from tests.strategies import article

_SEED = 7
_LIMIT = 60.0  # seconds that CollateX is given
_GROUPS = 4  # of each size
_COLLATEX = ("collatex", "Levenshtein", "networkx", "prettytable")
_WORD = re.compile(r"\w+")
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

Places = Mapping[str, tuple[int, int]]
"""Where each sentence of a copy stands: offsets by its words; those that stand there once."""
Column = Callable[[int, int], int | None]
"""For a copy and the number of a word, the column of the table in which it stands."""


@dataclass(frozen=True, slots=True)
class Case:
    """Copies of a story, their sentences, and what is known of their outlets."""

    articles: Sequence[Article]
    sentences: Sequence[Places]
    memory: Memory
    titles: Titles

    def pairs(self) -> list[tuple[int, int, str]]:
        """Return the pairs of copies that print a sentence in the same words."""
        return [
            (a, b, key)
            for a, b in combinations(range(len(self.articles)), 2)
            for key in self.sentences[a].keys() & self.sentences[b].keys()
        ]


def made(count: int, rng: random.Random) -> list[str]:
    """Return so many different sentences of about fifteen words."""
    found: dict[str, None] = {}
    while len(found) < count:
        parts = [rng.choice(words) for words in (_SUBJECTS, _VERBS, _OBJECTS, _ENDS)]
        more = [rng.choice(words) for words in (_VERBS, _OBJECTS, _ENDS)]
        found[f"{' '.join(parts)} in year {rng.randint(1800, 2026)}, and {' '.join(more)}."] = None
    return list(found)


def printed(story: Sequence[str], rng: random.Random) -> str:
    """Return a copy: one sentence in eight cut, one in ten reworded, one moved, furniture added."""
    kept = [s for s in story if rng.random() > 0.12]
    kept = [s.replace(" and ", " while it ") if rng.random() < 0.1 else s for s in kept]
    kept.insert(rng.randrange(len(kept)), kept.pop(rng.randrange(len(kept))))
    blocks = [" ".join(kept[i : i + 2]) for i in range(0, len(kept), 2)]
    for line in _FURNITURE:
        blocks.insert(rng.randrange(len(blocks)), line)
    return "\n".join(blocks)


def once(found: Sequence[tuple[str, int, int]]) -> Places:
    """Return the sentences by their words, without those that the copy repeats."""
    places: dict[str, list[tuple[int, int]]] = {}
    for text, start, end in found:
        places.setdefault(" ".join(_WORD.findall(text.casefold())), []).append((start, end))
    return {key: spans[0] for key, spans in places.items() if len(spans) == 1 and key}


def by_segments(one: Article) -> Places:
    """Return the sentences of a copy of which nothing is known but its text."""
    cut = [(one.text[s.start : s.end], s.start, s.end) for s in segment(one)]
    return once([found for found in cut if is_prose(found[0])])


def by_labels(one: Article, record: Mapping[str, Any]) -> Places:
    """Return the sentences of the story on a composed page."""
    found, offset = [], 0
    for line, label in zip(one.text.split("\n"), record["labels"], strict=True):
        for sentence, _ in label if isinstance(label, list) else ():
            start = one.text.find(sentence, offset)
            if start >= 0:
                found.append((sentence, start, start + len(sentence)))
        offset += len(line) + 1
    return once(found)


def composed(data: Path) -> list[Case]:
    """Return the shortest groups of three copies and some of eight."""
    known = corpus(data / "graft.jsonl.gz")
    cases = []
    for size in (3, 8):
        groups = [group for group in known.stories() if len(group) == size]
        groups.sort(key=lambda group: sum(len(a.text) for a in group) if size == 3 else 0)
        cases += [
            Case(
                group,
                [by_labels(a, known.records[a.id]) for a in group],
                known.memory,
                known.titles,
            )
            for group in groups[:_GROUPS]
        ]
    return cases


def sample() -> list[Case]:
    """Return the sample's story of most copies."""
    largest = max(open_sample().summaries(), key=lambda s: s.copies)
    found = open_sample().collation(largest.id)
    articles = [copy.article for copy in found.copies]
    return [Case(articles, [by_segments(a) for a in articles], Memory(), Titles(articles))]


def composed_anew(copies: int, sentences: int, seed: int) -> Case:
    """Return a made story of so many copies; a sentence has some sixteen words."""
    rng = random.Random(seed)
    story = made(sentences, rng)
    articles = [article(f"outlet-{n:02}", printed(story, rng)) for n in range(copies)]
    memory = learn(articles, {a.id: "made" for a in articles})
    return Case(articles, [by_segments(a) for a in articles], memory, Titles(articles))


def by_reader(case: Case) -> tuple[float, int]:
    """Collate and label; return the seconds, and how many pairs share a passage."""
    story = Story(case.articles[0].id, tuple(Member(a.id) for a in case.articles))
    articles = {a.id: a for a in case.articles}
    start = time.process_time()
    found = analyse(story, articles, case.memory, case.titles)
    seconds = time.process_time() - start
    number = {copy.article.id: copy.number for copy in found.copies}
    spans: dict[int, list[tuple[int, int, int]]] = {n: [] for n in number.values()}
    for label in found.labels:
        if label.passage is not None:
            spans[label.copy].append((label.segment.start, label.segment.end, label.passage))

    def passages(copy: int, key: str) -> set[int]:
        low, high = case.sentences[copy][key]
        held = spans[number[case.articles[copy].id]]
        return {passage for start, end, passage in held if start < high and low < end}

    hits = sum(bool(passages(a, key) & passages(b, key)) for a, b, key in case.pairs())
    return seconds, hits


def by_columns(case: Case, column: Column) -> int:
    """Return how many pairs have most of their words in the same columns."""
    words = [[m.span() for m in _WORD.finditer(a.text)] for a in case.articles]

    def columns(copy: int, key: str) -> list[int | None]:
        low, high = case.sentences[copy][key]
        inside = [i for i, (start, end) in enumerate(words[copy]) if low <= start and end <= high]
        return [column(copy, i) for i in inside]

    hits = 0
    for a, b, key in case.pairs():
        ours, theirs = columns(a, key), set(columns(b, key)) - {None}
        hits += 2 * sum(one in theirs for one in ours) > len(ours)
    return hits


def by_difflib(case: Case) -> tuple[float, int]:
    """Compare each copy with the first by words; return the seconds, and the pairs matched."""
    words = [[w.casefold() for w in _WORD.findall(a.text)] for a in case.articles]
    at: dict[tuple[int, int], int] = {(0, i): i for i in range(len(words[0]))}
    start = time.process_time()
    for copy, theirs in enumerate(words[1:], 1):
        matcher = difflib.SequenceMatcher(None, words[0], theirs, autojunk=False)
        for block in matcher.get_matching_blocks():
            at.update({(copy, block.b + i): block.a + i for i in range(block.size)})
    seconds = time.process_time() - start
    return seconds, by_columns(case, lambda copy, word: at.get((copy, word)))


def by_collatex(case: Case) -> tuple[float, int]:
    """Collate with CollateX; return the seconds, and the pairs matched."""
    collatex = importlib.import_module("collatex")
    witnesses = [
        {
            "id": str(copy),
            "tokens": [
                {"t": f"{word} ", "n": word.casefold(), "at": at}
                for at, word in enumerate(_WORD.findall(made.text))
            ],
        }
        for copy, made in enumerate(case.articles)
    ]
    start = time.process_time()
    table = collatex.collate({"witnesses": witnesses}, segmentation=False)
    seconds = time.process_time() - start
    at: dict[tuple[int, int], int] = {}
    for place, held in enumerate(table.columns):
        for copy, tokens in held.tokens_per_witness.items():
            at.update({(int(copy), token.token_data["at"]): place for token in tokens})
    return seconds, by_columns(case, lambda copy, word: at.get((copy, word)))


def _send_collatex(case: Case, to: Connection) -> None:
    sys.setrecursionlimit(1_000_000)  # it walks its graph by recursion, a word a step
    to.send(by_collatex(case))


def within(limit: float, case: Case) -> tuple[float, int] | None:
    """Return what CollateX gives, or None where it takes longer: its process is ended then."""
    receive, send = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_send_collatex, args=(case, send), daemon=True)
    process.start()
    send.close()  # the process has its own end: if it fails, that is seen at once
    try:
        found: tuple[float, int] | None = receive.recv() if receive.poll(limit) else None
    except EOFError:
        raise SystemExit("CollateX failed, as told above.") from None
    process.kill()
    process.join()
    return found


_HEAD = f"  {'':36} {'CPU ms':>8} {'pairs matched':>14} {'recall':>7}"


def told(name: str, seconds: Sequence[float], hits: int, pairs: int) -> None:
    """Print one measurement, a row under `_HEAD`."""
    milliseconds = statistics.mean(seconds) * 1000
    share = f"{hits} of {pairs}"
    print(f"  {name:36} {milliseconds:8.1f} {share:>14} {hits / max(1, pairs):7.3f}")


def measure(cases: Sequence[Case], limit: float, peers: bool = True) -> None:
    """Print the mean time of a story and the pairs matched in all of them."""
    pairs = sum(len(case.pairs()) for case in cases)
    words = statistics.mean(len(a.text.split()) for case in cases for a in case.articles)
    copies = statistics.mean(len(case.articles) for case in cases)
    print(f"{len(cases)} × {copies:.0f} copies of {words:.0f} words")
    print(_HEAD)
    for name in ("reader, collated and labelled, cold", "reader, again"):
        found = [by_reader(case) for case in cases]
        told(name, [seconds for seconds, _ in found], sum(hits for _, hits in found), pairs)
    if not peers:
        return
    found = [by_difflib(case) for case in cases]
    told("difflib", [seconds for seconds, _ in found], sum(hits for _, hits in found), pairs)
    missing = [name for name in _COLLATEX if importlib.util.find_spec(name) is None]
    if missing:
        print(f"  CollateX takes no part: not installed is {' and '.join(missing)}")
        return
    ended = [(case, result) for case in cases if (result := within(limit, case)) is not None]
    if ended:
        hits, pairs = sum(r[1] for _, r in ended), sum(len(case.pairs()) for case, _ in ended)
        told(f"CollateX, {len(ended)} of the stories", [r[0] for _, r in ended], hits, pairs)
    if len(ended) < len(cases):
        print(f"  CollateX had not ended after {limit:.0f} s on {len(cases) - len(ended)} stories")


def main() -> None:
    """Measure composed groups or the sample, then the made story."""
    collect_seldom()  # as the program does
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--limit", type=float, default=_LIMIT)
    given = parser.parse_args()
    by_reader(composed_anew(2, 10, _SEED))  # tables and patterns are read and compiled once
    if given.data.is_dir():
        cases = composed(given.data)
        for size in (3, 8):
            measure([case for case in cases if len(case.articles) == size], given.limit)
    else:
        print(f"There is no {given.data}: measured on the sample.")
        measure(sample(), given.limit)
    measure([composed_anew(40, 90, _SEED + 1)], given.limit, peers=False)


if __name__ == "__main__":
    main()
