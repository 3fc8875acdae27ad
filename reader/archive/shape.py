"""Whether an archive's tables are as the steps of `schema` make them.

A file that someone else made may be an archive by its header and hold triggers, views in the place
of tables, or columns that compute: they would run as soon as it is read or written.
"""

from __future__ import annotations

import re
import sqlite3
from hashlib import blake2b

from reader.archive.words import INDEXES

DIGEST = "f0f485ee043ebf7e52e7cdadb1be7805"
"""Of the last step's tables; a step that is added needs the new one, which a test tells."""
_SHADOWS = frozenset(
    f"{index}_{part}" for index in INDEXES for part in ("config", "data", "docsize", "idx")
)
"""Tables that FTS5 makes for itself, differently from version to version."""
_COMMENT = re.compile(r"--[^\n]*")


def digest(connection: sqlite3.Connection) -> str:
    """Return what is the same for two archives with the same tables, indexes, views, triggers.

    What SQLite or FTS5 made for itself does not count, nor do comments and white space.
    """
    made = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
    known = blake2b(digest_size=16)
    for kind, name, sql in made:
        if name.startswith("sqlite_") or (kind == "table" and name in _SHADOWS):
            continue
        known.update(" ".join((kind, name, *_COMMENT.sub("", sql or "").split(), "\n")).encode())
    return known.hexdigest()


def is_known(connection: sqlite3.Connection) -> bool:
    """Tell whether the archive, at the last step, has the tables that it should, and no others."""
    return digest(connection) == DIGEST
