"""The place, date and agency that stand in front of a report's first sentence."""

from __future__ import annotations

import re

from reader.text.mend import FILLER, mend

_CAPITALS = r"[^\W\d_a-z](?:[^\W\d_a-z]|['’])*"
_PLACE = rf"(?:(?:ST|STE|FT|MT)\. )?{_CAPITALS}(?:[ /-]{_CAPITALS}){{0,4}}"  # NEW YORK, ST. JOHN'S
_TITLE_PLACE = (  # Berlin, New York, Rio de Janeiro
    r"[^\W\d_a-z][\w.'’-]+"
    r"(?:[ /-](?:[^\W\d_a-z][\w.'’-]+|de|del|da|do|la|le|el|am|an|der|im|sur|of|upon)){0,3}"
)
_REGION = r"(?:, [^\W\d_][\w.'’ -]{1,24}?){0,2}"
_DAY = r",? \(?(?:[^\W\d_]{3,10}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,10}\.?)(?:,? \d{4})?\)?"
_DATE = rf"(?:{_DAY})?"
_AGENCY = r"\([^()\n]{2,40}\)"
_SENT = r"(?:[^\W\d_]{3,5}\.? \d{1,2}--\s?){0,2}"  # Feb. 3--, when a distributor sent it
_DASH = r"(?:\s*(?:—|–|―|--+)|\s-|\s*:(?= [“\"A-Z]))"

_DATELINE = re.compile(
    rf"\s*{_SENT}(?:"
    rf"{_PLACE}{_REGION}{_DATE}\s*{_AGENCY}{_DATE}{_DASH}"
    rf"|{_TITLE_PLACE}{_REGION}{_DATE}\s*{_AGENCY}{_DATE}\s*(?:—|–|―|--+|\s-)"
    rf"|{_AGENCY}\s*(?:—|–|―|--+|-)"
    rf"|{_TITLE_PLACE}{_REGION}{_DAY}\s*(?:—|–|―|--+|\s-(?=\s))"
    rf"|{_PLACE}{_REGION}{_DATE}\s*(?:—|–|―|--+|\s-(?=\s))"
    rf")\s*"
)
_DASHED = re.compile("[—–―:-]")  # without one of these in its beginning a text has no dateline
_AT_MOST = 90  # characters: the longest seen with two places, a date and an agency is 71


def dateline_end(text: str, start: int = 0, end: int | None = None) -> int | None:
    """Return the offset behind the dateline that opens `text[start:end]`, or None.

    The agency in brackets, the place in capitals, or both must be there; something must follow
    that is not all in capitals.
    """
    stop = len(text) if end is None else end
    head = mend(text[start : min(stop, start + _AT_MOST)]).replace(FILLER, " ")
    match = _DATELINE.match(head) if _DASHED.search(head) else None
    if match is None or start + match.end() >= stop or sum(c.isalpha() for c in match[0]) < 3:
        return None
    if text[start + match.end() : stop][:_AT_MOST].isupper():
        return None  # a heading of two parts: "NEWS PHOTOGRAPHY - SINGLE SHOT"
    return start + match.end()


def is_dateline(text: str) -> bool:
    """Tell whether the text is a dateline and nothing more, as segmenting sets it apart."""
    return dateline_end(text + " x") == len(text) + 1
