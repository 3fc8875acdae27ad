"""Profiles of outlets as plain text that a person can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.export.layout import Paint, Tone, clip, one_line, unpainted, wrap
from reader.provenance.profile import Profile, TemplateLine
from reader.provenance.templates import Recurring
from reader.text.phrases import count, newest_of

_INDENT = "  "
_MOST_TEMPLATES = 8
"""Lines of a template that are shown; the JSON document has all."""


def outlets_report(
    profiles: Sequence[Profile],
    columns: int,
    paint: Paint = unpainted,
    *,
    surveyed: tuple[int, int] = (0, 0),
) -> Iterator[str]:
    """Give the lines that tell of each outlet what it adds, cuts and changes.

    `surveyed`: from how many stories they are made, the newest, and how many there are.
    """
    if partly := newest_of(*surveyed):
        yield from (*wrap(f"These are the figures {partly}.", columns), "")
    for place, profile in enumerate(profiles):
        if place:
            yield ""
        yield paint(Tone.STRONG, clip(one_line(profile.name), columns))
        for sentence in (_seen(profile), _added(profile), _changed(profile)):
            for line in wrap(sentence, columns - len(_INDENT)):
                yield _INDENT + line
        for template in profile.templates[:_MOST_TEMPLATES]:
            yield _INDENT + clip(_template(template), columns - len(_INDENT))
        more = len(profile.templates) - _MOST_TEMPLATES
        if more > 0:
            yield _INDENT + f"and {count(more, 'line')} more of its template"


def _seen(profile: Profile) -> str:
    told = f"{count(profile.articles, 'article')}, {profile.wire_share:.0%} wire"
    return f"{told}; {profile.compared} told by other outlets too"


def _added(profile: Profile) -> str:
    habits = [
        f"{habit.category} in {habit.articles / profile.articles:.0%}"
        for habit in profile.additions
    ]
    return "adds " + (", ".join(habits) or "nothing")


def _changed(profile: Profile) -> str:
    if not profile.passages:
        return "cuts and changes are not known: no other outlet has its stories"
    return (
        f"of {count(profile.passages, 'passage')} cuts {profile.omissions}, "
        f"rewords {profile.substitutions}, changes a fact in {profile.facts}"
    )


def _template(line: TemplateLine) -> str:
    behind = " …" if line.recurring is Recurring.HEADING else ""
    return f"{line.stories} stories: {one_line(line.text)}{behind}"
