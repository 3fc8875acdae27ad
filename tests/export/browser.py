"""A page opened in headless Chromium, and what a script of the test's own found in it."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_SECONDS = 60

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no chromium here to open the page in"
)


def dump(page: str, folder: Path, *, width: int = 1400, fragment: str = "") -> str:
    """Return the page's document after its scripts ran, as HTML."""
    assert CHROMIUM is not None
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    size = f"--window-size={width},900"
    profile = f"--user-data-dir={folder / 'profile'}"
    url = f"{file.as_uri()}{fragment}"
    command = [CHROMIUM, *_QUIET, size, profile, "--dump-dom", url]
    ended = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
    return ended.stdout.decode("utf-8")


def ask(page: str, script: str, folder: Path, *, width: int = 1400, fragment: str = "") -> Any:
    """Run a script in the page, and return what it passes to `report`, by way of JSON.

    The script is let in by its hash, as the page's own is; the rest of its policy stands.
    """
    whole = f"const report = (found) => document.body.append(Object.assign(\
document.createElement('pre'), {{id: 'report', textContent: JSON.stringify(found)}}));\n{script}"
    known = base64.b64encode(hashlib.sha256(whole.encode()).digest()).decode()
    page = page.replace("script-src ", f"script-src 'sha256-{known}' ", 1)
    page = page.replace("</body>", f"<script>{whole}</script></body>")
    document = dump(page, folder, width=width, fragment=fragment)
    found = re.search(r'<pre id="report">(.*?)</pre>', document, re.DOTALL)
    assert found, "the script did not report"
    return json.loads(html.unescape(found.group(1)))
