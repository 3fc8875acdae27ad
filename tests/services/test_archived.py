"""The stories of an archive: listed, collated once, and looked at from all sides."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from reader.archive.query import Sort
from reader.errors import BadQuery, Cancelled, UnknownStory
from reader.export.report import story_report
from reader.export.stories import Listed, stories_report
from reader.model import Category, Collation
from reader.services.analysis import analyse
from reader.services.archived import ArchiveLibrary
from reader.services.deeds import Deeds
from reader.services.lists import Lists
from reader.services.opening import open_sample
from reader.ui.present.reading import Reading
from reader.ui.present.stories import Marks, passage_line, story_lines
from tests.services.news import NOON, Morning, record

TUNNEL = (
    record("post-1", "Larkfield Post", "tunnel", title="Tunnel opens"),
    record("quay-1", "Quayside Daily", "tunnel", "Share on Facebook", title="Tunnel opens"),
)
FERRY = record("post-2", "Larkfield Post", "ferry", title="Ferry sold")


@pytest.fixture
def library(morning: Morning) -> ArchiveLibrary:
    morning.put(*TUNNEL, FERRY)
    return morning.library


@pytest.fixture(autouse=True)
def in_greenwich(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times are told as the clock of this zone shows them."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


def test_a_list_knows_what_it_holds(library: ArchiveLibrary) -> None:
    listing = library.listing()
    assert (len(listing), listing.copies, listing.outlets, listing.unread) == (2, 3, 2, 2)
    found = library.listing("quayside OR outlet:quayside")
    assert [row.headline for row in found] == ["Tunnel opens"]
    assert found.query == "quayside OR outlet:quayside"
    assert [row.copies for row in library.listing("", Sort.COPIES)] == [2, 1]


def test_a_list_of_white_space_is_the_whole(library: ArchiveLibrary) -> None:
    assert len(library.listing("  ")) == 2


def test_a_bad_query_says_so(library: ArchiveLibrary) -> None:
    with pytest.raises(BadQuery):
        library.listing("copies:many")


def test_rows_of_what_is_gone_are_none(library: ArchiveLibrary) -> None:
    numbers = list(library.listing().numbers)
    rows = library.rows([numbers[0], 999, numbers[1]])
    assert [row is None for row in rows] == [False, True, False]


def test_where_words_stand_is_shown(library: ArchiveLibrary) -> None:
    numbers = library.listing("crowns -ferry").numbers
    (passage,) = library.passages("crowns -ferry", numbers)
    assert passage is not None
    assert "crowns" in passage.text
    assert library.passages("is:unread", numbers) == [None]


def test_words_that_an_outlet_put_in_are_said_to_stand_there(library: ArchiveLibrary) -> None:
    quick, *settled = Lists(library).passages("facebook", {library.number("quay-1"): "quay-1"})
    assert quick["quay-1"] is not None
    assert quick["quay-1"].added is None
    (found,) = (passage for one in settled for passage in one.values())
    assert found is not None
    assert (found.text, found.added) == ("Share on Facebook", (2, Category.SHARE))
    line = "".join(run.text for run in passage_line(found, 60))
    assert line == "  in \xa02\xa0 share  Share on Facebook"
    narrow = "".join(run.text for run in passage_line(found, 30))
    assert narrow == "  in \xa02\xa0 share  …on Facebook"


def test_an_id_leads_to_its_story_also_after_a_join(
    library: ArchiveLibrary, morning: Morning
) -> None:
    gone = library.story("post-2").id
    Deeds(library, lambda: morning.now).join("post-1", "post-2")
    assert library.number(gone) == library.number("post-1")
    story = library.story(gone)
    assert {member.article for member in story.members} == {"post-1", "quay-1", "post-2"}
    assert set(library.articles(story)) == {"post-1", "quay-1", "post-2"}
    assert len(library.collation("post-2").copies) == 3


@pytest.mark.parametrize("ask", ["number", "story", "collation", "related"])
def test_an_unknown_id_is_named(library: ArchiveLibrary, ask: str) -> None:
    with pytest.raises(UnknownStory, match="no-such"):
        getattr(library, ask)("no-such")


# Collations


def test_a_collation_is_made_once(library: ArchiveLibrary) -> None:
    made = library.collation("post-1")
    assert library.collation("quay-1") is made
    library.collation("post-2")
    assert library.collation("post-1") is made


def test_a_new_copy_makes_it_anew_and_keeps_the_numbers(
    library: ArchiveLibrary, morning: Morning
) -> None:
    before = library.collation("post-1")
    earlier = {**record("hill-1", "Hill Gazette", "tunnel"), "published": "2026-03-01T09:00:00Z"}
    morning.now += 60
    morning.put(earlier)
    after = library.collation("post-1")
    assert [copy.article.id for copy in before.copies] == ["post-1", "quay-1"]
    assert [copy.article.id for copy in after.copies] == ["post-1", "quay-1", "hill-1"]


def test_what_a_person_says_makes_it_anew(library: ArchiveLibrary, morning: Morning) -> None:
    deeds = Deeds(library, lambda: morning.now)
    made = library.collation("post-1")
    deeds.rename_outlet("Quayside Daily", "The Quay")
    renamed = library.collation("post-1")
    assert [copy.article.outlet.name for copy in renamed.copies] == ["Larkfield Post", "The Quay"]
    deeds.undo()
    assert library.collation("post-1").copies == made.copies


def test_a_longer_text_makes_it_anew(library: ArchiveLibrary, morning: Morning) -> None:
    before = library.collation("post-2")
    morning.put({**FERRY, "text": FERRY["text"] + "\nThe council will meet again on Friday."})
    after = library.collation("post-2")
    assert len(before.copies) == 1
    assert [copy.version_of for copy in after.copies] == [None, 1]


def test_what_collating_finds_is_searched_for(library: ArchiveLibrary) -> None:
    assert not library.listing("added:share")
    library.collation("post-1")
    assert [row.headline for row in library.listing("added:share")] == ["Tunnel opens"]


def test_threads_may_ask_at_once(library: ArchiveLibrary) -> None:
    made = []
    threads = [
        threading.Thread(target=lambda one=one: made.append(library.collation(one)))
        for one in ("post-1", "quay-1", "post-2", "post-1")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in made}) == 2


def test_a_story_may_be_grouped_anew_while_it_is_collated(
    library: ArchiveLibrary, morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*given: Any, **named: Any) -> Collation:
        monkeypatch.undo()
        with morning.archive.writing() as connection:
            connection.execute("DELETE FROM stories")
        return analyse(*given, **named)

    monkeypatch.setattr("reader.services.analysis.analyse", slow)
    assert len(library.collation("post-1").copies) == 2


# Many stories


def test_all_stories_of_several_copies_are_compared_once(library: ArchiveLibrary) -> None:
    assert library.compare() == 1
    assert library.compare() == 0
    assert len(library.listing("added:share")) == 1


def test_comparing_can_be_stopped(library: ArchiveLibrary) -> None:
    with pytest.raises(Cancelled):
        library.compare(cancelled=lambda: True)
    assert library.compare() == 1


def test_outlets_have_profiles(library: ArchiveLibrary) -> None:
    told: list[tuple[str, int, int]] = []
    found = {one.name: one for one in library.profiles(progress=lambda *at: told.append(at))}
    assert set(found) == {"Larkfield Post", "Quayside Daily"}
    assert (found["Larkfield Post"].articles, found["Larkfield Post"].compared) == (2, 1)
    assert told == [("collating", 0, 2), ("collating", 1, 2)]


def test_profiles_are_of_the_newest_stories(library: ArchiveLibrary) -> None:
    assert sum(one.stories for one in library.profiles(most=0)) == 0
    assert library.surveyed(most=1) == (1, 2)
    assert library.surveyed() == (2, 2)
    with pytest.raises(Cancelled):
        library.profiles(cancelled=lambda: True)


def test_related_stories_are_named_from_both_sides(
    library: ArchiveLibrary, morning: Morning
) -> None:
    lines = TUNNEL[0]["text"].splitlines()
    roundup = record("hill-9", "Hill Gazette", "glacier", *lines[:4], paragraphs=8)
    morning.put(roundup)
    assert library.number("hill-9") != library.number("post-1")
    there, back = library.related("post-1"), library.related("hill-9")
    assert [one.story for one in there] == [library.story("hill-9").id]
    assert [one.story for one in back] == [library.story("post-1").id]
    assert library.related("post-2") == ()


def test_a_story_that_is_gone_by_its_turn_is_left_out(
    library: ArchiveLibrary, morning: Morning
) -> None:
    [gone, *others] = [row.id for row in library.listing("") if row.copies > 1]
    with morning.archive.writing() as connection:
        connection.execute("UPDATE stories SET facts = NULL")
        number = library.number(gone)
        connection.execute("DELETE FROM members WHERE story = ?", (number,))
    assert library.compare() == len(others)
    assert library.compare() == 0
    library.profiles()


def test_what_says_no_date_has_the_time_it_came_and_says_so(morning: Morning) -> None:
    undated = {**record("inland-1", "Inland Day", "bridge"), "published": ""}
    morning.put(*TUNNEL, undated)
    rows = {row.headline: row for row in morning.library.listing()}
    bridge, tunnel = rows["Bridge news"], rows["Tunnel opens"]
    assert (bridge.dated, bridge.latest) == (False, datetime.fromtimestamp(NOON, UTC))
    assert (tunnel.dated, tunnel.latest) == (True, datetime(2026, 3, 4, 9, tzinfo=UTC))
    assert any("copy · came 2026" in line for line in stories_report([Listed(bridge)], 80))
    assert not any("came" in line for line in stories_report([Listed(tunnel)], 80))
    made = morning.library.collation(bridge.id)
    assert any("no date; came 2026-03-04 12:00" in line for line in story_report(made, 80))
    assert Reading(made).time(1) == "came 12:00"
    assert any("came" in run.text for run in story_lines(bridge, 60, Marks())[1])


def test_files_that_are_only_looked_at_came_at_no_time() -> None:
    library = open_sample()
    collations = [library.collation(row.id) for row in library.listing()]
    undated = [
        (made, copy.number)
        for made in collations
        for copy in made.copies
        if copy.article.published is None
    ]
    assert undated
    assert {Reading(made).time(number) for made, number in undated} == {""}
    assert all(row.dated for row in library.listing())


def test_a_story_with_one_date_is_dated(morning: Morning) -> None:
    undated = {**record("quay-1", "Quayside Daily", "tunnel"), "published": ""}
    morning.put(TUNNEL[0], undated)
    (row,) = morning.library.listing()
    assert (row.copies, row.dated) == (2, True)
    assert [Reading(morning.library.collation(row.id)).time(n) for n in (1, 2)] == [
        "09:00",
        "came 12:00",
    ]
