"""A terminal newsreader in which the story is the row, not the article."""

__version__ = "0.1.0"
