"""An archive of the test's own for the commands that keep things."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.main import main
from tests.cli.papers import save
from tests.server import Server, serve


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The archive that is in force; it is not there yet."""
    file = tmp_path / "archive.sqlite"
    monkeypatch.setenv("READER_ARCHIVE", str(file))
    return file


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the articles of `tests.cli.papers`, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    file = folder / "filled.sqlite"
    assert main(["--archive", str(file), "add", str(save(folder))]) == 0
    return file


@pytest.fixture
def papers(archive: Path, filled: Path) -> Path:
    """The archive that is in force, with the articles of `tests.cli.papers`."""
    shutil.copyfile(filled, archive)
    return archive


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running
