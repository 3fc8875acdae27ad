"""What a person does with stories: done, told in words, and taken back."""

from __future__ import annotations

import pytest

from reader.errors import BadQuery, ReaderError, UnknownStory
from reader.model import Category, Kind, StorySummary
from reader.services.deeds import Deeds
from tests.services.news import NOON, Morning, record


@pytest.fixture
def deeds(morning: Morning) -> Deeds:
    """Deeds on an archive with a story of three copies and one of one."""
    morning.put(
        record("post-1", "Larkfield Post", "tunnel"),
        record("quay-1", "Quayside Daily", "tunnel", "Share on Facebook"),
        record("star-1", "Ellen Star", "tunnel"),
        record("post-2", "Larkfield Post", "ferry"),
    )
    return Deeds(morning.library, clock=lambda: morning.now)


def row(morning: Morning, story: str) -> StorySummary:
    """A story's row as it stands now."""
    (found,) = morning.library.rows([morning.library.number(story)])
    assert found is not None
    return found


def test_reading_is_done_and_undone(deeds: Deeds, morning: Morning) -> None:
    assert deeds.read("post-1") == "1 story marked read"
    assert not row(morning, "post-1").unread
    assert deeds.read("post-1") == "there was nothing unread"
    assert deeds.undo() == "undone: 1 story marked read"
    assert row(morning, "post-1").unread
    assert deeds.undo() == "there is nothing to undo"


def test_a_story_is_named_by_any_of_its_articles(deeds: Deeds, morning: Morning) -> None:
    deeds.toggle_read("quay-1")
    assert not row(morning, "post-1").unread
    deeds.toggle_read("star-1")
    assert row(morning, "post-1").unread


def test_a_story_that_was_read_says_what_came_since(deeds: Deeds, morning: Morning) -> None:
    deeds.read("post-1")
    morning.put(record("hill-1", "Hill Gazette", "tunnel"))
    assert not row(morning, "post-1").unread
    assert row(morning, "post-1").fresh == 1
    deeds.read("post-1")
    assert row(morning, "post-1").fresh == 0


def test_all_is_marked_read_that_had_arrived(deeds: Deeds, morning: Morning) -> None:
    morning.now += 60
    morning.put(record("post-3", "Larkfield Post", "glacier"))
    assert deeds.read_all("", until=NOON) == "2 stories marked read"
    assert row(morning, "post-3").unread
    assert deeds.undo() == "undone: 2 stories marked read"
    assert deeds.read_all("ferry", until=NOON) == "1 story marked read"
    assert row(morning, "post-1").unread


def test_all_that_a_bad_query_finds_is_nothing(deeds: Deeds, morning: Morning) -> None:
    with pytest.raises(BadQuery):
        deeds.read_all("is:ripe", until=NOON)
    assert row(morning, "post-1").unread


def test_a_star_stays_with_the_parts_of_a_story(deeds: Deeds, morning: Morning) -> None:
    deeds.toggle_star("post-1")
    deeds.split("quay-1")
    assert row(morning, "post-1").starred
    assert row(morning, "quay-1").starred
    deeds.toggle_star("quay-1")
    assert row(morning, "post-1").starred


def test_a_note_is_written_and_found(deeds: Deeds, morning: Morning) -> None:
    assert deeds.note("post-1", "Ask the mayor") == "note written"
    assert deeds.note_of("quay-1") == "Ask the mayor"
    assert row(morning, "post-1").noted
    assert morning.headlines("note:mayor") == [row(morning, "post-1").headline]
    assert deeds.note("post-1", "") == "note removed"
    assert deeds.note_of("post-1") == ""
    deeds.undo()
    assert deeds.note_of("post-1") == "Ask the mayor"


def test_a_copy_is_parted_and_comes_back(deeds: Deeds, morning: Morning) -> None:
    assert deeds.split("quay-1") == "a copy split from its story"
    assert row(morning, "post-1").copies == 2
    assert morning.library.number("quay-1") != morning.library.number("post-1")
    deeds.undo()
    assert row(morning, "post-1").copies == 3


