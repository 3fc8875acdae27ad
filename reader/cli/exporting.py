"""`reader export`: a story in the forms that others read, or the variants of many stories."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import streams
from reader.cli.arguments import STDIN, add_paths
from reader.cli.keeping import open_library
from reader.cli.reading import collated, read
from reader.cli.settled import settled
from reader.cli.status import Status, after_reading
from reader.errors import UnknownStory, Unwritable
from reader.export.formats import Format, export_story, format_of

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from reader.export.flat import Form
    from reader.model import Collation
    from reader.services.library import Library

_MOST_STORIES = 12
"""Stories named one by one where a person has to choose; more are in a list of their own."""

_OUTLETS = "outlets"
_LABELS = "labels"
"""The tables beside that of the variants, as their files are named."""

_EPILOGUE = """\
Markdown: clean text, copies with links, footnotes. JSON: the document of `reader collate --json`.
TEI: a critical apparatus, by parallel segmentation. CSV: passages down, copies across. HTML: one
page that needs nothing else. In CSV a cell that a spreadsheet would take for a formula, as it
begins with = + - or @, has an apostrophe in front. The variants' file has a row for each addition,
omission, substitution and transposition; a second one beside it, NAME.outlets.csv or
NAME.outlets.jsonl, has for each outlet what to divide by: articles, stories, passages, words. A
third, NAME.labels.csv or NAME.labels.jsonl, has the labels that you set by hand."""


def add_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add `export` to the parser."""
    command = commands.add_parser(
        "export",
        help="write a story as Markdown, JSON, TEI, CSV or HTML; or all variants, for study",
        description="Write a story, its copies and what each outlet did to it, or every variant "
        "of all stories as a table.",
        epilog=_EPILOGUE,
    )
    add_paths(command, otherwise="the archive")
    command.add_argument(
        "--query",
        metavar="QUERY",
        help="with --variants: only of the archive's stories that it finds (see `reader search`)",
    )
    command.add_argument(
        "--opml",
        action="store_true",
        help="write the archive's subscriptions as OPML, for another reader",
    )
    command.add_argument(
        "--story",
        metavar="ID",
        help="which story: its id, or that of one of its articles; needless where there is one",
    )
    command.add_argument(
        "--format",
        choices=[form.value for form in Format],
        help="in which form (else by the ending of the output, else Markdown)",
    )
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write to a file instead of standard output"
    )
    command.add_argument(
        "--variants",
        metavar="FILE",
        help="write every variant of all stories to a .csv or .jsonl file instead",
    )
    command.add_argument(
        "--force", action="store_true", help="write over a file that is there already"
    )
    command.set_defaults(run=_export)


def _export(arguments: Namespace) -> Status:
    if wrong := _misplaced(arguments):
        streams.complain(wrong)
        return Status.USAGE
    if arguments.opml:
        return _export_subscriptions(arguments)
    if arguments.variants is not None:
        return _export_variants(arguments)
    return _export_story(arguments)


def _misplaced(arguments: Namespace) -> str:
    """Return what is given beside something that has no use for it, in words; "": nothing."""
    if arguments.opml:
        about = "--opml writes the archive's subscriptions"
        options: tuple[str, ...] = ("variants", "query", "story", "format")
    elif arguments.variants is not None:
        about = "--variants takes all stories and names its own file"
        options = ("story", "format", "output")
    else:
        about = "a story is written by its id, and only --variants takes what a query finds"
        options = ("query",)
    idle = [f"--{name}" for name in options if getattr(arguments, name) is not None]
    if arguments.opml and arguments.paths:
        idle.append("the paths")
    if arguments.paths and arguments.query is not None and not idle:
        about, idle = "--query searches the archive", ["the paths"]
    if not idle and arguments.force and not (arguments.variants or to_file(arguments.output)):
        about, idle = "nothing is written to a file", ["--force"]
    return f"{about}; leave out {' and '.join(idle)}" if idle else ""


def _export_variants(arguments: Namespace) -> Status:
    form = form_of(arguments.variants)
    if form is None:
        streams.complain(f"{arguments.variants}: name a file that ends in .csv or .jsonl")
        return Status.USAGE
    check_output(arguments.variants, force=arguments.force)
    for name in (_OUTLETS, _LABELS):
        check_output(beside(arguments.variants, name), force=arguments.force)
    if not arguments.paths:
        with open_library(settled(arguments)) as archive:
            found = [row.id for row in archive.listing(arguments.query or "")]
            made = collated(archive, found)
            write_variants(made, arguments.variants, form, force=arguments.force)
        return Status.DONE
    library = read(arguments.paths)
    if not library.articles:
        return Status.FAILED
    ids = sorted(story.id for story in library.grouping.stories)
    write_variants(collated(library, ids), arguments.variants, form, force=arguments.force)
    return after_reading(len(library.articles), library.failures)


