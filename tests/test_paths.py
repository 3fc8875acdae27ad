from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.paths import archive_file, config_file


def test_what_is_named_goes_before_the_environment_and_that_before_the_settings() -> None:
    environment = {"READER_CONFIG": "/e/config.toml", "READER_ARCHIVE": "/e/news.sqlite"}
    configured = Path("/c/news.sqlite")
    assert config_file("/g.toml", environment) == Path("/g.toml")
    assert config_file(None, environment) == Path("/e/config.toml")
    assert archive_file("/g.sqlite", configured, environment) == Path("/g.sqlite")
    assert archive_file(None, configured, environment) == Path("/e/news.sqlite")
    assert archive_file(None, configured, {}) == configured


def test_an_empty_variable_names_nothing() -> None:
    assert config_file(None, {"READER_CONFIG": ""}) == config_file(None, {})
    assert archive_file(None, None, {"READER_ARCHIVE": ""}) == archive_file(None, None, {})


def test_a_tilde_is_the_home_folder() -> None:
    assert config_file("~/x.toml", {}) == Path.home() / "x.toml"
    assert archive_file("~/x.sqlite", None, {}) == Path.home() / "x.sqlite"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own folders")
def test_the_folders_of_xdg_are_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert config_file(None, {}) == tmp_path / "config" / "wirecopy" / "config.toml"
    assert archive_file(None, None, {}) == tmp_path / "data" / "wirecopy" / "archive.sqlite"
