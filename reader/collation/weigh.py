"""What kind of difference a change of words is: style, wording, or a fact.

A fact is changed where both readings give a value and the values differ: a number, a name, a
day, or the words inside quotation marks. A value that one reading merely lacks is wording.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.collation.names import Lexicon, kind_of_names
from reader.collation.quantities import (
    BETWEEN,
    Quantity,
    converted,
    quantities,
    rounded,
    same_amount,
)
from reader.collation.usage import bare, canonical, spelling, usage
from reader.collation.worddiff import Change, Words
from reader.model import EditKind

_REACH = 3
"""Equal words on either side that belong to a number: its currency, its unit, its million."""
_BESIDE = frozenset({"%", "percent", "pct", "per", "cent", "us", "square", "sq"})
_QUOTES = ('"',)
_BRACKETS = frozenset({("(", ")"), ("[", "]")})


def kind_of(shown: Words, other: Words, change: Change, lexicon: Lexicon) -> EditKind:
    """Return what kind of difference the change between the two readings is."""
    ours = [t.key for t in shown.tokens[change.low : change.high]]
    theirs = [t.key for t in other.tokens[change.other_low : change.other_high]]
    # Joined without spaces: damaged pages lose some, and "any more" is "anymore".
    if any("".join(as_(ours)) == "".join(as_(theirs)) for as_ in (bare, canonical)):
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
    return kind_of_names(shown, other, change, lexicon)


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
    if _left_out(shown, change.low, change.high, other=(change.other_low, change.other_high)):
        return False
    if _left_out(other, change.other_low, change.other_high, other=(change.low, change.high)):
        return False
    if change.low < change.high and change.other_low < change.other_high:
        return True
    before = _outside(shown, change.low - 1, -1), _outside(other, change.other_low - 1, -1)
    behind = _outside(shown, change.high, 1), _outside(other, change.other_high, 1)
    return before[0] == before[1] and behind[0] == behind[1]


def _left_out(words: Words, low: int, high: int, other: tuple[int, int]) -> bool:
    """Tell whether the words are an aside in brackets that the other reading leaves out.

    Nobody speaks a bracket: it holds a link or a gloss.
    """
    if low == high or other[0] < other[1]:
        return False
    return (words.tokens[low].key, words.tokens[high - 1].key) in _BRACKETS


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
