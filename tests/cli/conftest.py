"""An archive of the test's own for the commands that keep things."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.main import main
from tests.cli.papers import feed, save
from tests.server import Server, document, serve


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


@pytest.fixture
def feeds(
    server: Server, archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    """Two subscriptions that answer."""
    server.routes["/a"] = document(feed("Larkfield Post", "tunnel", "ferry"), etag='"1"')
    server.routes["/b"] = document(feed("Quayside Daily", "tunnel"), etag='"1"')
    urls = [server.url("/a"), server.url("/b")]
    (tmp_path / "urls").write_text("\n".join(urls), "utf-8")
    assert main(["add", str(tmp_path / "urls")]) == 0
    capsys.readouterr()
    return urls
