"""Whether what a feed gives of an item is the article or only its beginning.

Decided by the field that it stands in, by its length, and by its end: an ellipsis, a link to the
rest. Where in doubt it counts as a summary: then the page is fetched and nothing is lost, while a
summary taken for the article would be all that anybody reads.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from reader.text.normalise import plain, squeeze
from reader.text.prose import word_count
from reader.text.scripts import has_unspaced

FULL_CONTENT_WORDS = 60
"""Words from which a content field (content:encoded, Atom's content) is the article: the shortest
agency reports have some sixty."""
FULL_SUMMARY_WORDS = 200
"""Words from which a field meant for a summary holds the article: cut off by count, by the programs
that write feeds, are 20 to 100 words (WordPress: 55)."""
_LONGEST_WORD = 20
"""Characters with its space, on the average of a text in any language: so much of it is counted."""
_END = 400
"""Characters of a text's end that are looked at."""
_LINK_END = 160
"""Characters of a last line that can be a link to the rest: the words and a title behind them."""
_CUT = re.compile(r"(?:\.\.\.|\[\.\.\.\]|\(\.\.\.\)|\[&hellip;\]|\[\+\d+ chars\])[\s»>→.]*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A pattern of a last line, and the texts by which it is tested."""

    pattern: str
    summary_only: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ends:
    links: re.Pattern[str]
    behind: re.Pattern[str]
    anywhere: re.Pattern[str] | None
    in_summary: re.Pattern[str] | None


def is_summary(text: str, *, content: bool) -> bool:
    """Tell whether a text is only a part of its article.

    `text` is plain, one paragraph a line; `content` tells that its field is meant for all of it.
    """
    least = FULL_CONTENT_WORDS if content else FULL_SUMMARY_WORDS
    beginning = text[: least * _LONGEST_WORD]
    words = word_count(beginning) if has_unspaced(beginning) else len(beginning.split())
    return words < least or is_cut_off(text, content=content)


def is_cut_off(text: str, *, content: bool = False) -> bool:
    """Tell whether a text ends in what says that there is more of it."""
    lines = [line for line in text[-_END:].splitlines() if line.strip()][-2:]
    ends = _ends()
    for line in reversed(lines):
        last = squeeze(plain(line)).casefold()
        if _CUT.search(last) or ends.behind.search(last):
            return True
        if len(last) <= _LINK_END and ends.links.match(last):
            return True
        said = ends.anywhere is not None and ends.anywhere.fullmatch(last) is not None
        said_in_summary = (
            ends.in_summary is not None and ends.in_summary.fullmatch(last) is not None
        )
        if said or (said_in_summary and not content):
            return True
        if not said_in_summary:
            return False  # behind such a line alone the text's own end may stand
    return False


@cache
def links() -> tuple[str, ...]:
    """Return the words of links to the rest of an article."""
    return tuple(_data()["links"])


@cache
def marks() -> tuple[Mark, ...]:
    """Return the patterns of last lines."""
    return tuple(
        Mark(
            pattern=item["pattern"],
            summary_only=item.get("summary_only", False),
            examples=tuple(item["examples"]),
        )
        for item in _data()["marks"]
    )


@cache
def _data() -> dict[str, Any]:
    source = resources.files("reader.ingest").joinpath("teasers.toml").read_text("utf-8")
    return tomllib.loads(source)


@cache
def _ends() -> _Ends:
    words = "|".join(re.escape(plain(words).casefold()) for words in links())
    return _Ends(
        links=re.compile(rf"[\W_]*+(?:{words})(?!\w)"),
        behind=re.compile(rf"[.!?)\]:。] *+[\W_]{{0,4}}(?:{words})[\W_]*$"),
        anywhere=_any_of([mark.pattern for mark in marks() if not mark.summary_only]),
        in_summary=_any_of([mark.pattern for mark in marks() if mark.summary_only]),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None
