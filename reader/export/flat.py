"""Flat rows, as the lines of a table for statistics: CSV, or a JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Literal

from reader.export.cells import csv_line
from reader.export.document import dump

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Form = Literal["csv", "jsonl"]
"""How tables are written; the names are also the endings of their files."""

_BETWEEN_REASONS = "; "


def heading(row: type[DataclassInstance], form: Form) -> Iterator[str]:
    """Give the line above the rows of a kind, the names of its columns; only CSV has one."""
    if form == "csv":
        yield csv_line(each.name for each in fields(row))


def line(row: DataclassInstance, form: Form) -> str:
    """Return a row as a line."""
    values = {each.name: getattr(row, each.name) for each in fields(row)}
    if form == "jsonl":
        return f"{dump(values)}\n"
    return csv_line(_cell(value) for value in values.values())


def _cell(value: object) -> object:
    """Return a value as a cell holds it: reasons in one text, truth as JSON writes it."""
    if isinstance(value, tuple):
        return _BETWEEN_REASONS.join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value
