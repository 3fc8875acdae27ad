"""What follows once something was kept."""

from __future__ import annotations

from reader.archive import articles
from reader.archive.connection import Archive
from reader.services import settling
from reader.services.events import Comparing, Event, Grouping
from tests.grouping.writing import article, sentences

NOON = 1_800_000_000.0
STORY = sentences(73, 12)


def holding(*kept: str) -> Archive:
    archive = Archive(None)
    with archive.writing() as connection:
        for name in kept:
            one = article(name, STORY)
            articles.keep(connection, one, identity=name, feed=None, now=NOON)
    return archive


def test_what_was_kept_is_grouped_then_compared_and_then_nothing_is_due() -> None:
    archive, told = holding("a", "b"), list[Event]()
    assert settling.group(archive, told.append, lambda: False) == 1
    assert settling.compare(archive, told.append, lambda: False) == 1
    assert {type(event) for event in told} == {Grouping, Comparing}
    told.clear()
    assert settling.group(archive, told.append, lambda: False) == 0
    assert settling.compare(archive, told.append, lambda: False) == 0
    assert told == []


def test_what_is_stopped_is_done_the_next_time() -> None:
    archive, told = holding("a", "b"), list[Event]()
    assert settling.group(archive, told.append, lambda: True) == 0
    assert settling.group(archive, told.append, lambda: False) == 1
    assert settling.compare(archive, told.append, lambda: True) == 0
    assert settling.compare(archive, told.append, lambda: False) == 1


def test_old_articles_go_only_where_somebody_asked_for_it() -> None:
    archive, later = holding("a"), NOON + 40 * 86_400.0
    assert settling.expire(archive, 0, 0, later) == 0
    assert settling.expire(archive, 30, 0, later) == 1
