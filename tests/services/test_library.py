from pathlib import Path

import pytest

from reader.errors import Cancelled, UnknownStory
from reader.services.library import Library, open_paths
from tests.strategies import article

STORY = "\n".join(
    [
        "Ana Brandt told the harbour council that the estimate had doubled to $4.2 billion.",
        "Nobody had measured the water that stands under the old mill, she said on Monday.",
        "The ministry kept three reports on the second shaft in a locked drawer for years.",
        "Ferries could carry the whole of the traffic for another decade, engineers believe.",
        "The vote on the contract should wait until the thaw is over, the mayor told them.",
    ]
)
OTHER = "\n".join(
    [
        "A glacier lake above the village of Sarn burst its bank in the early morning hours.",
        "Rescuers brought sixty people to a school, where the pastor had lit the old stove.",
        "Scientists had warned of the lake for eleven years in letters to the valley's board.",
    ]
)


def test_stories_have_rows_and_collations() -> None:
    library = Library([article("a", STORY), article("b", STORY), article("c", OTHER)])
    rows = library.summaries()
    assert sorted(row.copies for row in rows) == [1, 2]
    for row in rows:
        collation = library.collation(row.id)
        assert len(collation.copies) == row.copies
        assert collation.headline == row.headline
        assert library.collation(row.id) is collation


def test_an_unknown_story_is_named() -> None:
    with pytest.raises(UnknownStory, match="'nowhere'"):
        Library([]).collation("nowhere")


def test_paths_are_read_and_what_fails_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    (tmp_path / "b.txt").write_text(STORY, "utf-8")
    seen: list[tuple[str, int, int]] = []
    library = open_paths(
        [str(tmp_path), str(tmp_path / "gone.txt")],
        progress=lambda stage, done, total: seen.append((stage, done, total)),
    )
    assert len(library.articles) == 2
    assert [Path(f.source).name for f in library.failures] == ["gone.txt"]
    assert {stage for stage, _, _ in seen} == {"reading", "grouping"}


def test_reading_stops_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    with pytest.raises(Cancelled):
        open_paths([str(tmp_path)], cancelled=lambda: True)


def test_outlets_have_profiles_over_all_stories() -> None:
    library = Library([article("a", STORY), article("b", STORY), article("c", OTHER)])
    seen: list[tuple[str, int, int]] = []
    found = library.profiles(progress=lambda *step: seen.append(step))
    assert sum(profile.articles for profile in found) == 3
    assert seen == [("collating", 0, 2), ("collating", 1, 2)]


def test_profiling_stops_when_asked() -> None:
    with pytest.raises(Cancelled):
        Library([article("a", STORY)]).profiles(cancelled=lambda: True)
