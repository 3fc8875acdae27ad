"""Facts that real outlets changed: each place that a reader marked, listed as found or explained.

`facts.gold.json` names pairs of copies of one sentence that differ in a fact (`conflict`), say the
same in other words (`equivalent`), or of which one lacks it (`omission`, `update`). A conflict is
found where the collation gives the weight `fact` to a change that touches the words marked.
Groups listed as without a changed fact show the false alarms.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reader.model import Article, Collation, Label, Member, Story, Weight
from reader.provenance.templates import Memory
from reader.provenance.titles import Titles
from reader.services.analysis import analyse
from tests.evaluation.data import data_folder, gold
from tests.evaluation.labels import corpus


def collated(articles: Sequence[Article], memory: Memory, titles: Titles) -> Collation:
    """Return the collation of articles that a reader called one story."""
    members = tuple(Member(article.id) for article in articles)
    story = Story(articles[0].id, members)
    return analyse(story, {article.id: article for article in articles}, memory, titles)


def marked(collation: Collation, place: Mapping[str, Any]) -> list[Label]:
    """Return the labels of the segments in which the marked words stand."""
    copy = next(copy for copy in collation.copies if copy.article.id == place["id"])
    text = copy.article.text
    start = text.find(place["quote"])
    if start < 0:
        start = sum(len(line) + 1 for line in text.split("\n")[: place["line"] - 1])
    end = start + len(place["quote"])
    return [
        label
        for label in collation.labels
        if label.copy == copy.number and label.segment.start < end and start < label.segment.end
    ]


def verdict(collation: Collation, fact: Mapping[str, Any]) -> tuple[bool, str]:
    """Tell whether a changed fact is found, and in words what was made of the place."""
    sides = [marked(collation, fact[side]) for side in "ab"]
    labels = [label for side in sides for label in side]
    if any(label.weight is Weight.FACT for label in labels):
        kinds = sorted({e.kind for x in labels if x.weight is Weight.FACT for e in x.edits})
        return True, f"found as {', '.join(kinds)}"
    passages = [{label.passage for label in side if label.passage is not None} for side in sides]
    if not all(passages):
        said = sorted({str(x.category) for x in labels if x.category is not None})
        return False, f"one side is held to be an addition ({', '.join(said)})"
    if not passages[0] & passages[1]:
        return False, "the two sentences are too unlike to be set against each other"
    weights = sorted({str(x.weight) for x in labels if x.weight is not None})
    return False, f"the change is held to be {', '.join(weights) or 'nothing'}"


def main(arguments: list[str]) -> int:
    data = data_folder(arguments)
    known = corpus(data / "ln.jsonl.gz")
    marks = gold(data, "facts.gold")
    counted: Counter[tuple[str, bool]] = Counter()
    for fact in marks["facts"]:
        pair = [known.articles[fact[side]["id"]] for side in "ab"]
        found, told = verdict(collated(pair, known.memory, known.titles), fact)
        counted[fact["relation"], found] += 1
        print(f"{fact['relation']:10s} {fact['kind']:9s} {told}")
        print(f"{'':20s} {fact['a']['quote']!r} / {fact['b']['quote']!r}")
    alarms = sentences = 0
    by_cluster = {str(known.records[story[0].id]["story"]): story for story in known.stories()}
    for cluster in marks["without_fact_variant"]:
        collation = collated(by_cluster[cluster], known.memory, known.titles)
        alarms += sum(label.weight is Weight.FACT for label in collation.labels)
        sentences += len(collation.labels)
    conflicts = counted["conflict", True] + counted["conflict", False]
    print(f"conflicts found: {counted['conflict', True]} of {conflicts}")
    print(f"false alarms in the groups without any: {alarms} in {sentences} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
