"""The part of README.md that is made from the program: the table of keys.

`python -m tests.readme` writes it; a test fails when it is not up to date.
"""

from __future__ import annotations

import re
from pathlib import Path

from reader.ui.keymap import Keymap
from reader.ui.keytable import markdown

README = Path(__file__).parent.parent / "README.md"
TABLE = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)


def key_table() -> str:
    """Return every command with its keys, in the order of the help screen."""
    return markdown(Keymap())


def fenced_blocks(text: str, language: str = "") -> list[str]:
    """Return what stands in the fenced blocks of a language."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [inside for named, inside in blocks if named == language]


if __name__ == "__main__":
    README.write_text(TABLE.sub(lambda _: key_table(), README.read_text("utf-8")), "utf-8")