def test_stories_are_joined_for_ever(deeds: Deeds, morning: Morning) -> None:
    assert deeds.join("post-1", "post-2") == "two stories joined"
    assert morning.library.number("post-1") == morning.library.number("post-2")
    assert deeds.join("post-1", "post-2") == "that is one story already"
    morning.put(record("post-3", "Larkfield Post", "glacier"))
    assert morning.library.number("post-1") == morning.library.number("post-2")
    deeds.undo()
    assert morning.library.number("post-1") != morning.library.number("post-2")


def test_an_outlet_is_called_otherwise_everywhere(deeds: Deeds, morning: Morning) -> None:
    deeds.rename_outlet("Quayside Daily", "The Quay")
    assert "The Quay" in row(morning, "post-1").outlets
    names = [copy.article.outlet.name for copy in morning.library.collation("post-1").copies]
    assert names == ["Larkfield Post", "The Quay", "Ellen Star"]
    assert len(morning.headlines('outlet:"The Quay"')) == 1
    deeds.rename_outlet("The Quay", "")
    assert "Quayside Daily" in row(morning, "post-1").outlets


def label(morning: Morning, text: str) -> tuple[Kind, Category | None]:
    """How a line is labelled in the story of the tunnel."""
    collation = morning.library.collation("post-1")
    texts = {copy.number: copy.article.text for copy in collation.copies}
    (found,) = (
        one
        for one in collation.labels
        if texts[one.copy][one.segment.start : one.segment.end] == text
    )
    return found.kind, found.category


def test_a_label_is_overruled_and_withdrawn(deeds: Deeds, morning: Morning) -> None:
    line = "Share on Facebook"
    assert label(morning, line) == (Kind.ADDITION, Category.SHARE)
    assert morning.headlines("added:share")
    (article,) = (
        copy.article
        for copy in morning.library.collation("post-1").copies
        if copy.article.id == "quay-1"
    )
    start = article.text.index(line)
    place = "quay-1", start, start + len(line)
    deeds.overrule(*place, Kind.ADDITION, Category.POLL)
    assert label(morning, line) == (Kind.ADDITION, Category.POLL)
    assert not morning.headlines("added:share")
    assert morning.headlines("added:poll")
    deeds.withdraw(*place)
    assert label(morning, line) == (Kind.ADDITION, Category.SHARE)
    deeds.undo()
    assert label(morning, line) == (Kind.ADDITION, Category.POLL)
    deeds.undo()
    assert label(morning, line) == (Kind.ADDITION, Category.SHARE)


def test_searches_are_kept_by_name(deeds: Deeds) -> None:
    deeds.save_search("coast", "tunnel OR ferry")
    deeds.save_search("new", "is:unread")
    assert deeds.searches() == {"coast": "tunnel OR ferry", "new": "is:unread"}
    deeds.remove_search("coast")
    assert deeds.searches() == {"new": "is:unread"}
    deeds.undo()
    assert deeds.searches()["coast"] == "tunnel OR ferry"


def test_many_deeds_are_taken_back_one_by_one(deeds: Deeds, morning: Morning) -> None:
    before = [morning.library.rows([n])[0] for n in morning.library.listing().numbers]
    deeds.read("post-1")
    deeds.toggle_star("post-2")
    deeds.note("post-1", "Ask")
    deeds.join("post-1", "post-2")
    deeds.rename_outlet("Larkfield Post", "The Post")
    while deeds.undo() != "there is nothing to undo":
        continue
    after = [morning.library.rows([n])[0] for n in morning.library.listing().numbers]
    assert [(one.id, one.unread, one.starred, one.outlets) for one in after if one] == [
        (one.id, one.unread, one.starred, one.outlets) for one in before if one
    ]


def test_what_is_not_there_is_named(deeds: Deeds) -> None:
    for deed in (deeds.read, deeds.toggle_read, deeds.toggle_star, deeds.note_of):
        with pytest.raises(UnknownStory, match="none"):
            deed("none")
    with pytest.raises(UnknownStory):
        deeds.join("post-1", "none")
    with pytest.raises(ReaderError, match="no article has the id 'none'"):
        deeds.split("none")
