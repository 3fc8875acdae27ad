from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import Unwritable
from reader.services.saving import check, save


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    save(file, ["é\r\n", "隧\n"])
    assert file.read_bytes() == "é\r\n隧\n".encode()
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_there_is_kept_unless_replacing_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("old")
    with pytest.raises(Unwritable, match=r"a\.md: there is a file of this name already"):
        save(file, ["new"])
    assert file.read_text() == "old"
    save(file, ["new"], replace=True)
    assert file.read_text() == "new"


def test_what_breaks_off_leaves_all_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("old")

    def broken() -> Iterator[str]:
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(file, broken(), replace=True)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_s_file_is_written_not_the_link(tmp_path: Path) -> None:
    target, link = tmp_path / "b.md", tmp_path / "a.md"
    target.write_text("old")
    link.symlink_to(target)
    save(link, ["new"], replace=True)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    save(Path(os.devnull), ["text"])
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "reason"),
    [("none/a.md", "there is no folder"), (".", "it is a folder"), ("a\0b", "null")],
)
def test_what_cannot_be_written_is_named_with_the_reason(
    tmp_path: Path, name: str, reason: str
) -> None:
    with pytest.raises(Unwritable, match=reason):
        check(tmp_path / name)
