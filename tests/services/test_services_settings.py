from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.services.settings import SettingsError, SettingsFile
from reader.settings import Settings


def test_a_file_that_is_not_there_is_the_defaults(tmp_path: Path) -> None:
    parsed = SettingsFile(tmp_path / "none.toml").read()
    assert parsed.settings == Settings()
    assert parsed.problems == ()


def test_a_change_is_noticed_once_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    file = SettingsFile(path)
    file.read()
    assert not file.changed()
    path.write_text("[refresh]\nevery = 5\n")
    assert file.changed()
    assert file.read().settings.refresh.every == 5
    assert not file.changed()
    path.write_text("[refresh]\nevery = 6\n")
    os.utime(path, ns=(1, 1))
    assert file.changed()
    path.unlink()
    assert file.changed()


def test_the_default_is_written_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    file = SettingsFile(path)
    file.write_default({"quit": "q"})
    parsed = file.read()
    assert parsed.problems == ()
    assert parsed.settings == Settings()
    before = path.read_bytes()
    with pytest.raises(SettingsError, match="is there already"):
        file.write_default({})
    assert path.read_bytes() == before


def test_a_folder_bytes_and_a_huge_file_are_problems(tmp_path: Path) -> None:
    (folder,) = SettingsFile(tmp_path).read().problems
    assert "cannot be read" in folder.reason
    path = tmp_path / "config.toml"
    path.write_bytes(b"[look]\ntheme = '\xff'\n")
    (bytes_,) = SettingsFile(path).read().problems
    assert (bytes_.line, bytes_.reason) == (2, "this is no UTF-8")
    path.write_bytes(b"#" * 2_000_000)
    (huge,) = SettingsFile(path).read().problems
    assert "too large" in huge.reason


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf[refresh]\nevery = 5\n")
    assert SettingsFile(path).read().settings.refresh.every == 5


def test_the_archive_is_named_from_the_files_folder_on(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "config.toml")

    def named(text: str) -> Path | None:
        file.path.write_text(f"[archive]\nfile = '{text}'\n")
        return file.archive(file.read().settings)

    assert named("") is None
    assert named("news.sqlite") == tmp_path / "news.sqlite"
    assert named("~/news.sqlite") == Path.home() / "news.sqlite"
    assert named("/srv/news.sqlite") == Path("/srv/news.sqlite")
