"""A block's text as it is gathered, piece by piece: white space collapsed, links at their place."""

from __future__ import annotations

import re
from typing import NamedTuple

# White space as HTML collapses it, and the two separators of Unicode. A no-break space stays.
_SPACE = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")


class Anchor(NamedTuple):
    """Words that lead somewhere, at offsets into their block's text; `href` is as written."""

    start: int
    end: int
    href: str


class Gathered:
    """What of a block's text has been put so far.

    `hrefs` are the links that the next piece stands in, the innermost last: who gathers opens and
    closes them. One that is open where a block ends goes on in the next. `parts` are the pieces,
    to see at once whether there are any.
    """

    def __init__(self) -> None:
        self.hrefs: list[str] = []
        self.parts: list[str] = []
        self._anchors: list[Anchor] = []
        self._length = 0
        self._blank = False

    def put(self, text: str) -> None:
        """Add a piece, itself `collapsed`."""
        if self._blank:
            text = text.removeprefix(" ")
        if not text:
            return
        start, self._length = self._length, self._length + len(text)
        if self.hrefs:
            self._link(start, self._length, self.hrefs[-1])
        self.parts.append(text)
        self._blank = text[-1] == " "

    def _link(self, start: int, end: int, href: str) -> None:
        before = self._anchors[-1] if self._anchors else None
        if before is not None and before.end == start and before.href == href:
            start = self._anchors.pop().start  # one link, with markup in it
        self._anchors.append(Anchor(start, end, href))

    def take(self) -> tuple[str, tuple[Anchor, ...]]:
        """Return the text without blanks at its ends, and its links; begin with the next block."""
        whole = "".join(self.parts)
        text = whole.strip()
        first = len(whole) - len(whole.lstrip())
        anchors = [_without_blanks(whole, one, first) for one in self._anchors]
        taken = text, tuple(one for one in anchors if shows(text[one.start : one.end]))
        self.parts, self._anchors = [], []
        self._length, self._blank = 0, False
        return taken


def collapsed(text: str) -> str:
    """Return the text with each run of white space as one space."""
    return _SPACE.sub(" ", text)


def shows(text: str) -> bool:
    """Tell whether a reader sees anything of the text."""
    return any(char.isprintable() and not char.isspace() for char in text)


def _without_blanks(text: str, anchor: Anchor, first: int) -> Anchor:
    """Return a link without blanks at its ends, `first` being the text's first that is none."""
    words = text[anchor.start : anchor.end]
    start = anchor.start + len(words) - len(words.lstrip()) - first
    return Anchor(start, start + len(words.strip()), anchor.href)