def _export_story(arguments: Namespace) -> Status:
    if arguments.output:
        check_output(arguments.output, force=arguments.force)
    form = Format(arguments.format) if arguments.format else format_of(arguments.output or "")
    if not arguments.paths:
        if arguments.story is None:
            streams.complain("say which story: --story ID; `reader list` names them")
            return Status.USAGE
        with open_library(settled(arguments)) as archive:
            collation = archive.collation(arguments.story)
        write_story(collation, form or Format.MARKDOWN, arguments.output, force=arguments.force)
        return Status.DONE
    library = read(arguments.paths)
    if not library.articles:
        return Status.FAILED
    collation = library.collation(_chosen(library, arguments.story))
    write_story(collation, form or Format.MARKDOWN, arguments.output, force=arguments.force)
    return after_reading(len(library.articles), library.failures)


def _export_subscriptions(arguments: Namespace) -> Status:
    from reader.export.opml import opml

    if arguments.output:
        check_output(arguments.output, force=arguments.force)
    with open_library(settled(arguments)) as library:
        document = opml(library.feeds())
    if to_file(arguments.output):
        _save(arguments.output, [document], force=arguments.force)
    else:
        streams.write([document])
    return Status.DONE


def _chosen(library: Library, wanted: str | None) -> str:
    """Return the id of the story that is asked for, by its own id or by an article's.

    Raises:
        UnknownStory: no story has it, or none is named and there are several.
    """
    stories = library.grouping.stories
    if wanted is None and len(stories) == 1:
        return stories[0].id
    for story in stories:
        if wanted in (story.id, *(member.article for member in story.members)):
            return story.id
    problem = "say which story" if wanted is None else f"no story or article has the id {wanted!r}"
    raise UnknownStory(f"{problem}: --story with {' or '.join(_choices(library))}")


def _choices(library: Library) -> Iterator[str]:
    rows = library.summaries()
    for row in rows[:_MOST_STORIES]:
        yield f"{row.id} ({row.headline})"
    if len(rows) > _MOST_STORIES:
        yield f"one of {len(rows) - _MOST_STORIES} more, which `reader group` lists"


def to_file(output: str | None) -> bool:
    """Tell whether an output is a file, and not standard output."""
    return output is not None and output != STDIN


def write_story(collation: Collation, form: Format, output: str | None, *, force: bool) -> None:
    """Write a story to a file, or to standard output where none is named.

    Raises:
        Unwritable: the file cannot be written, or is there and `force` is not given.
    """
    pieces = export_story(collation, form)
    if output is not None and to_file(output):
        _save(output, pieces, force=force)
    else:
        streams.write(pieces)


def write_variants(
    collations: Iterable[Collation], output: str, form: Form, *, force: bool
) -> None:
    """Write the variants of stories as they come; beside them what to divide by, and hand labels.

    Raises:
        Unwritable: a file cannot be written, or is there and `force` is not given.
    """
    from reader.export.variants import Study

    study = Study(form)
    _save(output, study.variant_lines(collations), force=force)
    _save(beside(output, _OUTLETS), study.outlet_lines(), force=force)
    _save(beside(output, _LABELS), study.label_lines(), force=force)


def form_of(file: str) -> Form | None:
    """Return how a file of variants is written, by its ending; None where it is neither."""
    ending = Path(file).suffix.lower()
    return "csv" if ending == ".csv" else "jsonl" if ending == ".jsonl" else None


def beside(variants: str, table: str) -> str:
    """Return the name of the file of another table beside a file of variants."""
    path = Path(variants)
    return str(path.with_name(f"{path.stem}.{table}{path.suffix}"))


def check_output(output: str, *, force: bool) -> None:
    """Look whether a file can be written before the work for it is done.

    Raises:
        Unwritable: it cannot, or it is there and `force` is not given.
    """
    from reader.services.saving import check

    path = Path(output)
    if output != STDIN:
        if path.is_file() and not force:
            raise Unwritable(output, "there is a file of this name already; --force replaces it")
        check(path, replace=force)


def _save(output: str, pieces: Iterable[str], *, force: bool) -> None:
    from reader.services.saving import save

    save(Path(output), pieces, replace=force)
