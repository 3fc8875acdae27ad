"""One outlet in full: its habits with what they are counted over, its template, and examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from reader.model import Category
from reader.provenance.examples import Deed, Example
from reader.provenance.profile import Profile, TemplateLine
from reader.provenance.templates import Recurring
from reader.text.phrases import count
from reader.ui.present.index import shown
from reader.ui.present.ink import FACT_NAME, FAINT, QUIET, STRONG, TEXT, TITLE, Run, Runs
from reader.ui.present.outlets import bar, rate
from reader.ui.present.rows import Place, Row
from reader.ui.present.words import percent
from reader.ui.present.wrap import pad

_LABEL = 14
"""Cells of what stands before the text of a row."""
_DEEDS = {
    Deed.ADDED: "+ ",
    Deed.CUT: "− cut",
    Deed.REWORDED: "~ reworded",
    Deed.FACT: "! fact",
    Deed.MOVED: "↕ moved",
}


class OutletRow(NamedTuple):
    """A row of the profile, and the example that it leads to: of a habit, the first of it."""

    row: Row
    example: Example | None = None


def outlet_rows(profile: Profile) -> tuple[OutletRow, ...]:
    """Return all that is known of an outlet."""
    return (
        *_head(profile),
        *_additions(profile),
        *_changes(profile),
        *_examples(profile),
        *_template(profile),
    )


def _line(*runs: Run, label: Runs = (), gap: bool = False, stop: bool = True) -> Row:
    gutter = pad(label, _LABEL, TEXT) if label else ()
    under = (Run(" " * _LABEL, TEXT),) if label else ()
    return Row(Place(0), tuple(runs), gutter=gutter, under=under, gap=gap, stop=stop)


def _heading(text: str, about: str = "") -> OutletRow:
    said = (Run(f"  {about}", QUIET),) if about else ()
    return OutletRow(_line(Run(text, TITLE), *said, gap=True, stop=False))


def _head(profile: Profile) -> Iterator[OutletRow]:
    yield OutletRow(_line(Run(shown(profile.name), TITLE)))
    articles = count(profile.articles, "article")
    stories = count(profile.stories, "story", "stories")
    yield OutletRow(_line(Run(f"{articles} in {stories}", QUIET), stop=False))
    wire = Run(f"{percent(profile.wire_share):\u00a0>4} ", STRONG)
    text = Run("  of its words are the wire’s, on average", QUIET)
    yield OutletRow(_line(wire, *bar(profile.wire_share), text, stop=False))


def _additions(profile: Profile) -> Iterator[OutletRow]:
    yield _heading("What it adds", f"in how many of its {count(profile.articles, 'article')}")
    if not profile.additions:
        yield OutletRow(_line(Run("nothing that was found", QUIET)))
    for habit in profile.additions:
        share = habit.articles / profile.articles
        yield OutletRow(
            _line(
                Run(f"{percent(share):\u00a0>4} ", STRONG),
                *bar(share),
                Run(f"  in {habit.articles:,} of {profile.articles:,}", TEXT),
                Run(f" · {count(habit.lines, 'line')}", QUIET),
                label=(Run(f"+ {habit.category.value}", STRONG),),
            ),
            _first(profile, Deed.ADDED, habit.category),
        )


def _changes(profile: Profile) -> Iterator[OutletRow]:
    if not profile.passages:
        yield _heading("What it cuts and changes")
        text = "not known: no other outlet here has its stories, so nothing can be set against them"
        yield OutletRow(_line(Run(text, QUIET)))
        return
    passages = count(profile.passages, "passage")
    stories = count(profile.compared, "story", "stories")
    yield _heading("What it cuts and changes", f"of {passages} in {stories} that others have too")
    told = (
        ("− cut", profile.omissions, "left out", Deed.CUT),
        ("~ reworded", profile.substitutions, "in other words, facts among them", Deed.REWORDED),
        ("! facts", profile.facts, "with a number, a name, a date or a quotation changed",
         Deed.FACT),
    )  # fmt: skip
    for label, many, meaning, deed in told:
        ink = FACT_NAME if label.startswith("!") and many else STRONG if many else FAINT
        share = many / profile.passages
        yield OutletRow(
            _line(
                Run(f"{rate(many, profile.passages):\u00a0>4} ", ink),
                *bar(share),
                Run(f"  {many:,} of {profile.passages:,}", TEXT),
                Run(f" · {meaning}", QUIET),
                label=(Run(label, ink),),
            ),
            _first(profile, deed),
        )


def _first(profile: Profile, deed: Deed, category: Category | None = None) -> Example | None:
    """Return the first example of a habit, if one was kept."""
    found = (x for x in profile.examples if (x.deed, x.category) == (deed, category))
    return next(found, None)


def _template(profile: Profile) -> Iterator[OutletRow]:
    yield _heading("Its template", "lines that come again in its stories")
    if not profile.templates:
        yield OutletRow(_line(Run("none yet: it is learned from what its stories share", QUIET)))
    for line in profile.templates:
        stories = Run(count(line.stories, "story", "stories"), QUIET)
        example = next((x for x in profile.examples if x.text == line.text), None)
        yield OutletRow(_line(*_template_text(line), label=(stories,)), example)


def _template_text(line: TemplateLine) -> Runs:
    text = Run(shown(line.text), TEXT)
    if line.recurring is Recurring.HEADING:
        return text, Run("  and under it what changes from story to story", QUIET)
    if line.recurring is Recurring.OPENING:
        return text, Run("  the opening; what follows changes", QUIET)
    return (text,)


def _examples(profile: Profile) -> Iterator[OutletRow]:
    yield _heading(
        "Examples", "enter reads the story there; on a habit above, at its first example"
    )
    if not profile.examples:
        yield OutletRow(_line(Run("none", QUIET)))
    before = ""
    for example in profile.examples:
        name = _DEEDS[example.deed]
        if example.category is not None:
            name += example.category.value
        ink = FACT_NAME if example.deed is Deed.FACT else STRONG
        label = Run(" " if name == before else name, ink)
        text = Run("“", TEXT), Run(shown(example.text), TEXT), Run("”  ", TEXT)
        row = _line(*text, Run(shown(example.headline), QUIET), label=(label,))
        before = name
        clipped = example.deed is Deed.ADDED  # of these there are most, and the first words tell
        yield OutletRow(replace(row, clip=clipped), example)
