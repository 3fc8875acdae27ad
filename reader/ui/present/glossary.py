"""The words and the signs of the screen that are not everyone's, each with what it means here."""

from __future__ import annotations

from collections.abc import Sequence

SIGNS: Sequence[tuple[str, str]] = (
    ("^", "words are left out here that the other text has: those were put in there, or cut here"),
    ("−", "the copy lacks the passage: an outlet cut it, or never had it"),
    ("+24 −0 ~5 !1", "what a copy did: lines added, passages cut, reworded, and changed in a fact"),
    ("━━━─ 86%", "how much of a copy’s words is wire; what is left the outlet put in"),
    ("▸", "in the list of copies, the one that is open; elsewhere, more is folded in there"),
    ("[9]", "a link, and its number in the text: {links} lists them, and opens one"),
)
"""Each sign and its meaning; in braces stands the command whose key is named there."""

GLOSSARY: Sequence[tuple[str, str]] = (
    ("story", "the copies of one text, under one headline: a row of the list"),
    ("copy", "what one outlet published of a story"),
    ("outlet", "who published it: a paper, a site, a broadcaster"),
    ("agency", "who wrote it for the outlets: the news service named in the list"),
    ("wire", "the text that came from the agency, or that two outlets have: the story’s own"),
    ("clean text", "the story without what outlets put in, each passage as most copies have it"),
    ("passage", "what copies say at one place, a sentence or so: a line of marks in the text"),
    ("reading", "the words that one copy has at a passage"),
    ("variant", "a passage that some copy has otherwise: changed, moved, or not at all"),
    ("addition", "what an outlet put in: share lines, promotion, polls, text of its own"),
    ("boilerplate", "additions that are no reporting; they are folded to one line: {fold}"),
    ("ghost line", "in a copy, a faint struck line: a passage that others have, and it lacks"),
    ("only in", "one copy alone has it, and nothing shows whether it was added or cut elsewhere"),
    ("headline, dek", "the title that an outlet put on the story, and the line beneath it"),
    ("dateline", "the place and the agency that open the first sentence: ROME (AP) —"),
    ("credit, byline", "who wrote it, took the picture, or is owed it"),
    ("version", "another state of a copy, as its outlet corrected it; it counts as no copy"),
    ("template", "lines that come again in an outlet’s stories, and so are not the story’s"),
    ("evidence", "why something is labelled as it is: {evidence} shows it, and lets you overrule"),
)
"""Each word and its meaning; in braces stands the command whose key is named there."""
