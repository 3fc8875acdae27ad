"""A collation as a TEI P5 critical apparatus, by the method of parallel segmentation.

Every copy is a `witness`; every passage an `app` (type "passage") in which each witness has exactly
one reading, the shown one as `lem`. What a copy put in is an `app` of type "addition", where its
reading alone has text. A witness's readings of the passages, joined in order, are its wire text in
the story's order; where it has a passage elsewhere, a `witDetail` of type "transposition" says so.

After the TEI Guidelines, chapter 13 (Critical Apparatus); checked against the schema "tei_all" of
version 4.3.0. Text is as published, but for characters that XML cannot hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC

from lxml import etree

from reader import __version__
from reader.collation.insertions import Insertion
from reader.collation.marks import Labels, is_moved
from reader.export.apparatus import Apparatus, arrange
from reader.export.document import PROGRAM
from reader.export.readings import Run, marked, reading, words
from reader.model import Category, Collation, Copy, EditKind, Label, Passage, Status, Weight
from reader.text.normalise import squeeze

TEI = "http://www.tei-c.org/ns/1.0"
"""The namespace of every element."""

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold (production 2, Char)."""
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u206f\ue000-\uf8ff\U000e0000-\U0010ffff]")
"""What XML may hold raw, but a terminal must not be sent: written as character references."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_TYPING = "typing"

_MEANINGS: Mapping[str, str] = {
    **{kind.value: f"A substitution: {kind.value}." for kind in EditKind},
    **{weight.value: f"A substitution of the weight {weight.value}." for weight in Weight},
    _TYPING: "The same words, with other quotation marks, dashes or spaces.",
    **{category.value: f"An addition: {category.value}." for category in Category},
}
"""What `ana` points to: the kinds of variant, by their identifiers."""

_Element = etree._Element  # lxml names its class so; it has no public alias


def tei(collation: Collation) -> Iterator[str]:
    """Give the XML document in pieces."""
    root = etree.fromstring(f'<TEI xmlns="{TEI}"/>')
    _header(root, collation)
    body = _add(_add(root, "text"), "body")
    _add(body, "head", squeeze(collation.headline))
    _story(_add(body, "div", type="story"), arrange(collation))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    written = etree.tostring(root, encoding="unicode")
    yield _UNSAFE.sub(lambda found: f"&#x{ord(found.group()):x};", written)
    yield "\n"


def _add(parent: _Element, name: str, text: str = "", **attributes: str) -> _Element:
    """Append an element; its line ends after it, so that the document can be read."""
    made = etree.SubElement(parent, f"{{{TEI}}}{name}")
    for key, value in attributes.items():
        made.set(key, _legal(value))
    made.text = _legal(text) or None
    made.tail = "\n"
    return made


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)


def _header(root: _Element, collation: Collation) -> None:
    header = _add(root, "teiHeader")
    description = _add(header, "fileDesc")
    _add(_add(description, "titleStmt"), "title", squeeze(collation.headline))
    publication = _add(description, "publicationStmt")
    _add(publication, "p", f"Collated by {PROGRAM}. Each copy belongs to its outlet.")
    source = _add(description, "sourceDesc")
    witnesses = _add(source, "listWit")
    for copy in collation.copies:
        _witness(witnesses, copy)
    encoding = _add(header, "encodingDesc")
    _add(encoding, "variantEncoding", method="parallel-segmentation", location="internal")
    information = _add(encoding, "appInfo")
    application = _add(information, "application", ident="wirecopy", version=_version())
    _add(application, "label", PROGRAM)
    taxonomy = _add(_add(encoding, "classDecl"), "taxonomy")
    for identifier, meaning in _MEANINGS.items():
        category = _add(taxonomy, "category")
        category.set(_ID, identifier)
        _add(category, "catDesc", meaning)
    if collation.origin.agency:
        abstract = _add(_add(header, "profileDesc"), "abstract")
        why = f" ({'; '.join(collation.origin.evidence)})" if collation.origin.evidence else ""
        _add(abstract, "p", f"The story came from {collation.origin.agency}{why}.")


def _version() -> str:
    """Return the program's version in the form that TEI takes: digits and full stops."""
    found = re.match(r"\d+(?:\.\d+)*", __version__)
    return found.group() if found else "0"


def _witness(parent: _Element, copy: Copy) -> None:
    article = copy.article
    witness = _add(parent, "witness", n=str(copy.number))
    witness.set(_ID, _sigil(copy.number))
    if copy.version_of is not None:
        witness.set("corresp", f"#{_sigil(copy.version_of)}")
    bibl = _add(witness, "bibl")
    if article.title:
        _add(bibl, "title", squeeze(article.title))
    _add(bibl, "publisher", squeeze(article.outlet.name))
    if article.outlet.inferred:
        _add(bibl, "note", f"The outlet is inferred: {article.outlet.evidence}", type="outlet")
    if article.byline:
        _add(bibl, "author", squeeze(article.byline))
    if article.published is not None:
        moment = article.published
        when = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat("T", "seconds")
        _add(bibl, "date", when, when=when)
    _add(bibl, "idno", article.id, type="article")
    if article.url:
        _add(bibl, "idno", squeeze(article.url), type="URL")
    if article.language and _LANGUAGE.fullmatch(article.language):
        bibl.set(_LANG, article.language)


