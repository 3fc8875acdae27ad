"""What an outlet prints under every story is learned, and known in a story of one copy."""

from __future__ import annotations

import pytest

from reader.model import Category, Kind, Label
from reader.provenance.templates import line_key
from reader.services.archived import ArchiveLibrary
from reader.services.deeds import Deeds
from reader.services.learning import OTHERS, Learning
from tests.services.news import Morning, record

LINE = "The lamps along our quay burn for you every night"
"""No frame that is known: only that it comes again tells what it is."""
ABOUT = ("tunnel", "ferry", "glacier", "museum", "harvest")


def labelled(library: ArchiveLibrary, story: str, text: str) -> Label:
    """How a line of a story's only copy is labelled."""
    collation = library.collation(story)
    (copy,) = collation.copies
    (found,) = (
        label
        for label in collation.labels
        if copy.article.text[label.segment.start : label.segment.end] == text
    )
    return found


@pytest.mark.parametrize("outlet", ["Larkfield Post", "Quayside Daily"])
def test_a_story_of_one_copy_profits_from_the_outlets_others(morning: Morning, outlet: str) -> None:
    for about in ABOUT[1:]:
        morning.put(record(f"post-{about}", "Larkfield Post", about, LINE))
    morning.put(record("one-tunnel", outlet, "tunnel", LINE))
    label = labelled(morning.library, "one-tunnel", LINE)
    if outlet == "Larkfield Post":
        assert label.kind is Kind.ADDITION
        assert any("recurs in 4 of 4 other stories of this outlet" in x for x in label.evidence)
    else:
        assert not any("of this outlet" in x and "recurs" in x for x in label.evidence)


def test_prose_that_does_not_come_again_is_the_storys(morning: Morning) -> None:
    for about in ABOUT:
        morning.put(record(f"post-{about}", "Larkfield Post", about, LINE))
    collation = morning.library.collation("post-tunnel")
    assert len(collation.passages) == 6
    assert LINE not in {passage.text for passage in collation.passages}


def test_an_outlet_that_was_renamed_is_learned_from_all_the_same(morning: Morning) -> None:
    for about in ABOUT:
        morning.put(record(f"post-{about}", "Larkfield Post", about, LINE))
    Deeds(morning.library).rename_outlet("Larkfield Post", "The Post")
    assert labelled(morning.library, "post-tunnel", LINE).kind is Kind.ADDITION


def test_the_title_of_another_article_is_known(morning: Morning) -> None:
    title = "Wardens close the lower path below the glacier"
    morning.put(record("quay-glacier", "Quayside Daily", "glacier", title=title))
    morning.put(record("post-tunnel", "Larkfield Post", "tunnel", title))
    label = labelled(morning.library, "post-tunnel", title)
    assert (label.kind, label.category) == (Kind.ADDITION, Category.RELATED)


@pytest.mark.parametrize("after", [OTHERS - 2, OTHERS - 1])
def test_it_is_learned_from_the_latest_articles_alone(morning: Morning, after: int) -> None:
    old = (record(f"old-{about}", "Larkfield Post", about, LINE) for about in ("tunnel", "ferry"))
    morning.put(*old)
    names = [f"new-{n}" for n in range(after)]
    morning.put(*(record(n, "Larkfield Post", n.replace("-", ""), paragraphs=2) for n in names))
    article = morning.library.articles(morning.library.story("new-0"))["new-0"]
    learned = Learning(morning.archive).memory([article]).of(article)
    found = learned.line(line_key(LINE))
    assert (found is not None and found.stories == 2) is (after == OTHERS - 2)
