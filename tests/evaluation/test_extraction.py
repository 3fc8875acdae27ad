from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.evaluation.extraction import FILES, evaluate, main

BODY = "The ferry ran aground in thick fog shortly before six on Monday and all aboard are safe."
MENU = "".join(f"<li><a href=/{i}>Section {i} of the paper today</a>" for i in range(3))


def _page(html: str, gold: str) -> dict[str, str | None]:
    return {"id": "a", "url": None, "html": html, "gold": gold}


def test_what_is_counted() -> None:
    html = f"<nav><ul>{MENU}</ul></nav><article><p>{BODY}</p></article>"
    counts = evaluate([_page(html, f"{BODY} This sentence is missing from the page.")])
    assert (counts.pages, counts.failed) == (1, 0)
    assert counts.covered == len(BODY.split())
    assert counts.gold == counts.covered + 7
    assert (counts.gold_outside, counts.other, counts.other_outside) == (0, 18, 18)


def test_a_page_that_cannot_be_read_is_counted() -> None:
    assert evaluate([_page("<p></p>", BODY)]).failed == 1


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 0
    assert "nothing measured" in capsys.readouterr().out
    with gzip.open(tmp_path / FILES[0], "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(_page(f"<p>{BODY}</p>", BODY)) + "\n")
    assert main([str(tmp_path)]) == 0
    assert "body covered by kept blocks   1.0000" in capsys.readouterr().out
