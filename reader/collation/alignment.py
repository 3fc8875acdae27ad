"""The table that aligning gives: rows of what the copies have in common, and in which order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """What one copy has in a row: indices of its segments; `moved` where it has them elsewhere."""

    copy: int
    segments: tuple[int, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Segments of the copies that say the same thing; at most one cell a copy, by copy number."""

    cells: tuple[Cell, ...]

    @property
    def copies(self) -> tuple[int, ...]:
        """The numbers of the copies that have a cell here."""
        return tuple(cell.copy for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Rows in the order in which most copies have them; every segment of every copy in one cell."""

    rows: tuple[Row, ...]
