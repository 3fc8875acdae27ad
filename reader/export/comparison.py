"""Two copies of a story, or two versions of one, set against each other word by word, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reader.collation.marks import FACTS, Mark
from reader.collation.names import Lexicon, lexicon
from reader.collation.variants import Difference, differences
from reader.collation.worddiff import words_of
from reader.errors import UnknownCopy
from reader.export.layout import Paint, Tone, one_line, unpainted, wrap
from reader.model import Category, Collation, EditKind
from reader.text.mend import mend
from reader.text.normalise import plain
from reader.text.phrases import count

CLEAN = 0
"""Stands for the clean text, where the number of a copy could."""
LEGEND = "[-these words are gone-] {+these are new+}"
"""How a changed passage is marked."""
_INDENT = " " * 6
_NEAR = 3
"""Units up and down among which a reworded one is looked for."""
_QUIET_KINDS = (EditKind.STYLE, EditKind.UNIT)


class _Unit(NamedTuple):
    """What is compared as one; `key` finds its like, `passage` is 0 for what is none.

    A headline is each outlet's own: where two differ, no fact of the story was changed.
    """

    key: str
    text: str
    passage: int = 0
    headline: bool = False


class _Change(NamedTuple):
    """A unit of which the two sides have different words, or one side has none."""

    sign: str
    text: str
    passage: int
    tone: Tone
    facts: tuple[str, ...] = ()


def comparison_report(
    collation: Collation, left: int, right: int, columns: int, paint: Paint = unpainted
) -> Iterator[str]:
    """Give where the right side departs from the left, `columns` wide: copies by their numbers.

    Raises:
        UnknownCopy: the story has no copy of a number.
    """
    for line in wrap(f"{_name(collation, left)}  →  {_name(collation, right)}", columns):
        yield paint(Tone.STRONG, line)
    known = lexicon([words_of(one.text, [(0, len(one.text))]) for one in collation.passages])
    ours, theirs = _units(collation, left), _units(collation, right)
    found = list(_changes(ours, theirs, known))
    for change in found:
        number = f"{change.passage:>3}" if change.passage else "   "
        gutter = f"{number} {change.sign} "
        for line in wrap(one_line(change.text), columns - len(_INDENT)):
            yield gutter + paint(change.tone, line)
            gutter = _INDENT
        for fact in change.facts:
            for line in wrap(one_line(fact), columns - len(_INDENT)):
                yield _INDENT + paint(Tone.FACT, line)
    yield _summary(found)


def versions(collation: Collation) -> list[tuple[int, int]]:
    """Return each version of an article behind the one before it, by the numbers of the copies."""
    pairs = []
    for copy in collation.copies:
        later = [x.number for x in collation.copies if x.version_of == copy.number]
        pairs += list(zip([copy.number, *later], later, strict=False))
    return pairs


def _name(collation: Collation, number: int) -> str:
    """Return what a side is called.

    Raises:
        UnknownCopy: the story has no copy of this number.
    """
    if number == CLEAN:
        return "the clean text"
    copies = {copy.number: copy for copy in collation.copies}
    if number not in copies:
        last = max(copies)
        raise UnknownCopy(
            f"{collation.story} has the copies 1 to {last}, no {number}; 0 is the clean text"
        )
    return f"{number} {one_line(copies[number].article.outlet.name)}"


def _units(collation: Collation, number: int) -> list[_Unit]:
    """Return a side in its order: its headline, its passages, and what was put in."""
    if number == CLEAN:
        passages = [_Unit(f"passage {x.number}", x.text, x.number) for x in collation.passages]
        return [_Unit("headline", collation.headline, headline=True), *passages]
    article = next(copy.article for copy in collation.copies if copy.number == number)
    units = [_Unit("headline", article.title, headline=True)] if article.title else []
    for label in (label for label in collation.labels if label.copy == number):
        text = article.text[label.segment.start : label.segment.end]
        if label.passage is None:
            own = label.category is Category.HEADLINE
            units.append(_Unit(f"text {plain(mend(text))}", text, headline=own))
        elif units and units[-1].passage == label.passage:
            units[-1] = units[-1]._replace(text=f"{units[-1].text} {text}")
        else:
            units.append(_Unit(f"passage {label.passage}", text, label.passage))
    return units


def _changes(ours: Sequence[_Unit], theirs: Sequence[_Unit], known: Lexicon) -> Iterator[_Change]:
    """Yield what differs in the order of the right side; what moved is compared where it went."""
    before = {unit.key: unit for unit in ours}
    after = {unit.key for unit in theirs}
    keys = [unit.key for unit in ours], [unit.key for unit in theirs]
    for what, low, high, start, end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if what == "equal":
            for one, other in zip(ours[low:high], theirs[start:end], strict=True):
                yield from _compared(one, other, known)
            continue
        gone, new = ours[low:high], theirs[start:end]
        like = _alike_pairs(
            [one for one in gone if one.key not in after],
            [other for other in new if other.key not in before],
            known,
        )
        for one in gone:
            if one.key not in after and one not in like.values():
                yield _Change("−", one.text, one.passage, Tone.CUT)
        for other in new:
            if other in like:
                yield from _compared(like[other], other, known)
            elif other.key not in before:
                yield _Change("+", other.text, other.passage, Tone.ADDED)
            elif other.passage:
                yield from _compared(before[other.key], other, known, moved=True)


def _alike_pairs(gone: Sequence[_Unit], new: Sequence[_Unit], known: Lexicon) -> dict[_Unit, _Unit]:
    """Return for units that one side alone has what they were on the other, if nearly the same."""
    found: dict[_Unit, _Unit] = {}
    for at, other in enumerate(new):
        for one in gone[max(0, at - _NEAR) : at + _NEAR + 1]:
            if one not in found.values() and _alike(one, other, known):
                found[other] = one
                break
    return found


def _alike(one: _Unit, other: _Unit, known: Lexicon) -> bool:
    """Tell whether at most half of what either of two units says differs."""
    parts = _parted(one, other, known)
    gone = sum(part.end - part.start for part in parts)
    new = sum(part.other_end - part.other_start for part in parts)
    return 2 * gone <= len(one.text) and 2 * new <= len(other.text)


def _parted(one: _Unit, other: _Unit, known: Lexicon) -> list[Difference]:
    if plain(mend(one.text)) == plain(mend(other.text)):
        return []
    words, others = (words_of(unit.text, [(0, len(unit.text))]) for unit in (one, other))
    return differences(words, others, known)


def _compared(
    one: _Unit, other: _Unit, known: Lexicon, *, moved: bool = False
) -> Iterator[_Change]:
    """Yield the change between two units with one key; style alone is none."""
    parts = _parted(one, other, known)
    kinds = {part.kind for part in parts}
    if not moved and kinds <= set(_QUIET_KINDS):
        return
    facts = tuple(
        f"{part.kind.value}: {one.text[part.start : part.end] or '(nothing)'} → "
        f"{other.text[part.other_start : part.other_end] or '(nothing)'}"
        for part in parts
        if part.kind in FACTS and not other.headline
    )
    mark = Mark.MOVED if moved else Mark.FACT if facts else Mark.REWORDED
    text = _marked(one.text, other.text, parts)
    yield _Change(mark.value, text, other.passage, Tone.STRONG if facts else Tone.QUIET, facts)


def _marked(one: str, other: str, parts: Sequence[Difference]) -> str:
    """Return the second text, with what is new in it marked, and before that what it replaces."""
    told, at = "", 0
    for part in parts:
        told += other[at : part.other_start]
        gone, new = one[part.start : part.end], other[part.other_start : part.other_end]
        if gone:
            told += " " if told and not new and not told[-1].isspace() else ""
            told += f"[-{gone}-]"
            told += " " if new or other[part.other_end : part.other_end + 1].isalnum() else ""
        told += f"{{+{new}+}}" if new else ""
        at = part.other_end
    return told + other[at:]


def _summary(found: Sequence[_Change]) -> str:
    signs = [change.sign for change in found]
    told = [
        (sum(len(change.facts) for change in found), "fact changed", "facts changed"),
        (signs.count(Mark.REWORDED.value), "reworded", "reworded"),
        (signs.count(Mark.MOVED.value), "moved", "moved"),
        (signs.count("+"), "put in", "put in"),
        (signs.count("−"), "gone", "gone"),
    ]
    parts = [count(number, one, many) for number, one, many in told if number]
    return f"{', '.join(parts)}." if parts else "Nothing differs."
