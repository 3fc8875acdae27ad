"""Words for what the model names, as a reader of news would say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reader.model import Article, EditKind, TextState
from reader.text.phrases import listed
from reader.text.safe import safe_line

CHANGED = {
    EditKind.NUMBER: "a number was changed",
    EditKind.NAME: "a name was changed",
    EditKind.DATE: "a date was changed",
    EditKind.QUOTATION: "a quotation was changed",
    EditKind.UNIT: "a unit was converted",
    EditKind.WORDING: "reworded",
    EditKind.STYLE: "style",
}
"""What an edit of each kind did."""


STATES = {TextState.FULL: "", TextState.SUMMARY: "feed summary", TextState.BLOCKED: "blocked"}
"""How much of an article there is, where it is not all."""


def state(article: Article) -> str:
    """Return how much of an article there is and why not more; empty if it is all there."""
    return ": ".join(filter(None, (STATES[article.state], safe_line(article.state_reason))))


def percent(share: float) -> str:
    """Return a share (0 to 1) in whole percent."""
    return f"{round(share * 100)}%"


_MOST_NAMED = 8
"""Copies named one by one; more are counted."""


def numbers(copies: Sequence[int]) -> str:
    """Return copies' numbers as a phrase, or how many they are."""
    if len(copies) > _MOST_NAMED:
        return f"{len(copies)} copies"
    return listed([str(copy) for copy in copies])


def clock(moment: datetime | None, newest: datetime | None) -> str:
    """Return a time: of the day if it is the day of `newest`, else the date; empty if unknown.

    Both as the clock here shows them, wherever they were written.
    """
    if moment is None:
        return ""
    moment, newest = moment.astimezone(), newest.astimezone() if newest is not None else None
    if newest is None or (moment.year, moment.month, moment.day) == (
        newest.year,
        newest.month,
        newest.day,
    ):
        return f"{moment:%H:%M}"
    day = f"{moment.day} {moment:%b}"
    return day if moment.year == newest.year else f"{day} {moment.year}"
