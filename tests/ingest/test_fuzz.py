"""Bytes of any kind, under every ending and through standard input: named failures or articles."""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import ConflictingArticles
from reader.ingest.files import Sources, read_sources
from reader.ingest.found import ENDINGS

NAMES = [f"a{ending}{packed}" for ending in ENDINGS for packed in ("", ".gz")]

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry | Quay</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry",
"author": [{"name": "Ib"}], "datePublished": "2026-03-09", "articleBody": "The ferry."}</script>
</head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry aground</h1><p>The ferry <b>Tern</b> ran<br><br>aground.</p>
<table><tr><td>1<td>2</table><figure><figcaption>A ferry</figcaption></figure>
<pre>one\n\ntwo</pre></article><footer>&copy; Quay</footer>"""
RECORDS = json.dumps(
    {"articles": [{"id": "a", "text": "One.\nTwo."}, {"html": "<p>x", "date": "2026-03-09"}]}
)
LINES = """{"id": "a", "text": "One."}
{"uri": "u", "headlines": [{"value": "h"}], "bodies": [{"value": "b"}]}
"""
NOTE = """---
title: x
---
# Head

- one
  > two

| a | b |
|---|---|
| c | d |

<p>html</p>
"""
SEEDS = [PAGE, RECORDS, LINES, NOTE, "Plain text.\n\nShare this @quay.com\r\n"]


def check(sources: Sources) -> None:
    """Blocks lie in order within the text and each shows something; failures say what and why."""
    for article in sources.articles:
        end = 0
        assert article.blocks
        for block in article.blocks:
            assert end <= block.start < block.end <= len(article.text)
            assert article.text[block.start : block.end].strip()
            end = block.end
        article.text.encode()
        article.id.encode()
    for failure in sources.failures:
        assert failure.source
        assert failure.reason


def read_bytes(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    for paths, stdin in (([str(folder / name)], None), (["-"], io.BytesIO(data))):
        with suppress(ConflictingArticles):
            check(read_sources(paths, stdin=stdin))


@given(name=st.sampled_from(NAMES), data=st.binary(max_size=300), packed=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(tmp_path: Path, name: str, data: bytes, packed: bool) -> None:
    read_bytes(tmp_path, name, gzip.compress(data) if packed else data)


def _mutated(rng: random.Random, count: int) -> Iterator[bytes]:
    """Yield documents cut, repeated, spliced and with bytes changed, the same ones every time."""
    for _ in range(count):
        data = bytearray(
            rng.choice(SEEDS).encode(rng.choice(["utf-8", "utf-8", "utf-16", "cp1252"]))
        )
        for _ in range(rng.randint(1, 6)):
            at, to = sorted(rng.randrange(len(data) + 1) for _ in range(2))
            change = rng.randrange(4)
            if change == 0:
                del data[at:to]
            elif change == 1:
                data[at:at] = data[at:to] * rng.randint(1, 30)
            elif change == 2:
                data[at:at] = rng.choice(SEEDS).encode()[: rng.randint(0, 200)]
            else:
                data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 4)))
            del data[100_000:]
        yield bytes(data)


@pytest.mark.parametrize("count", [60, pytest.param(6_000, marks=pytest.mark.slow)])
def test_broken_documents(tmp_path: Path, count: int) -> None:
    rng = random.Random(count)
    for data in _mutated(rng, count):
        packed = rng.random() < 0.2
        read_bytes(tmp_path, rng.choice(NAMES), gzip.compress(data) if packed else data)


HOSTILE = {
    "attributes": "<p>Text.</p><p " + "".join(f"a{i}=1 " for i in range(100_000)) + ">",
    "nesting": "<div>" * 100_000 + "Text.",
    "inline nesting": "<b>" * 100_000 + "Text.",
    "script": "<script>" + "x" * 21_000_000 + "</script><p>Text.",
    "links": '<a href="x">' * 100_000 + "Text.",
    "tables": "<table><tr><td>" * 20_000 + "Text.",
    "list items": "<ul><li>x" * 50_000,
    "breaks": "<p>x" + "<br>" * 500_000,
    "blocks": "<p>x" * 500_000,
    "entities": "&amp;" * 500_000,
    "brackets": "[" * 200_000,
    "stars": "*a_" * 60_000,
    "quotes": "> " * 50_000 + "x",
    "json": '{"a":' * 100_000,
    "long line": "word " * 1_000_000,
    "blank lines": "x\n" + "\n" * 3_000_000 + "y",
    "marks": "\u0301" * 500_000,
    "handles": "Share this @a.b.c.d " * 50_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_documents_end(tmp_path: Path, kind: str) -> None:
    for name in ("a.txt", "a.html", "a.md", "a.json", "a.jsonl"):
        read_bytes(tmp_path, name, HOSTILE[kind].encode())
