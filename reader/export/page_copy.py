"""The page's copies as published: additions named, omissions as ghosts, changes by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from reader.collation.marks import FACTS, Labels, Mark, is_moved, mark
from reader.export.apparatus import Apparatus, Entry
from reader.export.markup import NOTHING, Html, joined, part, tag, text
from reader.export.page_rows import badge, colour, language, row, sign, what
from reader.export.readings import Run, marked, words
from reader.export.web import web_address
from reader.model import Category, Copy, EditKind, Kind, Label
from reader.text.normalise import squeeze
from reader.text.phrases import listed

_LACKS = "‸"
"""Stands where a copy lacks words that the shown reading has."""
_MOST_NAMED = 8
"""Copies named one by one; more are counted."""


def copy_view(made: Apparatus, copy: Copy) -> Html:
    """Return the section with one copy as it was published."""
    number = copy.number
    name = f"copy-{number}"
    heading = tag(
        "h2", badge(number), part(" "), text(copy.article.outlet.name), id=f"{name}-title"
    )
    rows = [*_title(made, copy), *_with_ghosts(made, copy)]
    return tag(
        "section",
        heading,
        _about(made, copy),
        *rows,
        class_=f"view {colour(number)}",
        id=name,
        lang=language(copy),
        aria_labelledby=f"{name}-title",
    )


def _about(made: Apparatus, copy: Copy) -> Html:
    article = copy.article
    parts = [part("as published")]
    if article.published is not None:
        parts.append(part(article.published.isoformat(" ", "minutes").replace("+00:00", " UTC")))
    if copy.version_of is not None:
        parts.append(joined([part("another version of "), badge(copy.version_of)]))
    if made.several:
        agency = made.collation.origin.agency
        whose = f"{squeeze(agency)}’s" if agency else "shared with other copies"
        parts.append(part(f"{100 * copy.wire_share:.0f} % of its words are {whose}"))
    if article.outlet.inferred:
        parts.append(text(f"outlet inferred: {article.outlet.evidence}"))
    if address := web_address(article.url):
        link = tag("a", part("its page"), href=address, rel="noopener noreferrer external")
        parts.append(link)
    return tag("p", joined(parts, " · "), class_="about", lang="en")


def _title(made: Apparatus, copy: Copy) -> Iterator[Html]:
    """Yield the copy's headline, where it stands beside the text and not in it."""
    in_text = any(x.category is Category.HEADLINE for x in made.labels[copy.number])
    if copy.article.title and not in_text:
        name = tag("span", part(" + headline"), class_="what", lang="en")
        yield row(sign("+"), tag("p", text(copy.article.title), name), kind="own first", passage=0)


def _with_ghosts(made: Apparatus, copy: Copy) -> Iterator[Html]:
    """Yield the copy's rows, and after each passage those that it lacks behind it."""
    labels = made.labels[copy.number]
    last = {x.passage: place for place, x in enumerate(labels) if x.passage is not None}
    ghosts = _ghosts(made, copy, set(last))
    after = {
        label.segment.index: insertion.after
        for insertions in made.insertions.values()
        for insertion in insertions
        if insertion.copy == copy.number
        for label in insertion.labels
    }
    wire = [place for place, label in enumerate(labels) if label.kind is Kind.WIRE]
    first = min(wire, default=len(labels))
    block, dateline = -1, ""
    for place, label in enumerate(labels):
        if place == first:
            yield from ghosts[0]
        opens, block = label.segment.block != block, label.segment.block
        if _opens_line(label, labels[place + 1 : place + 2]):
            dateline = words(copy, label)
        elif label.kind is Kind.WIRE:
            yield _wire(copy, label, opens or bool(dateline), dateline)
            dateline = ""
        else:
            yield _addition(copy, label, after[label.segment.index], opens)
        if label.passage is not None and last[label.passage] == place:
            yield from ghosts[label.passage]
    if first == len(labels):
        yield from ghosts[0]


def _opens_line(label: Label, behind: Labels) -> bool:
    """Tell whether a dateline stands in the line of the wire segment behind it."""
    return label.category is Category.DATELINE and any(
        x.kind is Kind.WIRE and x.segment.block == label.segment.block for x in behind
    )


def _wire(copy: Copy, label: Label, opens: bool, dateline: str) -> Html:
    shown = mark([label])
    note = NOTHING
    opening = tag("span", text(dateline), part(" "), class_="dateline") if dateline else NOTHING
    if is_moved(label):
        note = tag("span", part(" ↕ moved"), class_="what", lang="en")
    content = joined(map(_run, marked(copy, label)))
    departs = shown is not Mark.SAME
    kind = "fact" if shown is Mark.FACT else ""
    return row(
        sign(shown.value if departs else "", kind),
        tag("p", opening, content, note, dir="auto"),
        kind="first" if opens else "next",
        passage=label.passage or 0,
        variant=departs,
    )


def _run(run: Run) -> Html:
    """Mark words that differ, and tell what the shown text has; style is not marked."""
    edit = run.edit
    if edit is None or edit.kind is EditKind.STYLE:
        return part(run.text)
    kind = "fact" if edit.kind in FACTS else "wording"
    shown = f"{edit.kind}: the clean text has “{edit.reading}”"
    if not edit.reading:
        shown = f"{edit.kind}: not in the clean text"
    return tag("mark", part(run.text or _LACKS), class_=kind, title=shown)


def _addition(copy: Copy, label: Label, after: int, opens: bool) -> Html:
    return row(
        sign("+"),
        tag("p", text(words(copy, label)), what([label]), dir="auto"),
        kind="own first" if opens else "own next",
        passage=after,
        additions=[label],
    )


def _ghosts(made: Apparatus, copy: Copy, carried: set[int]) -> Mapping[int, list[Html]]:
    """Return a ghost for each passage that the copy lacks, by the passage that it stands behind."""
    found: defaultdict[int, list[Html]] = defaultdict(list)
    before = 0
    for entry in made.entries:
        if entry.passage.number in carried:
            before = entry.passage.number
        else:
            found[before].append(_ghost(entry))
    return found


def _ghost(entry: Entry) -> Html:
    carriers = entry.passage.carriers
    named = listed([str(x) for x in carriers])
    if len(carriers) > _MOST_NAMED:
        named = f"{len(carriers)} copies"
    told = f" only in {named}" if entry.only else f" cut; stands in {named}"
    note = tag("span", part(told), class_="what", lang="en")
    return row(
        sign("·" if entry.only else "−"),
        tag("p", tag("span", text(entry.passage.text)), note, dir="auto"),
        kind="ghost first",
        passage=entry.passage.number,
        variant=not entry.only,
    )
