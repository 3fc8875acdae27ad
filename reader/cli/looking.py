"""`reader list`, `show` and `search`: what the archive holds, for people and for scripts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from reader.cli import streams
from reader.cli.arguments import add_json, add_schema, whole_number
from reader.cli.keeping import open_library
from reader.cli.settled import settled
from reader.cli.status import Status

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from reader.export.stories import Listed
    from reader.model import Collation
    from reader.services.archived import ArchiveLibrary
    from reader.services.listing import Listing

_MOST = 50
"""Stories listed unless another number is asked for: what a person looks through."""
_PAGE = 64
"""Stories looked up at a time."""
_SORTS = ("newest", "oldest", "copies", "changed", "outlet", "relevance")
_LANGUAGE = """\
A query has words (all must occur), "phrases", prefix*, -not, and filters: outlet: agency: tag:
copies:>3 is:unread is:starred has:fact has:quotation added:poll cut: after:2026-11-01 only: title:
note:"""


def add_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `list`, `search` and `show` to the parser."""
    command = commands.add_parser(
        "list",
        searching=True,
        help="list the stories of the archive, the newest first",
        description=f"List the stories of the archive. {_LANGUAGE}",
    )
    command.add_argument("query", nargs="*", metavar="QUERY", help="only those that it finds")
    _add_choices(command, "newest")
    command.set_defaults(run=_list)
    command = commands.add_parser(
        "search",
        searching=True,
        help="search the full text of every copy",
        description=f"Find stories by the full text of every copy. {_LANGUAGE}",
    )
    command.add_argument("query", nargs="+", metavar="QUERY", help="words and filters")
    _add_choices(command, "relevance")
    command.set_defaults(run=_list)
    command = commands.add_parser(
        "show",
        help="print one story: its clean text, and what each outlet did",
        description="Print one story, by its id, or one passage of it (ID#7).",
    )
    command.add_argument("story", metavar="ID", help="the id of a story or of an article")
    form = command.add_mutually_exclusive_group()
    for name, told in (
        ("text", "only the clean text"),
        ("markdown", "Markdown, with what each outlet did as notes"),
        ("html", "one self-contained page"),
        ("json", "one JSON document"),
    ):
        form.add_argument(f"--{name}", action="store_const", dest="form", const=name, help=told)
    form.add_argument("--compare", nargs=2, type=whole_number, metavar=("LEFT", "RIGHT"),
                      help="where two copies differ, by word; 0 is the clean text")  # fmt: skip
    form.add_argument("--versions", action="store_const", dest="form", const="versions",
                      help="only what an outlet changed from version to version")  # fmt: skip
    add_schema(command, "story")
    command.set_defaults(run=_show, form=None)


def _add_choices(command: ArgumentParser, sort: str) -> None:
    add_json(command, "stories")
    command.add_argument("--sort", choices=_SORTS, default=sort, metavar="ORDER",
                         help=f"{', '.join(_SORTS)} ({sort} unless said)")  # fmt: skip
    command.add_argument("--limit", type=whole_number, default=_MOST, metavar="N",
                         help=f"at most so many ({_MOST} unless said; 0: all)")  # fmt: skip


def _list(arguments: Namespace) -> Status:
    from reader.archive.query import Sort
    from reader.export.stories import stories_document, stories_report

    query = " ".join(map(_quoted, arguments.query))
    with open_library(settled(arguments)) as library:
        listing = library.listing(query, Sort(arguments.sort))
        found = _found(library, listing, arguments.limit or None)
        if arguments.json:
            streams.write(stories_document(_collated(library, found)))
        elif first := next(found, None):
            everything = chain([first], found)
            streams.write_lines(stories_report(everything, streams.columns(), streams.paint()))
        else:
            streams.complain(_nothing(library, query))
    return Status.DONE


