"""Where the program was left."""

from __future__ import annotations

from pathlib import Path

from reader.archive.connection import Archive
from reader.archive.leaving import Left, keep_left, where_left


def test_the_place_left_last_is_kept(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.sqlite")
    with archive.reading() as connection:
        assert where_left(connection) is None
    for left in (Left("tunnel"), Left("ferry", "quay-2", 7, True)):
        with archive.writing() as connection:
            keep_left(connection, left)
        with archive.reading() as connection:
            assert where_left(connection) == left
