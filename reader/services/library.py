"""Articles in memory, grouped into stories and collated on demand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from importlib import resources
from typing import BinaryIO

from reader.errors import Cancelled, UnknownStory
from reader.grouping.stories import group, publication_order
from reader.ingest.files import Sources, read_sources
from reader.model import Article, Collation, Failure, Grouping, Story, StorySummary
from reader.provenance.profile import Profile, profiles
from reader.provenance.templates import Memory, learn
from reader.provenance.titles import Titles
from reader.services.headlines import caption
from reader.services.related import Related, related_stories

Progress = Callable[[str, int, int], None]
"""Called with the stage ("reading", "grouping", "collating"), what is done of it, and all of it."""


def _never() -> bool:
    return False


class Library:
    """A set of articles and the stories that they make; nothing of it is kept on disk.

    Collations are made when asked for and then kept. Every method may be called from any thread.
    """

    def __init__(self, articles: Sequence[Article], failures: Sequence[Failure] = ()) -> None:
        self.articles: Mapping[str, Article] = {article.id: article for article in articles}
        self.failures = tuple(failures)
        self.grouping: Grouping = group(articles)
        self._stories = {story.id: story for story in self.grouping.stories}
        self._collations: dict[str, Collation] = {}
        self._lock = threading.RLock()

    def summaries(self) -> tuple[StorySummary, ...]:
        """Return a row for each story, the newest first."""
        rows = [self._summary(story) for story in self.grouping.stories]
        return tuple(sorted(rows, key=_newest_first))

    def story(self, story_id: str) -> Story:
        """Return the story's members, with what each membership rests on.

        Raises:
            UnknownStory: no story has this id.
        """
        if story_id not in self._stories:
            raise UnknownStory(f"no story has the id {story_id!r}")
        return self._stories[story_id]

    def related(self, story_id: str) -> tuple[Related, ...]:
        """Return the other stories that share text with this one, the closest first."""
        return self._related.get(story_id, ())

    def collation(self, story_id: str) -> Collation:
        """Return the story's collation.

        Raises:
            UnknownStory: no story has this id.
        """
        # The list of stories is there sooner where aligning and judging are not loaded with it.
        from reader.services.analysis import analyse

        story = self.story(story_id)
        with self._lock:
            if story_id not in self._collations:
                made = analyse(story, self.articles, self._memory, self._titles)
                self._collations[story_id] = made
            return self._collations[story_id]

    def profiles(
        self, *, progress: Progress | None = None, cancelled: Callable[[], bool] = _never
    ) -> tuple[Profile, ...]:
        """Return what each outlet makes of its stories; collates them all.

        Raises:
            Cancelled: `cancelled` said so between two stories.
        """
        return profiles(self._all_collations(progress, cancelled), self._memory)

    def surveyed(self) -> tuple[int, int]:
        """Return from how many stories `profiles` is made, and how many there are: all of them."""
        return len(self._stories), len(self._stories)

    def _all_collations(
        self, progress: Progress | None, cancelled: Callable[[], bool]
    ) -> Iterator[Collation]:
        for done, story_id in enumerate(self._stories):
            if cancelled():
                raise Cancelled("stopped before all stories were collated")
            if progress:
                progress("collating", done, len(self._stories))
            yield self.collation(story_id)

    @cached_property
    def _memory(self) -> Memory:
        story_of = {m.article: s.id for s in self.grouping.stories for m in s.members}
        return learn(tuple(self.articles.values()), story_of)

    @cached_property
    def _related(self) -> Mapping[str, tuple[Related, ...]]:
        return related_stories(self.grouping)

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self.articles.values())

    def _summary(self, story: Story) -> StorySummary:
        of_copies = [m.article for m in story.members if m.version_of is None]
        members = sorted((self.articles[i] for i in of_copies), key=publication_order)
        everyone = [self.articles[m.article] for m in story.members]
        times = [article.published for article in everyone if article.published]
        called = caption(members)
        return StorySummary(
            id=story.id,
            headline=called.headline,
            agency=called.agency,
            outlets=called.outlets,
            copies=len(of_copies),
            versions=len(story.members) - len(of_copies),
            latest=max(times, default=None),
        )


def _newest_first(row: StorySummary) -> tuple[bool, float, str]:
    return row.latest is None, -row.latest.timestamp() if row.latest else 0.0, row.id


def open_paths(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = _never,
) -> Library:
    """Read files and folders (`-` for standard input) into a library.

    What could not be read is in the library's `failures`.

    Raises:
        Cancelled: `cancelled` said so between two files or stages.
        ConflictingArticles: one id stands for two different texts.
    """
    sources = read_paths(paths, stdin=stdin, progress=progress, cancelled=cancelled)
    return Library(sources.articles, sources.failures)


def read_paths(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None,
    progress: Progress | None,
    cancelled: Callable[[], bool],
) -> Sources:
    """Read files and folders (`-` for standard input) that are to be grouped then.

    Raises:
        Cancelled: `cancelled` said so between two files, or at the end.
        ConflictingArticles: one id stands for two different texts.
    """

    def reading(done: int, total: int) -> None:
        if progress:
            progress("reading", done, total)

    sources = read_sources(paths, stdin=stdin, progress=reading, cancelled=cancelled)
    if cancelled():
        raise Cancelled("stopped before the articles were grouped")
    if progress:
        progress("grouping", 0, len(sources.articles))
    return sources


def open_sample(
    *, progress: Progress | None = None, cancelled: Callable[[], bool] = _never
) -> Library:
    """Read the bundled sample into a library, like any folder."""
    with ExitStack() as stack:
        folder = stack.enter_context(resources.as_file(resources.files("reader") / "sample"))
        return open_paths([str(folder)], progress=progress, cancelled=cancelled)
