"""Lists of stories: the documents of `reader list` and `search`, and lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reader.export.document import array, dump, moment_text, story_object
from reader.export.layout import Paint, Tone, clip, one_line, unpainted, wrap
from reader.model import Category, Collation, StorySummary
from reader.text.phrases import count

_ONLY_WHOLE = ("passages", "segments", "omissions")
"""What a story has alone and not in a list."""
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Listed:
    """A story of a list: its row, its collation, and where the words of a search stand in it.

    `cut`: whether the passage goes on before and after what is given of it. `added`: the words
    stand only in what outlets put in, first in this copy, as this.
    """

    summary: StorySummary
    collation: Collation | None = None
    passage: str = ""
    cut: tuple[bool, bool] = (False, False)
    added: tuple[int, Category] | None = None


def stories_document(listed: Iterable[Listed]) -> Iterator[str]:
    """Write the document of `reader list --json` and `search --json` in pieces.

    Every story comes with its collation.
    """
    yield from array('{"stories": [', (dump(_of_list(one)) for one in listed))
    yield "}\n"


def story_document(listed: Listed) -> Iterator[str]:
    """Write the document of `reader show --json`: one whole story."""
    assert listed.collation is not None
    yield dump(story_object(listed.collation) | _state(listed.summary)) + "\n"


def _of_list(one: Listed) -> Mapping[str, object]:
    assert one.collation is not None
    whole = story_object(one.collation)
    rest = {name: value for name, value in whole.items() if name not in _ONLY_WHOLE}
    return rest | _state(one.summary) | _passage(one)


def _passage(one: Listed) -> dict[str, object]:
    """Return where the words of a search stand, if they do."""
    found: dict[str, object] = {"passage": one.passage} if one.passage else {}
    if one.added is not None:
        copy, category = one.added
        found["passage_in"] = {"copy": copy, "category": category.value}
    return found


def _state(story: StorySummary) -> dict[str, object]:
    seen = story.first_seen
    return {
        "unread": story.unread,
        "starred": story.starred,
        "first_seen": None if seen is None else moment_text(seen),
    }


def stories_report(
    listed: Iterable[Listed], columns: int, paint: Paint = unpainted
) -> Iterator[str]:
    """Give lines for each story: its headline; what is known of it, with its id; a passage."""
    for one in listed:
        story = one.summary
        mark = "*" if story.starred else "•" if story.unread else " "
        headline = clip(f"{mark} {one_line(story.headline)}", columns)
        yield paint(Tone.STRONG, headline) if story.unread else headline
        yield paint(Tone.QUIET, clip(_INDENT + _about(story), columns))
        if one.passage:
            before, after = ("…" if cut else "" for cut in one.cut)
            told = before + one_line(one.passage) + after
            if one.added is not None:
                copy, category = one.added
                told = f"in copy {copy}, {category}: {told}"
            for line in wrap(told, columns - len(_INDENT)):
                yield paint(Tone.QUIET, _INDENT + line) if one.added else _INDENT + line


def _about(story: StorySummary) -> str:
    parts = [one_line(story.id), one_line(story.agency or story.outlets[0])]
    parts.append(count(story.copies, "copy", "copies"))
    if story.fresh:
        parts.append(f"+{story.fresh}")
    if story.facts:
        parts.append(f"! {count(story.facts, 'fact')}")
    if story.latest is not None:
        came = "" if story.dated else "came "
        parts.append(came + story.latest.astimezone().strftime("%Y-%m-%d %H:%M"))
    return " · ".join(parts)
