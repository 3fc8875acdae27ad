"""Rows that name what is gone, as other programs or damage leave them: no refresh fails by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.archive.checking import check
from reader.archive.rulings import join
from reader.services.arranging import arrange
from reader.services.deeds import Deeds
from reader.services.rebuild import rebuild
from tests.services.news import Morning, record

NAMES = ("m1", "m2", "m3", "f1", "f2", "s1")


@pytest.fixture
def morning(tmp_path: Path) -> Morning:
    """Three copies of one story, two of another, one alone; all read, one starred, two joined."""
    made = Morning(tmp_path)
    made.put(
        *(record(name, f"Paper {name}", "mill") for name in NAMES[:3]),
        *(record(name, f"Paper {name}", "ferry") for name in NAMES[3:5]),
        record("s1", "Paper s1", "school"),
    )
    deeds = Deeds(made.library, lambda: made.now)
    deeds.read_all("", made.now)
    deeds.toggle_star(made.library.listing("school")[0].id)
    with made.archive.writing() as connection:
        school, ferry = (
            made.library.number(made.library.listing(about)[0].id) for about in ("school", "ferry")
        )
        join(connection, school, ferry, made.now)
    arrange(made.archive)
    made.library.compare()
    return made


def behind(morning: Morning, *statements: str) -> None:
    """Write to the archive as a program does that knows nothing of it."""
    with morning.archive.reading() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA foreign_keys = ON")


def faults(morning: Morning) -> list[str]:
    with morning.archive.reading() as connection:
        return check(connection)


@pytest.mark.parametrize("waits", ["article = :gone", "article != :gone", "1"])
@pytest.mark.parametrize("gone", NAMES)
def test_an_article_that_is_gone_stops_no_refresh(morning: Morning, gone: str, waits: str) -> None:
    with morning.archive.reading() as connection:
        (number,) = connection.execute(
            "SELECT number FROM articles WHERE id = ?", (gone,)
        ).fetchone()
    where = waits.replace(":gone", str(number))
    behind(
        morning,
        f"INSERT INTO pending SELECT article FROM members WHERE {where}",
        f"DELETE FROM articles WHERE id = '{gone}'",
    )
    morning.put(record("m4", "Paper m4", "mill"))
    assert morning.refresh().failed == 0
    for row in morning.library.listing(""):
        morning.library.collation(row.id)
    with morning.archive.reading() as connection:
        assert connection.execute("SELECT count(*) FROM pending").fetchone() == (0,)
    rebuild(morning.archive)
    left = {a for row in morning.library.listing("") for a in morning.library.articles(
        morning.library.story(row.id))}  # fmt: skip
    assert left == {*NAMES, "m4"} - {gone}


def test_what_named_an_article_that_is_gone_goes_when_its_story_has_its_turn(
    morning: Morning,
) -> None:
    behind(morning, "DELETE FROM articles WHERE id = 'm2'")
    named = faults(morning)
    assert any("members" in fault and "rebuild" in fault for fault in named)
    assert any("reads" in fault and "backup" in fault for fault in named)
    morning.put(record("m4", "Paper m4", "mill"))
    assert not any("name none of" in fault for fault in faults(morning))


@pytest.mark.parametrize("about", ["mill", "ferry"])
def test_a_story_that_is_gone_is_made_again(morning: Morning, about: str) -> None:
    story = morning.library.listing(about)[0].id
    behind(morning, f"DELETE FROM stories WHERE id = '{story}'")
    morning.put(record("new", "Paper new", about))
    assert morning.refresh().failed == 0
    assert len(morning.library.listing(about)) == 1
    assert all("rebuild" in fault for fault in faults(morning))
    rebuild(morning.archive)
    assert faults(morning) == []
