"""Everything derived is made anew; what a person did stays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

import pytest

from reader.archive import upkeep
from reader.archive.connection import Archive
from reader.errors import Cancelled
from reader.model import Category, Kind
from reader.services.archived import ArchiveLibrary
from reader.services.arranging import arrange
from reader.services.deeds import Deeds
from reader.services.rebuild import rebuild
from tests.services.news import Morning, record

ABOUT = ("tunnel", "ferry", "glacier", "museum", "harvest")


@pytest.fixture
def filled(morning: Morning) -> Morning:
    """Five stories: of three copies, of two, and three of one; a person has been at work."""
    for outlet, abouts in (
        ("Larkfield Post", ABOUT),
        ("Quayside Daily", ABOUT[:2]),
        ("Ellen Star", ABOUT[:1]),
    ):
        short = outlet.split()[0].lower()
        morning.put(*(record(f"{short}-{about}", outlet, about, "Share") for about in abouts))
        morning.now += 60
    deeds = Deeds(morning.library, lambda: morning.now)
    deeds.read("larkfield-tunnel")
    deeds.toggle_star("larkfield-ferry")
    deeds.note("larkfield-glacier", "Ask the wardens")
    deeds.join("larkfield-museum", "larkfield-harvest")
    deeds.split("ellen-tunnel")
    deeds.rename_outlet("Quayside Daily", "The Quay")
    deeds.overrule("larkfield-tunnel", 0, 20, Kind.ADDITION, Category.POLL)
    deeds.save_search("coast", "tunnel OR ferry")
    morning.library.compare()
    return morning


def everything(morning: Morning) -> list[object]:
    """What a person sees of the archive, and what they did."""
    library = ArchiveLibrary(morning.archive)
    deeds = Deeds(library)
    listing = library.listing()
    collations = [library.collation(row.id) for row in listing]
    return [
        sorted(map(repr, listing)),
        sorted(map(repr, (library.story(row.id) for row in listing))),
        sorted(map(repr, collations)),
        sorted(deeds.note_of(row.id) for row in listing),
        deeds.searches(),
        sorted(library.listing("added:poll").numbers) != [],
        sorted(row.id for row in library.listing("is:starred")),
        sorted(row.id for row in library.listing("tunnel OR ferry")),
    ]


def sound(morning: Morning) -> bool:
    with morning.archive.writing() as connection:
        return upkeep.check(connection) == []


def test_all_is_as_it_was(filled: Morning) -> None:
    before = everything(filled)
    assert rebuild(filled.archive) == 5
    filled.library.compare()
    assert everything(filled) == before
    assert sound(filled)


def test_every_deed_can_still_be_taken_back(filled: Morning) -> None:
    rebuild(filled.archive)
    deeds = Deeds(ArchiveLibrary(filled.archive))
    undone = 0
    while deeds.undo() != "there is nothing to undo":
        undone += 1
    assert undone == 8
    rows = filled.library.listing()
    assert len(rows) == 5
    assert all(row.unread and not row.starred and not row.noted for row in rows)


def test_progress_is_told(filled: Morning) -> None:
    told: list[tuple[str, int, int]] = []
    rebuild(filled.archive, progress=lambda *at: told.append(at))
    assert told[0] == ("indexing", 0, 0)
    assert {stage for stage, _, _ in told} >= {"indexing", "grouping"}


@pytest.mark.parametrize("resume", [arrange, rebuild])
def test_interrupted_at_any_moment_it_is_taken_up_again(
    filled: Morning, resume: Callable[[Archive], object]
) -> None:
    before = everything(filled)
    for moment in count():
        try:
            rebuild(filled.archive, cancelled=partial(next, iter([False] * moment), True))
        except Cancelled:
            assert sound(filled)
            with filled.archive.reading() as connection:
                held = upkeep.statistics(connection)
            assert held.articles == 8
            assert held.pending or held.stories == 5
            resume(filled.archive)
            filled.library.compare()
            assert everything(filled) == before
        else:
            break
    assert moment > 1


def test_an_empty_archive_has_nothing_to_group(morning: Morning) -> None:
    assert rebuild(morning.archive) == 0