def _quoted(argument: str) -> str:
    """Return an argument as it stands in a query: the shell took its quotation marks away.

    outlet:"Daily Quay" comes as one argument without them. One that holds more than a filter and
    a name is a query as it stands.
    """
    from reader.archive.filters import FILTERS, Takes

    filtered, colon, value = argument.partition(":")
    known = FILTERS.get(filtered.strip().removeprefix("-").lower())
    if not colon or known is None or known.takes not in (Takes.NAME, Takes.NAME_OR_NOTHING):
        return argument
    is_query = any(":" in word or word == "OR" or word.startswith("-") for word in value.split())
    if '"' in value or " " not in value.strip() or is_query:
        return argument
    return f'{filtered}:"{value}"'


def _nothing(library: ArchiveLibrary, query: str) -> str:
    if query.strip():
        return f"no story is found by {query}"
    if library.feeds():
        return "the archive holds no story yet; `reader refresh` fetches its feeds"
    return "the archive is empty; `reader add` takes a feed's address, an OPML file or files"


def _found(library: ArchiveLibrary, listing: Listing, limit: int | None) -> Iterator[Listed]:
    """Yield the stories of a list, each with the passage in which the words of its query stand."""
    from reader.export.stories import Listed

    query = listing.query
    numbers = listing.numbers[:limit]
    for first in range(0, len(numbers), _PAGE):
        page = numbers[first : first + _PAGE]
        passages = library.passages(query, page) if query.strip() else [None] * len(page)
        for story, passage in zip(library.rows(page), passages, strict=True):
            if story is None:
                continue
            if passage is None:
                yield Listed(story)
            else:
                if passage.furniture:
                    passage = library.settled(query, passage, story.id)
                cut = passage.cut_before, passage.cut_after
                yield Listed(story, passage=passage.text, cut=cut, added=passage.added)


def _collated(library: ArchiveLibrary, found: Iterable[Listed]) -> Iterator[Listed]:
    for one in found:
        yield replace(one, collation=library.collation(one.summary.id))


def _show(arguments: Namespace) -> Status:
    story, _, passage = arguments.story.partition("#")
    if passage and arguments.form is not None:
        streams.complain(
            f"a passage is printed with all its readings; leave out --{arguments.form}, or the"
            f" passage (#{passage})"
        )
        return Status.USAGE
    with open_library(settled(arguments)) as library:
        collation = library.collation(story)
        (summary,) = library.rows([library.number(story)])
    if arguments.compare or arguments.form == "versions":
        streams.write_lines(_compared(collation, arguments.compare))
    elif passage:
        from reader.export.plain import passage_report

        number = int(passage) if passage.isdecimal() and len(passage) < 10 else 0
        columns, paint = streams.columns(), streams.paint()
        streams.write_lines(passage_report(collation, number, columns, paint))
    elif arguments.form == "json":
        from reader.export.stories import Listed, story_document

        assert summary is not None
        streams.write(story_document(Listed(summary, collation)))
    elif arguments.form == "markdown":
        from reader.export.markdown import markdown

        streams.write(markdown(collation))
    elif arguments.form == "html":
        from reader.export.page import page

        streams.write(page(collation))
    elif arguments.form == "text":
        from reader.export.plain import clean_text

        streams.write_lines(clean_text(collation))
    else:
        from reader.export.report import story_report

        streams.write_lines(story_report(collation, streams.columns(), streams.paint()))
    return Status.DONE


def _compared(collation: Collation, pair: Sequence[int] | None) -> Iterator[str]:
    """Yield the lines that set two copies against each other, or each version against the last."""
    from reader.export.comparison import LEGEND, comparison_report, versions
    from reader.export.layout import Tone

    columns, paint = streams.columns(), streams.paint()
    pairs = versions(collation) if pair is None else [(pair[0], pair[1])]
    if not pairs:
        streams.complain(f"no copy of {collation.story} has another version")
        return
    for left, right in pairs:
        yield from comparison_report(collation, left, right, columns, paint)
        yield ""
    yield paint(Tone.QUIET, LEGEND)
