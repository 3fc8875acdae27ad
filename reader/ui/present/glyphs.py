"""The signs that the screen is drawn with, and what stands for each in ASCII.

Each sign is replaced by as many cells as it takes, so that nothing moves. Only what the program
draws is: text that was published is shown as it is (`ink.Published`).
"""

from __future__ import annotations

import re

_PAIRS = {
    " · ": " | ",
    " …": "..",
    "\u00a0…": "..",
    "…\u00a0": "..",
}
"""What reads better replaced as a whole than sign by sign."""

_SIGNS = str.maketrans(
    {
        "●": "=",  # same
        "↕": "%",  # moved
        "·": ".",  # lacks
        "−": "-",  # cut
        "▸": ">",  # folded
        "▾": "v",  # unfolded
        "○": "o",
        "◆": "*",
        "◇": "o",
        "■": "#",
        "□": "o",
        "▶": ">",
        "◀": "<",
        "↔": "~",
        "↳": "`",
        "≈": "~",
        "★": "*",
        "¶": "n",
        "☆": "o",
        "✓": "v",
        "✗": "x",
        "×": "x",
        "←": "<",
        "→": ">",
        "↑": "^",
        "↓": "v",
        "⇧": "^",
        "…": ">",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "\u00a0": " ",
        "•": "*",
        "🔎": "/ ",
        "⏎": "<",
        "⌫": "<",
        # rules, frames and bars
        "─": "-",
        "━": "=",
        "┄": "-",
        "╌": "-",
        "╺": " ",
        "╸": "=",
        "│": "|",
        "└": "`",
        "├": "|",
        "┌": ".",
        "┐": ".",
        "┘": "'",
        "┤": "|",
        "┬": "-",
        "┴": "-",
        "┼": "+",
        "┃": "|",
        "┊": ":",
        "┆": ":",
        "▌": "|",
        "▎": "|",
        "▏": "|",
        "▍": "|",
        "▋": "|",
        "▊": "|",
        "▉": "#",
        "▐": "|",
        "▕": "|",
        "▔": "-",
        "█": "#",
        "▓": "#",
        "▒": "+",
        "░": ".",
        "▀": "-",
        # the eight heights of a sparkline, which are also the ends of a scroll bar's thumb
        "▁": "_",
        "▂": ".",
        "▃": "-",
        "▄": "=",
        "▅": "+",
        "▆": "*",
        "▇": "%",
    }
)
"""Every sign that the program draws, or Textual for it; a test finds those that are missing."""

_PAIR = re.compile("|".join(map(re.escape, _PAIRS)))


def ascii_of(text: str) -> str:
    """Return the program's own text in ASCII signs, in as many cells.

    Letters are left alone: in a line that a person types they are the person's.
    """
    if text.isascii():
        return text
    return _PAIR.sub(lambda match: _PAIRS[match[0]], text).translate(_SIGNS)
