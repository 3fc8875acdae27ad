"""What can go wrong, in words for the person who reads them."""


class ReaderError(Exception):
    """Base of every error that is meant to be shown: names the thing, the reason, the remedy."""


def reason_of(error: ReaderError) -> str:
    """Return the reason alone, where what failed is named beside it."""
    return getattr(error, "reason", None) or str(error)


class UnreadableSource(ReaderError):
    """A file, folder or stream that could not be read; others beside it are unaffected."""

    def __init__(self, source: str, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(f"{source}: {reason}")


class Unwritable(ReaderError):
    """A file that could not be written, or that must not be written over."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class ConflictingArticles(ReaderError):
    """Two articles with one id and different texts."""

    def __init__(self, article_id: str, first: str, second: str) -> None:
        self.article_id = article_id
        super().__init__(
            f"the id {article_id!r} stands for two different texts, in {first} and in {second}; "
            "give one of them another id"
        )


class UnknownStory(ReaderError):
    """A story id that names nothing in the library."""


class UnknownPassage(ReaderError):
    """A number that no passage of a story has."""


class UnknownCopy(ReaderError):
    """A number that no copy of a story has."""


class UnknownFeed(ReaderError):
    """A name of a subscription that is none."""


class Cancelled(ReaderError):
    """Long work was stopped because the person asked for it."""


class ArchiveError(ReaderError):
    """The archive cannot be opened or written: names the file, the reason and the remedy."""


class BadQuery(ReaderError):
    """A search or filter that cannot be understood: says which part of it, and what would do."""
