"""What a process may be doing when it is killed, and what must be there afterwards.

A scenario works until it is killed or done, and says each thing in a line once it was kept. A
further one is a further entry of `SCENARIOS`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

from reader.archive import articles, feeds, schema, state, stories, undo, upkeep, words
from reader.archive.connection import Archive
from reader.archive.stories import Placed, Seat
from reader.model import Article, TextState
from tests.archive import steps
from tests.archive.steps import NOW

Say = Callable[[str], None]
"""Tells the one who watches that something was kept."""

_MANY = 400
"""Articles of an archive that is migrated, expired or copied: enough that it takes a while."""


@dataclass(frozen=True)
class Scenario:
    """What is done, and what must be there of what was said to be done.

    `prepare` makes the archive; `work` is killed within `seconds` of its beginning; `missing`
    returns in sentences what is not there, given the lines that were said.
    """

    prepare: Callable[[Path], None]
    work: Callable[[Path, Say], None]
    missing: Callable[[Archive, Sequence[str]], Iterable[str]]
    seconds: float = 0.4


def _article(number: int, edition: int = 1) -> Article:
    text = f"The council of ward {number} met for the {edition}. time. " + "It rained. " * number
    return replace(steps.article(f"a{number}", text), title=f"Meeting of ward {number} is held")


def _empty(path: Path) -> None:
    Archive(path).close()


def _filled(path: Path) -> None:
    """Make an archive with articles in stories of two, the first of each story read."""
    archive = Archive(path)
    with archive.writing() as connection:
        feeds.add(connection, steps.FEED, now=NOW)
        for number in range(_MANY):
            _keep(connection, _article(number), now=NOW + number)
        for number in range(1, _MANY, 2):
            _place(connection, number)
    archive.close()


def _keep(connection: sqlite3.Connection, article: Article, *, now: float = NOW) -> int:
    identity = article.id
    return articles.keep(connection, article, identity=identity, feed=1, now=now).number


def _place(connection: sqlite3.Connection, number: int) -> None:
    seats = (Seat(number), Seat(number + 1))
    made = Placed(f"s{number}", "", None, ("Larkfield Post",), 2, 0, NOW, NOW, seats)
    stories.replace(connection, (), [made])


def _keep_articles(path: Path, say: Say) -> None:
    """Keep articles one by one and by fives: first their summaries, then their text, a version."""
    archive = Archive(path)
    for first in count(0, 5):
        some = range(first, first + 5)
        for number in some:
            with archive.writing() as connection:
                _keep(connection, replace(_article(number, 0), state=TextState.SUMMARY))
            say(f"{number} 0")
        for edition in (1, 2):
            with archive.writing() as connection:
                for number in some:
                    _keep(connection, _article(number, edition))
            for number in some:
                say(f"{number} {edition}")


def _articles_missing(archive: Archive, said: Sequence[str]) -> Iterable[str]:
    with archive.reading() as connection:
        texts: dict[str, list[str]] = {}
        for one in articles.load(connection, articles.all_numbers(connection)):
            texts.setdefault(one.id.split(".")[0], []).append(one.text)
    possible = {
        f"a{n}": [_article(n, edition).text for edition in range(3)] for n in range(len(texts))
    }
    for name, found in texts.items():
        if [text for text in found if text not in possible.get(name, [])]:
            yield f"an article is not as it was published: {name}"
    for line in said:
        number, edition = map(int, line.split())
        found = texts.get(f"a{number}", [])
        later = possible.get(f"a{number}", [])[edition : 2 if edition == 0 else edition + 1]
        if not set(found) & set(later):
            yield f"an article that was kept is gone: {line}"


def _subscribe(path: Path, say: Say) -> None:
    archive = Archive(path)
    for n in count():
        with archive.writing() as connection:
            made = feeds.add(connection, f"https://quay.example/{n}", now=NOW, tags=["port"])
        say(f"{n} url https://quay.example/{n}")
        with archive.writing() as connection:
            feeds.rename(connection, made.number, f"Quay {n}")
            feeds.tag(connection, made.number, ["harbour", "work"])
        say(f"{n} title Quay {n}")
        for _ in range(2):
            with archive.writing() as connection:
                feeds.answered(
                    connection, made.number, now=NOW, etag="e", modified=None, next_try=NOW,
                    moved=f"https://quay.example/new/{n}",
                )  # fmt: skip
        say(f"{n} url https://quay.example/new/{n}")


def _feeds_missing(archive: Archive, said: Sequence[str]) -> Iterable[str]:
    with archive.reading() as connection:
        found = {feed.number - 1: feed for feed in feeds.all(connection)}
    last: dict[tuple[int, str], str] = {}
    for line in said:
        which, what, value = line.split(" ", 2)
        last[int(which), what] = value
    for (number, field), value in last.items():
        feed = found.get(number)
        if feed is None:
            yield f"a subscription is gone: {number}"
        elif field == "title" and (feed.title, feed.tags) != (value, ("harbour", "work")):
            yield f"what was set of a subscription is gone: {number}"
        elif field == "url" and feed.url not in (value, f"https://quay.example/new/{number}"):
            yield f"the address of a subscription is gone: {number}"


def _do(path: Path, say: Say) -> None:
    """Do what a person does, story by story, and take every fourth deed back."""
    archive = Archive(path)
    for number in range(1, _MANY // 2 + 1):
        with archive.writing() as connection:
            state.star(connection, [number], NOW)
            state.note(connection, number, f"note {number}", NOW)
        say(f"star {number}")
        with archive.writing() as connection:
            state.mark_read(connection, [number], NOW)
        if number % 4 == 0:
            with archive.writing() as connection:
                undo.undo(connection)
        else:
            say(f"read {number}")


def _deeds_missing(archive: Archive, said: Sequence[str]) -> Iterable[str]:
    with archive.reading() as connection:
        for line in said:
            deed, number = line.split()
            [story] = stories.summaries(connection, [int(number)])
            if deed == "star" and not (
                story.starred and state.note_of(connection, int(number)) == f"note {number}"
            ):
                yield f"a star or a note is gone: {number}"
            if deed == "read" and story.unread:
                yield f"a story that was read is not: {number}"


def _tidy(path: Path, say: Say) -> None:
    """Let the oldest go, give room back and make a backup, again and again."""
    archive = Archive(path)
    for day in range(0, _MANY, 10):
        with archive.writing() as connection:
            upkeep.expire(connection, older_than=NOW + day, now=NOW)
        say(f"expired {day}")
        upkeep.vacuum(archive)
        upkeep.backup(archive, path.with_name("backup.db"))
        say(f"backup {day}")


def _untidy(archive: Archive, said: Sequence[str]) -> Iterable[str]:
    with archive.reading() as connection:
        names = set(articles.ids(connection, articles.all_numbers(connection)).values())
    expired = max((int(line.split()[1]) for line in said if line[0] == "e"), default=0)
    left = {f"a{number}" for number in range(_MANY)}
    if left - names - {f"a{n}" for n in range(expired + 10)}:
        yield "articles are gone that were not old"
    if names & {f"a{n}" for n in range(expired)}:
        yield "articles are there again that had expired"
    assert archive.path is not None
    copy = archive.path.with_name("backup.db")
    if copy.exists():
        backup = Archive(copy)
        with backup.reading() as connection:
            yield from (f"in the backup: {fault}" for fault in upkeep.check(connection))
        backup.close()
    elif any(line.startswith("backup") for line in said):
        yield "the backup is gone"


def _at_step(path: Path, *, step: int) -> None:
    steps.build(path, step)
    if step == 0:
        return
    connection = sqlite3.connect(path, isolation_level=None)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(articles)")]
    values = ", ".join(columns).replace("number", "NULL").replace("identity", "identity || n")
    values = values.replace("id,", "id || n,", 1)
    many = f"WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {_MANY})"
    connection.execute(f"INSERT INTO articles {many} SELECT {values} FROM articles, c")
    if step >= 2:
        words.rebuild(connection)
        connection.execute("INSERT OR IGNORE INTO pending SELECT number FROM articles")
    connection.close()


def _migrate(path: Path, say: Say) -> None:
    Archive(path).close()
    say("migrated")


def _unmigrated(archive: Archive, _said: Sequence[str], *, step: int) -> Iterable[str]:
    with archive.reading() as connection:
        if schema.version(connection) != schema.VERSION:
            yield "the archive is not up to date"
        if step and articles.count(connection) != len(steps.TEXTS) * (_MANY + 1):
            yield "articles are gone"
        if step and [feed.url for feed in feeds.all(connection)] != [steps.FEED]:
            yield "the subscription is gone"
        if step >= 3 and connection.execute("SELECT article FROM stars").fetchall() != [(1,)]:
            yield "a star is gone"


SCENARIOS: dict[str, Scenario] = {
    "keep": Scenario(_empty, _keep_articles, _articles_missing),
    "feeds": Scenario(_empty, _subscribe, _feeds_missing),
    "deeds": Scenario(_filled, _do, _deeds_missing),
    "upkeep": Scenario(_filled, _tidy, _untidy, seconds=1.0),
    **{
        f"migrate {step}": Scenario(
            partial(_at_step, step=step), _migrate, partial(_unmigrated, step=step), seconds
        )
        for step, seconds in enumerate((0.02, 0.15, 0.01))
    },
}
"""What is tried, by name."""
