"""Archives in memory with invented articles and stories, put there by their bare rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from reader.archive import words
from reader.archive.connection import Archive
from reader.archive.stories import Placed, Seat, replace
from reader.text.scripts import has_unspaced

NOON = datetime(2026, 11, 4, 12, tzinfo=UTC)
"""When the first article of a shelf arrives; each further one an hour later."""
_HOUR = 3600.0


class Shelf:
    """An archive whose articles are `a1`, `a2` … in the order in which they are put there."""

    def __init__(self) -> None:
        self.archive = Archive(None)
        with self.archive.reading() as connection:
            self.connection = connection

    def article(
        self,
        outlet: str = "Larkfield Post",
        text: str = "The council met.",
        title: str = "",
        *,
        state: str = "full",
        tags: Sequence[str] = (),
    ) -> int:
        """Put an article there, indexed as all are; return its number."""
        execute = self.connection.execute
        number = 1 + int(execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()[0])
        execute(
            "INSERT INTO articles (number, id, identity, outlet, title, arrived, state, text,"
            " blocks, digest, unspaced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '[]', '', ?)",
            (number, f"a{number}", f"i{number}", outlet, title, hour(number), state, text,
             has_unspaced(title + text)),
        )  # fmt: skip
        words.add(self.connection, number)
        for tag in tags:
            self._tag(number, tag)
        return number

    def story(self, *articles: int, agency: str | None = None, versions: Iterable[int] = ()) -> int:
        """Make a story of articles; `versions` are those of its first. Return its number."""
        return replace(self.connection, (), [self.placed(articles, agency, versions)])[0]

    def placed(
        self, articles: Sequence[int], agency: str | None = None, versions: Iterable[int] = ()
    ) -> Placed:
        """Return a story to be made of articles."""
        later = tuple(versions)
        outlets = [
            self.connection.execute("SELECT outlet FROM articles WHERE number = ?", (n,)).fetchone()
            for n in articles
        ]
        return Placed(
            id=f"a{articles[0]}",
            headline=f"Story of a{articles[0]}",
            agency=agency,
            outlets=tuple(dict.fromkeys(name for (name,) in outlets)),
            copies=len(articles),
            versions=len(later),
            latest=hour(max((*articles, *later))),
            first_seen=hour(min(articles)),
            members=(
                *map(Seat, articles),
                *(Seat(number, 0.5, articles[0], ("it has its address",)) for number in later),
            ),
        )

    def rows(self, table: str) -> list[tuple[object, ...]]:
        """Return what stands in a table, in order."""
        return sorted(self.connection.execute(f"SELECT * FROM {table}"), key=repr)

    def one(self, story: int, columns: str) -> tuple[object, ...]:
        """Return columns of a story."""
        found: tuple[object, ...] = self.connection.execute(
            f"SELECT {columns} FROM stories WHERE number = ?", (story,)
        ).fetchone()
        return found

    def _tag(self, article: int, tag: str) -> None:
        execute = self.connection.execute
        execute("INSERT OR IGNORE INTO feeds (url, added) VALUES (?, 0)", (tag,))
        (feed,) = execute("SELECT number FROM feeds WHERE url = ?", (tag,)).fetchone()
        execute("INSERT OR IGNORE INTO feed_tags VALUES (?, ?)", (feed, tag))
        execute("INSERT INTO article_feeds VALUES (?, ?)", (article, feed))


def hour(number: int) -> float:
    """Return when the article with this number arrives."""
    return NOON.timestamp() + (number - 1) * _HOUR
