"""How well wire is told from additions: `python -m tests.evaluation.labels [DIR] [SET…]`.

DIR holds the labelled articles (see its README); beside it, `seeds/` holds the first story. SETs:
seeds, ln, groups, pairs, single, pages, html; all of them where none is named.

A line counts as an addition if most of its characters that are no white space lie in segments
labelled so. Not scored: headlines (graft's `T`), agencies' notices (by a list of openings kept
here, so that the program's own wording does not judge itself), and in ln the lines of
`from_agency`, `by_judgement` and `single`; a label of two parts, such as "wire+editorial", makes
either answer right. Clean text is scored by words, each as often as it stands there.
"""

from __future__ import annotations

import gzip
import importlib
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from reader.collation.align import align
from reader.ingest.files import read_sources
from reader.model import Article, Category, Copy, Kind
from reader.provenance.label import Titles, Verdict, judge
from reader.provenance.origin import origin
from reader.provenance.templates import Memory, learn, outlet_key
from reader.text.segments import segment

DEFAULT = Path("../shared/data")
_SETS = ("seeds", "ln", "groups", "pairs", "single", "pages", "html")
_SEED = 20  # of the draw of two copies from each group
_WORD = re.compile(r"\w+")
_NOTICE = re.compile(
    r"\W*(?:copyright|©|\(c\)|tm & ©|all rights reserved|the following information was released|"
    r"view (?:source|original)|source:? |contact:? |media contact|distributed by|#+ ?#* ?#*$|"
    r".{0,80}contributed (?:to|reporting)|(?:reporting|editing) by|"
    r"https?://www\.(?:businesswire|prnewswire))",
    re.IGNORECASE,
)

Verdicts = Mapping[tuple[int, int], Verdict]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a copy as judged: whether it is an addition, wholly, and of which category."""

    addition: bool
    pure: bool
    category: Category | None


@dataclass(slots=True)
class Tally:
    """Hits and misses on additions."""

    both: int = 0
    called: int = 0
    missed: int = 0

    def add(self, *, gold: bool, said: bool) -> None:
        self.both += gold and said
        self.called += said and not gold
        self.missed += gold and not said

    def __str__(self) -> str:
        precision = self.both / max(1, self.both + self.called)
        recall = self.both / max(1, self.both + self.missed)
        f1 = 2 * self.both / max(1, 2 * self.both + self.called + self.missed)
        return (
            f"P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}"
            f"  ({self.called} called wrongly, {self.missed} missed)"
        )


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles by id with their gold records, and what is learned from all of them."""

    articles: Mapping[str, Article]
    records: Mapping[str, Mapping[str, Any]]
    memory: Memory
    titles: Titles

    def stories(self) -> Iterator[list[Article]]:
        groups: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles.values():
            groups[str(self.records[article.id]["story"])].append(article)
        return iter(groups.values())


def corpus(path: Path) -> Corpus:
    """Read a collection; each article without a story is a story of its own."""
    articles = {article.id: article for article in read_sources([str(path)]).articles}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = {record["id"]: record for record in map(json.loads, lines)}
    story_of = {i: str(records[i].get("story", i)) for i in articles}
    return Corpus(
        articles, records, learn(list(articles.values()), story_of), Titles(articles.values())
    )


def number(articles: Iterable[Article]) -> list[Copy]:
    """Number the copies as a story's are; a second article of an outlet is a version."""
    ordered = sorted(articles, key=lambda a: (a.published is None, str(a.published), a.id))
    first: dict[str, int] = {}
    copies = []
    for place, article in enumerate(ordered, 1):
        earlier = first.setdefault(outlet_key(article.outlet), place)
        version_of = None if earlier == place else earlier
        copies.append(Copy(place, article, segment(article), version_of=version_of))
    return copies


def verdicts(copies: Sequence[Copy], memory: Memory, titles: Titles) -> tuple[Verdicts, float]:
    """Return the verdicts and the seconds that judging took, aligning not counted."""
    alignment = align(copies)
    start = time.perf_counter()
    found = judge(alignment, copies, memory, titles)
    return found, time.perf_counter() - start


def judged_lines(copy: Copy, found: Verdicts) -> dict[int, Line]:
    """Return the copy's lines, counted from 1, that hold a segment."""
    text = copy.article.text
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    number_at, counts = 0, defaultdict[int, Counter[Category | None]](Counter)
    for part in copy.segments:
        verdict = found[copy.number, part.index]
        for at in range(part.start, part.end):
            if text[at].isspace():
                continue
            while ends[number_at] <= at:
                number_at += 1
            counts[number_at + 1][verdict.category] += 1
    return {line: _line(count) for line, count in counts.items()}


def _line(count: Counter[Category | None]) -> Line:
    total, wire = count.total(), count[None]
    categories = Counter({c: n for c, n in count.items() if c is not None})
    most = categories.most_common(1)
    return Line(2 * (total - wire) > total, wire in (0, total), most[0][0] if most else None)


