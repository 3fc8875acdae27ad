"""The forms that one story can be exported in, by name and by the ending of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from reader.model import Collation
from reader.text.normalise import plain


class Format(StrEnum):
    """A form of export."""

    MARKDOWN = "markdown"
    JSON = "json"
    TEI = "tei"
    CSV = "csv"
    HTML = "html"


ENDINGS: Mapping[Format, str] = {
    Format.MARKDOWN: ".md",
    Format.JSON: ".json",
    Format.TEI: ".xml",
    Format.CSV: ".csv",
    Format.HTML: ".html",
}
"""How a file of each form ends."""

_BY_ENDING = {
    **{ending: form for form, ending in ENDINGS.items()},
    ".markdown": Format.MARKDOWN,
    ".tei": Format.TEI,
    ".htm": Format.HTML,
}
_NAME_CHARACTERS = 60
"""Characters of a proposed name: short enough for every file system, in any script."""


def export_story(collation: Collation, form: Format) -> Iterator[str]:
    """Give a story in a form, in pieces of text to be written as UTF-8, line ends unchanged."""
    # Each form is loaded when it is asked for: that of TEI needs a library that is slow to load.
    match form:
        case Format.MARKDOWN:
            from reader.export.markdown import markdown

            return markdown(collation)
        case Format.JSON:
            from reader.export.document import collation_document

            return collation_document([collation])
        case Format.TEI:
            from reader.export.tei import tei

            return tei(collation)
        case Format.CSV:
            from reader.export.table import collation_table

            return collation_table(collation)
        case Format.HTML:
            from reader.export.page import page

            return page(collation)


def format_of(file: str) -> Format | None:
    """Return the form that a file's ending names, None where it names none."""
    return _BY_ENDING.get(file[file.rfind(".") :].lower()) if "." in file else None


def file_name(collation: Collation, form: Format) -> str:
    """Return a name for a story's file, made of its headline: no path, nothing that acts."""
    words = re.findall(r"\w+", plain(collation.headline).casefold())
    name = ""
    for word in words:
        if name and len(name) + 1 + len(word) > _NAME_CHARACTERS:
            break
        name = f"{name}-{word}" if name else word[:_NAME_CHARACTERS]
    return (name or "story") + ENDINGS[form]
