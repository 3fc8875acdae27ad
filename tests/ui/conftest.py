"""Pictures of the screen, kept as SVG and compared to the byte."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.ui.app import ReaderApp

FOLDER = Path(__file__).parent / "snapshots"
UPDATE = "READER_UPDATE_SNAPSHOTS"
"""Set this to draw the pictures anew: look at them before they are committed."""

Snapshot = Callable[[ReaderApp, str], None]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours are as the test wants them, whatever the terminal that runs it."""
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    for name in ("NO_COLOR", "COLORTERM", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    """Compare the screen with pictures, or draw the pictures where that is wished."""
    differing: list[Path] = []

    def compare(app: ReaderApp, name: str) -> None:
        drawn = app.export_screenshot(title="reader", simplify=True)
        kept = FOLDER / f"{name}.svg"
        if os.environ.get(UPDATE):
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(drawn, encoding="utf-8")
        elif not kept.exists() or kept.read_text(encoding="utf-8") != drawn:
            seen = tmp_path / f"{name}.svg"
            seen.write_text(drawn, encoding="utf-8")
            differing.append(seen)

    yield compare
    names = ", ".join(map(str, differing))
    assert not differing, f"drawn otherwise: {names}; {UPDATE}=1 draws the pictures anew"
