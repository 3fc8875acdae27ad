"""The labelled articles that evaluations measure on, where they are present."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

_BESIDE_THE_CHECKOUT = Path(__file__).resolve().parents[3] / "shared" / "data"
LABELS = ("story", "label", "labels", "event", "gold", "topic")
"""Keys that the program must not see."""


def data_folder(arguments: list[str]) -> Path:
    """Return the folder named on the command line or beside the checkout; without it, exit 0."""
    folder = Path(arguments[0]) if arguments else _BESIDE_THE_CHECKOUT
    if not folder.is_dir():
        print(f"skipped: the labelled articles are not here ({folder} is no folder)")
        sys.exit(0)
    return folder


def records(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the records of `name.jsonl.gz`, labels and all."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gold(folder: Path, name: str) -> Any:
    """Return the contents of `name.json`."""
    return json.loads((folder / f"{name}.json").read_text("utf-8"))
