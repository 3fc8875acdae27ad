"""What stands where there are no stories, and what to do about it."""

from __future__ import annotations

from reader.text.phrases import count
from reader.text.safe import safe_line


def nothing_found(query: str, *, only_unread: bool) -> tuple[str, str]:
    """Return a title and what to do where a filter, or the unread alone, finds nothing."""
    if not query:
        return "Nothing unread", "All stories are read. U shows them again."
    only = " among the unread; U shows all" if only_unread else ""
    return "No story is found", f"for {safe_line(query)}{only}. esc goes back to the whole list."


def nothing_kept(passed_over: int, feeds: int, *, lasting: bool) -> tuple[str, str]:
    """Return a title and what to do where there is no story at all."""
    if passed_over:
        many = count(passed_over, "file was", "files were")
        return "Nothing to read here", f"{many} passed over: F says which, and why."
    if feeds:
        return "Nothing fetched yet", f"R fetches {count(feeds, 'feed')}; M shows them."
    if lasting:
        return "Nothing here yet", "M adds feeds, sites, files and folders."
    text = "Name files or folders: reader open PATH… — or see the sample: reader demo."
    return "Nothing to read here", text
