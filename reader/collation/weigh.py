"""What kind of difference a change of words is: style, wording, or a fact.

A fact is changed where both readings give a value and the values differ: a number, a name, a
day, or the words inside quotation marks. A value that one reading merely lacks is wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from reader.collation.quantities import (
    BETWEEN,
    Quantity,
    converted,
    quantities,
    rounded,
    same_amount,
)
from reader.collation.usage import spelling, usage
from reader.collation.worddiff import Change, Words
from reader.model import EditKind

_REACH = 3
"""Equal words on either side that belong to a number: its currency, its unit, its million."""
_BESIDE = frozenset({"%", "percent", "pct", "per", "cent", "us", "square", "sq"})
_QUOTES = ('"',)
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


def kind_of(shown: Words, other: Words, change: Change, lexicon: Lexicon) -> EditKind:
    """Return what kind of difference the change between the two readings is."""
    ours = [t.key for t in shown.tokens[change.low : change.high]]
    theirs = [t.key for t in other.tokens[change.other_low : change.other_high]]
    # Joined without spaces: damaged pages lose some, and "any more" is "anymore".
    if any("".join(as_(ours)) == "".join(as_(theirs)) for as_ in (_bare, _canonical)):
        return EditKind.STYLE
    amounts = _amounts(shown, other, change)
    if amounts is EditKind.STYLE or amounts is EditKind.UNIT:
        return amounts
    if _inside_quotation(shown, other, change):
        return EditKind.QUOTATION
    if amounts is not None:
        return amounts
    if _days_differ(ours, theirs):
        return EditKind.DATE
    return _names(shown, other, change, lexicon)


def _bare(keys: Sequence[str]) -> list[str]:
    """Return the words alone, without apostrophes."""
    return [key.replace("'", "") for key in keys if key in "%&" or any(c.isalnum() for c in key)]


def _canonical(keys: Sequence[str]) -> list[str]:
    """Return the words alone, each phrase under the one name for all its forms."""
    tables = usage()
    found: list[str] = []
    place = 0
    words = _bare(keys)
    while place < len(words):
        for length in range(min(tables.longest, len(words) - place), 0, -1):
            name = tables.same.get(tuple(words[place : place + length]))
            if name is not None:
                found.append(name)
                place += length
                break
        else:
            found.append(spelling(words[place]))
            place += 1
    return found


def _amounts(shown: Words, other: Words, change: Change) -> EditKind | None:
    """Compare the numbers in the change, seen with the equal words that belong to them."""
    ours = _with_numbers(shown, change.low, change.high)
    theirs = _with_numbers(other, change.other_low, change.other_high)
    a, b = quantities(ours), quantities(theirs)
    if not a or not b:
        return None
    only_a = [q for q in a if not any(same_amount(q, r) for r in b)]
    only_b = [r for r in b if not any(same_amount(q, r) for q in a)]
    if not only_a and not only_b:
        same_words = _without_numbers(ours) == _without_numbers(theirs)
        return EditKind.STYLE if same_words else None
    if not only_a or not only_b:
        return None
    if all(any(converted(q, r) for r in only_b) for q in only_a):
        return EditKind.UNIT
    if all(any(rounded(q, r) for r in only_b) for q in only_a):
        return EditKind.WORDING
    if (_is_year(only_a) and _is_year(only_b)) or _beside_month(shown, change):
        return EditKind.DATE
    return EditKind.NUMBER


def _beside_month(shown: Words, change: Change) -> bool:
    """Tell whether the changed number is the day of a month."""
    around = shown.tokens[max(0, change.low - 2) : change.high + 2]
    return any(token.key in usage().months for token in around)


def _with_numbers(words: Words, low: int, high: int) -> list[str]:
    """Return the keys from `low` to `high`, and those beside that belong to a number there."""
    left, right = _reach(words, low, -1), _reach(words, high, 1)
    return [t.key for t in words.tokens[low - left : high + right]]


def _reach(words: Words, edge: int, step: int) -> int:
    """Return how many words next to the change's edge belong to a number that touches it."""
    tables = usage()
    count = 0
    while count < _REACH:
        index = edge + step * count - (1 if step < 0 else 0)
        if not 0 <= index < len(words.tokens):
            break
        key = words.tokens[index].key
        known = key in tables.multipliers or key in tables.units or key in tables.currencies
        if not (known or key in _BESIDE or key in BETWEEN or quantities([key])):
            break
        count += 1
    return count


