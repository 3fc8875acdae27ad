"""Names in two readings: which words are names, and whether they name somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from reader.collation.usage import canonical, usage
from reader.collation.worddiff import Change, Words
from reader.model import EditKind

_IN_LISTS = frozenset({",", ";", "(", ")", "-", "/", "and", "&"})
"""What stands beside the names of a list."""
_MIN_MISSPELT = 5
"""Letters of the shortest name that a misspelt word can be: shorter words often differ by one."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How a story's copies write their words: which stand in lower case, which are names."""

    common: frozenset[str]
    names: frozenset[str]


def lexicon(texts: Iterable[Words]) -> Lexicon:
    """Return which words the texts have in lower case, and which capitalised inside a sentence."""
    common: set[str] = set()
    names: set[str] = set()
    for words in texts:
        for index, token in enumerate(words.tokens):
            if token.is_word:
                first = words.text[token.start]
                if first.islower():
                    common.add(token.key)
                elif first.isupper() and not _opens_sentence(words, index):
                    names.add(token.key)
    return Lexicon(frozenset(common), frozenset(names - common))


def _opens_sentence(words: Words, index: int) -> bool:
    while index > 0 and words.tokens[index - 1].key in ('"', "'", "(", "[", "-"):
        index -= 1
    return index == 0 or words.tokens[index - 1].key in (".", "!", "?", ":", "...")


def kind_of_names(shown: Words, other: Words, change: Change, lexicon: Lexicon) -> EditKind:
    """Return whether a change of words names somebody else: a name, else wording or style."""
    ours = _name_words(shown, change.low, change.high, lexicon)
    theirs = _name_words(other, change.other_low, change.other_high, lexicon)
    if theirs and not ours:
        ours = _opening_like(shown, change.low, change.high, theirs, lexicon)
    elif ours and not theirs:
        theirs = _opening_like(other, change.other_low, change.other_high, ours, lexicon)
    if not ours or not theirs:
        return EditKind.WORDING
    only_ours, only_theirs = set(ours) - set(theirs), set(theirs) - set(ours)
    if not only_ours or not only_theirs or lexicon.common >= only_ours | only_theirs:
        return EditKind.WORDING
    if _are_letters(only_ours) is not _are_letters(only_theirs):
        return EditKind.WORDING  # a party beside a state: "R-Oregon" and "(OR-02)"
    if _rearranged(shown, other, change, only_ours, only_theirs):
        return EditKind.WORDING
    if len(ours) == len(theirs) and all(
        a == b or _one_name(a, b) for a, b in zip(ours, theirs, strict=True)
    ):
        return EditKind.STYLE
    if _related(only_ours, only_theirs) or _initials(ours, theirs) or _initials(theirs, ours):
        return EditKind.WORDING
    return EditKind.NAME


def _are_letters(names: set[str]) -> bool:
    """Tell whether the names are single letters: of parties, of first names."""
    return all(len(name) == 1 for name in names)


def _rearranged(
    shown: Words, other: Words, change: Change, ours: set[str], theirs: set[str]
) -> bool:
    """Tell whether the names are those of a list that the other reading has in another order.

    Outside a list, names that change places say another thing: who told whom.
    """
    if not (_as_one(ours) <= _names_of(other) and _as_one(theirs) <= _names_of(shown)):
        return False
    here = _beside(shown, change.low, change.high)
    there = _beside(other, change.other_low, change.other_high)
    return not _IN_LISTS.isdisjoint(here) and not _IN_LISTS.isdisjoint(there)


def _names_of(words: Words) -> set[str]:
    """Return the words with a capital."""
    return _as_one(t.key.removesuffix("'s") for t in words.tokens if words.text[t.start].isupper())


def _as_one(keys: Iterable[str]) -> set[str]:
    """Return each word under the one name for all its forms."""
    return {name for key in keys for name in canonical([key])}


def _beside(words: Words, low: int, high: int) -> set[str]:
    """Return the words or marks at the edges of a change, and the next ones outside it."""
    return {
        t.key
        for t in (*words.tokens[max(0, low - 1) : low + 1], *words.tokens[high - 1 : high + 1])
    }


def _name_words(words: Words, low: int, high: int, lexicon: Lexicon) -> list[str]:
    """Return the names among the words; none, where other words stand beside them."""
    tables = usage()
    found = []
    for index in range(low, high):
        token = words.tokens[index]
        if not token.is_word or token.key in tables.small or token.key in tables.titles:
            continue
        if token.key in tables.weekdays or token.key in tables.months:
            continue  # "On Saturday, Brandt" names Brandt: days were compared as days
        capital = words.text[token.start].isupper()
        known = token.key in lexicon.names or not _opens_sentence(words, index)
        if not (capital and known):
            return []
        found.append(token.key.removesuffix("'s"))
    return found


def _opening_like(
    words: Words, low: int, high: int, names: Sequence[str], lexicon: Lexicon
) -> list[str]:
    """Return the change's one word, if it opens the sentence and is one of the names misspelt.

    A capital there tells nothing, but a letter more or less than a name, in a word that the story
    has nowhere in lower case, does.
    """
    if high - low != 1 or not words.tokens[low].is_word or not _opens_sentence(words, low):
        return []
    key = words.tokens[low].key
    if not words.text[words.tokens[low].start].isupper() or key in lexicon.common:
        return []
    return [key] if any(_misspelt(key, name) for name in names) else []


def _misspelt(word: str, name: str) -> bool:
    return len(name) >= _MIN_MISSPELT and OSA.distance(word, name, score_cutoff=1) == 1


def _one_name(a: str, b: str) -> bool:
    """Tell whether two names differ only in how letters of another script or accent are written."""
    for spelt, written in usage().transliterations:
        a, b = re.sub(spelt, written, a), re.sub(spelt, written, b)
    return a == b


def _related(ours: set[str], theirs: set[str]) -> bool:
    """Tell whether a name of the one is the adjective of a name of the other (China, Chinese)."""
    pairs = [(a, b) for a in ours for b in theirs]
    return any(
        adjective.startswith(name[: max(4, len(name) - 2)]) and adjective.endswith(ending)
        for name, adjective in pairs + [(b, a) for a, b in pairs]
        for ending in usage().adjectives
        if len(name) >= 4 and len(adjective) > len(name) - 2
    )


def _initials(short: Sequence[str], long: Sequence[str]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)
