"""Folders: a path that is written out while it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.services.folders import completed_path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("articles/ferry", "articles/fern", ".hidden"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "feeds.opml").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("~/a", "~/articles/"),
        ("~/articles/", "~/articles/fer"),
        ("~/articles/ferr", "~/articles/ferry/"),
        ("~/f", "~/feeds.opml"),
        ("~/.", "~/.hidden/"),
        ("~/zz", "~/zz"),
        ("~/nowhere/f", "~/nowhere/f"),
        ("./fe", "./feeds.opml"),
        ("fe", "feeds.opml"),
        ("~nobody-of-this-name/x", "~nobody-of-this-name/x"),
    ],
)
def test_it_goes_as_far_as_there_is_one_way(home: Path, typed: str, written: str) -> None:
    assert completed_path(typed) == written


def test_folders_alone_are_completed_where_a_file_is_to_be_new(home: Path) -> None:
    assert completed_path("~/f", files=False) == "~/f"
    assert completed_path("~/a", files=False) == "~/articles/"


def test_an_absolute_path_is_written_out(home: Path) -> None:
    assert completed_path(f"{home}/fee") == f"{home}/feeds.opml"
