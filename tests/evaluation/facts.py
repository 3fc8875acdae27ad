"""Planted facts: are they found, and is what is only style left alone?

A sentence of a real article is changed by a program, in one place: a number, a name, a day, a word
inside quotation marks; or harmlessly, in typing, spelling or house style. The article and its
changed twin are collated as two copies. Prints recall and precision of the weight `fact`.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.collation.align import align
from reader.collation.names import lexicon
from reader.collation.variants import cell_words, edits, weight
from reader.model import Article, Copy, Outlet, Weight
from reader.text.blocks import split_blocks
from reader.text.segments import segment
from tests.evaluation.data import data_folder, records

_EACH = 500
_SEED = 20_261
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SMALL = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_SURNAMES = [
    "Halvorsen",
    "Okonjo",
    "Brandt",
    "Tamura",
    "Castellan",
    "Whitlock",
    "Moreau",
    "Lindqvist",
    "Farouk",
    "Petrakis",
]
_INSIDE = ["never", "already", "always", "nobody", "rarely", "together", "again", "tomorrow"]

Change = Callable[[str, random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Planted:
    """One change: what kind, in which article, and the text before and after."""

    kind: str
    article: str
    before: str
    after: str


def _swap(
    text: str, pattern: str, new: Callable[[re.Match[str]], str], rng: random.Random
) -> str | None:
    found = [m for m in re.finditer(pattern, text) if new(m) != m[0]]
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + new(match) + text[match.end() :]


def number(text: str, rng: random.Random) -> str | None:
    """Change digits or a number word."""
    if rng.random() < 0.3:
        words = "|".join(_SMALL)
        return _swap(text, rf"\b(?:{words})\b", lambda m: _other(_SMALL, m[0], rng), rng)
    factor = rng.choice((1.1, 1.5, 2, 0.5, 3))

    def altered(match: re.Match[str]) -> str:
        digits = match[0]
        if "." in digits:
            whole, part = digits.split(".")
            return f"{int(whole) + rng.randint(1, 4)}.{part}"
        return str(max(1, round(int(digits) * factor)) + 1)

    return _swap(text, r"(?<![\w.,/])\d{1,3}(?:\.\d)?(?![\w,./:-])", altered, rng)


def name(text: str, rng: random.Random) -> str | None:
    """Put another surname behind a first name."""
    return _swap(
        text,
        r"(?<=[a-z] )([A-Z][a-z]{2,} )([A-Z][a-z]{3,})(?=[ ,.]| said)",
        lambda m: m[1] + _other(_SURNAMES, m[2], rng),
        rng,
    )


def day(text: str, rng: random.Random) -> str | None:
    """Put another weekday or month."""
    days = "|".join(_WEEKDAYS + _MONTHS)

    def other(match: re.Match[str]) -> str:
        return _other(_WEEKDAYS if match[0] in _WEEKDAYS else _MONTHS, match[0], rng)

    return _swap(text, rf"\b(?:{days})\b", other, rng)


def quotation(text: str, rng: random.Random) -> str | None:
    """Put another word inside quotation marks."""

    def altered(match: re.Match[str]) -> str:
        words = match[2].split(" ")
        places = [i for i, w in enumerate(words) if w.isalpha() and w.islower() and len(w) > 3]
        if not places:
            return match[0]
        place = rng.choice(places)
        words[place] = _other(_INSIDE, words[place], rng)
        return match[1] + " ".join(words) + match[3]

    lines = text.split("\n")
    # Only whole lines whose marks pair up: elsewhere what stands between two marks may be outside.
    places = [i for i, line in enumerate(lines) if line.count('"') == 2 or "“" in line]
    if not places:
        return None
    place = rng.choice(places)
    changed = _swap(lines[place], r"([\"“])([^\"“”\n]{20,200})([\"”])", altered, rng)
    return None if changed is None else "\n".join([*lines[:place], changed, *lines[place + 1 :]])


def _other(choices: list[str], than: str, rng: random.Random) -> str:
    return rng.choice([c for c in choices if c != than])


_STYLES: tuple[tuple[str, str], ...] = (
    (r"[\"“]([^\"“”\n]{3,200})[\"”]", r"„\1“"),
    (r"(\w)['’]s\b", r"\1’s"),
    (r"\bpercent\b", "per cent"),
    (r"\b(\d+) percent\b", r"\1%"),
    (r"\bU\.S\.", "US"),
    (r"\bU\.N\.", "UN"),
    (r" - ", " — "),
    (r"\b(lab|fav|hon|col|harb)or\b", r"\1our"),
    (r"\b(\w{4,})ize(d?)\b", r"\1ise\2"),
    (r"\bSeptember (\d)", r"Sept. \1"),
    (r"\bNovember (\d)", r"Nov. \1"),
    (r"\bfive\b", "5"),
    (r"\bten\b", "10"),
    (r"\b12\b(?! ?[,.]\d)", "twelve"),
    (r", and\b", " and"),
    (r"(?<![\d,])(\d{1,3}),(\d{3})\b(?!,)", r"\1\2"),
    (r"\$(\d+(?:\.\d)?) billion", r"US$\1bn"),
    (r"\b(\d+) million\b", r"\1m"),
    (r"\bdefense\b", "defence"),
    (r"\bprogram\b", "programme"),
    (r"\btoward\b", "towards"),
    (r"\band\b", "&"),
    (r" (\w+) ", "\u00a0\\1 "),
)


def style(text: str, rng: random.Random) -> str | None:
    """Change typing, spelling or house style, and nothing else."""
    for pattern, replacement in rng.sample(_STYLES, len(_STYLES)):
        changed = _swap(text, pattern, lambda m, r=replacement: m.expand(r), rng)  # type: ignore[misc]  # the default binds the loop's value
        if changed is not None:
            return changed
    return None


def plant(
    texts: dict[str, str], kinds: tuple[Change, ...], rng: random.Random
) -> Iterator[Planted]:
    """Yield changes for ever, kind after kind, each in an article drawn at random."""
    ids = sorted(texts)
    while True:
        for change in kinds:
            article = rng.choice(ids)
            before = texts[article]
            after = change(before, rng)
            if after is not None:
                yield Planted(change.__name__, article, before, after)


def heaviest(planted: Planted) -> list[Weight]:
    """Return the weights of the variants between the article and its changed twin."""
    copies = []
    for number_, text in enumerate((planted.before, planted.after), 1):
        made = Article(f"{number_}", Outlet(f"outlet {number_}"), text, split_blocks(text))
        copies.append(Copy(number_, made, segment(made)))
    rows = [row for row in align(copies).rows if len(row.cells) == 2]
    words = [[cell_words(copies[c.copy - 1], c) for c in row.cells] for row in rows]
    known = lexicon(w for pair in words for w in pair)
    found = (weight(edits(shown, other, known)) for shown, other in words)
    return [w for w in found if w is not None]


def measure(texts: dict[str, str], verbose: bool) -> None:
    """Plant, collate, print."""
    rng = random.Random(_SEED)
    facts = plant(texts, (number, name, day, quotation), rng)
    styles = plant(texts, (style,), rng)
    found: dict[str, list[bool]] = {}
    for _ in range(_EACH):
        for planted in (next(facts), next(styles)):
            hit = Weight.FACT in heaviest(planted)
            found.setdefault(planted.kind, []).append(hit)
            if verbose and hit != (planted.kind != "style"):
                _show(planted)
    for kind, hits in found.items():
        print(f"{kind:10} planted {len(hits):4}   called fact {sum(hits):4}")
    right = sum(sum(hits) for kind, hits in found.items() if kind != "style")
    wrong = sum(found["style"])
    print(f"facts planted: recall {right / _EACH:.3f}  precision {right / (right + wrong):.3f}")


def _show(planted: Planted) -> None:
    at = next(
        (i for i, (a, b) in enumerate(zip(planted.before, planted.after, strict=False)) if a != b),
        0,
    )
    window = slice(max(0, at - 50), at + 50)
    print(f"  {planted.kind}: {planted.before[window]!r}\n      -> {planted.after[window]!r}")


def main() -> None:
    """Run on the collection named ln; `-v` shows what went wrong."""
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    folder = data_folder(arguments)
    texts = {r["id"]: r["text"] for r in records(folder, "ln") if len(r["text"]) < 12_000}
    measure(texts, "-v" in sys.argv)


if __name__ == "__main__":
    main()
