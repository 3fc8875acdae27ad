"""Numbers and lists as an English sentence has them."""

from __future__ import annotations

from collections.abc import Sequence


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: 1 copy, 1,903 copies."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def count_new(number: int, new: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun, and how many are new: 3 new copies; 3 copies, 1 of them new.

    Where none is: 3 copies, none of them new.
    """
    if number == new:
        return count(number, f"new {one}", f"new {many or one + 's'}")
    if number == 1:
        return f"{count(number, one, many)}, which was there already"
    return f"{count(number, one, many)}, {f'{new:,}' if new else 'none'} of them new"


def newest_of(counted: int, there: int) -> str:
    """Return of which stories figures are: "of the newest 1,000 of 41,000 stories"; "": of all."""
    return f"of the newest {counted:,} of {there:,} stories" if counted < there else ""


def listed(names: Sequence[str]) -> str:
    """Return names as a phrase: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
