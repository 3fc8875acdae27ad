from __future__ import annotations

from pathlib import Path

import pytest

from reader.archive.connection import Archive
from tests.archive.kill import run
from tests.archive.scenarios import SCENARIOS


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_process_killed_at_any_moment_loses_nothing(tmp_path: Path, name: str) -> None:
    assert run(5, [name], 1, tmp_path) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("keep", "3 0"),
        ("feeds", "3 url https://quay.example/3"),
        ("deeds", "star 3"),
        ("deeds", "read 3"),
        ("upkeep", "expired 40"),
        ("upkeep", "backup 0"),
    ],
)
def test_what_is_lost_is_seen(tmp_path: Path, name: str, said: str) -> None:
    path = tmp_path / "archive.db"
    SCENARIOS[name].prepare(path)
    archive = Archive(path)
    assert list(SCENARIOS[name].missing(archive, [])) == []
    assert len(list(SCENARIOS[name].missing(archive, [said]))) == 1
    archive.close()
