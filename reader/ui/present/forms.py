"""The forms that a story can be exported in, as the dialog shows them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.export.formats import ENDINGS, Format, format_of
from reader.text.safe import safe_line
from reader.ui.present.ink import QUIET, STRONG, WARN, Run
from reader.ui.present.rows import Place, Row

FORMS: Sequence[tuple[Format, str, str]] = (
    (Format.MARKDOWN, "Markdown", "the clean text, the copies with links, footnotes"),
    (Format.HTML, "HTML", "one page that needs nothing else, with all three parts"),
    (Format.JSON, "JSON", "the document of `reader collate --json`"),
    (Format.TEI, "TEI", "a critical apparatus, for study"),
    (Format.CSV, "CSV", "passages down, copies across"),
)
"""Each form, its name, and a word about it."""


def form_rows(said: str = "", folder: str = "") -> tuple[Row, ...]:
    """Return the forms, `Place.copy` their number; what went wrong first, the folder last."""
    wrong = [Row(Place(0), (Run(safe_line(said), WARN),), stop=False)] if said else []
    forms = [
        Row(Place(0, at), (Run(name, STRONG), Run(f"  {about}", QUIET)), gap=bool(said) and not at)
        for at, (_, name, about) in enumerate(FORMS)
    ]
    into = Row(Place(0), (Run(f"into {safe_line(folder)}", QUIET),), gap=True, stop=False)
    return (*wrong, *forms, *([into] if folder else []))


def number_of(file: str) -> int | None:
    """Return the number of the form that a file's ending names, None where it names none."""
    named = format_of(file)
    return next((at for at, (form, _, _) in enumerate(FORMS) if form is named), None)


def with_ending(file: str, form: Format) -> str:
    """Return a file's name with the ending of a form, in place of another form's."""
    stem = file[: file.rfind(".")] if format_of(file) is not None else file
    return stem + ENDINGS[form]


def here() -> Path:
    """Return the folder that the program was started in; one that is gone is no place to write."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def shortened(path: Path) -> str:
    """Return a path as a person would type it: from `~` on, where it is in their home."""
    try:
        return (Path("~") / path.relative_to(Path.home())).as_posix()
    except (ValueError, RuntimeError):  # it is not, or there is no home
        return path.as_posix()


def path_of(typed: str) -> Path | None:
    """Return the file that a person named, None where they named none."""
    try:
        return Path(typed.strip()).expanduser() if typed.strip() else None
    except RuntimeError:  # a home folder that is not known
        return Path(typed.strip())
