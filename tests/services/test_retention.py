"""What is old goes; what is starred or noted, and what stands beside it, stays."""

from __future__ import annotations

import pytest

from reader.archive import upkeep
from reader.services.archived import ArchiveLibrary
from reader.services.deeds import Deeds
from reader.services.retention import expire
from tests.services.news import NOON, Morning, record

DAY = 86_400.0


@pytest.fixture
def filled(morning: Morning) -> Morning:
    """Five stories, one a day; the first has a second copy from the last day."""
    for day, about in enumerate(("tunnel", "ferry", "glacier", "museum", "harvest")):
        morning.now = NOON + day * DAY
        morning.put(record(f"post-{about}", "Larkfield Post", about))
    morning.put(record("quay-tunnel", "Quayside Daily", "tunnel"))
    return morning


def ids(morning: Morning) -> set[str]:
    with morning.archive.reading() as connection:
        return {name for (name,) in connection.execute("SELECT id FROM articles")}


def test_what_is_older_goes_and_stories_are_grouped_anew(filled: Morning) -> None:
    assert expire(filled.archive, days=2, megabytes=0, now=NOON + 4 * DAY) == 2
    assert ids(filled) == {"post-glacier", "post-museum", "post-harvest", "quay-tunnel"}
    library = ArchiveLibrary(filled.archive)
    assert len(library.listing()) == 4
    assert [one.article.id for one in library.collation("quay-tunnel").copies] == ["quay-tunnel"]
    with filled.archive.writing() as connection:
        assert upkeep.check(connection) == []
        assert upkeep.statistics(connection).pending == 0


def test_what_a_person_marked_stays_with_its_story(filled: Morning) -> None:
    deeds = Deeds(filled.library)
    deeds.toggle_star("quay-tunnel")
    deeds.note("post-ferry", "Ask")
    deeds.read("post-glacier")
    assert expire(filled.archive, days=1, megabytes=0, now=NOON + 40 * DAY) == 3
    assert ids(filled) == {"post-tunnel", "quay-tunnel", "post-ferry"}
    assert filled.library.listing("is:starred")[0].copies == 2


def test_a_size_is_kept_to(filled: Morning) -> None:
    long = " ".join(f"word{n}" for n in range(40_000))
    for n in range(4):
        filled.now += DAY
        filled.put(record(f"long-{n}", f"Paper {n}", "glacier", long))
    with filled.archive.reading() as connection:
        before = upkeep.size(connection)
    assert before > 2_000_000
    assert expire(filled.archive, days=0, megabytes=2, now=filled.now) > 0
    with filled.archive.reading() as connection:
        assert upkeep.size(connection) <= 2_000_000
    assert "long-3" in ids(filled)
    assert "post-tunnel" not in ids(filled)


def test_without_a_bound_nothing_goes(filled: Morning) -> None:
    assert expire(filled.archive, days=0, megabytes=0, now=NOON + 9999 * DAY) == 0
    assert expire(filled.archive, days=3000, megabytes=1000, now=NOON + 9 * DAY) == 0
    assert len(ids(filled)) == 6


def test_what_a_person_gives_again_comes_back(filled: Morning) -> None:
    expire(filled.archive, days=1, megabytes=0, now=NOON + 40 * DAY)
    assert ids(filled) == set()
    filled.put(record("post-ferry", "Larkfield Post", "ferry"))
    assert ids(filled) == {"post-ferry"}
