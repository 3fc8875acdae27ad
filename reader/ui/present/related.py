"""The stories that share text with the one that is read, as rows of the provenance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.services.related import Related, Sharing
from reader.ui.present.index import shown
from reader.ui.present.ink import QUIET, TEXT, Run, Runs
from reader.ui.present.words import percent


class Kin(NamedTuple):
    """A related story and its headline."""

    related: Related
    headline: str


def kin_runs(kin: Kin) -> Runs:
    """Return a related story as its headline and what it shares."""
    return (
        Run("related: ", QUIET),
        Run(shown(kin.headline), TEXT),
        Run(f" · {_shared(kin.related)}", QUIET),
    )


def _shared(related: Related) -> str:
    share = percent(related.share)
    match related.sharing:
        case Sharing.OVERLAPS:
            return f"shares {share} of the shorter text"
        case Sharing.STANDS_IN:
            return f"{share} of it stands in this story"
        case Sharing.HOLDS:
            return f"holds {share} of this story"


def kin_of(related: tuple[Related, ...], headlines: dict[str, str]) -> Iterator[Kin]:
    """Yield the related stories that have a headline in the list."""
    for other in related:
        if other.story in headlines:
            yield Kin(other, headlines[other.story])
