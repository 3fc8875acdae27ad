"""Pending articles into their stories."""

from __future__ import annotations

from collections.abc import Callable

from reader.archive import articles as kept
from reader.archive import relations, rulings, stories
from reader.archive.connection import Archive
from reader.archive.stories import Placed, Seat
from reader.grouping.stories import group, publication_order
from reader.provenance.origin import origin
from reader.services.headlines import headline
from reader.services.library import Progress


def arrange(
    archive: Archive,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> set[str]:
    """Group what is pending and return the ids of the stories that changed."""
    with archive.writing() as c:
        if not c.execute("SELECT 1 FROM pending LIMIT 1").fetchone():
            return set()
        numbers = list(kept.all_numbers(c))
        everything = kept.load(c, numbers)
        number_of = dict(zip((a.id for a in everything), numbers, strict=True))
        by_id = {a.id: a for a in everything}
        grouping = group(everything, rulings=rulings.rulings(c, numbers))
        made = []
        for story in grouping.stories:
            of_copies = [m.article for m in story.members if m.version_of is None]
            copies = sorted((by_id[i] for i in of_copies), key=publication_order)
            source = origin(copies)
            times = [
                (by_id[m.article].published or by_id[m.article].arrived).timestamp()
                for m in story.members
            ]
            made.append(
                Placed(
                    story.id,
                    headline(copies, source),
                    source.agency,
                    tuple(dict.fromkeys(a.outlet.name for a in copies)),
                    len(copies),
                    len(story.members) - len(copies),
                    max(times),
                    min(by_id[m.article].arrived.timestamp() for m in story.members),
                    tuple(
                        Seat(
                            number_of[m.article],
                            m.score,
                            None if m.version_of is None else number_of[m.version_of],
                            m.evidence,
                        )
                        for m in story.members
                    ),
                )
            )
        gone = [n for (n,) in c.execute("SELECT number FROM stories")]
        stories.replace(c, gone, made)
        relations.replace_relations(c, numbers, grouping.related)
        return {s.id for s in grouping.stories}
