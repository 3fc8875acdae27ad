"""The language of searches and filters, read and written; it knows no archive. Pure.

tunnel harb*              copies that have both words, the second only by its beginning
"port ellen" -ferry       a phrase; and no copy has the word
ferry OR bridge           one of two: OR binds closer than standing side by side
outlet:"Daily Quay" -is:read copies:>3 after:7d        see `filters.FILTERS`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reader.archive.filters import (
    FILTERS,
    Range,
    Takes,
    beginning,
    choice,
    number_range,
    unknown_filter,
)
from reader.errors import BadQuery
from reader.text.normalise import squeeze


class Sort(StrEnum):
    """In which order stories are listed; those that are equal, the newest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    COPIES = "copies"
    """Most copies first."""
    CHANGED = "changed"
    """Most passages with a changed fact first; those not collated last."""
    OUTLET = "outlet"
    """By the name of the outlet that printed it first."""
    RELEVANCE = "relevance"
    """Those in which the words of the query weigh most first; without words, the newest."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: words to be found (`name` is "", or the filter that says where), or a filter.

    `prefix`: the last word is only a beginning. `low` and `high` are what a filter of numbers or
    times admits, from `low` to below `high`.
    """

    name: str
    value: str
    negated: bool = False
    prefix: bool = False
    low: float | None = None
    high: float | None = None

    @property
    def in_articles(self) -> bool:
        """Whether it asks for words in the articles themselves."""
        return self.name in ("", "title")

    def __str__(self) -> str:
        quoted = self.value
        if _SPACE.search(quoted) or quoted.endswith("*") or (not self.name and _special(quoted)):
            quoted = f'"{quoted}"'
        name = f"{self.name}:" if self.name else ""
        return f"{'-' * self.negated}{name}{quoted}{'*' * self.prefix}"


@dataclass(frozen=True, slots=True)
class Query:
    """What must all be true; each clause holds alternatives. `str` gives its text back."""

    clauses: tuple[tuple[Term, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def __str__(self) -> str:
        return " ".join(" OR ".join(map(str, clause)) for clause in self.clauses)


LONGEST = 2000
"""Characters of the longest query."""
MOST = 64
"""Terms of the longest query: SQLite's limits are ten times as far."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_SPACE = re.compile(r"\s")
_NAMED = re.compile(r"([A-Za-z]+):")
_PART = re.compile(
    r"(?P<minus>-?)(?:(?P<name>[A-Za-z]+):)?"
    r'(?:"(?P<quoted>[^"]*)(?:"(?P<star>\*?)|$)|(?P<bare>[^\s"]*))'
)


def parse(text: str, now: datetime) -> Query:
    """Read a query; `now`, with its zone, is what `today` and `7d` are reckoned from.

    A quotation mark that is not closed reaches to the end, as while a phrase is typed.

    Raises:
        BadQuery: it cannot be understood.
    """
    if len(text) > LONGEST:
        raise BadQuery(f"the search is too long: at most {LONGEST} characters can be understood")
    clauses: list[list[Term]] = []
    joining = False
    for count, match in enumerate(_parts(_UNSTORABLE.sub(" ", text.translate(_QUOTES)))):
        if count >= MOST:
            raise BadQuery(f"the search has too many parts: at most {MOST} can be understood")
        if match[0] == "OR":
            if joining or not clauses:
                raise _dangling()
            joining = True
        elif joining:
            clauses[-1].append(_term(match, now))
            joining = False
        else:
            clauses.append([_term(match, now)])
    if joining:
        raise _dangling()
    return Query(tuple(map(tuple, clauses)))


def _parts(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        match = _PART.match(text, at)
        if at == len(text) or match is None:
            return
        yield match
        at = match.end()


def _term(match: re.Match[str], now: datetime) -> Term:
    part, negated = match[0], bool(match["minus"])
    name = (match["name"] or "").lower()
    if name and name not in FILTERS:
        if match["bare"] is None or (match["bare"] and not match["bare"].startswith("//")):
            raise unknown_filter(part, name)
        return _words(part, "", f"{match['name']}:{match['bare']}", negated, False)
    if match["bare"] is None:
        value, prefix = squeeze(match["quoted"]), bool(match["star"])
    else:
        value = match["bare"].rstrip("*")
        prefix = value != match["bare"]
    if not name or FILTERS[name].takes is Takes.WORDS:
        return _words(part, name, value, negated, prefix)
    return _filter(part, name, value, negated, now)


def _words(part: str, name: str, value: str, negated: bool, prefix: bool) -> Term:
    if not any(map(str.isalnum, value)):
        raise BadQuery(f"“{part}”: there is no word in it to search for.")
    return Term(name, value, negated, prefix)


def _filter(part: str, name: str, value: str, negated: bool, now: datetime) -> Term:
    takes = FILTERS[name].takes
    if not value and takes is not Takes.NAME_OR_NOTHING:
        raise BadQuery(f"“{part}”: something must follow, as in {FILTERS[name].example}.")
    bounds: Range = (None, None)
    if takes is Takes.CHOICE:
        value = choice(part, name, value)
    elif takes is Takes.NUMBER:
        bounds = number_range(part, value)
    elif takes is Takes.TIME:
        moment = beginning(part, value, now)
        bounds = (moment, None) if name == "after" else (None, moment)
    return Term(name, value, negated, False, *bounds)


def _special(text: str) -> bool:
    """Tell whether a bare word would be read as something else."""
    return text == "OR" or text.startswith("-") or _NAMED.match(text) is not None


def _dangling() -> BadQuery:
    return BadQuery("“OR” stands between two words; in quotes it is searched for.")
