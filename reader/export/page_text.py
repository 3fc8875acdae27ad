"""The page's clean text: passages with their gutter, and what copies put in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.collation.marks import MEANING, Mark
from reader.collation.places import fact_places
from reader.export.alike import Alike, alike
from reader.export.apparatus import Apparatus, Entry
from reader.export.markup import NOTHING, Html, joined, part, tag, text
from reader.export.page_rows import badges, category, colour, language, row, sign, what
from reader.export.readings import words
from reader.model import Category, Label
from reader.text.normalise import squeeze
from reader.text.phrases import count, listed

_MOST_MARKS = 12
"""Copies with a mark each in the gutter; of more, it counts how many carry the passage."""
_LOUDEST = (Mark.FACT, Mark.REWORDED, Mark.MOVED, Mark.LACKS)


def clean_view(made: Apparatus) -> Html:
    """Return the section with the clean text."""
    rows = list(_put_in(made, 0))
    paragraph = 0
    for entry in made.entries:
        passage = entry.passage
        rows.append(_passage(made, entry, first=passage.paragraph != paragraph))
        paragraph = passage.paragraph
        rows += _put_in(made, passage.number)
    heading = tag("h2", part("Clean text"), id="clean-title")
    return tag("section", heading, *rows, class_="view", id="clean", aria_labelledby="clean-title")


def _passage(made: Apparatus, entry: Entry, *, first: bool) -> Html:
    passage = entry.passage
    opening = made.dateline(passage.number)
    dateline = tag("span", text(opening), part(" "), class_="dateline") if opening else NOTHING
    note = NOTHING
    if entry.only:
        note = tag("span", part(" only in "), badges(entry.only), class_="quiet")
    shown = squeeze(passage.text)
    lang = language(made.copies[passage.copy])
    return row(
        _gutter(made, passage.number),
        tag("p", dateline, _content(made, entry, shown), note, dir="auto", lang=lang),
        kind="first" if first else "next",
        passage=passage.number,
        variant=made.several and any(x is not Mark.SAME for _, x in made.marks(passage.number)),
    )


def _content(made: Apparatus, entry: Entry, shown: str) -> Html:
    """Return the words of a passage with its links, and those marked that are facts changed."""
    copies = (made.at.get((entry.passage.number, copy), ()) for copy in made.copies)
    facts = fact_places(shown, copies) if made.several else ()
    parts: list[Html] = []
    at = 0
    for start, end, address in made.links(entry.passage):
        inside = _emphasised(shown, facts, start, end)
        link = tag("a", inside, href=address, rel="noopener noreferrer external")
        parts += [_emphasised(shown, facts, at, start), link]
        at = end
    return joined([*parts, _emphasised(shown, facts, at, len(shown))])


def _emphasised(shown: str, places: Iterable[tuple[int, int]], low: int, high: int) -> Html:
    parts: list[Html] = []
    at = low
    for start, end in places:
        start, end = max(low, start), min(high, end)
        if start < end:
            parts += [part(shown[at:start]), tag("mark", part(shown[start:end]), class_="fact")]
            at = end
    return joined([*parts, part(shown[at:high])])


def _gutter(made: Apparatus, passage: int) -> Html:
    """Return a mark for each copy, and in words what the marks say."""
    if not made.several:
        return sign()
    marks = made.marks(passage)
    copies_of = {x: [str(copy) for copy, found in marks if found is x] for x in Mark}
    told = (f"{listed(copies)}: {MEANING[x]}" for x, copies in copies_of.items() if copies)
    if len(marks) <= _MOST_MARKS:
        signs = [tag("i", part(x.value), class_=_class(x, copy)) for copy, x in marks]
    else:
        loudest = next((x for x in _LOUDEST if copies_of[x]), Mark.SAME)
        carrying = len(marks) - len(copies_of[Mark.LACKS])
        signs = [tag("i", part(loudest.value), class_=_class(loudest)), part(f" {carrying}")]
        signs.append(part(f"/{len(marks)}"))
    return tag("span", *signs, class_="gutter", role="img", aria_label="; ".join(told))


def _class(mark: Mark, copy: int | None = None) -> str:
    if mark is Mark.FACT:
        return "fact"
    return "quiet" if mark is Mark.LACKS or copy is None else colour(copy)


def _put_in(made: Apparatus, after: int) -> Iterator[Html]:
    """Yield what copies put in after a passage: own text by itself, boilerplate folded."""
    for found in alike(made, after, lambda label: not _stands_above(label, after)):
        yield _line(made, found, after) if len(found.labels) == 1 else _folded(made, found, after)


def _stands_above(label: Label, after: int) -> bool:
    """Tell whether it is shown as dateline or among the headlines instead."""
    above = label.category is Category.HEADLINE and not after
    return above or label.category is Category.DATELINE


def _line(made: Apparatus, found: Alike, after: int) -> Html:
    [label] = found.labels
    line = tag("q", text(words(made.copies[label.copy], label)), dir="auto")
    return _addition(tag("div", badges(found.copies), what([label]), line), found, after)


def _folded(made: Apparatus, found: Alike, after: int) -> Html:
    copy, labels = made.copies[found.copies[0]], found.labels
    items = (
        tag("li", part(f"{category(x)}: "), tag("q", text(words(copy, x)), dir="auto"))
        for x in labels
    )
    lines = tag("span", part(count(len({x.segment.block for x in labels}), "line")), class_="quiet")
    summary = tag("summary", badges(found.copies), what(labels), lines)
    return _addition(tag("details", summary, tag("ul", *items)), found, after)


def _addition(told: Html, found: Alike, after: int) -> Html:
    own = f" {colour(found.copies[0])}" if len(found.copies) == 1 else ""
    return row(sign(), told, kind=f"addition{own}", passage=after, additions=found.every)
