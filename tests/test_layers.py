"""What importing a part of the program must not bring along: start-up time depends on it."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCREEN = ("textual", "rich")
HEAVY = ("lxml", "rapidfuzz", "sentencex", "publicsuffixlist", "markdown_it")


def loaded_by(statement: str) -> set[str]:
    """The modules in memory of a fresh interpreter after a statement, by their full names."""
    code = f"{statement}; import sys; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ended.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "reader.cli.main",
        "reader.export.document",
        "reader.export.report",
        "reader.services.library",
    ],
)
def test_nothing_but_the_screen_loads_textual(module: str) -> None:
    assert not loaded_by(f"import {module}") & set(SCREEN)


def test_the_command_line_starts_without_what_reading_needs() -> None:
    assert not loaded_by("import reader.cli.main") & {*SCREEN, *HEAVY}


def test_the_screen_starts_without_what_reading_needs() -> None:
    loaded = loaded_by("import reader.ui.app")
    assert "textual" in loaded
    assert not loaded & (set(HEAVY) - {"markdown_it"})  # Textual itself parses Markdown


@pytest.mark.parametrize("layer", ["text", "grouping", "collation", "provenance"])
def test_the_core_touches_no_database_and_no_network(layer: str) -> None:
    code = (
        f"import importlib, pkgutil, reader.{layer} as layer;"
        "[importlib.import_module(found.name)"
        " for found in pkgutil.walk_packages(layer.__path__, layer.__name__ + '.')]"
    )
    assert not loaded_by(code) & {"sqlite3", "_socket", "urllib.request", "http.client"}
