"""A collation and a grouping as plain text that a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.collation.marks import MEANING, Counts, by_copy, count_changes, marks
from reader.export.changes import MOST_REASONS, change_lines
from reader.export.layout import Paint, Tone, clip, fit, one_line, unpainted, width, wrap
from reader.export.web import web_address
from reader.model import (
    Article,
    Collation,
    Copy,
    Relation,
    Status,
    Story,
    StorySummary,
    TextState,
)
from reader.text.phrases import count

_INDENT = "  "
_LEGEND = "   ".join(f"{mark} {meaning}" for mark, meaning in MEANING.items())
_SHARED_COLUMNS = 28
_SHARE_COLUMNS = 10
_MIN_NAME_COLUMNS = 16
_MARKED_COPIES = 16
"""With more copies than this, a passage says how many have it instead of which."""

_STATES = {
    TextState.SUMMARY: "only its feed's summary",
    TextState.BLOCKED: "only its feed's summary, for its page could not be had",
}
"""What is said of a copy of which there is not all."""


def story_report(collation: Collation, columns: int, paint: Paint = unpainted) -> Iterator[str]:
    """Give the lines of a story's report, `columns` wide.

    Its copies, its clean text, then copy by copy what the outlet added, cut, reworded and moved.
    """
    yield from _title(collation, columns, paint)
    yield ""
    yield from _copies_table(collation, columns, paint)
    yield ""
    yield from _clean_text(collation, columns, paint)
    labels = by_copy(collation)
    for copy in collation.copies:
        lines = list(change_lines(collation, copy, labels[copy.number], columns, paint))
        if lines:
            yield ""
            yield paint(Tone.STRONG, clip(_name(copy), columns))
            yield from lines


def group_report(
    summaries: Sequence[StorySummary],
    stories: Mapping[str, Story],
    articles: Mapping[str, Article],
    related: Iterable[Relation],
    columns: int,
    paint: Paint = unpainted,
) -> Iterator[str]:
    """Give the lines that list stories with their articles, and articles merely related."""
    yield f"{count(len(summaries), 'story', 'stories')} in {count(len(articles), 'article')}"
    for summary in summaries:
        yield ""
        yield from (paint(Tone.STRONG, line) for line in wrap(one_line(summary.headline), columns))
        agency = [one_line(summary.agency)] if summary.agency else []
        yield _INDENT + " · ".join([*agency, _copies(summary.copies, summary.versions)])
        yield from _members(stories[summary.id], articles, columns)
    yield from _related(sorted(related, key=lambda it: (it.a, it.b, it.kind)), columns, paint)


def _members(story: Story, articles: Mapping[str, Article], columns: int) -> Iterator[str]:
    """Give a line for each article of a story: its id, its outlet, how much it shares."""
    room = (columns - _SHARED_COLUMNS) // 2
    names = [
        (one_line(it.article), one_line(articles[it.article].outlet.name)) for it in story.members
    ]
    ids = min(room, max(width(name) for name, _ in names))
    outlets = min(room, max(width(outlet) for _, outlet in names))
    for member, (name, outlet) in zip(story.members, names, strict=True):
        shared = f"{100 * member.score:.0f} %".rjust(5)
        if member.version_of is not None:
            shared += f"  a version of {one_line(member.version_of)}"
        yield _INDENT + clip(f"{fit(name, ids)}  {fit(outlet, outlets)}  {shared}", columns - 2)


def _related(related: Sequence[Relation], columns: int, paint: Paint) -> Iterator[str]:
    if not related:
        return
    yield ""
    yield paint(Tone.STRONG, "Related, but not copies")
    for relation in related:
        yield _INDENT + clip(
            f"{one_line(relation.a)} · {one_line(relation.b)} · {relation.kind}, "
            f"{100 * relation.score:.0f} % shared",
            columns - len(_INDENT),
        )


def _title(collation: Collation, columns: int, paint: Paint) -> Iterator[str]:
    for line in wrap(one_line(collation.headline), columns):
        yield paint(Tone.STRONG, line)
    versions = sum(copy.version_of is not None for copy in collation.copies)
    parts = [_copies(len(collation.copies) - versions, versions)]
    if collation.origin.agency:
        parts.insert(0, one_line(collation.origin.agency))
    parts.append(count(len(collation.passages), "passage"))
    yield " · ".join(parts)
    if collation.origin.evidence:
        evidence = "; ".join(map(one_line, collation.origin.evidence[:MOST_REASONS]))
        yield from (paint(Tone.QUIET, line) for line in wrap(evidence, columns))


def _copies_table(collation: Collation, columns: int, paint: Paint) -> Iterator[str]:
    """Give each copy's number, outlet, share and counts; below, what else is known of it."""
    counts = {number: _counts(done) for number, done in count_changes(collation).items()}
    room = columns - _SHARE_COLUMNS - max(map(width, counts.values()))
    names = max(_MIN_NAME_COLUMNS, min(room, max(width(_name(it)) for it in collation.copies)))
    for copy in collation.copies:
        share = f"{100 * copy.wire_share:.0f} %".rjust(_SHARE_COLUMNS - 3)
        yield clip(f"{fit(_name(copy), names)}{share}   {counts[copy.number]}", columns)
        for line in wrap(" · ".join(_about(copy)), columns - 4):
            yield paint(Tone.QUIET, f"    {line}")


