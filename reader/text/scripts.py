"""Scripts that are written without spaces between words."""

from __future__ import annotations

import re

UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Their ranges, for a regular expression's class: Thai, Lao, Burmese, Khmer, kana and Han."""
_SPACED = 3
"""Characters that say as much as one of these, with their spaces: two of Han make a word of six."""
_ANY = re.compile(f"[{UNSPACED}]")


def has_unspaced(text: str) -> bool:
    """Tell whether any character belongs to a script without spaces between words."""
    return not text.isascii() and _ANY.search(text) is not None


def spaced_length(text: str) -> int:
    """Return the characters of a text, those of scripts without spaces as many as they replace."""
    return len(text) + (0 if text.isascii() else (_SPACED - 1) * len(_ANY.findall(text)))
