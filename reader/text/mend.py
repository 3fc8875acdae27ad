"""Damaged text mended for matching, in place: the same length, so that offsets stay true.

What a damaged character takes up beyond the one it stands for is filled, in front of it, with
zero-width spaces, which matching passes over; a leftover tag becomes spaces; a line that a paywall
hides by ROT47 is read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from reader.text.rot47 import reveal, reveal_part

FILLER = "\u200b"
"""Fills the room that a mended character leaves; folding and tokens pass over it."""

# UTF-8 read as Windows-1252: a lead byte's letter, then the letters and marks of its followers.
_FOLLOWER = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(f"[\u00c2-\u00df]{_FOLLOWER}|[\u00e0-\u00ef]{_FOLLOWER}{{2}}")
# The last byte of a closing quotation mark is none in Windows-1252, and gets lost.
_CLOSING = re.compile("â€(?=[\\s.,;:!?)]|$)")
# A hard space becomes two characters, of which the second is a space again.
_SPACE = re.compile("Â(?<=[a-z0-9.,;:!?\"')’”].)(?=\\s|$)")
# What all of these begin with: sought first, as most texts hold none, and the patterns take longer.
_DAMAGED = re.compile("[\u00c2-\u00ef]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>]{0,300})?/?>")


def mend(text: str) -> str:
    """Return the text with mojibake and leftover entities and tags mended, as long as before.

    Lines hidden by ROT47 are read.
    """
    text = reveal(text) if "@" in text or "?" in text else text
    return text if text.isascii() and "&" not in text and "<" not in text else _mended(text)


def mend_part(text: str, start: int, end: int) -> str:
    """Return `text[start:end]` mended; a part of a hidden line is read, however short it is."""
    return _mended(reveal_part(text, start, end))


def mend_parts(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Return each of the spans of a text mended, as `mend_part` does, in a third of the time."""
    if reveal(text) is not text:
        return [mend_part(text, start, end) for start, end in spans]
    parts = (text[start:end] for start, end in spans)
    return [mend(part) if "\n" in part else _mended(part) for part in parts]


def _mended(text: str) -> str:
    if not text.isascii() and _DAMAGED.search(text):
        text = _SPACE.sub(FILLER, _CLOSING.sub(_filled("”", 2), _MOJIBAKE.sub(_reread, text)))
    if "&" in text:
        text = _ENTITY.sub(_unescaped, text)
    if "<" in text:
        text = _TAG.sub(lambda match: " " * len(match[0]), text)
    return text


def _reread(match: re.Match[str]) -> str:
    raw = bytearray()
    for char in match[0]:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return match[0]
            raw.append(ord(char))  # one of the five bytes that Windows-1252 leaves open
    try:
        return _filled(raw.decode("utf-8"), len(match[0]))
    except UnicodeDecodeError:
        return match[0]


def _unescaped(match: re.Match[str]) -> str:
    meant = html.unescape(match[0])
    return _filled(meant, len(match[0])) if len(meant) <= 2 else match[0]


def _filled(meant: str, length: int) -> str:
    return FILLER * (length - len(meant)) + meant
