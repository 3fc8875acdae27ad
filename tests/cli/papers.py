"""A folder of saved articles, invented: one story in three copies, and one that stands alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reader.cli.main import main
from reader.export.document import schema_text
from tests.services.news import rss, told

LEDE = "The harbour council of Port Ellen put off its vote on the tunnel until the autumn."
COST = "Engineers told the members that the price had doubled to 4.2 million crowns in two years."
COST_CHANGED = COST.replace("4.2", "2.4")
QUOTE = "“We will not sign a blank sheet,” Mayor Ana Brandt said after the meeting of four hours."
SHAFT = "The estimate now includes a second ventilation shaft that the inspectors had asked for."
END = "Work at the northern entrance was to begin in spring, before the herring fleet comes home."

GLACIER = """\
A lake under the Sarno glacier has risen by three metres since the beginning of the month.
Wardens closed the lower path on Sunday and asked the owners of four huts to stay away.
No village is in danger, the district said, and the water usually drains within a fortnight."""

ARTICLES = (
    {
        "id": "post-1",
        "outlet": "Larkfield Post",
        "title": "Tunnel vote put off",
        "published": "2026-03-04T13:20:00+00:00",
        "text": f"{LEDE}\n{COST}\n{QUOTE}\n{SHAFT}\n{END}",
    },
    {
        "id": "quay-7",
        "outlet": "Quayside Daily",
        "title": "Tunnel on ice",
        "published": "2026-03-04T14:05:00+00:00",
        "text": f"Share on Facebook\n{LEDE}\n{COST_CHANGED}\n{QUOTE}\n{END}",
    },
    {
        "id": "ellen-3",
        "outlet": "The Ellen Star",
        "title": "Tunnel vote put off",
        "published": "2026-03-04T15:00:00+00:00",
        "text": f"{LEDE}\n{COST}\n{QUOTE}\n{SHAFT}\n{END}",
    },
    {"id": "inland-2", "outlet": "Inland Day", "title": "Lake alarm", "text": GLACIER},
)


def lines() -> str:
    """The articles as JSON lines."""
    return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES)


def save(folder: Path) -> Path:
    """Write the articles into a folder as one file of JSON lines; return the file."""
    file = folder / "papers.jsonl"
    file.write_text(lines(), encoding="utf-8")
    return file


def feed(name: str, *about: str) -> bytes:
    """Return a feed of this name with an article about each."""
    host = f"https://{name.split()[0].lower()}.example"
    items = [
        told(f"{each.title()} opens", f"{host}/news/{at}", each) for at, each in enumerate(about)
    ]
    return rss(name, f"{host}/", items)


def subscriptions(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what `reader feeds --json` tells."""
    capsys.readouterr()
    assert main(["feeds", "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    whole = json.loads(captured.out)
    Draft202012Validator(json.loads(schema_text("feeds"))).validate(whole)
    found: list[dict[str, Any]] = whole["feeds"]
    return found
