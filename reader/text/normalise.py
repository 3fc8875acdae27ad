"""Text folded for matching: never shown, and never the source of an offset.

Two strengths. `fold` is what a reader would call the same words: case, accents, Unicode form,
quotation marks, dashes, white space and zero-width characters do not count. `plain` keeps case and
accents, so that what differs after it is a difference of style and not of typing.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SINGLE_QUOTES = "‘’‚‛′´`ʼʻ＇‹›"
_DOUBLE_QUOTES = "“”„‟″«»＂「」『』〝〞"
_DASHES = "‐‑‒–—―−﹘﹣－"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640"  # soft hyphen … tatweel

_TABLE = str.maketrans(
    {
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_INVISIBLE, None),
        "…": "...",
    }
)


def plain(text: str) -> str:
    """Return the text with one form for each quotation mark, dash, space and character."""
    if text.isascii():
        return text if "`" not in text else text.translate(_TABLE)
    return unicodedata.normalize("NFKC", text.translate(_TABLE)).translate(_TABLE)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return the word as it is compared: `plain`, without case, accents or inner full stops."""
    folded = plain(word).casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFD", folded)
        folded = unicodedata.normalize(
            "NFC", "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
        )
    if "." in folded and not any(c.isdigit() for c in folded):
        folded = folded.replace(".", "")
    return folded or word


def squeeze(text: str) -> str:
    """Return the text with every run of white space as one space, and none at the ends."""
    return " ".join(text.split())
