"""Checking an archive: that its file is sound, and that its tables say the same."""

from __future__ import annotations

import sqlite3
from collections import Counter

from reader.archive import rows, values, words
from reader.archive.derived import DERIVED
from reader.model import TextState

_MOST = 20
"""Damaged places named of a file: who has more restores a backup."""
_NAMED = 3
"""Damaged articles named."""
_RESTORE = "a backup restores it"
_REBUILD = "`reader rebuild` puts it right"
_UNSETTLED = (
    "EXISTS (SELECT 1 FROM members JOIN pending USING (article) WHERE story = stories.number)"
)
_DONE = "(SELECT count(*) FROM members JOIN {} USING (article) WHERE story = stories.number)"
_FAULTS = (
    (
        "Articles in no story, and not waiting to be grouped",
        "articles WHERE number NOT IN (SELECT article FROM members)"
        " AND number NOT IN (SELECT article FROM pending)",
        _REBUILD,
    ),
    (
        "Stories without articles",
        "stories WHERE number NOT IN (SELECT story FROM members)",
        _REBUILD,
    ),
    (
        "Stories with another number of copies than they say",
        "stories WHERE copies + versions != (SELECT count(*) FROM members"
        f" WHERE story = stories.number) AND NOT {_UNSETTLED}",
        _REBUILD,
    ),
    (
        "Stories that say otherwise than their articles what was read, starred or noted",
        f"stories WHERE seen != {_DONE.format('reads')}"
        f" OR starred != ({_DONE.format('stars')} > 0) OR noted != ({_DONE.format('notes')} > 0)",
        _REBUILD,
    ),
    *(
        (
            f"Entries of the index of {table} that belong to no article",
            f"{table} WHERE article NOT IN (SELECT article FROM fingerprints)",
            _REBUILD,
        )
        for table in ("shingles", "sentences")
    ),
)
"""What is counted, the rows that are wrong, and what helps."""


def check(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the archive, in sentences; none where it is sound.

    `connection` is in no transaction. All of the archive is read, which takes some seconds for
    each hundred thousand articles.
    """
    try:
        return [*_file(connection), *_references(connection), *_indexes(connection),
                *_layouts(connection), *_faults(connection)]  # fmt: skip
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):  # another program's lock, or the disk
            raise
        return [f"The file cannot be read to its end ({error}); {_RESTORE}."]


def _file(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
    return [f"The file is damaged ({said}); {_RESTORE}." for (said,) in found if said != "ok"]


def _references(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("PRAGMA foreign_key_check").fetchall()
    lost = Counter((table, parent) for table, _, parent, _ in found)
    return [
        f"Rows of {table} that name none of {parent}: {count};"
        f" {_REBUILD if table in DERIVED else _RESTORE}."
        for (table, parent), count in lost.items()
    ]


def _indexes(connection: sqlite3.Connection) -> list[str]:
    return [
        f"The search index {index} does not agree with the articles; {_REBUILD}."
        for index in words.damaged(connection)
    ]


def _layouts(connection: sqlite3.Connection) -> list[str]:
    found = [
        values.text(article_id)
        for article_id, state, said, blocks, links in connection.execute(
            "SELECT id, state, text, blocks, links FROM articles"
        )
        if rows.unpack(blocks, values.text(said)) is None
        or rows.unpack_links(links, values.text(said)) is None
        or state not in set(TextState)
    ]
    if not found:
        return []
    named = f"{', '.join(found[:_NAMED])}{', …' if len(found) > _NAMED else ''}"
    return [f"Articles whose layout cannot be read: {len(found)} ({named}); {_RESTORE}."]


def _faults(connection: sqlite3.Connection) -> list[str]:
    counts = [
        (what, connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0], remedy)
        for what, rows, remedy in _FAULTS
    ]
    return [f"{what}: {count}; {remedy}." for what, count, remedy in counts if count]
