from __future__ import annotations

import pytest

from reader.archive import state, stories
from reader.archive.query import parse
from reader.archive.undo import last, undo
from tests.archive.shelf import NOON, Shelf, hour

NOW = 5.0


def shelf() -> Shelf:
    """Story 1 of three articles, stories 2 and 3 of one."""
    made = Shelf()
    for text in ("Tunnel.", "Tunnel.", "Tunnel!", "Ferry.", "Bridge."):
        made.article(text=text)
    made.story(1, 2, versions=[3])
    made.story(4)
    made.story(5)
    return made


def unread(made: Shelf) -> list[int]:
    return [n for n in (1, 2, 3) if made.one(n, "seen") == (0,)]


def test_reading_a_story_reads_all_copies_that_it_has() -> None:
    made = shelf()
    assert state.mark_read(made.connection, [1], NOW) == "1 story marked read"
    assert made.rows("reads") == [(1, NOW), (2, NOW), (3, NOW)]
    assert unread(made) == [2, 3]
    assert state.mark_read(made.connection, [1], NOW) == "there was nothing unread"


def test_reading_again_reads_what_came_since_and_keeps_when_the_others_were_read() -> None:
    made = shelf()
    state.mark_read(made.connection, [2], NOW)
    made.article()
    (number,) = stories.replace(made.connection, [2], [made.placed([4, 6])])
    (row,) = stories.summaries(made.connection, [number])
    assert (row.unread, row.fresh) == (False, 1)
    assert state.mark_read(made.connection, [number], NOW + 1) == "1 story marked read"
    assert made.rows("reads") == [(4, NOW), (6, NOW + 1)]
    (row,) = stories.summaries(made.connection, [number])
    assert (row.unread, row.fresh) == (False, 0)


def test_what_arrived_after_the_screen_was_drawn_stays_unread() -> None:
    made = shelf()
    state.mark_all_read(made.connection, None, NOW, until=hour(4))
    assert [row[0] for row in made.rows("reads")] == [1, 2, 3, 4]
    assert unread(made) == [3]


def test_marking_all_read_marks_only_what_the_query_shows() -> None:
    made = shelf()
    query = parse("ferry OR bridge", NOON)
    assert state.mark_all_read(made.connection, query, NOW) == "2 stories marked read"
    assert unread(made) == [1]
    assert state.mark_all_read(made.connection, query, NOW) == "there was nothing unread"


def test_reading_is_turned_round() -> None:
    made = shelf()
    state.mark_read(made.connection, [1], NOW)
    assert state.toggle_read(made.connection, [1, 2], NOW) == "1 story marked read"
    assert state.toggle_read(made.connection, [1, 2], NOW) == "2 stories marked unread"
    assert unread(made) == [1, 2, 3]
    assert state.mark_unread(made.connection, [1], NOW) == "no story was to be marked unread"


def test_a_star_stands_on_every_copy_so_that_each_part_of_a_story_keeps_it() -> None:
    made = shelf()
    assert state.star(made.connection, [1, 3], NOW) == "2 stories starred"
    assert state.star(made.connection, [1], NOW) == "starred already"
    parts = stories.replace(
        made.connection, [1], [made.placed([1]), made.placed([2]), made.placed([3])]
    )
    assert [row.starred for row in stories.summaries(made.connection, parts)] == [True] * 3
    assert state.toggle_star(made.connection, [2, 3], NOW) == "1 story starred"
    assert state.toggle_star(made.connection, [2, 3], NOW) == "2 stories no longer starred"
    assert made.one(3, "starred") == (0,)


def test_a_note_is_written_read_and_removed() -> None:
    made = shelf()
    assert state.note(made.connection, 1, " Ask the mayor\n", NOW) == "note written"
    assert state.note_of(made.connection, 1) == "Ask the mayor"
    assert made.one(1, "noted") == (1,)
    assert state.note(made.connection, 1, "Ask the mayor", NOW) == "the note is as it was"
    assert state.note(made.connection, 1, " \n", NOW) == "note removed"
    assert state.note_of(made.connection, 1) == ""
    assert made.one(1, "noted") == (0,)
    assert state.clear_note(made.connection, 1, NOW) == "there was no note"
    assert state.note(made.connection, 99, "Lost", NOW) == "the note is as it was"


def test_notes_of_stories_that_became_one_are_shown_and_replaced_together() -> None:
    made = shelf()
    state.note(made.connection, 2, "First", NOW)
    state.note(made.connection, 3, "Second", NOW)
    (both,) = stories.replace(made.connection, [2, 3], [made.placed([4, 5])])
    assert state.note_of(made.connection, both) == "First\nSecond"
    state.note(made.connection, both, "Third", NOW)
    assert state.note_of(made.connection, both) == "Third"
    undo(made.connection)
    assert state.note_of(made.connection, both) == "First\nSecond"


@pytest.mark.parametrize("count", [1, 3])
def test_several_deeds_are_undone_the_last_one_first(count: int) -> None:
    made = shelf()
    state.mark_all_read(made.connection, None, NOW)
    state.star(made.connection, [1], NOW)
    state.note(made.connection, 1, "Ask", NOW)
    assert last(made.connection) == "note written"
    words = [undo(made.connection) for _ in range(count)]
    expected = ["undone: note written", "undone: 1 story starred", "undone: 3 stories marked read"]
    assert words == expected[:count]
    assert made.one(1, "seen, starred, noted") == ((0, 0, 0) if count == 3 else (3, 1, 0))


def test_with_nothing_done_there_is_nothing_to_undo() -> None:
    made = shelf()
    assert undo(made.connection) is None
    assert last(made.connection) is None
