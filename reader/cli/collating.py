"""`reader collate`, `group` and `outlets`: articles in, a document or a report out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli import streams
from reader.cli.arguments import add_json, add_paths
from reader.cli.keeping import open_library
from reader.cli.progress import ProgressLine
from reader.cli.reading import collated, read
from reader.cli.settled import settled
from reader.cli.status import Status, after_reading

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from reader.export.document import Document
    from reader.model import Collation
    from reader.provenance.profile import Profile


def add_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `collate`, `group` and `outlets` to the parser."""
    command = commands.add_parser(
        "collate",
        help="group articles and say what each outlet did to its story",
        description="Group articles into stories, rebuild the clean text of each, and say what "
        "each outlet added, cut, reworded and moved.",
    )
    _add_arguments(command, schema="collation")
    command.set_defaults(run=_collate)
    command = commands.add_parser(
        "group",
        help="only say which articles are copies of one story",
        description="Say which articles are copies of one story.",
    )
    _add_arguments(command, schema="group")
    command.set_defaults(run=_group)
    command = commands.add_parser(
        "outlets",
        help="say what each outlet usually adds, cuts and changes",
        description="Say what each outlet usually adds, cuts and changes, over how many stories.",
    )
    _add_arguments(command, schema="outlets", otherwise="the archive")
    command.set_defaults(run=_outlets)


def _add_arguments(command: ArgumentParser, schema: Document, otherwise: str = "") -> None:
    add_paths(command, otherwise)
    add_json(command, schema)


def _collate(arguments: Namespace) -> Status:
    """Write the collations of all stories: as JSON sorted by id, as a report newest first."""
    library = read(arguments.paths)
    if not library.articles:
        return Status.FAILED
    if arguments.json:
        from reader.export.document import collation_document

        ids = sorted(story.id for story in library.grouping.stories)
        streams.write(collation_document(collated(library, ids)))
    else:
        ids = [summary.id for summary in library.summaries()]
        streams.write_lines(_reports(collated(library, ids)))
    return after_reading(len(library.articles), library.failures)


def _group(arguments: Namespace) -> Status:
    library = read(arguments.paths)
    if not library.articles:
        return Status.FAILED
    if arguments.json:
        from reader.export.document import group_document

        streams.write(group_document(library.grouping))
    else:
        from reader.export.report import group_report

        stories = {story.id: story for story in library.grouping.stories}
        related = library.grouping.related
        width, paint = streams.columns(), streams.paint()
        streams.write_lines(
            group_report(library.summaries(), stories, library.articles, related, width, paint)
        )
    return after_reading(len(library.articles), library.failures)


def _outlets(arguments: Namespace) -> Status:
    if not arguments.paths:
        with open_library(settled(arguments)) as archive, ProgressLine() as progress:
            profiles = archive.profiles(progress=progress)
            surveyed = archive.surveyed()
        _write_profiles(profiles, surveyed, arguments)
        return Status.DONE
    library = read(arguments.paths)
    if not library.articles:
        return Status.FAILED
    with ProgressLine() as progress:
        profiles = library.profiles(progress=progress)
    _write_profiles(profiles, library.surveyed(), arguments)
    return after_reading(len(library.articles), library.failures)


def _write_profiles(
    profiles: Sequence[Profile], surveyed: tuple[int, int], arguments: Namespace
) -> None:
    if arguments.json:
        from reader.export.document import outlets_document

        streams.write(outlets_document(profiles, surveyed))
    else:
        from reader.export.outlets import outlets_report

        columns, paint = streams.columns(), streams.paint()
        streams.write_lines(outlets_report(profiles, columns, paint, surveyed=surveyed))


def _reports(collations: Iterator[Collation]) -> Iterator[str]:
    """Give the reports of several stories, a rule between them."""
    from reader.export.report import story_report

    width, paint = streams.columns(), streams.paint()
    for place, collation in enumerate(collations):
        if place:
            yield from ("", "─" * width, "")
        yield from story_report(collation, width, paint)
