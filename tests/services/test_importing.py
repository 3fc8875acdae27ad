"""Another reader's subscriptions, and a grouping that was made elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.errors import UnreadableSource
from reader.services.deeds import Deeds
from reader.services.importing import import_grouping, import_subscriptions
from tests.services.news import NOON, Morning, record


def opml(folder: Path, *urls: str) -> str:
    file = folder / "feeds.opml"
    outlines = "".join(f'<outline text="{url[-4:]}" xmlUrl="{url}"/>' for url in urls)
    file.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', "utf-8")
    return str(file)


def grouping(folder: Path, *groups: list[str]) -> Path:
    file = folder / "grouping.json"
    file.write_text(json.dumps({"stories": groups, "related": []}), "utf-8")
    return file


@pytest.fixture
def filled(morning: Morning) -> Morning:
    """An archive with four stories of one copy."""
    for at, about in enumerate(("tunnel", "ferry", "glacier", "museum")):
        morning.put(record(f"{about}-1", f"Paper {at}", about))
    return morning


def together(morning: Morning, *ids: str) -> bool:
    return len({morning.library.number(one) for one in ids}) == 1


def test_lists_are_taken_over(morning: Morning, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text('https://quay.example/feed coast "~The Quay"\n', "utf-8")
    files = [opml(tmp_path, "https://larkfield.example/feed"), str(tmp_path / "urls")]
    taken, failures = import_subscriptions(morning.archive, files, now=NOON)
    assert [one.title for one in taken.feeds] == ["feed", "The Quay"]
    assert (taken.known, failures) == (0, [])
    again, _ = import_subscriptions(morning.archive, files, now=NOON)
    assert again.known == 2
    assert len(morning.library.feeds()) == 2


def test_what_is_no_list_is_named_and_the_rest_taken(morning: Morning, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.", "utf-8")
    (tmp_path / "b.opml").write_text("<opml><body/></opml>", "utf-8")
    bad = [str(tmp_path / name) for name in ("a.txt", "b.opml", "none")]
    good = opml(tmp_path, "https://larkfield.example/feed", "gopher://larkfield.example/")
    taken, failures = import_subscriptions(morning.archive, [*bad, good], now=NOON)
    assert len(taken.feeds) == 1
    assert [one.source.partition(",")[0] for one in failures] == [*bad, good]
    assert "`reader add`" in failures[0].reason
    assert failures[1].reason == "it is a list of subscriptions without any"


def test_a_grouping_joins_what_is_there(filled: Morning, tmp_path: Path) -> None:
    file = grouping(tmp_path, ["tunnel-1", "ferry-1", "unknown"], ["glacier-1"], ["x", "y"])
    assert import_grouping(filled.archive, file, now=NOON) == 2
    assert together(filled, "tunnel-1", "ferry-1")
    assert not together(filled, "tunnel-1", "glacier-1")
    assert len(filled.library.listing()) == 3


def test_a_grouping_is_one_deed(filled: Morning, tmp_path: Path) -> None:
    file = grouping(tmp_path, ["tunnel-1", "ferry-1"], ["glacier-1", "museum-1"])
    import_grouping(filled.archive, file, now=NOON)
    assert len(filled.library.listing()) == 2
    deeds = Deeds(filled.library, lambda: NOON)
    assert deeds.undo().startswith("undone: ")
    assert len(filled.library.listing()) == 4
    assert deeds.undo() == "there is nothing to undo"


def test_what_a_person_parted_stays_so(filled: Morning, tmp_path: Path) -> None:
    deeds = Deeds(filled.library, lambda: NOON)
    deeds.join("tunnel-1", "ferry-1")
    deeds.split("ferry-1")
    import_grouping(filled.archive, grouping(tmp_path, ["tunnel-1", "ferry-1"]), now=NOON)
    assert not together(filled, "tunnel-1", "ferry-1")


def test_a_grouping_twice_changes_nothing(filled: Morning, tmp_path: Path) -> None:
    file = grouping(tmp_path, ["tunnel-1", "ferry-1"])
    import_grouping(filled.archive, file, now=NOON)
    import_grouping(filled.archive, file, now=NOON)
    assert Deeds(filled.library, lambda: NOON).undo().startswith("undone: ")
    assert not together(filled, "tunnel-1", "ferry-1")


def test_an_article_in_two_groups_joins_both(filled: Morning, tmp_path: Path) -> None:
    file = grouping(tmp_path, ["tunnel-1", "ferry-1"], ["ferry-1", "museum-1"])
    import_grouping(filled.archive, file, now=NOON)
    assert together(filled, "tunnel-1", "ferry-1", "museum-1")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"stories": {}}', '{"stories": [[1]]}', "\xff"]
)
def test_what_is_no_grouping_is_named(filled: Morning, tmp_path: Path, content: str) -> None:
    file = tmp_path / "grouping.json"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(UnreadableSource, match=r"grouping\.json: it is"):
        import_grouping(filled.archive, file, now=NOON)
    with pytest.raises(UnreadableSource, match="No such file"):
        import_grouping(filled.archive, tmp_path / "none.json", now=NOON)
