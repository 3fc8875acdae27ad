"""What happened, told upwards: by panes to the screen, by workers to the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reader.model import StorySummary
    from reader.services.library import Library
    from reader.ui.commands import Pane
    from reader.ui.present.reading import Reading
    from reader.ui.present.rows import Place


class Progressed(Message):
    """The library is being read: so many of so many files."""

    def __init__(self, stage: str, done: int, total: int) -> None:
        self.stage = stage
        self.done = done
        self.total = total
        super().__init__()


class Loaded(Message):
    """The library is read; `summaries` are the rows of the list."""

    def __init__(self, library: Library, summaries: tuple[StorySummary, ...]) -> None:
        self.library = library
        self.summaries = summaries
        super().__init__()


class NotLoaded(Message):
    """The library could not be read, or reading was stopped; `reason` says why and what to do."""

    def __init__(self, reason: str, *, stopped: bool = False) -> None:
        self.reason = reason
        self.stopped = stopped
        super().__init__()


class Collated(Message):
    """A story is collated, or (with `reason`) could not be."""

    def __init__(self, story: str, reading: Reading | None, reason: str = "") -> None:
        self.story = story
        self.reading = reading
        self.reason = reason
        super().__init__()


class StoryChosen(Message):
    """The cursor of the list stands on a story; `opened`: and the person wants to read it."""

    def __init__(self, position: int, *, opened: bool = False) -> None:
        self.position = position
        self.opened = opened
        super().__init__()


class PlaceChosen(Message):
    """The cursor stands at a place of the story. `pane` is where the person moved it."""

    def __init__(self, place: Place, pane: Pane) -> None:
        self.place = place
        self.pane = pane
        super().__init__()


class CopyChosen(Message):
    """A person wants to see a copy (0: the clean text)."""

    def __init__(self, view: int) -> None:
        self.view = view
        super().__init__()


class StoryWanted(Message):
    """A person wants to read another story, by its id."""

    def __init__(self, story: str) -> None:
        self.story = story
        super().__init__()


class Searched(Message):
    """The words in the search bar changed; or the search ended, with these words kept."""

    def __init__(self, query: str, *, ended: bool = False) -> None:
        self.query = query
        self.ended = ended
        super().__init__()
