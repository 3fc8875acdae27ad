from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.archive.connection import Archive
from reader.services.rebuild import rebuild
from tests.archive.kill import SCENARIOS, run


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_process_killed_at_any_moment_loses_nothing(tmp_path: Path, name: str) -> None:
    assert run(5, [name], 1, tmp_path) == []


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive as a refresh or a rebuild finds it."""
    path = tmp_path_factory.mktemp("grouped") / "archive.db"
    SCENARIOS["rebuild"].prepare(path)
    return path


@pytest.mark.parametrize(
    ("name", "said", "faults"),
    [
        ("keep", "3 0", 1),
        ("feeds", "3 url https://quay.example/3", 1),
        ("deeds", "star 3", 1),
        ("deeds", "read 3", 1),
        ("upkeep", "expired 40", 1),
        ("upkeep", "backup 0", 1),
        ("refresh", "3 0 http://127.0.0.1:1/", 3),
    ],
)
def test_what_is_lost_is_seen(tmp_path: Path, name: str, said: str, faults: int) -> None:
    path = tmp_path / "archive.db"
    SCENARIOS[name].prepare(path)
    archive = Archive(path)
    assert list(SCENARIOS[name].missing(archive, [])) == []
    assert len(list(SCENARIOS[name].missing(archive, [said]))) == faults
    archive.close()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DELETE FROM reads", "a story that was read is not"),
        ("DELETE FROM stars", "a star is gone"),
        ("DELETE FROM notes", "a note is gone"),
        ("DELETE FROM rulings", "what was joined is parted"),
        ("DELETE FROM outlet_names", "an outlet's name is gone"),
        ("DELETE FROM searches", "a search that was kept is gone"),
        ("DELETE FROM articles WHERE number = 30", "articles are gone"),
    ],
)
def test_what_a_rebuild_would_lose_is_seen(
    tmp_path: Path, grouped: Path, harm: str, said: str
) -> None:
    archive = Archive(Path(shutil.copy(grouped, tmp_path)))
    with archive.writing() as connection:
        connection.execute(harm)
    rebuild(archive)
    assert said in list(SCENARIOS["rebuild"].missing(archive, []))
    archive.close()
