"""What a refresh or a rebuild may be doing when it is killed: see tests.archive.kill.

What a person did before must be there afterwards, and every article in the story where it would
stand had nothing happened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from reader.archive import articles, feeds, upkeep
from reader.archive.connection import Archive
from reader.ingest.fetch import Pace
from reader.ingest.identity import canonical_url, public_id
from reader.services import events
from reader.services.archived import ArchiveLibrary
from reader.services.arranging import arrange
from reader.services.deeds import Deeds
from reader.services.rebuild import rebuild
from reader.services.refresh import Plan, refresh
from tests.archive.scenarios import Say, Scenario
from tests.server import Server, document, page, serve
from tests.services import news
from tests.services.news import NOON, Morning, Told, record, rss

_OUTLETS = ("Larkfield Post", "Quayside Daily", "Ellen Star", "Inland Day", "Hill Gazette")
_ABOUT = tuple(f"{kind}{place}" for place in "abcdefgh" for kind in ("tunnel", "ferry", "dam"))
_ROUNDS = 8
"""Refreshes with something new in each."""
_EACH = 3
"""Items that a feed has more after each round."""
_PACE = Pace(per_host=6)
"""All feeds are of one host here."""


def _prepare(path: Path) -> None:
    """Make an archive with stories of one and of several copies, in which a person was at work."""
    morning = Morning(path.parent, path.name)
    for at, outlet in enumerate(_OUTLETS):
        some = _ABOUT[: 20 - 4 * at]
        morning.put(*(record(f"{at}-{about}", outlet, about, "Share") for about in some))
    deeds = Deeds(morning.library, lambda: NOON)
    deeds.read(f"0-{_ABOUT[0]}")
    deeds.toggle_star(f"0-{_ABOUT[1]}")
    deeds.note(f"0-{_ABOUT[2]}", "Ask the mayor")
    deeds.join(f"0-{_ABOUT[3]}", f"0-{_ABOUT[4]}")
    deeds.split(f"1-{_ABOUT[5]}")
    deeds.rename_outlet(_OUTLETS[1], "The Quay")
    deeds.save_search("coast", "tunnel OR ferry")
    morning.archive.close()


def _undone(archive: Archive) -> Iterator[str]:
    """Yield what is missing of what the person did."""
    library = ArchiveLibrary(archive)
    deeds = Deeds(library)
    first = [library.rows([library.number(f"0-{about}")])[0] for about in _ABOUT[:3]]
    if first[0] is None or first[0].unread:
        yield "a story that was read is not"
    if first[1] is None or not first[1].starred:
        yield "a star is gone"
    if deeds.note_of(f"0-{_ABOUT[2]}") != "Ask the mayor":
        yield "a note is gone"
    if library.number(f"0-{_ABOUT[3]}") != library.number(f"0-{_ABOUT[4]}"):
        yield "what was joined is parted"
    if library.number(f"0-{_ABOUT[5]}") == library.number(f"1-{_ABOUT[5]}"):
        yield "what was parted is joined"
    if not len(library.listing('outlet:"The Quay"')):
        yield "an outlet's name is gone"
    if deeds.searches() != {"coast": "tunnel OR ferry"}:
        yield "a search that was kept is gone"


def _misplaced(archive: Archive) -> Iterator[str]:
    """Go on where the killed process was, and yield what is not as it would have been."""
    arrange(archive)
    yield from _undone(archive)
    before = _stories(archive)
    with archive.writing() as connection:
        yield from upkeep.check(connection)
        if upkeep.statistics(connection).pending:
            yield "articles wait to be grouped for ever"
    rebuild(archive)
    if _stories(archive) != before:
        yield "the stories are others than grouping everything anew makes"


def _stories(archive: Archive) -> set[frozenset[str]]:
    """Return which articles stand together."""
    with archive.reading() as connection:
        found: dict[int, set[str]] = {}
        for story, article in connection.execute(
            "SELECT story, id FROM members JOIN articles ON number = article"
        ):
            found.setdefault(story, set()).add(article)
    return set(map(frozenset, found.values()))


# Rebuilding


def _rebuild(path: Path, say: Say) -> None:
    archive = Archive(path)
    for turn in count():
        rebuild(archive)
        say(f"rebuilt {turn}")


def _unbuilt(archive: Archive, said: Sequence[str]) -> Iterable[str]:
    with archive.reading() as connection:
        if articles.count(connection) != sum(20 - 4 * at for at in range(len(_OUTLETS))):
            yield "articles are gone"
    yield from _misplaced(archive)


# Refreshing


def _item(feed: int, number: int, base: str) -> Told:
    """An item of a feed: every feed tells every story, every third item as a summary."""
    about = f"live{_ABOUT[number % len(_ABOUT)]}{number}"
    whole = number % 3 > 0
    link = f"https://feed{feed}.example/{number}" if whole else f"{base}page/{feed}/{number}"
    return Told(f"{about} in {feed}", link, tuple(news.story(about)), whole)


def _publish(server: Server, round_: int) -> None:
    for feed, outlet in enumerate(_OUTLETS):
        items = [_item(feed, number, server.url("/")) for number in range(round_ * _EACH + _EACH)]
        for number, item in enumerate(items):
            if not item.whole:
                text = news.page(item.title, item.paragraphs)
                server.routes[f"/page/{feed}/{number}"] = page(text)
        server.routes[f"/feed/{feed}"] = document(rss(outlet, server.url("/"), items))


def _refresh(path: Path, say: Say) -> None:
    """Refresh again and again, more in the feeds each time."""
    archive = Archive(path)
    with serve() as server:
        with archive.writing() as connection:
            numbers = [
                feeds.add(connection, server.url(f"/feed/{n}"), now=NOON, typed=True).number
                for n in range(len(_OUTLETS))
            ]
        for round_ in range(_ROUNDS):
            _publish(server, round_)

            def tell(event: events.Event, round_: int = round_) -> None:
                if isinstance(event, events.Answered):
                    say(f"{numbers.index(event.feed)} {round_} {server.url('/')}")

            asyncio.run(refresh(archive, Plan(pace=_PACE), tell))


def _unfetched(archive: Archive, said: Sequence[str]) -> Iterable[str]:
    with archive.reading() as connection:
        names = articles.ids(connection, articles.all_numbers(connection))
        there = {one.id: one for one in articles.load(connection, names)}
    for line in said:
        feed, round_, base = line.split()
        for number in range(int(round_) * _EACH + _EACH):
            item = _item(int(feed), number, base)
            found = there.get(public_id(canonical_url(item.link) or ""))
            if found is None:
                yield f"an article that was kept is gone: {item.link}"
            elif item.whole and found.text != "\n".join(item.paragraphs):
                yield f"an article is not as it was published: {item.link}"
    yield from _misplaced(archive)


SCENARIOS: dict[str, Scenario] = {
    "refresh": Scenario(_prepare, _refresh, _unfetched, seconds=4.0),
    "rebuild": Scenario(_prepare, _rebuild, _unbuilt, seconds=1.5),
}
"""What is tried, by name."""
