"""Articles from what a command names, and the collations of their stories, with progress."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.cli import streams
from reader.cli.progress import ProgressLine

if TYPE_CHECKING:
    from reader.model import Collation
    from reader.services.library import Library


def read(paths: Sequence[str]) -> Library:
    """Read and group what is named, and say what could not be read."""
    from reader.services.library import open_paths

    given = streams.given()
    with ProgressLine() as progress:
        library = open_paths(paths, stdin=given, progress=progress)
    streams.complain_of(library.failures)
    if not library.articles and not library.failures:
        streams.complain("nothing named holds an article")
    return library


class Collating(Protocol):
    """What has stories to be collated."""

    def collation(self, story_id: str) -> Collation:
        """Return the story's collation."""


def collated(library: Collating, ids: Sequence[str]) -> Iterator[Collation]:
    """Collate one story after the other, saying how far it is before each."""
    for done, story in enumerate(ids):
        with ProgressLine() as progress:
            progress("collating", done, len(ids))
            collation = library.collation(story)
        yield collation