def seeds(data: Path) -> None:
    gold = json.loads((data / "seeds.gold.json").read_text("utf-8"))
    articles = read_sources([str(data.parent / "seeds")]).articles
    memory = learn(articles, {article.id: "seeds" for article in articles})
    copies = number(articles)
    found, seconds = verdicts(copies, memory, Titles(articles))
    tally, impure, agreed, added = Tally(), 0, 0, 0
    for copy in copies:
        lines = judged_lines(copy, found)
        for key, label in gold[copy.article.id]["labels"].items():
            line = lines[int(key)]
            tally.add(gold=label != "wire", said=line.addition)
            impure += not line.pure
            if label != "wire":
                added, agreed = added + 1, agreed + (line.category == label)
    print(f"seeds   {tally}; mixed lines {impure}; category {agreed}/{added}")
    print(f"        {seconds * 1000:.0f} ms cold; origin {origin(articles).agency}")


def ln(data: Path) -> None:
    known = corpus(data / "ln.jsonl.gz")
    gold = json.loads((data / "ln.gold.json").read_text("utf-8"))
    wire = called = agreed = added = 0
    recalls = []
    for story in known.stories():
        if not any(article.id in gold for article in story):
            continue
        copies = number(story)
        found, _ = verdicts(copies, known.memory, known.titles)
        for copy in copies:
            marks = gold.get(copy.article.id, {"labels": {}})
            unscored = {*marks.get("from_agency", ()), *marks.get("by_judgement", ())}
            lines, hits = judged_lines(copy, found), []
            for key, label in marks["labels"].items():
                line = lines.get(int(key))
                if line is None or int(key) in unscored or label == "single" or "+" in label:
                    continue
                if label == "wire":
                    wire, called = wire + 1, called + line.addition
                    continue
                hits.append(line.addition)
                added, agreed = added + 1, agreed + (line.category == label)
            if hits:
                recalls.append(sum(hits) / len(hits))
    mean = sum(recalls) / max(1, len(recalls))
    print(
        f"ln      {called} of {wire} wire lines called additions; recall on additions {mean:.3f} "
        f"(mean over {len(recalls)} articles); category {agreed}/{added}"
    )


def graft(data: Path, sets: Sequence[str]) -> None:
    known = corpus(data / "graft.jsonl.gz")
    draw = random.Random(_SEED)
    stories = list(known.stories())
    groups = [story for story in stories if len(story) >= 3]
    chosen = {
        "groups": groups,
        "pairs": [draw.sample(story, 2) for story in groups],
        "single": [story for story in stories if len(story) == 1],
    }
    for name in sets:
        tally, seconds, pages = Tally(), 0.0, 0
        for story in chosen[name]:
            copies = number(story)
            found, took = verdicts(copies, known.memory, known.titles)
            seconds, pages = seconds + took, pages + len(copies)
            for copy in copies:
                _score_graft(copy, found, known.records[copy.article.id]["labels"], tally)
        print(f"{name:7s} {tally}; {seconds / pages * 1000:.1f} ms a page")


def _score_graft(copy: Copy, found: Verdicts, labels: Sequence[Any], tally: Tally) -> None:
    lines = judged_lines(copy, found)
    texts = copy.article.text.split("\n")
    for key, label in enumerate(labels, 1):
        if key in lines and label != "T" and not _NOTICE.match(texts[key - 1]):
            tally.add(gold=label == "C", said=lines[key].addition)


def clean(data: Path, name: str) -> None:
    known = corpus(data / f"{name}.jsonl.gz")
    tally, scores = Tally(), []
    peer: list[float | None] = []
    for article in known.articles.values():
        gold = known.records[article.id]["gold"]
        if not gold:
            continue
        (copy,) = number([article])
        found, _ = verdicts([copy], known.memory, known.titles)
        kept = [s for s in copy.segments if found[1, s.index].kind is Kind.WIRE]
        mine = _words(" ".join(article.text[s.start : s.end] for s in kept))
        theirs = _words(gold)
        both = (mine & theirs).total()
        tally.both += both
        tally.called += mine.total() - both
        tally.missed += theirs.total() - both
        scores.append(2 * both / max(1, mine.total() + theirs.total()))
        peer.append(_peer(str(known.records[article.id].get("html", "")), theirs))
    print(f"{name:7s} clean text by words: {tally}; mean F1 {_mean(scores):.4f}")
    known_to_peer = [score for score in peer if score is not None]
    told = f"mean F1 {_mean(known_to_peer):.4f}" if known_to_peer else "not installed"
    print(f"{'':7s} trafilatura on the same pages: {told}")


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / max(1, len(scores))


def _peer(html: str, gold: Counter[str]) -> float | None:
    """Return the word F1 of what trafilatura takes for the body; None where it is not installed."""
    try:
        extract = importlib.import_module("trafilatura").extract
    except ImportError:
        return None
    words = _words(extract(html) or "")
    return 2 * (words & gold).total() / max(1, words.total() + gold.total())


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def main(arguments: Sequence[str]) -> int:
    named = [a for a in arguments if a in _SETS] or list(_SETS)
    data = next((Path(a) for a in arguments if a not in _SETS), DEFAULT)
    if not data.is_dir():
        print(f"There is no {data}: nothing was measured.")
        return 0
    if "seeds" in named:
        seeds(data)
    if "ln" in named:
        ln(data)
    if composed := [name for name in ("groups", "pairs", "single") if name in named]:
        graft(data, composed)
    for name in ("pages", "html"):
        if name in named:
            clean(data, name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