def _without_numbers(keys: Sequence[str]) -> list[str]:
    tables = usage()
    skipped = _BESIDE | BETWEEN | {"a"}
    known = (tables.numbers, tables.multipliers, tables.units, tables.currencies)
    return [
        spelling(key)
        for key in keys
        if key not in skipped and key[0].isalpha() and not any(key in table for table in known)
    ]


def _is_year(found: Sequence[Quantity]) -> bool:
    return all(1800 <= q.value <= 2100 and not q.unit and not q.currency for q in found)


def _days_differ(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    tables = usage()
    for table in (tables.weekdays, tables.months):
        a = {table[day] for key in ours if (day := key.removesuffix("'s")) in table}
        b = {table[day] for key in theirs if (day := key.removesuffix("'s")) in table}
        if a and b and not a & b:
            return True
    return False


def _inside_quotation(shown: Words, other: Words, change: Change) -> bool:
    """Tell whether both readings have the change inside quotation marks.

    Words at the quotation's edge do not count where the words outside the mark differ as well: the
    quotation was drawn larger or smaller, not altered.
    """
    if not _quoted(shown, change.low, change.high):
        return False
    if not _quoted(other, change.other_low, change.other_high):
        return False
    if change.low < change.high and change.other_low < change.other_high:
        return True
    before = _outside(shown, change.low - 1, -1), _outside(other, change.other_low - 1, -1)
    behind = _outside(shown, change.high, 1), _outside(other, change.other_high, 1)
    return before[0] == before[1] and behind[0] == behind[1]


def _outside(words: Words, place: int, step: int) -> str | None:
    """Return the first word beyond the quotation mark at the place; None where there is no mark."""
    if not 0 <= place < len(words.tokens) or words.tokens[place].key not in _QUOTES:
        return None
    while 0 <= place < len(words.tokens) and not words.tokens[place].is_word:
        place += step
    return words.tokens[place].key if 0 <= place < len(words.tokens) else ""


def _quoted(words: Words, low: int, high: int) -> bool:
    """Tell whether the words from `low` to `high` stand inside quotation marks in this reading.

    A quotation that opens in a sentence before, or closes in one behind, shows by a mark that
    has no partner here.
    """
    marks = [i for i, t in enumerate(words.tokens) if t.key in _QUOTES]
    if any(low <= i < high for i in marks):
        return False
    before = [i for i in marks if i < low]
    after = [i for i in marks if i >= high]
    if not before and not after:
        return False
    if len(marks) % 2 == 0:
        return len(before) % 2 == 1
    opening = words.text[words.tokens[marks[0]].start]
    closes_first = opening in "”»" or (opening == '"' and not _opens(words, marks[0]))
    return (len(before) % 2 == 0) if closes_first else (len(before) % 2 == 1)


def _opens(words: Words, mark: int) -> bool:
    """Tell whether a straight quotation mark leans to the word behind it."""
    end = words.tokens[mark].end
    return end < len(words.text) and not words.text[end].isspace()


def _names(shown: Words, other: Words, change: Change, lexicon: Lexicon) -> EditKind:
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
    if _rearranged(shown, other, change, only_ours, only_theirs):
        return EditKind.WORDING
    if len(ours) == len(theirs) and all(
        a == b or _one_name(a, b) for a, b in zip(ours, theirs, strict=True)
    ):
        return EditKind.STYLE
    if _related(only_ours, only_theirs) or _initials(ours, theirs) or _initials(theirs, ours):
        return EditKind.WORDING
    return EditKind.NAME


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
    return {name for key in keys for name in _canonical([key])}


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