def _counts(counts: Counts) -> str:
    """Put what a copy did into a few words; what seldom happens is named only where it did."""
    parts = [f"{counts.added} added", f"{counts.cut} cut", f"{counts.reworded} reworded"]
    if counts.facts:
        parts.append(count(counts.facts, "fact"))
    if counts.moved:
        parts.append(f"{counts.moved} moved")
    return " · ".join(parts)


def _about(copy: Copy) -> Iterator[str]:
    if copy.article.published is not None:
        yield copy.article.published.isoformat(" ", "minutes")
    elif copy.article.arrived is not None:
        yield f"no date; came {copy.article.arrived.isoformat(' ', 'minutes')}"
    if copy.version_of is not None:
        yield f"a version of {copy.version_of}"
    if copy.article.outlet.inferred:
        yield one_line(f"outlet inferred: {copy.article.outlet.evidence}")
    article = copy.article
    if article.state is not TextState.FULL:
        why = f": {one_line(article.state_reason)}" if article.state_reason else ""
        yield _STATES[article.state] + why
    fetched = web_address(article.source) is not None  # a feed's address says less than its own
    if place := (article.url if fetched else None) or article.source:
        yield one_line(place)


def _name(copy: Copy) -> str:
    return f"{copy.number:>2}  {one_line(copy.article.outlet.name)}"


def _clean_text(collation: Collation, columns: int, paint: Paint) -> Iterator[str]:
    """Give the passages, a gutter before each with its number and a mark for each copy."""
    marked = len(collation.copies) > 1
    gutters = _gutters(collation)
    indent = max(map(width, gutters.values()), default=0)
    paragraph = None
    for passage in collation.passages:
        if paragraph not in (None, passage.paragraph):
            yield ""
        paragraph = passage.paragraph
        text = one_line(passage.text)
        if marked and passage.status is Status.SINGLE:
            text += f" [only in {', '.join(map(str, passage.carriers))}]"
        gutter = fit(gutters[passage.number], indent)
        for line in wrap(text, columns - indent - 2):
            yield f"{gutter}  {line}"
            gutter = " " * indent
    if marked and collation.passages:
        yield ""
        yield from (paint(Tone.QUIET, line) for line in wrap(_LEGEND, columns))


def _gutters(collation: Collation) -> Mapping[int, str]:
    """Return for each passage its number and, with several copies, what they did there."""
    copies = len(collation.copies)
    glyphs = marks(collation) if copies <= _MARKED_COPIES else {}
    gutters = {}
    for passage in collation.passages:
        gutters[passage.number] = f"{passage.number:>3}"
        if copies > 1:
            shown = "".join(glyphs.get(passage.number, ()))
            gutters[passage.number] += f" {shown or f'{len(passage.carriers)}/{copies}'}"
    return gutters


def _copies(copies: int, versions: int) -> str:
    if not versions:
        return count(copies, "copy", "copies")
    return f"{count(copies, 'copy', 'copies')}, {count(versions, 'version')}"
