"""Whether articles put into an archive one by one make the stories that they make all at once.

`python -m tests.evaluation.arrivals [DIR]` prints both lines of figures for each collection in DIR
(beside the checkout unless named), and how many pairs of articles only one of the two joins. The
articles come in an order drawn at random.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from pathlib import Path

from reader.archive import articles as kept
from reader.archive import stories as archived
from reader.archive.connection import Archive
from reader.grouping.stories import group
from reader.model import Article, Grouping
from reader.services.arranging import arrange
from tests.evaluation.data import data_folder, gold, records
from tests.evaluation.grouping import Pair, as_pairs, merged, pairs, read, score, stories


def one_by_one(articles: Sequence[Article]) -> Grouping:
    """Return the stories of an archive into which the articles came one after the other."""
    archive = Archive(None)
    for number, article in enumerate(random.Random(0).sample(articles, len(articles))):
        with archive.writing() as connection:
            kept.keep(connection, article, identity=article.id, feed=None, now=1.9e9 + number)
        arrange(archive)
    with archive.reading() as connection:
        names = [name for (name,) in connection.execute("SELECT id FROM stories")]
        return Grouping(tuple(archived.members(connection, name) for name in names))


def main() -> None:
    """Print the figures of each collection."""
    folder = data_folder(sys.argv[1:])
    print(f"{'':26} {'n':>5}  {'P':6} {'R':6} {'F1':6}  {'ARI':6}  {'wrong':>5} {'missed':>6}")
    _show("basil", read(records(folder, "basil")), {})
    _releases(folder)
    rows = records(folder, "graft")
    _show("graft", read(rows), {row["id"]: row["story"] for row in rows})


def _releases(folder: Path) -> None:
    rows = {row["id"]: row for name in ("fed", "ln") for row in records(folder, name)}
    label_of = merged(records(folder, "ln"), records(folder, "fed"))
    unscored = as_pairs(gold(folder, "ln.unscored"))
    _show("ln + fed", read(rows.values()), label_of, unscored)


def _show(
    name: str,
    articles: Sequence[Article],
    label_of: Mapping[str, Hashable],
    unscored: frozenset[Pair] = frozenset(),
) -> None:
    made: list[set[Pair]] = []
    for how, by in (("all at once", group), ("one by one", one_by_one)):
        grouping = by(articles)
        made.append(pairs(stories(grouping)))
        found = score(articles, label_of, unscored, by=partial(_given, grouping))
        print(found.line(f"{name}, {how}", len(articles)).rsplit(maxsplit=2)[0])
    print(f"  joined by one of the two alone: {len(made[0] ^ made[1])} pairs")


def _given(grouping: Grouping, _: Sequence[Article]) -> Grouping:
    return grouping


if __name__ == "__main__":
    main()
