"""A story as Markdown that any reader of text can open: clean text, copies, and footnotes.

CommonMark, with footnotes (`[^1]`) as GitHub, Pandoc and most note-taking programs know them; where
they are not known, they stay readable as they stand. Nothing that was published becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader.collation.insertions import Insertion
from reader.collation.marks import OWN, Counts, count_changes
from reader.export.apparatus import Apparatus, Change, Entry, arrange
from reader.export.layout import one_line
from reader.export.readings import words
from reader.export.web import web_address
from reader.model import Category, Collation, Copy, Passage
from reader.text.phrases import count, listed

_MARKUP = re.compile(
    r"[\\`*_\[\]<>&~$|^@#]"
    r"|:(?=//)|(?<=www)\."  # a bare address becomes a link in GitHub's Markdown
    r"|^[-+=:%]",
    re.IGNORECASE,
)
"""Characters that begin something in CommonMark or its common extensions, anywhere or in front."""
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
"""What begins an item of a numbered list."""

_LINES = 4
"""Lines of one run of boilerplate that a footnote tells; JSON and CSV have them all."""
_REASONS = 3
"""Reasons given for one addition."""


def markdown(collation: Collation) -> Iterator[str]:
    """Give the document in pieces."""
    made = arrange(collation)
    yield f"# {escaped(collation.headline)}\n\n"
    yield f"{' · '.join(_about(made))}{_mark(made, 0)}\n\n"
    yield from _clean_text(made)
    yield from _copies(made)
    notes = list(_notes(made))
    if notes:
        yield "## Apparatus\n\n"
        yield "\n\n".join(notes) + "\n"


def escaped(text: str) -> str:
    """Return text from outside as one line of Markdown that shows it, and nothing else."""
    return _escaped(one_line(text))


def _escaped(line: str) -> str:
    line = _MARKUP.sub(lambda found: f"\\{found.group()}", line)
    return _NUMBER.sub(r"\1\\\2", line)


def _about(made: Apparatus) -> Iterator[str]:
    collation = made.collation
    if collation.origin.agency:
        yield escaped(collation.origin.agency)
    yield count(len(made.copies), "copy", "copies")
    yield count(len(collation.passages), "passage")
    if facts := made.facts():
        yield f"{count(facts, 'fact')} changed"


def _clean_text(made: Apparatus) -> Iterator[str]:
    paragraph = 0
    for entry in made.entries:
        passage = entry.passage
        if paragraph:
            yield "\n\n" if passage.paragraph != paragraph else " "
        if dateline := made.dateline(passage.number):
            yield f"{escaped(dateline)} "
        paragraph = passage.paragraph
        yield "".join(_linked(made, passage)) + _mark(made, passage.number)
    if paragraph:
        yield "\n\n"


def _linked(made: Apparatus, passage: Passage) -> Iterator[str]:
    """Give the words of a passage, those that were a link as one."""
    text, at = one_line(passage.text), 0
    for start, end, address in made.links(passage):
        before = _escaped(text[at:start])
        # Before a bracket, an exclamation mark would begin a picture.
        yield f"{before[:-1]}\\!" if before.endswith("!") else before
        yield f"[{_escaped(text[start:end])}](<{address}>)"
        at = end
    yield _escaped(text[at:])


def _mark(made: Apparatus, place: int) -> str:
    """Return the mark of the footnote of a place, if there is anything to tell."""
    told = made.insertions.get(place) or (place and made.entries[place - 1].varies)
    return f"[^{place}]" if told else ""


def _copies(made: Apparatus) -> Iterator[str]:
    yield "## Copies\n\n"
    counts = count_changes(made.collation)
    for number, copy in made.copies.items():
        yield f"{number}. {'; '.join(_copy(made, copy, counts[number]))}\n"
    yield "\n"


def _copy(made: Apparatus, copy: Copy, counts: Counts) -> Iterator[str]:
    article = copy.article
    name = escaped(article.outlet.name) or "unnamed"
    address = web_address(article.url)
    yield f"[{name}](<{address}>)" if address else name
    if headline := made.headline(copy.number):
        yield f"“{escaped(headline)}”"
    if article.published is not None:
        yield article.published.isoformat(" ", "minutes").replace("+00:00", " UTC")
    if copy.version_of is not None:
        yield f"another version of {copy.version_of}"
    if article.outlet.inferred:
        yield f"outlet inferred: {escaped(article.outlet.evidence)}"
    if made.several:
        told = f"{100 * copy.wire_share:.0f} % wire, {counts.added} added, {counts.cut} cut"
        yield f"{told}, {counts.reworded} reworded, {count(counts.facts, 'fact')} changed"


def _notes(made: Apparatus) -> Iterator[str]:
    """Give the footnotes: of what stands before the text, then of each passage."""
    for place in range(len(made.entries) + 1):
        told = list(_entry(made, made.entries[place - 1])) if place else []
        told += [_insertion(made, x) for x in made.insertions.get(place, ())]
        if told:
            # Two words at least: where footnotes are unknown, one would be a link's definition.
            head = f"Passage {place}." if place else "Before the text."
            yield f"[^{place}]: {head} {' '.join(told)}"


def _entry(made: Apparatus, entry: Entry) -> Iterator[str]:
    if entry.only:
        yield f"{_named(made, entry.only)}: only here; nothing shows whether the others cut it."
    for reworded in entry.reworded:
        yield f"{_named(made, reworded.copies)}: {'; '.join(map(_change, reworded.changes))}."
    if entry.moved:
        yield f"{_named(made, entry.moved)}: moved to another place."
    if entry.cut:
        yield f"{_named(made, entry.cut)}: cut."
    for copy, read in entry.scrambled.items():
        yield f"{_named(made, (copy,))}: scrambled (ROT47); it reads “{escaped(read)}”."


def _change(change: Change) -> str:
    old, new = escaped(change.reading), escaped(change.words)
    if not old:
        told = f"has “{new}” besides"
    elif not new:
        told = f"lacks “{old}”"
    else:
        told = f"“{old}” → “{new}”"
    return f"**{change.kind.value} changed:** {told}" if change.fact else f"{change.kind}: {told}"


def _insertion(made: Apparatus, insertion: Insertion) -> str:
    """Tell what a copy put in: the outlet's own text in full, of boilerplate the first lines."""
    copy = made.copies[insertion.copy]
    own = [label for label in insertion.labels if label.category in OWN]
    rest = [label for label in insertion.labels if label.category not in OWN]
    lines = [
        f"{label.category or Category.UNKNOWN} “{escaped(words(copy, label))}”"
        for label in (*own, *rest[:_LINES])
    ]
    told = {label.segment.block for label in (*own, *rest[:_LINES])}
    more = len({label.segment.block for label in rest} - told)
    if more:
        lines.append(count(more, "more line"))
    sure = min(label.confidence for label in insertion.labels)
    reasons = dict.fromkeys(why for label in insertion.labels for why in label.evidence)
    why = "; ".join(map(escaped, list(reasons)[:_REASONS]))
    known = f"{100 * sure:.0f} % sure{f': {why}' if why else ''}"
    return f"{_named(made, (insertion.copy,))} added {', '.join(lines)} ({known})."


def _named(made: Apparatus, copies: Iterable[int]) -> str:
    """Return copies by number and outlet."""
    named = [f"{x} ({escaped(made.copies[x].article.outlet.name)})" for x in copies]
    return f"{'Copy' if len(named) == 1 else 'Copies'} {listed(named)}"
