"""The page's provenance: each copy in numbers, then place by place what the copies did, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.collation.marks import Counts, count_changes
from reader.export.alike import Alike, alike
from reader.export.apparatus import Apparatus, Change, Entry, Reworded
from reader.export.markup import NOTHING, Html, part, tag, text
from reader.export.page_rows import badge, badges, category, colour, what
from reader.export.readings import words
from reader.model import Category, Copy, EditKind
from reader.text.normalise import squeeze
from reader.text.phrases import listed

_CHANGED = {
    EditKind.NUMBER: "a number was changed",
    EditKind.NAME: "a name was changed",
    EditKind.DATE: "a date was changed",
    EditKind.QUOTATION: "a quotation was changed",
}
_LINES = 4
"""Lines of boilerplate that a note tells; the copy has them all."""
_REASONS = 3
"""Reasons given for one addition."""
_COLUMNS = (("wire", "part of its words that is the wire’s"), ("+", "lines added"),
            ("−", "passages cut"), ("~", "passages reworded"),
            ("!", "facts or quotations changed"), ("↕", "passages moved"))  # fmt: skip


def provenance(made: Apparatus) -> Html:
    """Return the section with the copies' numbers and the notes."""
    heading = tag("h2", part("Provenance"), id="provenance-title")
    notes = tag("div", *_notes(made), id="notes", aria_live="polite")
    return tag(
        "section",
        heading,
        _copies(made),
        notes,
        id="provenance",
        aria_labelledby="provenance-title",
    )


def _copies(made: Apparatus) -> Html:
    counts = count_changes(made.collation)
    names = (tag("th", tag("abbr", part(x), title=why), scope="col") for x, why in _COLUMNS)
    head = tag("thead", tag("tr", tag("th", part("copy"), scope="col"), *names))
    rows = (_copy(copy, counts[number]) for number, copy in made.copies.items())
    table = tag("table", head, tag("tbody", *rows))
    return tag("div", table, id="copies", tabindex="0", role="group", aria_label="Copies")


def _copy(copy: Copy, counts: Counts) -> Html:
    link = tag("a", badge(copy.number), part(" "), text(copy.article.outlet.name),
               href=f"#copy-{copy.number}")  # fmt: skip
    done = (counts.added, counts.cut, counts.reworded, counts.facts, counts.moved)
    cells = [tag("td", part(f"{100 * copy.wire_share:.0f} %"), _bar(copy))]
    cells += [tag("td", part(str(x)), class_=None if x else "quiet") for x in done]
    return tag("tr", tag("th", link, scope="row"), *cells)


def _bar(copy: Copy) -> Html:
    """Return the wire's share as a bar; the number before it says the same."""
    filled = tag("rect", width=f"{100 * copy.wire_share:.0f}", height="4")
    return tag("svg", filled, class_=colour(copy.number), width="48", height="3",
               viewBox="0 0 100 4", preserveAspectRatio="none", aria_hidden="true")  # fmt: skip


def _notes(made: Apparatus) -> Iterator[Html]:
    yield _note(0, "Before the text", [*_headlines(made), *_insertions(made, 0)])
    for entry in made.entries:
        number = entry.passage.number
        items = [*_entry(made, entry), *_insertions(made, number)]
        if items:
            yield _note(number, f"Passage {number}", items)
    agreed = f"all {len(made.copies)} copies say the same" if made.several else "the only copy"
    yield tag("p", part(agreed), id="agreed", class_="quiet", hidden=True)


def _note(place: int, name: str, items: Iterable[Html]) -> Html:
    return tag("section", tag("h3", part(name)), *items, class_="note", data_passage=str(place))


def _item(*content: Html, evidence: Iterable[str] = ()) -> Html:
    why = "; ".join(map(squeeze, evidence))
    behind = tag("p", text(why), class_="evidence") if why else NOTHING
    return tag("div", tag("p", *content), behind, class_="item")


def _headlines(made: Apparatus) -> Iterator[Html]:
    groups: dict[str, list[int]] = {}
    for copy in made.copies:
        if headline := squeeze(made.headline(copy)):
            groups.setdefault(headline, []).append(copy)
    for headline, copies in groups.items():
        yield _item(badges(copies), part(" "), tag("q", text(headline), dir="auto"))


def _entry(made: Apparatus, entry: Entry) -> Iterator[Html]:
    if entry.only:
        told = " only here: nothing shows whether it was added here or cut elsewhere"
        yield _item(badges(entry.only), part(told))
    yield from map(_reworded, entry.reworded)
    if entry.moved:
        yield _item(badges(entry.moved), _sign(" ↕ moved"), part(" to another place"))
    if entry.cut:
        yield _item(badges(entry.cut), _sign(" − cut"))
    for copy, read in entry.scrambled.items():
        scrambled = (_sign(" scrambled"), part(" (ROT47); it reads "))
        yield _item(badge(copy), *scrambled, tag("q", text(read), dir="auto"))


def _sign(told: str) -> Html:
    return tag("span", part(told), class_="what")


def _reworded(reworded: Reworded) -> Html:
    kinds = dict.fromkeys(_CHANGED[x.kind] for x in reworded.changes if x.fact)
    named = _sign(" ~ reworded")
    if kinds:
        named = tag("strong", part(f" ! {listed(list(kinds))}"), class_="fact")
    changes = (tag("li", *_change(change)) for change in reworded.changes)
    told = tag("p", badges(reworded.copies), named)
    return tag("div", told, tag("ul", *changes), class_="item")


def _change(change: Change) -> Iterator[Html]:
    if change.reading:
        yield tag("del", text(change.reading), dir="auto")
    yield part(
        " → " if change.reading and change.words else " lacks it" if change.reading else "+ "
    )
    if change.words:
        yield tag("ins", text(change.words), dir="auto", class_="fact" if change.fact else None)
    if change.kind is EditKind.UNIT:
        yield tag("span", part(" the same amount"), class_="quiet")


def _insertions(made: Apparatus, after: int) -> Iterator[Html]:
    """Yield an item for what copies put in; a headline above the text is told already."""
    for found in alike(made, after, lambda x: bool(after) or x.category is not Category.HEADLINE):
        yield _insertion(made.copies[found.copies[0]], found)


def _insertion(copy: Copy, found: Alike) -> Html:
    labels = found.labels
    sure = tag(
        "span",
        part(f"{100 * min(x.confidence for x in found.every):.0f} % sure"),
        class_="quiet",
    )
    lines = [
        tag("li", part(f"{category(label)}: "), tag("q", text(words(copy, label)), dir="auto"))
        for label in labels[:_LINES]
    ]
    more = len(labels) - _LINES
    if more > 0:
        lines.append(tag("li", tag("a", part(f"and {more} more"), href=f"#copy-{copy.number}")))
    reasons = list(dict.fromkeys(why for x in found.every for why in x.evidence))
    behind = (
        tag("p", text("; ".join(reasons[:_REASONS])), class_="evidence") if reasons else NOTHING
    )
    told = tag("p", badges(found.copies), what(labels), sure)
    return tag("div", told, tag("ul", *lines), behind, class_="item")
