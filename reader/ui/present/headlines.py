"""What each outlet put on top of the story: its headline, how that differs, and what is below."""

from __future__ import annotations

from collections.abc import Iterator

from reader.collation.marks import Mark
from reader.text.normalise import plain as typed_plainly
from reader.ui.present.diff import compare_wordings, side_runs
from reader.ui.present.index import Index, shown
from reader.ui.present.ink import FACT_NAME, QUIET, TEXT, Run, Runs, badge, of_copy
from reader.ui.present.reading import CLEAN
from reader.ui.present.rows import Place, Row
from reader.ui.present.wrap import width_of


def headline_rows(index: Index) -> Iterator[Row]:
    """Yield the outlets' headlines, set against the one shown; below each, its dek.

    The sign says who changed it; where enough of it stands, the words say how.
    """
    first = True
    for copy in index.copies:
        text = index.headline(copy)
        if not text:
            continue
        sign, runs = _against_shown(index, copy, text)
        before = (badge(copy), Run(" ", TEXT), sign, Run(" ", TEXT))
        hang = width_of(before)
        yield Row(Place(0), (*before, *runs), flush=True, stop=False, gap=first, hang=hang)
        first = False
        for line in dek(index, copy):
            # wrapping cuts blanks at the beginning of a line, but not those that do not break it
            below = (Run("\u00a0" * hang, TEXT), Run(line, QUIET))
            yield Row(Place(0), below, flush=True, stop=False, hang=hang)


def _against_shown(index: Index, copy: int, text: str) -> tuple[Run, Runs]:
    """Return the sign of a headline, and its words, those marked that the shown one has not."""
    texts = shown(index.collation.headline), text
    found = compare_wordings(texts, (CLEAN, copy), index.lexicon)
    if found.apart:
        return Run(Mark.REWORDED.value, of_copy(copy, bold=True)), (Run(text, TEXT),)
    ink = FACT_NAME if found.mark is Mark.FACT else of_copy(copy, bold=True)
    return Run(found.mark.value, ink), side_runs(found, 1)


def dek(index: Index, copy: int) -> tuple[str, ...]:
    """Return the lines that an outlet has below its headline and above the text."""
    texts = [index.text(label) for label in index.headlines.get(copy, ())]
    own = typed_plainly(index.headline(copy))
    at = next((at for at, text in enumerate(texts) if typed_plainly(text) == own), -1)
    return tuple(texts[at + 1 :])
