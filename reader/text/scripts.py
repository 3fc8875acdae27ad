"""Scripts that are written without spaces between words."""

from __future__ import annotations

import re

UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Their ranges, for a regular expression's class: Thai, Lao, Burmese, Khmer, kana and Han."""
_ANY = re.compile(f"[{UNSPACED}]")


def has_unspaced(text: str) -> bool:
    """Tell whether any character belongs to a script without spaces between words."""
    return not text.isascii() and _ANY.search(text) is not None
