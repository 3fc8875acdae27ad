"""Whether the page fetched for an article shows the article, or something in its place.

Prose beats words: where the article's zone has a hundred words of it, the page is the article,
whatever it says about cookies and subscriptions around it. Only where it has less are the wordings
of `walls.toml` looked for, and the text is compared with the summary that the feed gave.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from reader.ingest.draft import Draft
from reader.model import Block, Role, TextState
from reader.provenance.wording import folded_line
from reader.text.prose import is_prose, word_count
from reader.text.running import is_links, is_outside, is_running

ENOUGH_PROSE = 120
"""Words of prose from which a page is the article: of 409 real article pages two have fewer, and
walls have few words beside their own notices."""
_SOME_PROSE = 40
"""Words of prose from which a wall's words count only where they stand in the article's place."""
_HARDLY_ANY = 20
"""Words: a page with fewer shows nothing that could be an article."""
_LONG_BLOCK = 20
"""Words of a block that is prose without a full stop at its end: some scripts write none."""
_LESS = 0.8
"""Of the summary's words: with fewer the page shows less than the feed does."""
_LONGEST_NOTICE = 1_200
"""Characters of a block in which a wall's words are looked for, at its beginning."""
_LONGEST_TITLE = 150
_EXPLAINING = 2
"""Words of a wall in a block that explains it: one alone is in many an article."""
_UNSPACED = "\u3000"
"""From here on scripts have no spaces, and a word no edges."""


@dataclass(frozen=True, slots=True)
class Wall:
    """One entry of the data file, its wordings folded: see its head."""

    kind: str
    reason: str
    titles: tuple[str, ...]
    phrases: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A block of the page: its folded text, whether it stands in the article's place, its prose."""

    said: str
    heading: bool
    within: bool
    words: int
    prose: int


def judge_page(draft: Draft, summary: str = "") -> tuple[TextState, str]:
    """Return FULL, or BLOCKED with the reason in plain words.

    `draft` is the page; `summary` the text that its feed gave, empty where there is none.
    """
    shown = [_shown(draft, block) for block in draft.blocks]
    met = _met(shown)
    prose = sum(one.prose for one in shown if one.prose and not _belongs_to(one.said, met))
    if prose < ENOUGH_PROSE:
        wall = _wall(draft, [one for one in shown if one.within or prose < _SOME_PROSE], met)
        if wall is not None:
            return TextState.BLOCKED, wall.reason
    words = sum(one.words for one in shown if one.within)
    if words < _LESS * word_count(summary):
        return TextState.BLOCKED, "the page shows less text than the feed gives"
    if words < _HARDLY_ANY and not summary.strip():
        return TextState.BLOCKED, "the page shows hardly any text; open it in a browser"
    return TextState.FULL, ""


@cache
def walls() -> tuple[Wall, ...]:
    """Return the entries of the data file, in its order."""
    source = resources.files("reader.ingest").joinpath("walls.toml").read_text("utf-8")
    return tuple(
        Wall(
            kind=item["kind"],
            reason=item["reason"],
            titles=tuple(map(folded_line, item.get("titles", ()))),
            phrases=tuple(map(folded_line, item.get("phrases", ()))),
            words=tuple(map(folded_line, item.get("words", ()))),
        )
        for item in tomllib.loads(source)["wall"]
    )


def _shown(draft: Draft, block: Block) -> _Shown:
    text = draft.text[block.start : block.end]
    words = word_count(text)
    prose = is_running(block) and (words >= _LONG_BLOCK or is_prose(text))
    return _Shown(
        said=folded_line(text[:_LONGEST_NOTICE]),
        heading=block.role is Role.HEADING,
        within=not is_outside(block),
        words=0 if is_links(block) else words,
        prose=words if prose else 0,
    )


def _met(shown: Sequence[_Shown]) -> dict[Wall, list[str]]:
    """Return the walls whose phrases stand on the page, with those phrases.

    One pass over the page for each phrase, so that the blocks of most pages are not searched.
    """
    page = "\n".join(one.said for one in shown)
    found = {wall: [one for one in wall.phrases if _holds(page, one)] for wall in walls()}
    return {wall: phrases for wall, phrases in found.items() if phrases}


def _belongs_to(said: str, met: Mapping[Wall, list[str]]) -> bool:
    """Tell whether a block is a wall's notice, or explains it with two of the wall's words."""
    for wall, phrases in met.items():
        if any(_holds(said, phrase) for phrase in phrases):
            return True
        if sum(_holds(said, word) for word in wall.words) >= _EXPLAINING:
            return True
    return False


def _wall(draft: Draft, shown: Sequence[_Shown], met: Mapping[Wall, list[str]]) -> Wall | None:
    """Return the first wall that the page's title, a heading or one of the blocks names."""
    titles = [folded_line((draft.title or "")[:_LONGEST_TITLE])]
    titles += [one.said for one in shown if one.heading and len(one.said) <= _LONGEST_TITLE]
    for wall in walls():
        if any(_begins(title, start) for title in titles for start in wall.titles):
            return wall
        phrases = met.get(wall, ())
        if any(_holds(one.said, phrase) for phrase in phrases for one in shown):
            return wall
    return None


def _begins(text: str, start: str) -> bool:
    return text.startswith(start) and not _joins(text[len(start) : len(start) + 1])


def _holds(text: str, phrase: str) -> bool:
    """Tell whether the text holds the phrase, as words of its own."""
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        inside = (phrase[0].isalnum() and _joins(text[at - 1 : at])) or (
            phrase[-1].isalnum() and _joins(text[end : end + 1])
        )
        if not inside:
            return True
        at = text.find(phrase, at + 1)
    return False


def _joins(char: str) -> bool:
    """Tell whether a letter next to a phrase makes it a part of a longer word."""
    return char.isalnum() and char < _UNSPACED
