"""Archives as they stood at an earlier step, with something in every table of that time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.archive import rows, schema
from reader.model import Article, Link, Outlet
from reader.text.blocks import split_blocks

NOW = 1_800_000_000.0
TEXTS = {
    "tunnel": "The council of Larkfield put off its vote on the tunnel.",
    "採決": "市議会は火曜日にトンネルの採決を延期した。",
}
"""The articles of every archive made here: their ids and texts."""
LINKED = Link(4, 11, "https://larkfield.example/council")
"""The link in every article, from the step on that keeps links."""
FEED = "https://larkfield.example/feed"


def article(name: str, text: str) -> Article:
    """Return an invented article."""
    links = (LINKED,) if len(text) >= LINKED.end else ()
    blocks = split_blocks(text)
    return Article(name, Outlet("Larkfield Post"), text, blocks, f"All of {name}", links=links)


def build(path: Path, step: int) -> None:
    """Make an archive at a step, by what was known then: bare rows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema.migrate(connection, str(path), to=step)
        if step >= 1:
            _publish(connection)
        if step >= 2:
            _derive(connection)
        if step >= 3:
            connection.execute("INSERT INTO stars VALUES (1, ?)", (NOW,))
            connection.execute("UPDATE stories SET starred = 1")
            connection.execute("INSERT INTO notes VALUES (2, 'see', ?)", (NOW,))


def _publish(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO feeds (url, title, added) VALUES (?, 'Larkfield', ?)", (FEED, NOW)
    )
    connection.execute("INSERT INTO feed_tags VALUES (1, 'home')")
    columns = {row[1] for row in connection.execute("PRAGMA table_info(articles)")}
    for number, (name, text) in enumerate(TEXTS.items(), 1):
        known = rows.row(article(name, text))
        values = {
            "number": number, "id": name, "identity": name, "arrived": NOW,
            **{column: known[column] for column in known if column in columns},
        }  # fmt: skip
        connection.execute(
            f"INSERT INTO articles ({', '.join(values)})"
            f" VALUES ({', '.join(':' + column for column in values)})",
            values,
        )
        connection.execute("INSERT INTO article_feeds VALUES (?, 1)", (number,))
    connection.execute("INSERT INTO removed VALUES ('old', ?)", (NOW,))


def _derive(connection: sqlite3.Connection) -> None:
    for number, unspaced in connection.execute("SELECT number, unspaced FROM articles").fetchall():
        for index in ("words", "grams") if unspaced else ("words",):
            connection.execute(
                f"INSERT INTO {index} (rowid, title, text, outlet)"
                " SELECT number, title, text, outlet FROM articles WHERE number = ?",
                (number,),
            )
    connection.execute("INSERT INTO pending VALUES (2)")
    connection.execute(
        "INSERT INTO stories (id, headline, outlets, copies, versions, latest, first_seen)"
        " VALUES ('tunnel', 'All of tunnel', '[\"Larkfield Post\"]', 1, 0, ?, ?)",
        (NOW, NOW),
    )
    connection.execute("INSERT INTO members VALUES (1, 1, 1.0, NULL, '[]')")
