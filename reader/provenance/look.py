"""The shape of a block or segment, by its text alone: what the eye sees before it reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.text.prose import MIN_PROSE_WORDS, ends_sentence, is_headline_case

_JUDGED = (
    1_500  # characters by which a text's shape is judged; beyond that it is prose or nothing is
)

# Much cheaper than cutting tokens, and the same but for a few marks inside words
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:['.\-][A-Za-z0-9]+)*")  # the same, faster
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_UNSPACED_PER_WORD = 2  # characters of Han or kana that carry about as much as one spaced word
_COUNTED_WITH_CARE = 40  # words: in longer texts a mark that is no word makes no difference
PARAGRAPH = 25
"""Words from which a line is a paragraph, whatever mark it ends with."""
_HEADLINE_AT_MOST = 40  # words of the longest headline
_CLOSING = "\"”’'])"  # what may stand behind a text's last mark
_BREAKS_OFF = ("...", "…")
_ASKS = ("?", "？", "؟")
_OUTLINE = re.compile(r"[\s•*–-]*\d{1,2}(?:\.\d{1,2}){1,4}\.?\s+[^\W\d_]")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"[\"“”„«»「』]")
_YES_NO = re.compile(
    r"[¿\s]*(?:will|would|should|shall|do|does|did|is|are|was|were|has|have|can|could|may|"
    r"soll(?:te|ten)?|wird|werden|ist|sind|kann|können|haben|hat|debe(?:n|ría)?|debería(?:n|mos)?|crees?|"
    r"está|es|faut-il|est-ce|doit-on|peut-on|pensez-vous|deve|dovrebbe|pensi|você|acha|deveria)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a text looks.

    `words` counts words; `closed` tells that it ends as a sentence does, `outline` that it opens
    as an entry of a numbered table of contents, `letters` that it holds more than figures; `prose`
    is long enough, closed, and not in headline case.
    """

    words: int
    closed: bool
    headline_case: bool
    prose: bool
    teaser: bool
    question: bool
    yes_no: bool
    quoted: bool
    outline: bool
    letters: bool

    @property
    def paragraph(self) -> bool:
        """Prose, or long enough to be a paragraph whatever mark it ends with."""
        return self.prose or self.words >= PARAGRAPH


def words_in(text: str) -> int:
    """Return the number of words; unspaced scripts count one word for every two characters."""
    words = len(text.split())
    if words <= _COUNTED_WITH_CARE:
        words = len((_ASCII_WORD if text.isascii() else _WORD).findall(text))
    if text.isascii():
        return words
    return words + len(_UNSPACED.findall(text)) // _UNSPACED_PER_WORD


def look(text: str) -> Look:
    """Return the look of a text."""
    head, tail = text[:_JUDGED], text[-200:]
    words, closed = words_in(head), ends_sentence(tail)
    headline_case = _in_headline_case(head, words)
    last = tail.rstrip().rstrip(_CLOSING)
    question = last.endswith(_ASKS)
    return Look(
        words=words,
        closed=closed,
        headline_case=headline_case,
        prose=words >= MIN_PROSE_WORDS and closed and not headline_case,
        teaser=last.endswith(_BREAKS_OFF),
        question=question,
        yes_no=question and bool(_YES_NO.match(head)),
        quoted=bool(_QUOTED.search(head)),
        outline=bool(_OUTLINE.match(head)),
        letters=bool(_LETTER.search(head)),
    )


def looks_like_prose(text: str) -> bool:
    """Return the `prose` of the text's look, where nothing else of it is asked for."""
    head = text[:_JUDGED]
    words = words_in(head)
    closed = words >= MIN_PROSE_WORDS and ends_sentence(text[-200:])
    return closed and not _in_headline_case(head, words)


def _in_headline_case(head: str, words: int) -> bool:
    return words <= _HEADLINE_AT_MOST and is_headline_case(head)
