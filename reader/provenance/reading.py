"""What a text says by itself, whoever prints it: read once, however many copies have it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reader.model import Category
from reader.provenance.agencies import (
    is_agency_name,
    is_agency_site,
    named_in,
    names_agency_site,
)
from reader.provenance.look import Look, look
from reader.provenance.templates import KEY_MADE_OF, folded_key, line_key
from reader.provenance.titles import title_key
from reader.provenance.wording import MAX_SEARCHED, Wording, folded_line, wording_of

_KEPT_TEXTS = 1 << 14  # texts kept read: the copies of a story share most of theirs
_TITLE_AT_MOST = 250  # characters of a text that may be a title
_NAME_AT_MOST = 60  # characters of a line that names an agency and nothing more
_BETWEEN_MARKS = re.compile(r"[\W_]*(?:\d{4} )?((?:\w.{0,60})?\w)[\W_]*", re.DOTALL)
_ABOUT_CUES = ("news", "agen", "cooperative", "organi")
_ABOUT_AT_MOST = 100  # characters in which an agency's note on itself has named it
_ABOUT_SUBJECT = 7  # words before its verb, at most
_VERBS = (" is ", " was ", " ist ", " es ", " est ", " è ", " é ")
_ARTICLES = frozenset({"a", "an", "the", "one", "eine", "die", "una", "la", "une", "uma"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's shape, its known wording, and its keys in the templates and among the titles.

    `about` tells that it is an agency's note on itself, `agency_site` that it is the address of an
    agency's site, `to_agency` that it is no prose and has such an address in it. `name` is what a
    short line holds between its marks, `agency_name` tells that this is an agency's.
    """

    look: Look
    key: str
    title_key: str
    wording: Wording | None
    category: Category | None
    about: bool
    agency_site: bool
    to_agency: bool
    name: str | None
    agency_name: bool


@lru_cache(maxsize=_KEPT_TEXTS)
def read(text: str) -> Reading:
    """Return what the text of a block or sentence says by itself."""
    seen, folded = look(text), folded_line(text[:MAX_SEARCHED])
    known = wording_of(folded)
    name = _name(text)
    return Reading(
        look=seen,
        key=folded_key(folded) if len(text) <= KEY_MADE_OF else line_key(text),
        title_key=title_key(text) if len(text) <= _TITLE_AT_MOST else "",
        wording=known,
        category=category_of(text, known) if known else None,
        about=_is_about(text),
        agency_site=is_agency_site(text),
        to_agency=not seen.prose and names_agency_site(text),
        name=name,
        agency_name=name is not None and is_agency_name(name),
    )


def category_of(text: str, known: Wording) -> Category:
    """Return the category to which the text's known wording points."""
    if known.category is Category.NAVIGATION and named_in(text[:200]):
        return Category.AGENCY  # the agency's own copyright or legal line
    if known.category is Category.RELATED and names_agency_site(text[:200]):
        return Category.AGENCY  # the agency's pointer to its own pages
    return known.category


def _name(text: str) -> str | None:
    """Return what a short line holds between the marks at its ends, or None."""
    bare = _BETWEEN_MARKS.fullmatch(text) if len(text) <= _NAME_AT_MOST else None
    return None if bare is None else bare[1]


def _is_about(text: str) -> bool:
    """Tell whether the text is an agency's note on itself: "X is a news cooperative …"."""
    head = text[:_ABOUT_AT_MOST]
    verb = next((verb for verb in _VERBS if verb in head), None)
    if verb is None:
        return False
    subject, _, rest = head.partition(verb)
    if rest.split(" ", 1)[0] not in _ARTICLES or subject.count(" ") >= _ABOUT_SUBJECT:
        return False
    told = text[: 4 * _ABOUT_AT_MOST].casefold()
    return any(cue in told for cue in _ABOUT_CUES) and bool(named_in(subject))
