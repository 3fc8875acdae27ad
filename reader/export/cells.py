"""Lines of comma-separated values, as RFC 4180 has them, that a spreadsheet does not run.

A spreadsheet takes a cell that begins with one of `= + - @` for a formula, and a formula can read
other cells and call out. Such a cell gets an apostrophe in front, by which spreadsheets know text;
one that has apostrophes there already gets one more, so that taking one away gives back the text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from reader.export.layout import one_line

_FORMULA = re.compile("'*[=+\\-@＝＋－＠]")
"""How a formula begins; some spreadsheets read the full-width forms as the narrow ones."""


def csv_line(values: Iterable[object]) -> str:
    """Return the values as one line with its line end; None is an empty cell.

    Text is made harmless and brought onto one line; what begins as a formula is guarded.
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(map(_cell, values))
    return line.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = one_line(value)
    return f"'{text}" if _FORMULA.match(text) else text
