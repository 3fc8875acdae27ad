"""What is known of a story's outlets from their other articles in the archive."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from reader.archive import articles as kept
from reader.archive import stories
from reader.archive.connection import Archive
from reader.model import Article
from reader.provenance.reading import read
from reader.provenance.templates import Lines, Memory, learn_lines, lines_of
from reader.provenance.titles import Titles, is_telling

OTHERS = 40
"""Articles of an outlet that its templates are learned from, the latest: what furniture recurs is
seen in a handful, and it changes with the years."""
_LINES_KEPT = 4096
"""Articles whose lines stay at hand: some 10 KB each."""


class Learning:
    """Learns outlets' templates when a story of theirs is looked at; one thread at a time."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lines: OrderedDict[tuple[str, int], Lines] = OrderedDict()

    def memory(self, articles: Sequence[Article]) -> Memory:
        """Return what recurs in the outlets of these articles, from them and from their others."""
        names = dict.fromkeys(article.outlet.name for article in articles)
        with self._archive.reading() as connection:
            others = [
                article for name in names for article in kept.of_outlet(connection, [name], OTHERS)
            ]
            known = {article.id: article for article in (*articles, *others)}
            story_of = stories.story_of(connection, known)
        return learn_lines(map(self._lines_of, known.values()), story_of)

    def titles(self, articles: Sequence[Article]) -> Titles:
        """Return which lines of these articles are titles of articles in the archive."""
        keys = {
            key
            for article in articles
            for block in article.blocks
            if is_telling(key := read(article.text[block.start : block.end]).title_key)
        }
        with self._archive.reading() as connection:
            return Titles.owned(kept.owners(connection, keys))

    def _lines_of(self, article: Article) -> Lines:
        key = article.id, hash(article.text)  # its page may take the place of a summary
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = lines_of(article)
            while len(self._lines) > _LINES_KEPT:
                self._lines.popitem(last=False)
        return found
