"""Which legacy charset undeclared bytes are in, where many of them are letters of another script.

A decision rule, no statistics of pairs: in the right charset the commonest letters of the script
are common; in a wrong one they are not. East Asian charsets are told apart by kana, by Hangul, and
by the rows in which GB 2312 and Big5 keep their common characters. Text in the Latin script has too
few bytes above 127 for any of it, and is not judged.
"""

from __future__ import annotations

from typing import Final

_SAMPLE = 16384
"""Bytes that are looked at."""
_FOREIGN_SHARE = 0.25
"""Of the bytes: fewer above 127 is Latin script with accents."""
_COMMON_SHARE = 0.55
"""Of the letters: the ten commonest of a language make 60 to 70 %, ten at random some 30 %."""

_CYRILLIC = "оеаинтсрвл"
_ALPHABETS: Final = (
    ("cp1251", _CYRILLIC),
    ("koi8-r", _CYRILLIC),
    ("iso8859-5", _CYRILLIC),
    ("cp866", _CYRILLIC),
    ("cp1253", "αοιετσνηυρ"),
    ("cp1255", "יוהלאתמרשב"),
    ("cp1256", "اليمنوتربه"),
    ("cp874", "านรอเ่้ักีงม"),
)
"""Charsets of one byte a letter, and the commonest letters of what is written in them."""


def guess_charset(data: bytes) -> str | None:
    """Return the codec that bytes which are no UTF-8 seem to be in, or None."""
    sample = data[:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    if high < _FOREIGN_SHARE * max(len(sample), 1):
        return None
    return _east_asian(sample) or _alphabetic(sample)


def _alphabetic(sample: bytes) -> str | None:
    scores = ((_common_share(sample, codec, common), codec) for codec, common in _ALPHABETS)
    best, codec = max(scores)
    return codec if best >= _COMMON_SHARE else None


def _common_share(sample: bytes, codec: str, common: str) -> float:
    letters = [char for char in sample.decode(codec, "replace").lower() if char > "\x7f"]
    return sum(char in common for char in letters) / max(len(letters), 1)


def _east_asian(sample: bytes) -> str | None:
    for codec in ("cp932", "euc_jp"):
        if _share(sample, codec, "\u3041", "\u30fc") >= 0.2:
            return codec
    if _share(sample, "cp949", "\uac00", "\ud7a3") >= 0.9:
        return "cp949"
    if _row_share(sample, "gb18030", 0xB0, 0xD7, 0xA1) >= 0.75:
        return "gb18030"
    if _row_share(sample, "big5hkscs", 0xA4, 0xC6, 0x40) >= 0.75:
        return "big5hkscs"
    return None


def _decoded(sample: bytes, codec: str) -> str | None:
    """Return the sample as text, its last character perhaps cut in half, or None."""
    for cut in range(4):
        try:
            return sample[: len(sample) - cut].decode(codec)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 8:
                return None
    return None


def _share(sample: bytes, codec: str, low: str, high: str) -> float:
    """Return the part of the characters above ASCII that lies in a range of letters."""
    wide = [char for char in _decoded(sample, codec) or "" if char > "\x7f"]
    # Half-width kana is what other charsets turn into; no running text is written in it.
    if any("\uff61" <= char <= "\uff9f" for char in wide):
        return 0.0
    marks = sum("\u3000" <= char <= "\u3020" or "\uff01" <= char <= "\uff5e" for char in wide)
    return sum(low <= char <= high for char in wide) / max(len(wide) - marks, 1)


def _row_share(sample: bytes, codec: str, first: int, last: int, least_trail: int) -> float:
    """Return the part of the two-byte characters that lie in the rows of the common ones."""
    text = _decoded(sample, codec)
    if text is None:
        return 0.0
    pairs = [char.encode(codec) for char in text if char > "\u2fff"]
    pairs = [pair for pair in pairs if len(pair) == 2 and pair[0] != 0xA1 and pair[0] != 0xA3]
    common = sum(first <= pair[0] <= last and pair[1] >= least_trail for pair in pairs)
    return common / max(len(pairs), 1)
