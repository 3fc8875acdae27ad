from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import Cancelled
from reader.ingest.found import find_files, form_of
from reader.model import Failure


def find(*paths: Path | str) -> tuple[list[str], list[Failure]]:
    found, failures = find_files([str(path) for path in paths], lambda: False)
    return [file.name for file in found], failures


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "text"),
        ("a.HTML", "html"),
        ("a.htm.gz", "html"),
        ("a.md", "markdown"),
        ("a.json", "json"),
        ("a.b.jsonl.GZ", "lines"),
        ("a.pdf", None),
        ("a.gz", None),
        ("txt", None),
    ],
)
def test_forms(name: str, form: str | None) -> None:
    assert form_of(Path(name)) == form


def test_a_folder_in_the_order_of_names_hidden_and_unknown_left_out(tmp_path: Path) -> None:
    put(
        tmp_path,
        "b.txt",
        "a.html",
        "c/z.md",
        "c/a.json",
        ".hidden.txt",
        ".git/x.txt",
        "p.png",
        "README",
    )
    assert find(tmp_path) == (["a.html", "b.txt", "a.json", "z.md"], [])


def test_files_named_alike_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    put(tmp_path, "a/x/1.txt", "b/x/1.txt", "b/2.txt", "3.txt")
    assert find(tmp_path)[0] == ["3.txt", "a/x/1.txt", "2.txt", "b/x/1.txt"]
    assert find(tmp_path / "b")[0] == ["2.txt", "1.txt"]


def test_the_names_do_not_depend_on_the_order_of_the_paths(tmp_path: Path) -> None:
    put(tmp_path, "a/1.txt", "b/1.txt")
    assert sorted(find(tmp_path / "a", tmp_path / "b")[0]) == sorted(
        find(tmp_path / "b", tmp_path / "a")[0]
    )


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "again.txt").symlink_to(tmp_path / "a.txt")
    assert find(tmp_path, tmp_path / "a.txt", tmp_path)[0] == ["a.txt"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    put(tmp_path, "a/1.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    assert find(tmp_path) == (["1.txt"], [])


def test_what_a_browser_saves_beside_a_page_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "Story.html", "Story_files/ad.html", "Other_files/b.html")
    assert find(tmp_path)[0] == ["Story.html", "b.html"]


def test_what_cannot_be_found_is_named_with_the_reason(tmp_path: Path) -> None:
    put(tmp_path, "paper.pdf", "noending", "images/p.png")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    names, failures = find(
        *(
            tmp_path / name
            for name in ("none.txt", "paper.pdf", "noending", "images", "empty", "pipe.txt")
        ),
        "nul\0byte.txt",
        "",
        "x" * 5_000,
    )
    assert names == []
    reasons = [failure.reason for failure in failures]
    assert reasons[0].startswith("there is no such file")
    assert reasons[1].startswith("the ending .pdf is unknown; files that can be read end in .txt")
    assert reasons[2].startswith("the file's name has no ending")
    assert reasons[3].startswith("the folder holds no file that can be read")
    assert reasons[4] == "the folder is empty"
    assert "neither a file nor a folder" in reasons[5]
    assert len(reasons) == 9
    assert all(failure.source and failure.reason for failure in failures)


def test_a_folder_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", "locked/b.txt")
    allowed = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return allowed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    names, failures = find(tmp_path)
    assert names == ["a.txt"]
    assert failures == [Failure(str(tmp_path / "locked"), "Permission denied")]


def test_a_name_in_no_encoding_can_still_be_written(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("x", encoding="utf-8")
    assert find(tmp_path)[0] == ["caf\ufffd.txt"]


def test_looking_can_be_cancelled(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        find_files([str(tmp_path)], lambda: True)
