"""The bars and panes of the main screen: how they stand, and which of them has the focus."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from reader.settings import Look
from reader.ui.commands import BY_ID, Command, Pane, Where, footer
from reader.ui.present.bars import Hint, copies_key
from reader.ui.present.copies import view_runs
from reader.ui.present.panes import pane_widths
from reader.ui.screens.movable import Movable
from reader.ui.settled import settled
from reader.ui.widgets.bars import KeyBar, TitleBar
from reader.ui.widgets.lines import LinesPane
from reader.ui.widgets.provenance import ProvenancePane
from reader.ui.widgets.still import Still, StillRow
from reader.ui.widgets.stories import StoriesPane
from reader.ui.widgets.text import TextPane

ORDER = tuple(Pane)


class PanesScreen(Movable[None], Still):
    """The main screen without its commands: three, two or one pane, by the width."""

    AUTO_FOCUS = "#stories"
    where = Where.MAIN
    BLANK = True

    def __init__(self, name: str) -> None:
        super().__init__()
        self._program = name
        self.loading_stories = True
        self.searching = False
        self.searched = ""
        self.pane = Pane.STORIES
        self._wider: dict[Pane, int] = {}
        self._wished: dict[Pane, int] = {}

    def compose(self) -> ComposeResult:
        """Lay out the bars and the panes."""
        yield TitleBar(self._program, id="title")
        with StillRow(id="panes"):
            yield StoriesPane(id=Pane.STORIES)
            yield TextPane(id=Pane.TEXT)
            yield ProvenancePane(id=Pane.PROVENANCE)
        yield KeyBar(id="keys")

    # Parts

    @property
    def stories(self) -> StoriesPane:
        """The list of stories."""
        return self.query_one(StoriesPane)

    @property
    def text(self) -> TextPane:
        """The text pane."""
        return self.query_one(TextPane)

    @property
    def provenance(self) -> ProvenancePane:
        """The provenance pane."""
        return self.query_one(ProvenancePane)

    @property
    def title_bar(self) -> TitleBar:
        """The bar at the top."""
        return self.query_one(TitleBar)

    @property
    def active(self) -> LinesPane | ProvenancePane:
        """The pane that has the focus, or had it before the search bar took it."""
        return self._widget(self.pane)

    def _widget(self, pane: Pane) -> LinesPane | ProvenancePane:
        parts = {Pane.STORIES: self.stories, Pane.TEXT: self.text}
        return parts.get(pane, self.provenance)

    # Panes and their widths

    def on_mount(self) -> None:
        """Share the width among the panes."""
        self.follow_look(settled(self).settings.look, None)

    def follow_look(self, look: Look, before: Look | None) -> None:
        """Take up what was set, and name the keys that are in force."""
        if look.text_width != (self.text.measure if before is None else before.text_width):
            self.text.widen(look.text_width - self.text.measure)
        self.text.number_links(look.links)
        self._wished = {Pane.STORIES: look.list_width, Pane.PROVENANCE: look.provenance_width}
        self._arrange()

    def on_resize(self, event: events.Resize) -> None:
        """Share the new width among the panes."""
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Note which pane has the focus; a narrow screen shows that one."""
        if event.widget.id in ORDER and event.widget is self.focused:
            self.pane = Pane(event.widget.id)
            self._arrange()

    def _arrange(self) -> None:
        widths = pane_widths(self.size.width, self.pane, self._wider, self._wished)
        for pane in ORDER:
            widget = self._widget(pane)
            if pane in widths:
                widget.styles.width = widths[pane]
            widget.display = pane in widths
        self.name_keys()
        self.name_view()

    def name_view(self) -> None:
        """Say at the top which view is open, where no pane beside it does."""
        alone = not self.stories.display and not self.provenance.display
        reading = self.text.reading if alone else None
        self.title_bar.name_view(view_runs(reading, self.text.view) if reading else ())

    def name_keys(self) -> None:
        """Name the keys that fit what has the focus."""
        hints = [self._hint(x) for x in self.named_commands() if self._key(x)]
        if self.searching:
            hints = [
                Hint("enter", f"to {self.searched}", "screen.leave_search"),
                Hint("esc", "end the search", "screen.end_search"),
            ]
        elif self.loading_stories:
            hints = [Hint("esc", "stop reading", "screen.back"), *hints[-2:]]
        elif self.under_way and self.in_list:
            hints = [Hint(self._key(BY_ID["back"]), self.under_way, "screen.back"), *hints]
        self.query_one(KeyBar).name_keys(hints)

    def named_commands(self) -> Sequence[Command]:
        """Return the commands that the footer names."""
        seen = [pane for pane in ORDER if self._widget(pane).display]
        return footer(self.pane, alone=len(seen) == 1)

    @property
    def in_list(self) -> bool:
        """Whether one is in the list; where no story is listed, one is wherever the focus is."""
        return self.pane is Pane.STORIES or not len(self.stories.stories)

    @property
    def under_way(self) -> str:
        """What escape ends in the list, in a word or two; empty where nothing is under way."""
        return ""

    def _key(self, command: Command) -> str:
        return settled(self).keymap.first(command)

    def _hint(self, command: Command) -> Hint:
        key, label = self._key(command), command.footer
        if command.numbered:
            copies = len(self.text.reading.index.copies) if self.text.reading else 9
            return Hint(copies_key(key, command.shown, copies), label, "screen.pick_copy")
        if command.id == "next-variant" and self.pane is Pane.TEXT and self.text.sought:
            label = "next hit"
        if command.id == "next-copy":
            key = f"{key} {self._key(BY_ID['previous-copy'])}".strip()
        return Hint(key, label, command.act)

    def action_pane(self, delta: int) -> None:
        """Go to the pane on the right or on the left."""
        self.focus_pane(ORDER[(ORDER.index(self.pane) + delta) % len(ORDER)])

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the focus at once: the next key may have been typed already."""
        self.pane = pane
        self._arrange()  # what is not seen takes no focus
        self.set_focus(self._widget(pane))

    def action_widen(self, cells: int) -> None:
        """Make the pane wider; in the text, the lines longer."""
        if self.pane is Pane.TEXT:
            self.text.widen(cells)
        else:
            self._wider[self.pane] = self._wider.get(self.pane, 0) + cells
            self._arrange()
