"""Where sentences begin and end: sentencex's boundaries, mended by newsroom usage."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from itertools import pairwise

from reader.text.normalise import fold

Span = tuple[int, int]

# A stop with no space behind it, as damaged pages have: "before you today.It is". The stop comes
# first in the pattern: sought by what stands before it, the text took four times as long.
_GLUED = re.compile(r"[.!?](?<=[^\W\d_]{3}.)[.!?]*[\"”’)]?(?=[“\"]?[^\W\d_a-z][^\W\d_A-Z.])")
_STOP = re.compile("[.!?…。！？।؟]")
_LAST_WORD = re.compile(r"([^\s(\[“\"‘']+)[\s)\]”\"’']*$")
_CLOSING = ")]”\"’'" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_FIRST_WORD = re.compile(r"[\s(\[“\"‘']*([^\s.,;:)\]”\"’']+)")
_LIST_NUMBER = re.compile(r"\d{1,2}\.")  # "3. The fleet: …"
_MAX_SENTENCE_SOURCE = 20_000  # characters handed to the splitter at once


@cache
def _usage() -> dict[str, frozenset[str]]:
    source = resources.files("reader.text").joinpath("abbreviations.toml").read_text("utf-8")
    data = tomllib.loads(source)
    return {name: frozenset(words) for name, words in data.items()}


def sentences(text: str, start: int, end: int, language: str | None = None) -> list[Span]:
    """Return the spans of the sentences of `text[start:end]`, without the white space around them.

    Every character that is no white space lies in exactly one span. `language` is a BCP 47 tag.
    """
    found: list[Span] = []
    low = start
    while low < end:
        high = min(low + _MAX_SENTENCE_SOURCE, end)
        spans = _split(text, low, high, language)
        if high < end and len(spans) > 1:
            low, _ = spans.pop()  # it may go on behind the limit: read again from its beginning
        elif high < end and (space := text.rfind(" ", low + 1, high)) > 0:
            spans = _split(text, low, space, language)
            low = space
        else:
            low = high
        found += spans
    return found


def _split(text: str, start: int, end: int, language: str | None) -> list[Span]:
    # A line feed inside a block is a hard wrap, which the splitter must not take for an end.
    piece = text[start:end].replace("\n", " ").replace("\r", " ")
    if _STOP.search(piece) is None:  # most lines that are no prose
        whole = _trim(piece, 0, len(piece))
        return [] if whole is None else [(whole[0] + start, whole[1] + start)]
    spans: list[Span] = []
    glued = {m.end() for m in _GLUED.finditer(piece)}
    for low, high in _cut(_boundaries(piece, language), glued):
        span = _trim(piece, low, high)
        if span is None:
            continue
        if spans and low not in glued and _runs_on(piece, spans[-1], span):
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    return [(a + start, b + start) for a, b in spans]


def _cut(spans: list[Span], ends: set[int]) -> list[Span]:
    """Return the spans, which touch each other, cut also at these ends."""
    return list(pairwise(sorted(ends.union(*spans)))) if ends else spans


def _boundaries(piece: str, language: str | None) -> list[Span]:
    import sentencex  # 20 ms, not needed before the first article is read

    parts = sentencex.segment((language or "en").split("-")[0].lower(), piece)
    spans, place = [], 0
    for part in parts:
        at = piece.find(part, place)
        if at < 0:
            return [(0, len(piece))]
        spans.append((place, at + len(part)))
        place = at + len(part)
    if place < len(piece):
        spans.append((place, len(piece)))
    return spans


def _trim(piece: str, low: int, high: int) -> Span | None:
    part = piece[low:high].rstrip()
    stripped = part.lstrip()
    high = low + len(part)
    return (high - len(stripped), high) if stripped else None


def _runs_on(piece: str, earlier: Span, later: Span) -> bool:
    """Tell whether the splitter cut inside a sentence, between these two spans."""
    before, after = piece[slice(*earlier)], piece[slice(*later)]
    if _LIST_NUMBER.fullmatch(before):
        return True
    if earlier[1] == later[0] and before.endswith("."):
        return True  # no space behind the stop: "South Korean-U.S. exercises"
    usage = _usage()
    first = _FIRST_WORD.match(after)
    # Sought from the last space on: from every place of a long sentence takes ten times as long.
    last = _LAST_WORD.search(before, before.rstrip(_CLOSING).rfind(" ") + 1)
    if first is None:
        return not any(c.isalnum() for c in after)
    if last is None or not last[1].endswith("."):
        return bool(first[1][0].islower() and before[-1:] not in "。！？।؟")
    word = fold(last[1]).strip(".").replace(".", "")
    following = first[1]
    if following[0].islower():
        return True
    if last[1] in usage["titles"] or word in usage["never_last"]:
        return True
    # Without the number that a lost space has glued to it: "10002Tel. 212"
    unglued = word.lstrip("0123456789")
    if unglued in usage["before_number"] and following.removeprefix("+")[:1].isdigit():
        return True
    if word in usage["clock"]:
        return fold(following) in usage["after_clock"]
    initial = len(last[1]) == 2 and last[1][0].isupper() and before.count(" ") > 0
    return initial and following[0].isupper() and last[1][0] not in "I"
