from __future__ import annotations

from hypothesis import given

from reader.export.apparatus import arrange
from reader.export.readings import marked, reading, words
from reader.model import Collation
from reader.text.normalise import squeeze
from tests.export.samples import harbour
from tests.strategies import collations


def test_words_that_differ_stand_in_runs_of_their_own() -> None:
    made = arrange(harbour())
    (label,) = made.at[3, 2]
    runs = marked(made.copies[2], label)
    assert [run.text for run in runs] == ["The tunnel would cost ", "2.4", " million crowns."]
    assert [run.edit is not None for run in runs] == [False, True, False]


@given(collations())
def test_runs_joined_are_the_segment_on_one_line(found: Collation) -> None:
    made = arrange(found)
    for label in found.labels:
        copy = made.copies[label.copy]
        printed = copy.article.text[label.segment.start : label.segment.end]
        runs = marked(copy, label)
        assert "".join(run.text for run in runs) == words(copy, label) == squeeze(printed)
        assert len([run for run in runs if run.edit]) == len(label.edits)


def test_a_reading_of_two_segments_is_one_line() -> None:
    made = arrange(harbour())
    both = made.labels[1][1:3]
    assert reading(made.copies[1], both) == " ".join(words(made.copies[1], x) for x in both)
