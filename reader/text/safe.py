"""Text from outside, made safe for a terminal without changing its length.

A control character, an escape sequence's introducer, a bidirectional override or a lone surrogate
would act on the terminal instead of standing in it. Each becomes one visible character, so that
offsets into the published text stay true on the screen.
"""

from __future__ import annotations

import unicodedata

REPLACEMENT = "\ufffd"
"""Stands for a character that must not reach the terminal."""

_SPACES = {
    "\t": " ",
    "\u2028": " ",
    "\u2029": " ",
    "\u0085": " ",
    "\x0b": " ",
    "\x0c": " ",
    "\r": " ",
}
# Overrides, embeddings and isolates (Unicode UAX #9), and the deprecated format characters.
_BIDI = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x2070))))


class _Safe(dict[int, str]):
    """Code point to what is shown, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        shown = char
        if char in _SPACES:
            shown = _SPACES[char]
        elif (
            char in _BIDI
            or unicodedata.category(char) in ("Cs", "Co")
            or (unicodedata.category(char) == "Cc" and char != "\n")
            or 0xE0000 <= code <= 0xE0FFF
        ):
            shown = REPLACEMENT
        self[code] = shown
        return shown


_TABLE = _Safe()


def safe(text: str) -> str:
    """Return the text as it may be shown: the same length, line feeds kept, nothing that acts."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_TABLE)


def safe_line(text: str) -> str:
    """Return the text on one line: like `safe`, with line feeds as spaces."""
    return safe(text).replace("\n", " ")
