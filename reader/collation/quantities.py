"""Numbers as numbers.

`$19.5 billion` is `19.5bn dollars`, and two miles are three kilometres.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.collation.usage import usage

_DIGITS = re.compile(r"(\d+(?:[.,]\d+)*)([^\W\d_]*)$")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.]\d{3})+$")
_SUFFIXES = frozenset({"st", "nd", "rd", "th", "s"})  # 11th, the 1990s
_TENS = frozenset(range(20, 100, 10))
SQUARE = ("square ", "sq ")
"""What makes a unit of area of a unit of length."""
BETWEEN = frozenset({"-", "degree", "degrees", "°"})
"""What may stand between a number and its unit."""
CONVERTED = 0.1
"""Part by which a converted amount may miss: two miles are printed as three kilometres (3.2)."""
_SAME = 1e-6
_MIN_ROUNDED = 10  # least number that says nearly the same without its decimals


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, and the unit or currency that stands by it, where one does.

    `decimals` counts the digits printed behind the point.
    """

    value: float
    unit: str = ""
    currency: str = ""
    decimals: int = 0


def quantities(keys: Sequence[str]) -> list[Quantity]:
    """Return the quantities among the folded words and marks of a text, in order."""
    tables = usage()
    keys = list(keys)
    found: list[Quantity] = []
    place = 0
    while place < len(keys):
        number, after = _number(keys, place)
        if number is None:
            place += 1
            continue
        unit, currency = "", ""
        before = keys[place - 1] if place else ""
        if before in tables.currencies:
            currency = before
        behind = after
        while behind < len(keys) and keys[behind] in BETWEEN:
            behind += 1
        following = " ".join(keys[behind : behind + 2])
        if not following.startswith(SQUARE):
            following = following.split(" ")[0]
        if following in tables.currencies and not currency:
            currency = following
        elif _unit(following):
            unit = following
        elif following in ("%", "percent", "pct") or keys[after : after + 2] == ["per", "cent"]:
            unit = "percent"
        found.append(Quantity(number, unit, currency, _decimals(keys[place])))
        place = after
    return found


def _number(keys: Sequence[str], place: int) -> tuple[float | None, int]:
    """Return the value of the number that begins here and the place behind it."""
    tables = usage()
    value = _single(keys[place])
    if value is None:
        return None, place
    if keys[place].isalpha() and value in _TENS:
        rest = place + (2 if keys[place + 1 : place + 2] == ["-"] else 1)
        small = tables.numbers.get(keys[rest]) if rest < len(keys) else None
        if small is not None and small < 10:
            value, place = value + small, rest
    place += 1
    while place < len(keys) and len(keys[place]) > 1 and keys[place] in tables.multipliers:
        value *= tables.multipliers[keys[place]]
        place += 1
    return value, place


def _single(key: str) -> float | None:
    """Return the value of one word: a number word, or digits with what is written on to them."""
    tables = usage()
    if key in tables.numbers:
        return tables.numbers[key]
    match = _DIGITS.match(key)
    if match is None:
        return None
    digits, suffix = match.groups()
    value = _value(digits)
    if not suffix or suffix in _SUFFIXES or suffix in tables.units:
        return value
    return value * tables.multipliers[suffix] if suffix in tables.multipliers else None


def _value(digits: str) -> float:
    """Return the value of digits with points or commas; of a telephone number, all its digits."""
    for thousands, point in ((",", "."), (".", ",")):
        whole, _, part = digits.rpartition(point)
        if _THOUSANDS.match(whole) and point not in whole and thousands in whole:
            return float(f"{whole.replace(thousands, '')}.{part}")
    if digits.count(".") + digits.count(",") > 1 or ("," in digits and _THOUSANDS.match(digits)):
        return float(re.sub("[,.]", "", digits))
    return float(digits.replace(",", "."))


def _decimals(key: str) -> int:
    """Return how many digits stand behind the point of a number; none behind one of thousands."""
    match = _DIGITS.match(key)
    if match is None or _THOUSANDS.match(match[1]):
        return 0
    whole, point, part = match[1].replace(",", ".").rpartition(".")
    return len(part) if whole and point else 0


def rounded(a: Quantity, b: Quantity) -> bool:
    """Tell whether one is the other with fewer digits behind the point: 1.05 percent and 1.1%.

    A number below ten that loses them all has become another: 4.2 million are not 4 million.
    """
    fine, coarse = (a, b) if a.decimals > b.decimals else (b, a)
    if fine.decimals == coarse.decimals or not (coarse.decimals or coarse.value >= _MIN_ROUNDED):
        return False
    same = same_amount(Quantity(coarse.value, fine.unit, fine.currency), coarse)
    return same and _near(fine.value, coarse.value, 0.5 / 10**coarse.decimals + _SAME)


def same_amount(a: Quantity, b: Quantity) -> bool:
    """Tell whether the two are one amount in one unit; a unit that one leaves out is no matter."""
    if abs(a.value - b.value) > _SAME * max(abs(a.value), 1.0):
        return False
    if a.unit and b.unit and not _same_unit(a.unit, b.unit):
        return False
    return not (a.currency and b.currency) or _rates(a) == _rates(b)


def converted(a: Quantity, b: Quantity) -> bool:
    """Tell whether one is the other in another unit or currency, rounded."""
    if a.unit and b.unit and not _same_unit(a.unit, b.unit):
        measure, other = _unit(a.unit), _unit(b.unit)
        if measure is None or other is None or measure[0] != other[0]:
            return False
        (kind, size), (_, other_size) = measure, other
        if kind == "temperature":
            return _near(_kelvin(a, size), _kelvin(b, other_size), 1.5)
        first, second = a.value * size, b.value * other_size
        return _near(first, second, CONVERTED * max(first, second))
    if a.currency and b.currency and _rates(a) != _rates(b):
        (low, high), (other_low, other_high) = _rates(a), _rates(b)
        return a.value * low <= b.value * other_high and b.value * other_low <= a.value * high
    return False


def _unit(name: str) -> tuple[str, float] | None:
    """Return a unit's kind and its size in the kind's smallest, None for a word that is no unit."""
    units = usage().units
    for square in SQUARE:
        if name.startswith(square):
            kind, size = units.get(name.removeprefix(square), ("", 0.0))
            return ("area", size * size) if kind == "length" else None
    return units.get(name)


def _same_unit(a: str, b: str) -> bool:
    measure, other = _unit(a), _unit(b)
    return a == b or measure is None or other is None or measure == other


def _rates(quantity: Quantity) -> tuple[float, float]:
    return usage().currencies[quantity.currency]


def _kelvin(quantity: Quantity, is_fahrenheit: float) -> float:
    celsius = (quantity.value - 32) / 1.8 if is_fahrenheit else quantity.value
    return celsius + 273.15


def _near(a: float, b: float, tolerance: float) -> bool:
    return abs(a - b) <= tolerance
