"""Bytes to text, without a charset library.

In order: a byte order mark; strict UTF-8; the charset that came beside the bytes, or that a page
declares; UTF-16 without a mark, by where its zero bytes stand; UTF-8 with a few damaged bytes;
another script's legacy charset, by its commonest letters; Windows-1252, in which every byte but
five means something.
UTF-8 goes before the declared charset because a file has lost the HTTP header that overruled a
stale declaration, and no real text with bytes above 127 in another charset is valid UTF-8.
Text published as mojibake is left as it is.
"""

from __future__ import annotations

import codecs
import re

from reader.errors import UnreadableSource
from reader.ingest.charsets import guess_charset

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What the WHATWG Encoding Standard reads under a name for which Python keeps the narrower original.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
# Python's names of the charsets of that standard. Left out: UTF-16, in which no declaration could
# be read byte by byte, UTF-7, and codecs that are no charsets (idna, unicode_escape, base64 …).
_CHARSET = re.compile(
    r"utf-8|ascii|cp\d{3,4}|iso8859-\d+|koi8-[rtu]|mac-\w+|gb2312|gbk|gb18030|hz|big5|big5hkscs"
    r"|euc_jp|euc_kr|shift_jis|iso2022_jp|iso2022_kr|tis-620|johab"
)
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
"""Charsets written in plain ASCII bytes, so that being valid UTF-8 proves nothing."""

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
"""Bytes in which a declaration is looked for; the HTML standard asks for 1024, pages exceed it."""

_BINARY = "it holds binary data, not text; save the article as text or HTML"

_SAMPLE = 65536
"""Bytes that are enough to tell text from what is none."""
_UTF16_SHARE = 0.4
"""Of one half of the byte pairs: zeros from here on mean UTF-16 in a Latin script."""
_CONTROL_SHARE = 0.1
"""Of the sample: more control bytes than this are no text."""
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 27})
_DAMAGED_SHARE = 0.02
"""Of the characters above 127: fewer broken ones are damage, more another charset."""


def decode(data: bytes, source: str, *, html: bool = False, stated: str | None = None) -> str:
    """Return the bytes as text, its byte order mark removed.

    `html` allows a charset declared in the page or the XML; `stated` is the one that came beside
    the bytes, in an HTTP header, and goes before it. Raises UnreadableSource, naming `source`,
    where the bytes are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    declared = _codec(stated) or (_declared(data) if html else None)
    if declared in _SEVEN_BIT and b"\0" not in data:
        return data.decode(declared, "replace")
    if b"\0" not in data[:_SAMPLE]:
        try:
            return _as_text(data.decode("utf-8"), data, source)
        except UnicodeDecodeError:
            return _as_text(_other(data, declared), data, source)
    guessed = _utf16(data[:_SAMPLE])
    if guessed is None:
        raise UnreadableSource(source, _BINARY)
    return data.decode(guessed, "replace")


def _as_text(text: str, data: bytes, source: str) -> str:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(sample):
        raise UnreadableSource(source, _BINARY)
    return text


def _declared(data: bytes) -> str | None:
    """Return the codec of the charset that a page declares, or None where it is unknown."""
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return _codec(found[1].decode("ascii")) if found is not None else None


def _codec(charset: str | None) -> str | None:
    """Return the codec for a charset's name, or None for a name that no page may use."""
    if not charset or not charset.isascii() or "\0" in charset:
        return None
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    return _WIDER.get(name, name) if _CHARSET.fullmatch(name) else None


def _other(data: bytes, declared: str | None) -> str:
    if declared is not None and declared != "utf-8":
        try:
            return data.decode(declared)
        except UnicodeDecodeError:
            pass
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    beyond_ascii = sum(char > "\x7f" for char in lenient)
    if broken <= _DAMAGED_SHARE * beyond_ascii:
        return lenient
    if declared is not None and declared != "utf-8":
        return data.decode(declared, "replace")
    return data.decode(guess_charset(data) or "cp1252", "replace")


def _utf16(sample: bytes) -> str | None:
    even, odd = sample[0::2], sample[1::2]
    pairs = max(len(odd), 1)
    if odd.count(0) >= _UTF16_SHARE * pairs and even.count(0) <= 0.05 * pairs:
        return "utf-16-le"
    if even.count(0) >= _UTF16_SHARE * pairs and odd.count(0) <= 0.05 * pairs:
        return "utf-16-be"
    return None