def _sigil(copy: int) -> str:
    return f"c{copy}"


def _sigla(copies: Iterable[int]) -> str:
    return " ".join(f"#{_sigil(copy)}" for copy in copies)


def _story(story: _Element, made: Apparatus) -> None:
    """Put passages into paragraphs, and what copies put in after the passage that it follows."""
    if opening := made.insertions.get(0):
        _additions(_add(story, "ab", type="opening"), opening, made)
    paragraph, current = None, 0
    for passage in made.collation.passages:
        if paragraph is None or passage.paragraph != current:
            current = passage.paragraph
            paragraph = _add(story, "p", n=str(current))
        _passage(paragraph, passage, made)
        _additions(paragraph, made.insertions.get(passage.number, ()), made)
    if not len(story):
        _add(story, "p")


def _passage(paragraph: _Element, passage: Passage, made: Apparatus) -> None:
    """Give each witness its reading: as shown, otherwise, or none."""
    at = {copy: made.at.get((passage.number, copy), ()) for copy in made.copies}
    readings: dict[str, list[int]] = {squeeze(passage.text): []}
    lacking = []
    for copy, labels in at.items():
        if labels:
            readings.setdefault(reading(made.copies[copy], labels), []).append(copy)
        else:
            lacking.append(copy)
    app = _add(paragraph, "app", type="passage", n=str(passage.number))
    app.set(_ID, f"p{passage.number}")
    for place, (text, copies) in enumerate(readings.items()):
        element = _add(app, "rdg" if place else "lem")
        if copies:
            element.set("wit", _sigla(copies))
        if place:
            labels = at[copies[0]]
            element.set("ana", _analysis(labels))
            _mixed(element, _runs(made.copies[copies[0]], labels))
        else:
            element.text = _legal(text) or None
        _transpositions(app, copies, at)
    if lacking:
        kind = "omission" if passage.status is Status.WIRE else "undecided"
        _add(app, "rdg", wit=_sigla(lacking), type=kind)


def _runs(copy: Copy, labels: Labels) -> Iterator[Run]:
    """Yield the runs of a reading, its segments with a space between."""
    for place, label in enumerate(labels):
        if place:
            yield Run(" ")
        yield from marked(copy, label)


def _analysis(labels: Labels) -> str:
    """Return pointers to how a reading departs: its weight, and the kinds of its edits."""
    weights = [label.weight.value for label in labels if label.weight]
    kinds = [edit.kind.value for label in labels for edit in label.edits]
    found = dict.fromkeys([*weights, *kinds]) or {_TYPING: None}
    return " ".join(f"#{name}" for name in found)


def _mixed(element: _Element, runs: Iterable[Run]) -> None:
    """Write a reading, the words that differ as `seg` that point to what they are."""
    last: _Element | None = None
    for text, edit in runs:
        if edit is not None and text:
            last = _add(element, "seg", text, ana=f"#{edit.kind.value}")
            last.tail = None
        elif last is None:
            element.text = (element.text or "") + _legal(text)
        else:
            last.tail = (last.tail or "") + _legal(text)


def _transpositions(app: _Element, copies: Iterable[int], at: Mapping[int, Labels]) -> None:
    """Note after a reading which of its witnesses have it in another place."""
    moved = [copy for copy in copies if any(map(is_moved, at[copy]))]
    if moved:
        told = "These copies have the passage in another place."
        _add(app, "witDetail", told, wit=_sigla(moved), type="transposition")


def _additions(parent: _Element, insertions: Iterable[Insertion], made: Apparatus) -> None:
    for insertion in insertions:
        for label in insertion.labels:
            _addition(parent, label, made)


def _addition(parent: _Element, label: Label, made: Apparatus) -> None:
    """Give the copy's own reading, its evidence, and to the others none."""
    app = _add(parent, "app", type="addition")
    category = (label.category or Category.UNKNOWN).value
    others = [copy for copy in made.copies if copy != label.copy]
    if others:
        _add(app, "lem", wit=_sigla(others))
    text = words(made.copies[label.copy], label)
    sure = f"{label.confidence:.2f}"
    _add(app, "rdg", text, wit=_sigla([label.copy]), ana=f"#{category}", cert=sure)
    if label.evidence:
        why = squeeze("; ".join(label.evidence))
        _add(app, "witDetail", why, wit=_sigla([label.copy]), type="evidence")
