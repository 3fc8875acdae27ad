"""An archive with anything in its columns is shown all the same; what can be mended is."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.archive.connection import Archive
from reader.archive.query import Sort
from reader.archive.upkeep import check
from reader.errors import ArchiveError, UnknownStory
from reader.ingest.files import read_sources
from reader.services.archived import ArchiveLibrary
from reader.services.opening import fill
from reader.services.rebuild import rebuild
from tests.services.news import story

_ODD = ("'nope'", "'{}'", "'[1, null, [2]]'", "x'ff00'", "9e999", "-7", "'\x1b[31m'", "''")
_COLUMNS = (
    *(f"articles SET {column} = {{}}" for column in ("title", "text", "blocks", "links", "state")),
    *(f"articles SET {column} = {{}}" for column in ("published", "arrived", "url", "byline")),
    *(f"stories SET {column} = {{}}" for column in ("headline", "outlets", "agency", "copies")),
    *(f"stories SET {column} = {{}}" for column in ("latest", "first_seen", "facts", "seen")),
    *(f"members SET {column} = {{}}" for column in ("score", "evidence")),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two stories of two copies."""
    folder = tmp_path_factory.mktemp("sound")
    for about in ("ferry", "mill"):
        for outlet in ("Quay", "Larkfield Post"):
            lines = [*story(about), f"More on {outlet}."]
            (folder / f"{about}-{outlet}.txt").write_text("\n".join(lines))
    archive = Archive(folder / "archive.db")
    fill(archive, read_sources([str(folder)]).articles)
    ArchiveLibrary(archive).compare()
    archive.close()
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return folder / "archive.db"


def look(path: Path) -> list[str]:
    """Read all there is to read, and rebuild; return what `check` finds before that."""
    archive = Archive(path)
    try:
        library = ArchiveLibrary(archive)
        with archive.reading() as connection:
            faults = check(connection)
        for sort in Sort:
            for row in library.listing("the", sort=sort):
                library.articles(library.story(row.id))
                library.related(row.id)
                library.collation(row.id)
        library.profiles()
        rebuild(archive)
        return faults
    finally:
        archive.close()


@pytest.mark.parametrize("change", _COLUMNS)
@pytest.mark.parametrize("value", _ODD)
def test_anything_may_stand_in_a_column(
    sound: Path, tmp_path: Path, change: str, value: str
) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE {change.format(value)}")
        connection.commit()
    look(path)


def test_versions_of_one_another_are_copies(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE members SET version_of = (SELECT article FROM members AS other"
            " WHERE other.story = members.story AND other.article != members.article)"
        )
        connection.commit()
    archive = Archive(path)
    library = ArchiveLibrary(archive)
    for row in library.listing(""):
        copies = library.collation(row.id).copies
        assert [copy.version_of for copy in copies] == [None, None]
    archive.close()


def test_an_article_without_its_layout_stands_line_by_line(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(sound.read_bytes())
    before = Archive(path)
    library = ArchiveLibrary(before)
    told = library.story(next(iter(library.listing(""))).id)
    blocks = {a.id: a.blocks for a in library.articles(told).values()}
    with before.writing() as connection:
        connection.execute("UPDATE articles SET blocks = '[[0,3,'")
    after = {a.id: a.blocks for a in library.articles(told).values()}
    assert after == blocks
    before.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200))
def test_damaged_bytes_are_an_error_or_are_read(sound: Path, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "archive.db"
    data = bytearray(sound.read_bytes())
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 3, 20))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)
    try:
        look(path)
    except UnknownStory:  # the row of a story that its own index does not find
        pass
    except ArchiveError as error:
        assert str(path) in str(error)  # noqa: PT017 - that it is told is one of two good ends
