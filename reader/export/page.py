"""A story as one HTML page that needs nothing else: clean text, every copy, provenance, and keys.

Without scripts all of it stands one after the other, as it does on paper; the script shows one
view at a time and moves between them without losing the place. The page may run and look like
nothing but what is in it: its policy names style and script by their hashes and forbids the rest.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib import resources
from string import Template

from reader.collation.marks import MEANING
from reader.export.apparatus import Apparatus, arrange
from reader.export.document import PROGRAM
from reader.export.markup import NOTHING, Html, joined, part, tag, text
from reader.export.page_copy import copy_view
from reader.export.page_notes import provenance
from reader.export.page_rows import badge
from reader.export.page_text import clean_view
from reader.model import Collation
from reader.text.phrases import count


def page(collation: Collation) -> Iterator[str]:
    """Give the page in pieces."""
    made = arrange(collation)
    style, script = _part("page.css"), _part("page.js")
    main = (clean_view(made), provenance(made), *(copy_view(made, x) for x in collation.copies))
    yield Template(_part("page.html")).substitute(
        policy=_policy(style, script),
        program=part(PROGRAM),
        headline=text(collation.headline),
        about=_about(made),
        marks=_marks(made),
        views=_views(made),
        main=joined(main, "\n"),
        style=style,
        script=script,
    )


def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    """Return the source's hash as Content Security Policy Level 3 writes it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _about(made: Apparatus) -> Html:
    collation = made.collation
    parts = [text(collation.origin.agency)] if collation.origin.agency else []
    parts.append(part(count(len(made.copies), "copy", "copies")))
    parts.append(part(count(len(collation.passages), "passage")))
    if facts := made.facts():
        parts.append(tag("strong", part(f"! {count(facts, 'fact')} changed"), class_="fact"))
    why = "; ".join(collation.origin.evidence)
    return tag("p", joined(parts, " · "), class_="about", title=why or None)


def _marks(made: Apparatus) -> Html:
    """Return what the marks say, for paper: there no help can be opened."""
    if not made.several:
        return NOTHING
    told = ", ".join(f"{mark} {meaning}" for mark, meaning in MEANING.items())
    words = part(f"A mark for each copy: {told}. The copies stand at the end as published.")
    return tag("p", words, class_="about marks")


def _views(made: Apparatus) -> Html:
    """Return links to the views, by number."""
    links = [tag("a", tag("b", part("0"), class_="badge"), part(" clean text"), href="#clean")]
    for number, copy in made.copies.items():
        name = tag("span", part(" "), text(copy.article.outlet.name))
        links.append(tag("a", badge(number), name, href=f"#copy-{number}"))
    return joined(links, " ")
