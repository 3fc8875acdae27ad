"""What the page's texts are made of: rows, badges, and the names of what was put in.

A row is a place where the cursor can stand. Its `data-passage` is the passage there (of an
addition, the one before it); `data-variant` marks where a copy departs, `data-addition` what was
put in, and `data-at` names its segment in each copy that has it, by which the same addition is
found in another view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.export.markup import Html, joined, part, tag
from reader.model import Category, Copy, Label

COLOURS = 12
"""Colours of copies; from the next copy on they come round again, and the number tells."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def row(
    gutter: Html,
    *content: Html,
    kind: str,
    passage: int,
    variant: bool = False,
    additions: Iterable[Label] = (),
) -> Html:
    """Return a row of a kind, with its gutter and what stands in it."""
    at = " ".join(f"{label.copy}:{label.segment.index}" for label in additions)
    return tag(
        "div",
        gutter,
        *content,
        class_=f"row {kind}",
        tabindex="-1",
        data_passage=str(passage),
        data_variant=variant,
        data_addition=bool(at),
        data_at=at or None,
    )


def sign(mark: str = "", kind: str = "") -> Html:
    """Return a gutter with one sign, or an empty one."""
    return tag("span", part(mark), class_=f"gutter {kind}".rstrip(), aria_hidden="true")


def badge(copy: int) -> Html:
    """Return a copy's number on its colour."""
    return tag("b", part(str(copy)), class_=f"badge {colour(copy)}")


def badges(copies: Iterable[int]) -> Html:
    """Return the numbers of several copies."""
    return joined(map(badge, copies), " ")


def colour(copy: int) -> str:
    """Return the class that carries a copy's colour."""
    return f"c{(copy - 1) % COLOURS + 1}"


def what(labels: Iterable[Label]) -> Html:
    """Return the categories of additions, each once."""
    names = ", ".join(dict.fromkeys(map(category, labels)))
    return tag("span", part(f" + {names} "), class_="what", lang="en")


def category(label: Label) -> str:
    """Return the name of an addition's category."""
    return (label.category or Category.UNKNOWN).value


def language(copy: Copy) -> str | None:
    """Return a copy's language, if it is one that HTML can name."""
    found = copy.article.language
    return found if found and _LANGUAGE.fullmatch(found) else None
