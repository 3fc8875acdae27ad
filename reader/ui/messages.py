"""What happened, told upwards: by panes to the screen, by workers to the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reader.archive.leaving import Left
    from reader.archive.search import Passage
    from reader.model import Label
    from reader.services.archived import ArchiveLibrary
    from reader.services.events import Event
    from reader.services.lists import Placed
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
    """The library is read, the list that is shown at first, and where the person left it."""

    def __init__(self, library: ArchiveLibrary, placed: Placed, left: Left | None = None) -> None:
        self.library = library
        self.placed = placed
        self.left = left
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


class Listed(Message):
    """A list that was asked for as `turn`, or (with `reason`) why there is none."""

    def __init__(self, turn: int, placed: Placed | None, reason: str = "") -> None:
        self.turn = turn
        self.placed = placed
        self.reason = reason
        super().__init__()


class PassagesWanted(Message):
    """The stories at these positions came into sight, and words were searched for."""

    def __init__(self, positions: tuple[int, ...]) -> None:
        self.positions = positions
        super().__init__()


class PassagesFound(Message):
    """Where the words stand in stories, by their ids; found in the list read as `turn`.

    `last`: that is all.
    """

    def __init__(
        self, turn: int, found: Mapping[str, Passage | None], *, last: bool = False
    ) -> None:
        self.turn = turn
        self.found = found
        self.last = last
        super().__init__()


class DeedDone(Message):
    """A deed was done, in these words, or (with `failed`) could not be, for this reason."""

    def __init__(self, words: str, *, failed: bool = False) -> None:
        self.words = words
        self.failed = failed
        super().__init__()


class Overruled(Message):
    """A person says what a segment is: `wire`, a category, or as the evidence says."""

    def __init__(self, reading: Reading, label: Label, chosen: str) -> None:
        self.reading = reading
        self.label = label
        self.chosen = chosen
        super().__init__()


class Happened(Message):
    """Something that a refresh tells."""

    def __init__(self, event: Event) -> None:
        self.event = event
        super().__init__()


class RefreshOver(Message):
    """The refresh has ended; `reason` says why it could not go on, else it is empty."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        super().__init__()


class PlaceChosen(Message):
    """The cursor stands at a place of the story. `pane` is where the person moved it."""

    def __init__(self, place: Place, pane: Pane) -> None:
        self.place = place
        self.pane = pane
        super().__init__()


class CopyChosen(Message):
    """A person wants to see a copy (0: the clean text); `going`: and to be there."""

    def __init__(self, view: int, *, going: bool = True) -> None:
        self.view = view
        self.going = going
        super().__init__()


class StoryWanted(Message):
    """A person wants to read another story, by its id."""

    def __init__(self, story: str) -> None:
        self.story = story
        super().__init__()


class ActWanted(Message):
    """A person clicked what names a key, or leads on: the action that it stands for."""

    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__()


class Searched(Message):
    """The words in the search bar changed; or the search ended, with these words kept."""

    def __init__(self, query: str, *, ended: bool = False) -> None:
        self.query = query
        self.ended = ended
        super().__init__()
